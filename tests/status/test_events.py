"""What each answer says about the printer, bit by bit as the manual has it."""

import pytest

from ocom809.status import (
    Answer,
    AutomaticStatusReport,
    BoardStatus,
    FlowControl,
    IdentityAnswer,
    Question,
    RealTimeStatus,
    Rubbish,
    SensorAnswer,
    Status,
)

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def told_by(event):
    status = Status.unknown().merged_with(event)
    return {name: value for name in Status.__slots__ if (value := getattr(status, name)) is not UNKNOWN}


@pytest.mark.parametrize(
    ("question", "byte", "facts"),
    [
        (Question.PRINTER, 0x12, {"online": YES, "drawer_pin_high": NO}),
        (Question.PRINTER, 0x16, {"online": YES, "drawer_pin_high": YES}),
        (Question.PRINTER, 0x1A, {"online": NO, "drawer_pin_high": NO}),
        (Question.OFFLINE, 0x12, {"cover_open": NO, "feed_button": NO, "error": NO}),
        (Question.OFFLINE, 0x16, {"cover_open": YES, "feed_button": NO, "error": NO}),
        (Question.OFFLINE, 0x1A, {"cover_open": NO, "feed_button": YES, "error": NO}),
        (Question.OFFLINE, 0x32, {"cover_open": NO, "feed_button": NO, "error": NO, "paper": NO}),
        (Question.OFFLINE, 0x52, {"cover_open": NO, "feed_button": NO, "error": YES}),
        (Question.ERROR, 0x12, {"cutter_error": NO, "unrecoverable": NO, "recoverable": NO, "error": NO}),
        (Question.ERROR, 0x1A, {"cutter_error": YES, "unrecoverable": NO, "recoverable": NO, "error": YES}),
        (Question.ERROR, 0x32, {"cutter_error": NO, "unrecoverable": YES, "recoverable": NO, "error": YES}),
        (Question.ERROR, 0x52, {"cutter_error": NO, "unrecoverable": NO, "recoverable": YES, "error": YES}),
        (Question.PAPER, 0x12, {"paper": YES, "near_end": NO}),
        (Question.PAPER, 0x1E, {"paper": YES, "near_end": YES}),
        (Question.PAPER, 0x72, {"paper": NO, "near_end": NO}),
        (Question.PAPER, 0x7E, {"paper": NO, "near_end": YES}),
        # Two bits tell one fact: where they disagree, nothing is known.
        (Question.PAPER, 0x32, {"near_end": NO}),
        (Question.PAPER, 0x52, {"near_end": NO}),
        (Question.PAPER, 0x16, {"paper": YES}),
        (Question.PAPER, 0x1A, {"paper": YES}),
    ],
)
def test_dle_eot_tells_its_own_facts_and_no_others(question, byte, facts):
    assert told_by(RealTimeStatus(question, byte)) == facts


def test_the_end_of_a_paper_stop_does_not_mean_that_paper_is_there():
    out = Status(paper=Answer.NO)
    assert RealTimeStatus(Question.OFFLINE, 0x12).apply(out).paper is Answer.NO


@pytest.mark.parametrize(
    ("question", "byte", "facts"),
    [
        (Question.PAPER_SENSOR, 0x00, {"paper": YES, "near_end": NO}),
        (Question.PAPER_SENSOR, 0x03, {"paper": YES, "near_end": YES}),
        (Question.PAPER_SENSOR, 0x0F, {"paper": NO, "near_end": YES}),
        (Question.PAPER_SENSOR, 0x0C, {"paper": NO, "near_end": NO}),
        (Question.PAPER_SENSOR, 0x04, {"near_end": NO}),
        (Question.PAPER_SENSOR, 0x01, {"paper": YES}),
        (Question.DRAWER_SENSOR, 0x00, {"drawer_pin_high": NO}),
        (Question.DRAWER_SENSOR, 0x01, {"drawer_pin_high": YES}),
    ],
)
def test_gs_r_tells_its_own_facts_and_no_others(question, byte, facts):
    assert told_by(SensorAnswer(question, byte)) == facts


HEALTHY = {
    "online": YES,
    "paper": YES,
    "near_end": NO,
    "cover_open": NO,
    "feed_button": NO,
    "error": NO,
    "cutter_error": NO,
    "unrecoverable": NO,
    "recoverable": NO,
    "drawer_pin_high": NO,
}


@pytest.mark.parametrize("kind", [AutomaticStatusReport, BoardStatus])
@pytest.mark.parametrize(
    ("data", "differs"),
    [
        ("10 00 00 00", {}),
        ("14 00 00 00", {"drawer_pin_high": YES}),
        ("18 00 00 00", {"online": NO}),
        ("38 00 00 00", {"online": NO, "cover_open": YES}),
        ("50 00 00 00", {"feed_button": YES}),
        ("18 08 00 00", {"online": NO, "cutter_error": YES, "error": YES}),
        ("18 20 00 00", {"online": NO, "unrecoverable": YES, "error": YES}),
        ("18 40 00 00", {"online": NO, "recoverable": YES, "error": YES}),
        ("10 00 03 00", {"near_end": YES}),
        ("18 00 0F 00", {"online": NO, "near_end": YES, "paper": NO}),
        ("10 00 00 0F", {}),
    ],
)
def test_a_report_tells_everything(kind, data, differs):
    assert told_by(kind(bytes.fromhex(data))) == HEALTHY | differs


@pytest.mark.parametrize("event", [FlowControl(paused=False), Rubbish(b"?"), IdentityAnswer(Question.MAKER, b"EML")])
def test_what_says_nothing_about_the_state_leaves_it_alone(event):
    assert told_by(event) == {}


@pytest.mark.parametrize(
    "make",
    [
        lambda: RealTimeStatus(Question.PAPER, 0x00),
        lambda: RealTimeStatus(Question.PAPER_SENSOR, 0x12),
        lambda: SensorAnswer(Question.PAPER, 0x00),
        lambda: SensorAnswer(Question.PAPER_SENSOR, 0x12),
        lambda: AutomaticStatusReport(b"\x10\x00\x00"),
        lambda: AutomaticStatusReport(b"\x00\x00\x00\x00"),
        lambda: BoardStatus(b"\x10\x00\x90\x00"),
        lambda: IdentityAnswer(Question.MODEL_ID, b"x"),
        lambda: IdentityAnswer(Question.MAKER, 5),
        lambda: IdentityAnswer(Question.PAPER, 5),
    ],
)
def test_an_event_that_no_printer_can_have_sent_cannot_be_made(make):
    with pytest.raises(ValueError, match="is no"):
        make()
