"""Any bytes, any chunks, the same events; and no fact out of thin air."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import (
    AskBoardStatus,
    AskDrawerSensor,
    AskPaperSensor,
    AskStatus,
    Identify,
    IdentityKind,
    StatusKind,
)
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
    StatusDecoder,
)


def decoder_expecting(*questions):
    decoder = StatusDecoder()
    for question in questions:
        decoder.expect(question)
    return decoder


def test_real_time_answers_are_matched_in_the_order_of_asking():
    decoder = decoder_expecting(Question.PRINTER, Question.PAPER)
    assert decoder.feed(b"\x16\x72") == [RealTimeStatus(Question.PRINTER, 0x16), RealTimeStatus(Question.PAPER, 0x72)]
    assert decoder.pending == ()


def test_a_real_time_answer_overtakes_an_answer_that_waits_its_turn():
    decoder = decoder_expecting(Question.PAPER_SENSOR, Question.PAPER)
    assert decoder.pending == (Question.PAPER, Question.PAPER_SENSOR)
    assert decoder.feed(b"\x12\x00") == [RealTimeStatus(Question.PAPER, 0x12), SensorAnswer(Question.PAPER_SENSOR, 0)]


@pytest.mark.parametrize("byte", [b"\x12", b"\x16", b"\x00", b"\x0f", b"A", b"\xff", b"\x5f"])
def test_an_answer_to_nothing_is_rubbish(byte):
    assert StatusDecoder().feed(byte) == [Rubbish(byte)]


def test_an_automatic_report_is_recognised_between_answers():
    decoder = decoder_expecting(Question.PRINTER, Question.PAPER)
    assert decoder.feed(b"\x16\x18\x00\x0f\x00\x12") == [
        RealTimeStatus(Question.PRINTER, 0x16),
        AutomaticStatusReport(b"\x18\x00\x0f\x00"),
        RealTimeStatus(Question.PAPER, 0x12),
    ]


def test_a_real_time_answer_and_flow_control_may_fall_into_a_report():
    decoder = decoder_expecting(Question.PAPER)
    assert decoder.feed(b"\x10\x00\x13\x12\x11\x00\x00") == [
        FlowControl(paused=True),
        RealTimeStatus(Question.PAPER, 0x12),
        FlowControl(paused=False),
        AutomaticStatusReport(b"\x10\x00\x00\x00"),
    ]


def test_a_report_that_breaks_off_is_rubbish_and_the_next_one_is_read():
    assert StatusDecoder().feed(b"\x10\x00\x10\x00\x00\x00") == [
        Rubbish(b"\x10\x00"),
        AutomaticStatusReport(b"\x10\x00\x00\x00"),
    ]


def test_the_board_answers_in_the_layout_of_a_report():
    decoder = decoder_expecting(Question.BOARD)
    assert decoder.feed(b"\x38\x00\x00\x00") == [BoardStatus(b"\x38\x00\x00\x00")]
    assert decoder.feed(b"\x10\x00\x00\x00") == [AutomaticStatusReport(b"\x10\x00\x00\x00")]


def test_gs_i_answers_a_byte_or_a_text():
    decoder = decoder_expecting(Question.MODEL_ID, Question.MAKER, Question.TYPE_ID)
    assert decoder.feed(b"\x20_XPRINTER\x00\x03") == [
        IdentityAnswer(Question.MODEL_ID, 0x20),
        IdentityAnswer(Question.MAKER, b"XPRINTER"),
        IdentityAnswer(Question.TYPE_ID, 3),
    ]


def test_a_text_may_be_empty_and_hold_bytes_that_look_like_answers():
    decoder = decoder_expecting(Question.FONT, Question.MODEL, Question.PAPER)
    assert decoder.feed(b"_\x00_V2:6\x00") == [
        IdentityAnswer(Question.FONT, b""),
        IdentityAnswer(Question.MODEL, b"V2:6"),
    ]
    assert decoder.pending == (Question.PAPER,)


def test_a_text_without_end_is_given_up_after_eighty_bytes():
    decoder = decoder_expecting(Question.MAKER)
    assert decoder.feed(b"_" + b"x" * 79) == []
    assert decoder.feed(b"x") == [Rubbish(b"_" + b"x" * 80)]
    assert decoder.pending == ()


def test_a_text_that_does_not_begin_as_one_is_rubbish_byte_by_byte():
    decoder = decoder_expecting(Question.MAKER)
    assert decoder.feed(b"AB") == [Rubbish(b"A"), Rubbish(b"B")]
    assert decoder.pending == (Question.MAKER,)


def test_gs_r_waits_for_a_byte_that_can_be_its_answer():
    decoder = decoder_expecting(Question.DRAWER_SENSOR)
    assert decoder.feed(b"\x95\x01") == [Rubbish(b"\x95"), SensorAnswer(Question.DRAWER_SENSOR, 1)]


def test_forgetting_gives_up_questions_and_hands_back_what_was_begun():
    decoder = decoder_expecting(Question.PAPER, Question.MAKER)
    decoder.feed(b"_EM")
    assert decoder.forget() == [Rubbish(b"_EM")]
    assert decoder.pending == ()
    decoder.feed(b"\x10\x00")
    assert decoder.forget() == [Rubbish(b"\x10\x00")]
    assert decoder.forget() == []
    assert decoder.feed(b"\x12") == [Rubbish(b"\x12")]


@pytest.mark.parametrize(
    ("command", "question"),
    [
        (AskStatus(StatusKind.PRINTER), Question.PRINTER),
        (AskStatus(StatusKind.OFFLINE), Question.OFFLINE),
        (AskStatus(StatusKind.ERROR), Question.ERROR),
        (AskStatus(StatusKind.PAPER), Question.PAPER),
        (AskPaperSensor(), Question.PAPER_SENSOR),
        (AskDrawerSensor(), Question.DRAWER_SENSOR),
        (AskBoardStatus(), Question.BOARD),
        *((Identify(kind), Question[kind.name]) for kind in IdentityKind),
    ],
)
def test_every_question_is_named_by_the_command_that_asks_it(command, question):
    assert Question(command.encode()) is question


# What a printer may send: the question that leads to it, its bytes, and the event that must come of it.
real_time = st.builds(
    lambda question, bits: (question, bytes([0x12 | bits]), RealTimeStatus(question, 0x12 | bits)),
    st.sampled_from([Question.PRINTER, Question.OFFLINE, Question.ERROR, Question.PAPER]),
    st.integers(0, 255).map(lambda bits: bits & 0x6C),
)
sensors = st.builds(
    lambda question, bits: (question, bytes([bits]), SensorAnswer(question, bits)),
    st.sampled_from([Question.PAPER_SENSOR, Question.DRAWER_SENSOR]),
    st.integers(0, 15),
)
texts = st.builds(
    lambda question, text: (question, b"_" + text + b"\x00", IdentityAnswer(question, text)),
    st.sampled_from([Question.FIRMWARE, Question.MAKER, Question.MODEL, Question.SERIAL, Question.FONT]),
    st.binary(max_size=79).map(lambda text: text.replace(b"\x00", b"")),
)
numbers = st.builds(
    lambda question, number: (question, bytes([number]), IdentityAnswer(question, number)),
    st.sampled_from([Question.MODEL_ID, Question.TYPE_ID, Question.FIRMWARE_ID]),
    st.sampled_from([0, 1, 2, 3, 0x20, 0x5F, 0xFF]),
)
packets = st.builds(
    lambda head, rest: bytes([0x10 | head, *rest]),
    st.integers(0, 255).map(lambda bits: bits & 0x6C),
    st.lists(st.integers(0, 255).map(lambda bits: bits & 0x6F), min_size=3, max_size=3),
)
boards = packets.map(lambda data: (Question.BOARD, data, BoardStatus(data)))
reports = packets.map(lambda data: (None, data, AutomaticStatusReport(data)))
flow = st.sampled_from([(None, b"\x11", FlowControl(paused=False)), (None, b"\x13", FlowControl(paused=True))])
answers = st.lists(st.one_of(real_time, sensors, texts, numbers, boards, reports, flow), max_size=12)


def in_chunks(data, cuts):
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[start:end] for start, end in pairwise(edges)]


def without_stolen_reports(said):
    """A report that the printer pushes while the board's answer is awaited cannot be told from that answer."""
    waiting = 0
    for question, _, event in reversed(said):
        waiting += question is Question.BOARD
        if isinstance(event, AutomaticStatusReport) and waiting:
            return False
    return True


