"""Macros: what they hold, how often they run, and that nobody can make them run for ever."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.virtual.interpreter import Interpreter
from ocom809.virtual.tokenizer import Tokenizer
from tests.virtual.recording import RecordingHead, interpreted, printed

DEFINE_AB = b"\x1d:ab\n\x1d:"
RUN_ONCE = b"\x1d^\x01\x00\x00"


class SlowHead(RecordingHead):
    """A head that stops working after some texts, as one without paper does."""

    def __init__(self, texts):
        super().__init__()
        self.allowed = texts

    @property
    def busy(self):
        return len(self.texts) >= self.allowed


def test_what_is_recorded_is_printed_at_once_and_again_by_gs_circumflex():
    assert printed(DEFINE_AB).texts == ["ab"]
    head = printed(DEFINE_AB + b"\x1d^\x02\x05\x01")
    assert head.texts == ["ab"] * 3
    assert head.named("macro defined") == [{"bytes": 3}]
    assert head.named("macro") == [{"times": 2, "wait_ms": 500, "waits_for_feed": 1}]


def test_a_macro_may_initialise_the_printer_and_survives_it():
    head = printed(b"\x1d:\x1b@\x1ba\x01ab\n\x1d:\x1b@" + RUN_ONCE)
    assert head.texts == [" " * 23 + "ab"] * 2


def test_what_stands_behind_it_comes_behind_it():
    assert printed(DEFINE_AB + RUN_ONCE + b"c\n").texts == ["ab", "ab", "c"]


def test_without_a_definition_nothing_runs():
    for stream in (RUN_ONCE, b"\x1d:\x1d:" + RUN_ONCE, DEFINE_AB + b"\x1d:\x1d:" + RUN_ONCE):
        head = printed(stream)
        assert head.texts == ["ab"] * stream.count(b"ab")
        assert head.named("ignored")[0]["reason"] == "no macro is defined"


def test_gs_circumflex_within_a_definition_ends_and_clears_it():
    head = printed(b"\x1d:ab\n" + RUN_ONCE + b"c\n" + RUN_ONCE)
    assert head.texts == ["ab", "c"]
    assert len(head.named("ignored")) == 2


def test_a_raster_picture_within_a_definition_ends_and_clears_it():
    head = printed(b"\x1d:ab\n\x1dv0\x00\x01\x00\x01\x00\xff" + RUN_ONCE)
    assert head.texts == ["ab"]
    assert head.rows[-1] == 0xFF << 568


def test_a_restart_forgets_it():
    interpreter, head = interpreted(DEFINE_AB)
    interpreter.restart()
    for instruction in Tokenizer().feed(RUN_ONCE):
        interpreter.run(instruction)
    assert head.texts == ["ab"]


def test_a_macro_holds_2048_bytes_and_no_more():
    text = (b"x" * 47 + b"\n") * 50
    head = printed(b"\x1d:" + text + b"\x1d:" + RUN_ONCE)
    assert head.named("macro defined") == [{"bytes": 2048}]
    # 42 lines of 48 bytes, and 32 letters of the next.
    assert head.texts == ["x" * 47] * 92
    assert interpreted(b"\x1d:" + text + b"\x1d:" + RUN_ONCE)[0].line.x == 32 * 12


def test_an_instruction_that_does_not_fit_ends_the_macro_whole():
    head = printed(b"\x1d:" + b"\r" * 2046 + b"\x1ba\x01b\n\x1d:")
    assert head.named("macro defined") == [{"bytes": 2046}]


def test_a_printer_that_is_not_selected_records_nothing():
    assert printed(b"\x1d:\x1b=\x00x\n\x1b=\x01ab\n\x1d:" + RUN_ONCE).texts == ["ab", "ab"]


def test_runs_are_bounded_in_all_and_it_is_told():
    stream = b"\x1d:" + b"\r" * 2048 + b"\x1d:" + b"\x1d^\xff\x00\x00" * 3
    head = printed(stream)
    runs = [details["times"] for details in head.named("macro")]
    assert sum(runs) * 2048 <= 65536 + 4 * len(stream)
    assert runs[0] == 36
    assert head.named("clamped")[0] == {"instruction": "GS ^", "asked": 255, "done": 36}


def test_a_stream_of_runs_prints_no_more_than_is_allowed_to_all_runs_together():
    definition = b"abc\n" * 500
    stream = b"\x1d:" + definition + b"\x1d:" + b"\x1d^\xff\x00\x00" * 200
    again = len(printed(stream).texts) - 500
    assert 0 < again * len(b"abc\n") <= 65536 + 4 * len(stream)


def test_a_head_that_cannot_go_on_keeps_the_rest_waiting_until_it_is_told_to_go_on():
    head = SlowHead(3)
    interpreter = Interpreter(head)
    for instruction in Tokenizer().feed(DEFINE_AB + b"\x1d^\x05\x00\x00"):
        interpreter.run(instruction)
    assert head.texts == ["ab"] * 3
    head.allowed = 100
    interpreter.go_on()
    assert head.texts == ["ab"] * 6


def test_clearing_the_print_buffer_forgets_line_page_and_the_rest_of_a_macro_and_keeps_modes():
    head = SlowHead(3)
    interpreter = Interpreter(head)
    tokenizer = Tokenizer()
    for instruction in tokenizer.feed(DEFINE_AB + b"\x1ba\x01\x1d^\x05\x00\x00"):
        interpreter.run(instruction)
    interpreter.clear_print_buffer()
    head.allowed = 100
    for instruction in tokenizer.feed(b"\x1c&\x1bL\x1bT\x02lost\nlost\xb0\x1d(A\x00\x00"):
        interpreter.run(instruction)
    interpreter.clear_print_buffer()
    for instruction in tokenizer.feed(b"\x1bT\x00kept\x0c"):
        interpreter.run(instruction)
    assert [text.strip() for text in head.texts] == ["ab"] * 3 + ["kept"]
    assert interpreter.state.alignment == 1


def test_the_next_instruction_comes_after_the_rest_of_a_macro():
    head = SlowHead(2)
    interpreter = Interpreter(head)
    for instruction in Tokenizer().feed(DEFINE_AB + b"\x1d^\x03\x00\x00c\n"):
        interpreter.run(instruction)
    assert head.texts == ["ab", "ab", "ab", "ab", "c"]


parts = st.sampled_from([b"\x1d:", b"\x1d^\x02\x00\x00", b"\x1b@", b"\x1bL", b"\x0c", b"\x1b=", b"ab\n"])
streams = st.lists(st.one_of(parts, st.binary(max_size=6)), max_size=25).map(b"".join)


@settings(max_examples=100, deadline=None)
@given(streams, st.integers(0, 80))
def test_macros_are_the_same_however_the_stream_is_cut(stream, cut):
    whole = printed(stream)
    head = RecordingHead()
    interpreter, tokenizer = Interpreter(head), Tokenizer()
    for piece in (stream[:cut], stream[cut:]):
        for instruction in tokenizer.feed(piece) + tokenizer.flush():
            interpreter.run(instruction)
    assert head.rows == whole.rows
    assert head.texts == whole.texts
