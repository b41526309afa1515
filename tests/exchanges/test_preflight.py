"""Before a job: hold, free, ask, refuse; walked without a wire."""

from itertools import pairwise

import pytest

from ocom809 import errors
from ocom809.commands import DefineNVImages, NVImage
from ocom809.commands.resynchronising import BLIND_ENDING, resynchronisation
from ocom809.exchanges import Abort, Decision, Open, Pause, print_job
from ocom809.exchanges.resynchronising import FLASH_SECONDS
from ocom809.exchanges.session import Break
from ocom809.job import Job
from ocom809.outcomes import Printed, Sent
from ocom809.profile import OCPP809
from ocom809.status import Answer, Status
from tests.exchanges.scripted import DRAINED, EVERY_QUESTION, GS_R, IN_TURN, NO_PAPER, READY, Stage

JOB = Job(b"Tea\n")
WITH_GS_R = READY | {GS_R: b"\x00"}


def printed(stage, job=JOB, **how):
    return stage.walk(print_job(stage.session, job, **how))


def refused(stage, match, **how):
    with pytest.raises(errors.NotPrinted, match=match) as caught:
        printed(stage, **how)
    assert JOB.data not in stage.taken
    return caught.value


def test_a_printer_that_says_no_gets_nothing_and_its_reasons_are_told():
    assert refused(Stage(NO_PAPER), "the paper is out").reasons == ("the paper is out", "it is offline")


def test_what_is_unknown_stops_nothing():
    assert isinstance(printed(Stage({})), Sent)


def test_a_unit_that_was_measured_to_answer_and_is_silent_gets_no_job():
    refused(Stage({}, profile=OCPP809.with_facts(answers_real_time=True)), "silent, and was measured to answer")


def test_a_printer_that_is_silent_since_a_job_broke_off_gets_no_job():
    stage = Stage({})
    stage.session.broken, stage.session.has_answered = Break(b"x", 0, 1), True
    refused(stage, "silent since a job broke off")
    assert stage.session.broken is not None


def test_a_job_that_goes_well_forgets_the_broken_one():
    stage = Stage(READY)
    stage.session.broken = Break(b"x", 0, 1)
    printed(stage)
    assert stage.session.broken is None


PICTURE = b"\x1dv0\x00\x48\x00\x40\x00" + b"\xff" * 72 * 64


def test_a_printer_that_may_be_in_the_middle_of_a_picture_is_freed_before_it_is_asked():
    stage = Stage(READY)
    stage.session.broken = Break(PICTURE, 100, 200)
    printed(stage)
    assert stage.sent[0].count(0) >= len(PICTURE) - 200
    assert stage.sent[0].endswith(b"\x1b@")
    assert b"\xff" not in stage.sent[0]
    assert stage.sent[1:] == [*READY, JOB.data]


def test_a_printer_that_has_proven_to_be_free_is_not_freed_again():
    stage = Stage(WITH_GS_R, profile=IN_TURN)
    stage.session.broken = Break(PICTURE, 100, 200)
    stage.takes = len(resynchronisation(PICTURE, 100, 200).data + EVERY_QUESTION + GS_R)
    with pytest.raises(errors.NotPrinted, match="no byte was taken"):
        stage.walk(print_job(stage.session, Job(b"x" * 99), on_wait=lambda _waiting: Decision.GIVE_UP))
    assert stage.session.broken is None


def test_what_cannot_be_avoided_in_freeing_it_is_logged(caplog):
    picture = b"\x1dv0\x00\x48\x00\x40\x00"
    stage = Stage(READY)
    stage.session.broken = Break(b"\x1dk\x04ABC\x00" + picture, 0, 7)
    printed(stage)
    effects = resynchronisation(b"\x1dk\x04ABC\x00" + picture, 0, 7).side_effects
    assert [effect.value in caplog.text for effect in effects] == [True] * len(effects)


def test_the_outcome_tells_what_freeing_it_may_have_brought_about():
    job = b"\x1dk\x04ABC\x00" + PICTURE
    stage = Stage(READY)
    stage.session.broken = Break(job, 0, 7)
    effects = tuple(effect.value for effect in resynchronisation(job, 0, 7).side_effects)
    assert effects
    assert printed(stage).side_effects == effects
    assert printed(stage).side_effects == ()


def test_a_printer_that_may_have_written_to_its_flash_is_left_alone_and_its_logos_are_in_doubt():
    logos = DefineNVImages((NVImage(8, 8, b"\xff" * 8),)).encode()
    stage = Stage(READY)
    stage.session.broken = Break(logos, 0, len(logos) - 2)
    outcome = printed(stage)
    assert "what was kept in the printer, such as logos, is unknown" in outcome.side_effects
    assert [step.seconds for step in stage.steps if isinstance(step, Pause)] == [FLASH_SECONDS]
    assert stage.session.stored_in_doubt