@given(answers.filter(without_stolen_reports), st.lists(st.integers(0, 2000), max_size=8))
def test_whole_answers_in_any_order_and_any_chunks_are_read_back(said, cuts):
    decoder = decoder_expecting(*(question for question, _, _ in said if question))
    data = b"".join(answer for _, answer, _ in said)
    events = [event for chunk in in_chunks(data, cuts) for event in decoder.feed(chunk)]
    assert events == [event for _, _, event in said]
    assert decoder.pending == ()
    assert decoder.forget() == []


questions = st.lists(st.sampled_from(list(Question)), max_size=6)


@given(questions, st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=8))
def test_any_bytes_in_any_chunks_give_the_same_events_and_none_gets_lost(asked, data, cuts):
    whole, parts = decoder_expecting(*asked), decoder_expecting(*asked)
    at_once = whole.feed(data)
    assert [event for chunk in in_chunks(data, cuts) for event in parts.feed(chunk)] == at_once
    assert sum(map(size, [*at_once, *whole.forget()])) == len(data)


def size(event):
    match event:
        case Rubbish(data) | AutomaticStatusReport(data) | BoardStatus(data):
            return len(data)
        case IdentityAnswer(_, bytes() as text):
            return len(text) + 2
    return 1


@given(st.binary(max_size=300))
def test_bytes_that_nobody_asked_for_never_say_that_paper_is_there(data):
    status = Status.unknown()
    for event in StatusDecoder().feed(data):
        status = status.merged_with(event)
    if status.paper is Answer.YES:
        # Only four bytes with all the fixed bits of a report can have said so, and none of them asks for a reply.
        bodies = bytes(byte for byte in data if byte not in (0x11, 0x13))
        assert any(is_packet(bodies[at : at + 4]) for at in range(len(bodies) - 3))


def is_packet(data):
    return data[0] & 0x93 == 0x10 and all(byte & 0x90 == 0 for byte in data[1:]) and data[2] & 0x0C == 0


@given(questions, st.binary(max_size=100).map(lambda data: bytes(byte | 0x80 for byte in data)))
def test_noise_never_tells_anything(asked, noise):
    status = Status.unknown()
    for event in decoder_expecting(*asked).feed(noise):
        status = status.merged_with(event)
    assert status == Status.unknown()


def test_a_megabyte_of_rubbish_is_read_without_growing():
    decoder = decoder_expecting(Question.MAKER)
    assert len(decoder.feed(b"\xfe" * 100_000)) == 100_000
    assert decoder.forget() == []
