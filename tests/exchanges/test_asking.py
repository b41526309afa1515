"""Conversations, walked by hand: no device, no fake."""

import time

import pytest

from ocom809 import exchanges
from ocom809.errors import NotPrinted, ReplyError
from ocom809.exchanges import Receive, Send
from ocom809.status import Answer, Status

HEALTHY = {b"\x10\x04\x01": b"\x16", b"\x10\x04\x02": b"\x12", b"\x10\x04\x03": b"\x12", b"\x10\x04\x04": b"\x12"}


def walk(exchange, answers, *, stale=()):
    """Play the printer: ``answers`` by question, ``stale`` bytes that lie on the wire before."""
    waiting, sent = list(stale), []
    step = next(exchange)
    try:
        while True:
            if isinstance(step, Send):
                sent += [step.data] if step.data else []  # without any, it is a flush
                waiting += [answers[step.data]] if answers.get(step.data) else []
                step = exchange.send(b"")
            else:
                step = exchange.send(waiting.pop(0) if waiting else b"")
    except StopIteration as end:
        return end.value, sent


def test_status_asks_four_questions_one_after_the_other():
    status, sent = walk(exchanges.ask_status(), HEALTHY)
    assert sent == [b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04"]
    assert status.ready is Answer.YES


def test_silence_leaves_everything_unknown_and_ends_the_asking():
    status, sent = walk(exchanges.ask_status(), {})
    assert status == Status.unknown()
    assert len(sent) == 1


def test_what_was_said_before_the_silence_is_kept():
    status, sent = walk(exchanges.ask_status(), {b"\x10\x04\x01": b"\x1a"})
    assert status.online is Answer.NO
    assert status.paper is Answer.UNKNOWN
    assert len(sent) == 2


def test_bytes_from_before_the_question_are_no_answer_to_it():
    paper_out = b"\x72"
    status, _ = walk(exchanges.ask_status(), HEALTHY, stale=[paper_out])
    assert status.paper is Answer.YES


def test_an_automatic_report_between_the_answers_does_not_disturb_them():
    answers = HEALTHY | {b"\x10\x04\x01": b"\x10\x00\x00\x00\x16"}
    status, _ = walk(exchanges.ask_status(), answers)
    assert status.ready is Answer.YES


def test_nonsense_is_an_error_that_shows_the_bytes():
    with pytest.raises(ReplyError, match="answered fe 80, which is no status"):
        walk(exchanges.ask_status(), {b"\x10\x04\x01": b"\xfe\x80"})


@pytest.mark.parametrize("said", [b"\xfe\x16", b"\x16\xfe", b"HTTP/1.1 400 Bad Request\r\n", b"\x16\x12" * 9])
def test_a_byte_that_looks_like_a_status_among_nonsense_is_none(said):
    with pytest.raises(ReplyError, match="no status"):
        walk(exchanges.ask_status(), HEALTHY | {b"\x10\x04\x01": said})


def test_reports_that_trickle_in_do_not_stretch_the_limit():
    clock = []

    def answer(step):
        if isinstance(step, Receive) and step.silence:
            clock.append(step.silence)
            time.sleep(0.03)
            return b"\x10\x00\x00\x00"
        return b""

    exchange = exchanges.ask_status(silence=0.1)
    step = next(exchange)
    with pytest.raises(StopIteration) as end:  # noqa: PT012 - walked by hand
        for _ in range(100):
            step = exchange.send(answer(step))
    assert end.value.value == Status.unknown()
    assert sum(clock) < 0.5
    assert clock == sorted(clock, reverse=True)


def test_a_printer_that_babbles_for_ever_is_given_up():
    with pytest.raises(ReplyError):
        babble_at(exchanges.ask_status(), most_steps=1000)


def babble_at(exchange, most_steps):
    step = next(exchange)
    for _ in range(most_steps):
        step = exchange.send(b"" if isinstance(step, Send) else b"\xff")


def test_a_printer_that_says_no_is_taken_at_its_word():
    status = Status(paper=Answer.NO, cover_open=Answer.YES)
    with pytest.raises(NotPrinted, match="nothing was sent: the cover is open, the paper is out"):
        exchanges.refuse_unless_ready(status, 100)


def test_what_is_unknown_stops_nothing():
    exchanges.refuse_unless_ready(Status.unknown(), 100)


def test_the_drain_before_a_question_waits_for_nothing():
    assert next(exchanges.ask_status()) == Receive(0.0)