def test_a_printer_that_waits_for_more_than_is_worth_sending_is_to_be_switched_off():
    huge = b"\x1d8L" + (1 << 30).to_bytes(4, "little") + b"\x30\x70"
    stage = Stage(READY)
    stage.session.broken = Break(huge, len(huge), len(huge))
    refused(stage, "the printer may wait for .* more bytes.*Switch it off and on")
    assert stage.sent == []


def test_one_that_answers_in_its_turn_shows_by_itself_that_it_was_switched_off():
    huge = b"\x1d8L" + (1 << 30).to_bytes(4, "little") + b"\x30\x70"
    stage = Stage(WITH_GS_R, profile=IN_TURN)
    stage.session.broken = Break(huge, len(huge), len(huge))
    assert isinstance(printed(stage), Printed)
    assert stage.session.broken is None


def test_a_printer_that_takes_none_of_it_gets_no_job():
    stage = Stage(READY, takes=0)
    stage.session.broken = Break(PICTURE, 100, 200)
    refused(stage, "took no byte")
    assert stage.session.broken is not None


def test_the_first_answer_behind_a_long_prologue_may_be_as_late_as_a_slow_board_hands_it_on():
    stage = Stage(READY, profile=IN_TURN, reply_silence=1.0)
    stage.session.broken, stage.session.has_answered = Break(PICTURE, 100, 200), True
    prologue = resynchronisation(PICTURE, 100, 200).data
    stage.answers = lambda stage: WITH_GS_R
    take = stage.take

    def late_at_first(step):
        stage.latency = 2.0 + len(prologue) / 10_000 if stage.sent.count(prologue) and len(stage.sent) <= 2 else 0.0
        take(step)

    stage.take = late_at_first
    assert isinstance(printed(stage), Printed)


# Taking hold of a wire that was lost.


def lost(opens, **options):
    stage = Stage(opens=opens, **options)
    stage.session.is_dropped = True
    return stage


def test_a_lost_wire_is_tried_again_at_growing_distances_until_it_is_there():
    stage = lost([errors.DeviceUnreachable("refused")] * 4, reconnect_seconds=10.0)
    assert isinstance(printed(stage), Sent)
    assert [step.seconds for step in stage.steps if isinstance(step, Pause)] == [0.1, 0.2, 0.4, 0.8]


def test_no_two_clients_need_knock_at_the_same_moments():
    stages = [lost([errors.DeviceUnreachable("refused")] * 2) for _ in range(2)]
    stages[1].session.chance = lambda: 0.9
    for stage in stages:
        printed(stage)
    pauses = [[step.seconds for step in stage.steps if isinstance(step, Pause)] for stage in stages]
    assert pauses[0] != pauses[1]


def test_a_wire_that_stays_away_is_not_printed_within_the_limit():
    stage = lost([errors.DeviceUnreachable("refused", hint="Is it on?")] * 99, reconnect_seconds=3.0)
    assert refused(stage, "refused").hint == "Is it on?"
    assert stage.now <= 3


@pytest.mark.parametrize("problem", [errors.PermissionDenied("no"), errors.SeveralDevices("two")])
def test_what_time_does_not_cure_is_said_at_once(problem):
    stage = lost([problem] * 2, reconnect_seconds=10.0)
    refused(stage, str(problem))
    assert stage.now == 0


def test_the_caller_is_told_about_once_a_second_while_a_lost_wire_is_tried_again():
    stage, told = lost([errors.DeviceUnreachable("refused")] * 99, reconnect_seconds=10.0), []
    refused(stage, "refused", on_wait=told.append)
    assert {waiting.problem for waiting in told} == {"refused"}
    assert {(waiting.sent, waiting.total, waiting.reasons) for waiting in told} == {(0, JOB.total, ())}
    moments = [waiting.seconds for waiting in told]
    assert 5 <= len(moments) <= 10
    assert all(later - earlier >= 1 for earlier, later in pairwise(moments))
    assert all(waiting.seconds + waiting.left_seconds == pytest.approx(10.0) for waiting in told)


def test_a_short_absence_tells_nobody():
    stage, told = lost([errors.DeviceUnreachable("refused")] * 3), []
    printed(stage, on_wait=told.append)
    assert told == []


def test_a_caller_may_give_up_while_a_lost_wire_is_tried_again():
    stage = lost([errors.DeviceUnreachable("refused", hint="Is it on?")] * 99, reconnect_seconds=60.0)
    assert refused(stage, "refused", on_wait=lambda _waiting: Decision.GIVE_UP).hint == "Is it on?"
    assert 1 <= stage.now <= 2
    assert stage.session.is_dropped
    stage.opens.clear()
    assert isinstance(printed(stage), Sent)


