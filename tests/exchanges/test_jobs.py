"""Whole jobs, walked without a wire: what each outcome rests on, and what never makes one."""

import pytest

from ocom809 import errors
from ocom809.course import Course
from ocom809.devices.untaken import Untaken
from ocom809.exchanges import Abort, Decision, Pause, Send, print_job
from ocom809.job import Job
from ocom809.outcomes import Printed, Sent
from ocom809.profile import OCPP809, Confidence
from tests.exchanges.scripted import DRAINED, EVERY_QUESTION, GS_R, IN_TURN, NO_PAPER, READY, REPORT, REPORTED, Stage

JOB = Job(b"Tea, pot\n" * 4)
WITH_GS_R = READY | {GS_R: b"\x00"}
GS_A = b"\x1da\x0f\x1da\x00"


def printed(stage, job=JOB, **how):
    return stage.walk(print_job(stage.session, job, **how))


def unknown(stage, **how):
    with pytest.raises(errors.Unknown) as caught:
        printed(stage, **how)
    return caught.value


# What proves a job.


def test_without_a_measured_proof_a_job_is_sent_and_the_outcome_says_why():
    stage = Stage(WITH_GS_R)
    outcome = printed(stage)
    assert isinstance(outcome, Sent)
    assert "no proof that this unit gives was measured" in outcome.why
    assert stage.taken == EVERY_QUESTION + JOB.data


@pytest.mark.parametrize("confidence", [Confidence.GUESS, Confidence.LIKELY, Confidence.CERTAIN])
def test_what_is_only_believed_proves_nothing(confidence):
    profile = OCPP809.with_facts(answers_in_turn=True, confidence=confidence, source="a manual")
    assert isinstance(printed(Stage(WITH_GS_R, profile=profile)), Sent)


@pytest.mark.parametrize(
    ("profile", "answers", "proof"),
    [
        (IN_TURN, WITH_GS_R, "GS r 1"),
        (DRAINED, READY, "DLE EOT 1"),
        (REPORTED, READY | {GS_A: REPORT}, "GS a 15, GS a 0"),
    ],
)
def test_the_proof_that_the_unit_is_measured_to_give_makes_it_printed(profile, answers, proof):
    stage = Stage(answers, profile=profile)
    outcome = printed(stage)
    assert isinstance(outcome, Printed)
    assert (outcome.proof, outcome.total) == (proof, JOB.total)
    assert stage.session.broken is None


def test_the_question_goes_with_the_last_bytes_so_that_who_forgets_them_forgets_it_too():
    stage = Stage(WITH_GS_R, profile=IN_TURN)
    printed(stage)
    assert stage.sent[-1] == JOB.data + GS_R * 2


def test_the_parser_is_known_to_be_free_before_the_job():
    stage = Stage(WITH_GS_R, profile=IN_TURN)
    printed(stage)
    assert stage.sent[:-1] == [*READY, GS_R]


# What never proves a job.


def once(question, answer, otherwise=READY):
    """Answers a question the first time only."""
    return lambda stage: otherwise | ({question: answer} if JOB.data not in stage.taken else {})


def test_an_answer_that_comes_twice_proves_nothing():
    stage = Stage(once(GS_R, b"\x00"), profile=IN_TURN)
    stage.say(b"\x00", at=0.5)
    assert "no answer came behind the job" in unknown(stage).message


def test_a_late_answer_of_the_job_before_proves_nothing():
    stage = Stage(once(GS_R, b"\x00"), profile=IN_TURN)
    assert "no answer" in unknown(stage).message
    assert stage.session.unanswered == 2
    late = stage.now + 3
    stage.answers = READY | {GS_R: b"\x00"}
    stage.answers = lambda stage: WITH_GS_R if stage.taken.count(JOB.data) == 1 else READY
    for delay in (0.0, 0.1):
        stage.say(b"\x00", at=late + delay)
    assert "no answer" in unknown(stage).message


def test_reports_that_a_printer_pushes_prove_nothing():
    stage = Stage(once(GS_R, b"\x00"), profile=IN_TURN)
    for second in range(8):
        stage.say(REPORT, at=second)
    unknown(stage)


def test_answers_to_other_questions_prove_nothing():
    stage = Stage(once(GS_R, b"\x00"), profile=IN_TURN)
    for second in range(8):
        stage.say(b"\x12\x16", at=second)
    unknown(stage)


def test_an_answer_that_says_that_paper_is_out_proves_nothing():
    stage = Stage(lambda stage: READY | {GS_R: b"\x0c" if JOB.data in stage.taken else b"\x00"}, profile=IN_TURN)
    problem = unknown(stage)
    assert "says that the paper is out" in problem.message
    assert (problem.sent, problem.total) == (JOB.total, JOB.total)


