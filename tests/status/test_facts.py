"""Unknown is a value."""

import pytest

from ocom809.status import Answer, AutomaticStatusReport, FlowControl, Question, RealTimeStatus, Status

HEALTHY = Status(
    online=Answer.YES,
    paper=Answer.YES,
    near_end=Answer.NO,
    cover_open=Answer.NO,
    feed_button=Answer.NO,
    error=Answer.NO,
    cutter_error=Answer.NO,
    unrecoverable=Answer.NO,
    recoverable=Answer.NO,
    drawer_pin_high=Answer.NO,
)


@pytest.mark.parametrize("answer", list(Answer))
def test_no_answer_has_a_truth_value(answer):
    with pytest.raises(TypeError, match=r"is Answer\.YES"):
        bool(answer)


def test_an_answer_comes_from_a_known_fact():
    assert Answer.of(True) is Answer.YES
    assert Answer.of(False) is Answer.NO


def test_a_silent_printer_is_unknown_in_everything():
    status = Status.unknown()
    assert {getattr(status, name) for name in Status.__slots__} == {Answer.UNKNOWN}
    assert status.ready is Answer.UNKNOWN
    assert status.reasons() == ()


def test_a_printer_with_everything_in_order_is_ready():
    assert HEALTHY.ready is Answer.YES


@pytest.mark.parametrize("name", ["online", "paper", "cover_open", "cutter_error", "unrecoverable", "recoverable"])
def test_one_unknown_fact_leaves_readiness_unknown(name):
    assert replaced(name, Answer.UNKNOWN).ready is Answer.UNKNOWN


@pytest.mark.parametrize("name", ["near_end", "drawer_pin_high"])
@pytest.mark.parametrize("answer", list(Answer))
def test_a_low_roll_and_a_drawer_stop_nothing(name, answer):
    assert replaced(name, answer).ready is Answer.YES


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("cover_open", Answer.YES, "the cover is open"),
        ("paper", Answer.NO, "the paper is out"),
        ("cutter_error", Answer.YES, "the cutter is stuck"),
        ("unrecoverable", Answer.YES, "an error needs the printer switched off and on"),
        ("recoverable", Answer.YES, "it waits for an error to pass, such as a hot print head"),
        ("error", Answer.YES, "an error has stopped it"),
        ("feed_button", Answer.YES, "the FEED button is held down"),
        ("online", Answer.NO, "it is offline"),
    ],
)
def test_each_fault_says_in_words_why_nothing_prints(name, answer, words):
    status = replaced(name, answer)
    assert status.ready is Answer.NO
    assert status.reasons() == (words,)


def test_the_most_telling_reason_comes_first_and_a_named_error_is_told_once():
    status = Status(online=Answer.NO, error=Answer.YES, cutter_error=Answer.YES, cover_open=Answer.YES)
    assert status.reasons() == ("the cover is open", "the cutter is stuck", "it is offline")


def test_a_partial_answer_fills_in_only_what_it_knows():
    status = Status.unknown().merged_with(RealTimeStatus(Question.PAPER, 0x12))
    assert status == Status(paper=Answer.YES, near_end=Answer.NO)
    status = status.merged_with(RealTimeStatus(Question.PRINTER, 0x16))
    assert status == Status(paper=Answer.YES, near_end=Answer.NO, online=Answer.YES, drawer_pin_high=Answer.YES)


def test_a_later_answer_replaces_an_earlier_one():
    status = HEALTHY.merged_with(RealTimeStatus(Question.PAPER, 0x72))
    assert status.paper is Answer.NO
    assert HEALTHY.merged_with(FlowControl(paused=True)) == HEALTHY


def test_a_whole_report_makes_a_whole_status():
    assert Status.unknown().merged_with(AutomaticStatusReport(b"\x10\x00\x00\x00")) == HEALTHY


def replaced(name, answer):
    return Status(**{field: getattr(HEALTHY, field) for field in Status.__slots__} | {name: answer})