def test_what_a_caller_raises_while_a_lost_wire_is_tried_again_comes_out_as_it_is():
    stage = lost([errors.DeviceUnreachable("refused")] * 99, reconnect_seconds=60.0)

    def fails(_waiting):
        raise errors.DeviceGone("the customer display is gone")

    with pytest.raises(errors.DeviceGone, match="the customer display is gone"):
        printed(stage, on_wait=fails)
    assert stage.session.broken is None


def test_with_no_time_to_reconnect_it_is_tried_once():
    stage = lost([errors.DeviceUnreachable("refused")] * 2, reconnect_seconds=0.0)
    refused(stage, "refused")
    assert stage.kinds == ["Open"]


# A wire that went stale while nobody used it.


def test_an_idle_wire_that_died_is_opened_again_before_the_job():
    stage = Stage()
    printed(stage)
    stage.steps.clear()
    stage.throw[1] = errors.DeviceGone("the printer closed the connection")
    assert isinstance(printed(stage), Sent)
    assert stage.kinds[:4] == ["Receive", "Abort", "Open", "Receive"]
    assert stage.taken.startswith(EVERY_QUESTION + JOB.data)
    assert stage.taken.endswith(EVERY_QUESTION + JOB.data)


ANSWERS = OCPP809.with_facts(answers_real_time=True)


def deaf_until_opened(stage):
    """Answers at first and on a new connection; not on the one that stands by then."""
    is_deaf = stage.deaf and "Open" not in stage.kinds
    return {} if is_deaf else READY


def test_a_connection_on_which_no_answer_comes_any_more_is_made_anew_before_the_job():
    stage = Stage(deaf_until_opened, profile=ANSWERS)
    stage.deaf = False
    printed(stage)
    stage.steps.clear()
    stage.deaf = True
    assert isinstance(printed(stage), Sent)
    assert stage.kinds.index("LetGo") < stage.kinds.index("Open")
    assert stage.taken.count(JOB.data) == 2


def test_a_printer_that_stays_silent_is_let_go_of_and_asked_on_a_new_connection_by_the_next_job():
    stage = Stage({}, profile=ANSWERS)
    refused(stage, "silent, and was measured to answer")
    assert stage.kinds[-1] == "LetGo"
    assert stage.session.is_dropped
    stage.answers = READY
    assert isinstance(printed(stage), Sent)


def test_a_unit_that_answers_only_when_drained_is_busy_and_keeps_its_connection():
    stage = Stage({}, profile=DRAINED)
    refused(stage, "silent, and was measured to answer")
    assert "LetGo" not in stage.kinds


HALF_A_CODE = Job(b"\x1d(k\x13\x001P0twelve bytes or so\n" * 2)


def test_a_wire_that_died_behind_a_job_that_nothing_proved_may_have_left_half_of_it_in_the_printer():
    stage = Stage()
    printed(stage, HALF_A_CODE)
    stage.throw[len(stage.steps) + 1] = errors.DeviceGone("the printer broke the connection off")
    printed(stage)
    freeing = stage.taken.removeprefix(EVERY_QUESTION + HALF_A_CODE.data).removesuffix(EVERY_QUESTION + JOB.data)
    assert freeing == resynchronisation(HALF_A_CODE.data, 0, HALF_A_CODE.total).data != b""


def test_a_wire_that_dies_behind_an_unknown_job_takes_back_that_the_printer_reads_it_to_its_end():
    stage = Stage(
        profile=IN_TURN, answers=lambda stage: READY | ({} if HALF_A_CODE.data in stage.taken else {GS_R: b"\x00"})
    )
    with pytest.raises(errors.Unknown):
        printed(stage, HALF_A_CODE)
    assert stage.session.broken.lowest == stage.session.broken.highest
    stage.throw[len(stage.steps) + 1] = errors.DeviceGone("the printer broke the connection off")
    stage.opens = [errors.DeviceUnreachable("refused")] * 99
    refused(stage, "refused")
    assert stage.session.broken.lowest == 0


def test_several_jobs_that_nothing_proved_may_all_have_been_under_way_as_far_as_a_wire_holds():
    session = Stage().session
    for size in (20_000, 10_000, 20_000):
        session.handed_over(bytes(size), is_proven=False)
    session.lost()
    assert (len(session.broken.data), session.broken.lowest, session.broken.highest) == (30_000, 0, 30_000)