def test_nonsense_behind_a_job_proves_nothing():
    stage = Stage(lambda stage: READY | {GS_R: b"\xff" if JOB.data in stage.taken else b"\x00"}, profile=IN_TURN)
    assert "answered ff, which is no answer" in unknown(stage).message


def test_a_unit_that_forgets_what_it_holds_has_not_printed_what_it_stopped_in():
    profile = IN_TURN.with_facts(keeps_after_paper_out="forgets")

    def answers(stage):
        if JOB.data not in stage.taken:
            return WITH_GS_R
        return NO_PAPER if stage.now < 3 else READY

    stage = Stage(answers, profile=profile)
    stage.say(b"\x00\x00", at=5.0)
    assert "this unit forgets what it holds" in unknown(stage).message


# Waiting for the shop.


def out_of_paper_until(moment):
    def answers(stage):
        if JOB.data not in stage.taken:
            return WITH_GS_R
        return NO_PAPER if stage.now < moment else READY

    return answers


def test_paper_that_runs_out_behind_the_last_byte_is_waited_for_and_the_caller_is_told():
    told = []
    stage = Stage(out_of_paper_until(20), profile=IN_TURN, silence=60.0)
    stage.say(b"\x00\x00", at=21.0)
    outcome = printed(stage, on_wait=told.append)
    assert isinstance(outcome, Printed)
    assert outcome.reasons == ("the paper is out", "it is offline")
    assert told[0].reasons == ("the paper is out", "it is offline")
    assert [round(each.seconds) for each in told][:4] == [0, 1, 2, 3]
    assert (told[0].sent, told[0].total) == (JOB.total, JOB.total)


def test_patience_that_is_over_says_why_and_what_becomes_of_the_rest():
    stage = Stage(out_of_paper_until(99), profile=IN_TURN.with_facts(keeps_after_paper_out="goes on"))
    problem = unknown(stage, patience=5.0)
    assert problem.reasons == ("the paper is out", "it is offline")
    assert "all 36 bytes were taken: the paper is out" in problem.message
    assert "prints the rest as soon as it can" in problem.hint
    assert 5 <= stage.now < 8


def test_the_wire_is_kept_where_all_was_taken_and_only_the_proof_is_missing():
    stage = Stage(out_of_paper_until(99), profile=IN_TURN)
    unknown(stage)
    assert not any(isinstance(step, Abort) for step in stage.steps)
    broken = stage.session.broken
    assert broken.lowest == broken.highest == len(broken.data) == JOB.total + len(GS_R * 2)


def test_a_wire_that_fails_behind_the_last_byte_is_let_go_of():
    stage = Stage(once(GS_R, b"\x00"), profile=IN_TURN)
    waits = []

    def pull_the_plug(_waiting):
        waits.append(len(stage.steps))
        stage.throw[len(stage.steps) + 1] = errors.DeviceGone("unplugged")

    assert "the wire failed: unplugged" in unknown(stage, on_wait=pull_the_plug).message
    assert stage.kinds[-1] == "Abort"
    assert stage.session.broken.lowest == 0


def test_a_caller_may_give_up():
    stage = Stage(out_of_paper_until(99), profile=IN_TURN, silence=60.0)
    assert "the caller gave up" in unknown(stage, on_wait=lambda _waiting: Decision.GIVE_UP).message
    assert stage.now < 3


def test_a_caller_may_end_a_cutter_error():
    stage = Stage(out_of_paper_until(99), profile=IN_TURN)
    decisions = iter([Decision.RECOVER, Decision.GIVE_UP])
    unknown(stage, on_wait=lambda _waiting: next(decisions))
    assert stage.sent.count(b"\x10\x05\x01") == 1


def test_a_unit_that_answers_only_in_turn_is_asked_nothing_while_it_works():
    stage = Stage(lambda stage: {} if JOB.data in stage.taken else READY, profile=DRAINED)
    unknown(stage)
    assert stage.sent[-1].startswith(JOB.data)


def test_a_real_time_question_that_stays_unanswered_is_the_last():
    stage = Stage(lambda stage: {} if JOB.data in stage.taken else WITH_GS_R, profile=IN_TURN)
    unknown(stage)
    behind = stage.sent[stage.sent.index(JOB.data + GS_R * 2) + 1 :]
    assert behind == [b"\x10\x04\x01"]


def test_half_a_question_that_a_full_printer_took_is_completed_before_anything_else():
    whole = EVERY_QUESTION + GS_R + JOB.data + GS_R * 2
    stage = Stage(once(GS_R, b"\x00"), takes=len(whole) + 1, profile=IN_TURN)

    def make_room(waiting):
        stage.takes = 1 << 30 if waiting.seconds > 4 else stage.takes

    unknown(stage, on_wait=make_room)
    assert stage.taken.startswith(whole + EVERY_QUESTION[:3] + EVERY_QUESTION)


def test_the_board_is_asked_where_it_is_measured_to_answer():
    stage = Stage(
        lambda stage: {} if JOB.data in stage.taken else WITH_GS_R,
        profile=IN_TURN.with_facts(board_status=True),
        board=b"\x38\x00\x0c\x00",
    )
    assert unknown(stage).reasons == ("the cover is open", "the paper is out", "it is offline")


# A wire that takes nothing.


def test_a_printer_that_takes_nothing_for_a_while_gets_the_rest_and_nothing_twice():
    stage = Stage(takes=len(EVERY_QUESTION) + 10)
    told = []

    def refill(waiting):
        told.append(waiting)
        stage.takes = 1 << 30 if len(told) == 3 else stage.takes

    assert isinstance(printed(stage, on_wait=refill), Sent)
    assert stage.taken == EVERY_QUESTION + JOB.data
    assert [each.sent for each in told] == [10, 10, 10]


def test_each_byte_that_goes_begins_the_waiting_anew():
    stage = Stage(takes=len(EVERY_QUESTION) + 1)

    def one_more(waiting):
        stage.takes += waiting.seconds > 8.5

    outcome = printed(stage, on_wait=one_more, patience=10.0)
    assert isinstance(outcome, Sent)
    assert stage.now > 300
    assert stage.taken == EVERY_QUESTION + JOB.data


def test_what_is_pushed_meanwhile_tells_the_caller_why():
    stage = Stage(takes=len(EVERY_QUESTION) + 10)
    stage.say(b"\x1c\x00\x0c\x00", at=0.5)
    problem = unknown(stage)
    assert problem.reasons == ("the paper is out", "it is offline")
    assert (problem.sent, problem.total) == (10, JOB.total)
    assert "interrupted after 10 of 36 bytes: the paper is out" in problem.message


def test_a_printer_that_takes_nothing_until_the_patience_is_over_is_let_go_of():
    stage = Stage(takes=len(EVERY_QUESTION) + 10)
    problem = unknown(stage)
    assert "test: took no byte for 10 s" in problem.message
    assert stage.kinds[-1] == "Abort"
    assert stage.session.is_dropped
    assert (stage.session.broken.lowest, stage.session.broken.highest) == (0, 10)


def test_a_printer_that_took_no_byte_is_not_printed_and_needs_no_freeing():
    stage = Stage(takes=len(EVERY_QUESTION))
    with pytest.raises(errors.NotPrinted, match="no byte was taken"):
        printed(stage)
    assert stage.session.broken is None


def test_what_left_this_computer_and_was_never_acknowledged_is_not_safe_to_repeat():
    error = errors.DeviceGone("reset")
    error.in_doubt = JOB.total
    stage = Stage()
    stage.answers = lambda stage: READY
    exchange = print_job(stage.session, JOB)
    step = next(exchange)
    while not (isinstance(step, Send) and step.data == JOB.data):
        stage.steps.append(step)
        step = exchange.send(stage.carry_out(step))
    assert isinstance(exchange.throw(error), Abort)
    with pytest.raises(errors.Unknown, match=r"after 0 \(perhaps 36 more\) of 36 bytes: reset"):
        exchange.send(b"")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, RuntimeError])
def test_whatever_ends_a_job_leaves_the_wire_let_go_of_and_the_break_remembered(stop):
    stage = Stage()

    def interrupt(_gone):
        raise stop

    with pytest.raises(stop):
        printed(stage, progress=interrupt)
    assert stage.kinds[-1] == "Abort"
    assert stage.session.is_dropped
    assert stage.session.broken.data == JOB.data


@pytest.mark.parametrize("function", ["progress", "on_wait"])
def test_a_device_error_of_the_callers_own_functions_is_never_taken_for_one_of_the_wires(function):
    """Counted as one of the wire's, it would be called "not printed" with half the receipt on paper."""

    def fails(*_told):
        raise errors.DeviceGone("the customer display is gone")

    stage = Stage(takes=1 << 30 if function == "progress" else len(EVERY_QUESTION) + 10)
    with pytest.raises(errors.DeviceGone, match="the customer display is gone"):
        printed(stage, **{function: fails})
    assert stage.kinds[-1] == "Abort"
    assert stage.session.broken.data == JOB.data