def test_a_wire_that_died_behind_a_printed_job_left_nothing_in_the_printer():
    stage = Stage(READY | {GS_R: b"\x00"}, profile=IN_TURN)
    printed(stage)
    stage.throw[len(stage.steps) + 1] = errors.DeviceGone("the printer broke the connection off")
    printed(stage)
    assert stage.session.broken is None
    assert stage.taken.count(b"\x1b@") == 0


def test_a_job_that_breaks_off_behind_one_that_nothing_proved_leaves_both_in_doubt():
    stage = Stage()
    printed(stage)
    stage.takes = len(stage.taken) + len(EVERY_QUESTION) + 5
    with pytest.raises(errors.Unknown):
        printed(stage, HALF_A_CODE)
    assert stage.session.broken.data == JOB.data + HALF_A_CODE.data
    assert (stage.session.broken.lowest, stage.session.broken.highest) == (0, JOB.total + 5)


def test_a_wire_that_dies_twice_is_not_printed():
    stage = Stage()
    printed(stage)
    stage.steps.clear()
    stage.throw = {1: errors.DeviceGone("gone"), 4: errors.DeviceGone("gone again")}
    with pytest.raises(errors.NotPrinted, match="gone again"):
        printed(stage)
    assert stage.kinds[-1] == "Abort"
    assert stage.taken.count(JOB.data) == 1


def test_a_wire_that_was_just_opened_and_is_dead_is_not_opened_again():
    stage = Stage()
    stage.throw[1] = errors.DeviceGone("gone")
    refused(stage, "gone")
    assert not any(isinstance(step, Open) for step in stage.steps)


def test_a_printer_that_takes_no_question_is_not_dead_and_is_let_go_of():
    stage = Stage(takes=0)
    stage.session.is_fresh = False
    refused(stage, "took no byte")
    assert isinstance(stage.steps[-1], Abort)


# The handshake that shows that the parser is free.


def test_half_a_picture_that_another_program_left_is_filled_with_white_until_the_printer_answers():
    wants = 3000

    def answers(stage):
        return WITH_GS_R if stage.taken.count(0) >= wants else READY

    stage = Stage(answers, profile=IN_TURN)
    assert isinstance(printed(stage), Printed)
    fed = b"".join(stage.sent[5:-2]).replace(GS_R, b"").replace(next(iter(READY)), b"")
    assert fed.lstrip(b"\x80").count(0) == len(fed) - 1
    assert stage.sent[-2] == BLIND_ENDING


def test_a_printer_that_never_answers_in_its_turn_gets_no_more_than_64_kib_of_white():
    stage = Stage(READY, profile=IN_TURN)
    refused(stage, "does not answer in its turn")
    assert 60_000 < stage.taken.count(0) <= 65_536


def test_a_wire_that_falls_silent_meanwhile_is_not_fed():
    def answers(stage):
        return {} if GS_R in stage.taken else READY

    stage = Stage(answers, profile=IN_TURN)
    refused(stage, "does not answer in its turn")
    assert 0 < stage.taken.count(0) < 256


def test_a_unit_that_says_everything_in_turn_is_not_fed_for_it_was_free_a_moment_ago():
    stage = Stage(READY, profile=IN_TURN.with_facts(real_time_overtakes=False))
    refused(stage, "does not answer in its turn")
    assert stage.taken.count(0) == 0


def test_a_unit_that_says_nothing_at_once_is_not_fed():
    stage = Stage({}, profile=OCPP809.with_facts(answers_in_turn=True))
    refused(stage, "does not answer in its turn")
    assert stage.taken.count(0) == 0


def test_a_paper_sensor_that_says_no_refuses_too():
    refused(Stage(READY | {GS_R: b"\x0c"}, profile=IN_TURN), "the paper is out")


def test_nonsense_in_the_handshake_refuses():
    refused(Stage(READY | {GS_R: b"\xfe"}, profile=IN_TURN), "answered fe")


def test_a_unit_that_answers_at_once_only_when_drained_needs_no_second_handshake():
    stage = Stage(profile=DRAINED)
    printed(stage)
    assert stage.sent[:-1] == list(READY)


# Late answers to real-time questions.


def test_late_answers_of_a_question_that_was_given_up_are_read_away_and_it_is_asked_again():
    from ocom809.exchanges import asked

    stage = Stage({}, latency=0.02)
    assert stage.walk(asked(stage.session)) == Status.unknown()
    assert stage.session.expects_late
    stage.answers = NO_PAPER
    # The answer to the question before: behind the draining, ahead of the first answer, so that all are one too early.
    stage.say(b"\x16", at=stage.now + 0.11)
    status = stage.walk(asked(stage.session))
    assert (status.paper, status.cover_open, status.error) == (Answer.NO, Answer.NO, Answer.NO)
    assert not stage.session.expects_late