# Units that must not be given all at once.

TICKETS = Job(b"one\n" + b"\x1dVB\x00" + b"two\n" + b"\x1dVB\x00", course=Course((4, 12), (4, 8, 12, 16)))


def test_a_cut_that_would_come_early_waits_for_the_proof_of_what_is_above_it():
    stage = Stage(WITH_GS_R, profile=IN_TURN.with_facts(cuts_early=True))
    assert isinstance(printed(stage, TICKETS), Printed)
    pieces = [data for data in stage.sent if not data.startswith(b"\x10") and data != GS_R]
    assert [piece.replace(GS_R, b"") for piece in pieces] == [b"one\n", b"\x1dVB\x00two\n", b"\x1dVB\x00"]
    assert all(piece.endswith(GS_R) for piece in pieces)
    assert len([step for step in stage.steps if isinstance(step, Pause)]) == 2


def test_behind_black_half_a_second_passes_before_the_cut():
    stage = Stage(WITH_GS_R, profile=IN_TURN.with_facts(stalls_on_black=True))
    printed(stage, TICKETS)
    assert all(step.seconds >= 0.5 for step in stage.steps if isinstance(step, Pause))


def test_without_replies_the_cut_waits_as_long_as_the_paper_takes():
    paper = Job(TICKETS.data, course=Course(TICKETS.fences, TICKETS.boundaries, paper_mm=600.0))
    stage = Stage({}, profile=OCPP809.with_facts(cuts_early=True))
    assert isinstance(printed(stage, paper), Sent)
    assert sum(step.seconds for step in stage.steps if isinstance(step, Pause)) > 600 / 300


def test_a_unit_that_drops_what_it_has_no_room_for_is_given_no_more_than_fits():
    job = Job(b"x" * 60 * 10, course=Course(boundaries=tuple(range(60, 660, 60))))
    stage = Stage(WITH_GS_R, profile=IN_TURN.with_facts(unacknowledged_bytes=128))
    assert isinstance(printed(stage, job), Printed)
    pieces = [data.replace(GS_R, b"") for data in stage.sent if b"x" in data]
    assert b"".join(pieces) == job.data
    assert {len(piece) for piece in pieces} == {120}


def test_a_job_that_nothing_can_be_asked_behind_is_sent_unproven():
    stage = Stage(WITH_GS_R, profile=IN_TURN)
    outcome = printed(stage, Job(b"\x1cq\x01", is_provable=False))
    assert "restarts the printer" in outcome.why


# Whoever waits for a printer that takes nothing.


class Buffered(Stage):
    """A wire that holds the job in the computer while the printer takes nothing of it."""

    flows = False

    def carry_out(self, step):
        if isinstance(step, Abort) and step.error is not None and self.flows:
            Untaken(0, 0).tell(step.error, step.error.handed_over)
        return super().carry_out(step)

    def take(self, step):
        if not step.before and not step.data.startswith(JOB.data):
            super().take(step)
            return
        error = errors.DeviceTimeout("it took no byte")
        error.handed_over = step.before + len(step.data)
        raise error


def test_giving_up_before_the_printer_took_a_byte_is_not_printed():
    stage = Buffered()
    with pytest.raises(errors.NotPrinted):
        printed(stage, on_wait=lambda _: Decision.GIVE_UP)
    assert stage.session.broken is None


def test_what_a_printer_takes_until_the_wire_is_let_go_of_is_counted():
    stage = Buffered()

    def think(_waiting):
        stage.flows = True
        return Decision.GIVE_UP

    assert unknown(stage, on_wait=think).sent == JOB.total
    assert stage.session.broken is not None


def test_a_connection_that_ends_while_a_full_printer_is_waited_for_leaves_in_doubt_what_the_wire_held():
    stage = Buffered()
    heard = stage.hear

    def hear(silence):
        if stage.sent and stage.sent[-1] == JOB.data:
            raise errors.DeviceGone("the printer closed the connection")
        return heard(silence)

    stage.hear = hear
    error = unknown(stage)
    assert "perhaps 36 more" in error.message
    assert stage.kinds[-1] == "Abort"


def test_a_wire_that_goes_away_may_have_taken_along_what_its_system_counted_as_gone():
    stage = Stage()
    stage.session.loses_unread = False
    gone = errors.DeviceGone("pulled out")
    gone.written = 20

    def interrupt(step):
        if step.data.startswith(JOB.data):
            raise gone
        Stage.take(stage, step)

    stage.take = interrupt
    assert unknown(stage).sent == 20
    assert (stage.session.broken.lowest, stage.session.broken.highest) == (0, 20)
