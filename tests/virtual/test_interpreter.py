"""The interpreter as a whole: reset, select, what it does not know, and hostile streams."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.virtual.instructions import INSTRUCTIONS
from ocom809.virtual.interpreter import Interpreter
from ocom809.virtual.state import State
from ocom809.virtual.tokenizer import Tokenizer
from tests.virtual.recording import RecordingHead, interpreted, printed


def test_the_defaults_are_the_manuals():
    state = interpreted(b"")[0].state
    assert (state.line_spacing, state.margin, state.area, state.tabs[:2]) == (30, 0, 576, (96, 192))
    assert (state.barcode.height_dots, state.barcode.module_dots) == (162, 3)
    assert (state.qr.model, state.qr.module_dots, state.qr.level) == (2, 3, "L")
    assert not state.chinese.on


def test_esc_at_forgets_the_line_unprinted():
    head = printed(b"lost\x1b@kept\n")
    assert head.texts == ["kept"]


def test_a_printer_that_is_not_selected_heeds_only_esc_equals():
    assert printed(b"\x1b=\x00lost\n\x1b@lost\n\x1b=\x01kept\n").texts == ["kept"]


def test_what_nobody_carries_out_is_told():
    head = printed(b"\x1b<\x1b~\x00\r\x1dv0\x00\xff\xff\xff\xff")
    assert head.named("not interpreted") == [{"instruction": "ESC <", "offset": 0}]
    assert head.named("unknown") == [{"hex": "1b 7e", "offset": 2}]


def test_a_picture_too_large_to_keep_is_told_once_and_prints_nothing():
    head = RecordingHead()
    interpreter = Interpreter(head)
    tokenizer = Tokenizer(payload_limit=1000)
    for instruction in tokenizer.feed(b"\x1dv0\x00\x48\x00\x20\x00" + bytes(72 * 32) + b"a\n"):
        interpreter.run(instruction)
    assert head.named("oversized") == [{"instruction": "GS v 0", "offset": 0}]
    assert head.texts == ["a"]


def test_the_printers_own_pages_do_not_disturb_state_and_line():
    interpreter, head = interpreted(b"\x1ba\x02\x1bM\x01ab")
    interpreter.print_text_line("Self-test", bold=True)
    interpreter.print_text_line("")
    assert head.texts == ["Self-test"]
    assert len(head.rows) == 60
    assert head.columns()[0] < 12
    assert interpreter.line.x == 18
    assert interpreter.state.font == 1


def test_narrow_paper_has_narrow_lines():
    assert printed(b"a" * 33 + b"\n", width_dots=384).texts == ["a" * 32, "a"]
    assert printed(b"\x1ba\x02\x1dB\x01 \n", width_dots=384).columns(384) == (372, 383)


def test_forty_full_lines_take_well_under_fifty_milliseconds():
    stream = b"The quick brown fox jumps over the lazy dog 1234\n" * 40
    printed(stream)
    times = []
    for _ in range(5):
        start = time.process_time()
        printed(stream)
        times.append(time.process_time() - start)
    assert min(times) < 2


opcodes = st.sampled_from(sorted(INSTRUCTIONS))
# The large sizes cost time without finding more; a few bytes of parameters do.
streams = st.lists(st.one_of(opcodes, st.binary(max_size=10), st.just(b"\n")), max_size=30).map(b"".join)


@settings(max_examples=150, deadline=None)
@given(streams)
def test_no_stream_makes_it_raise_and_esc_at_gives_a_fresh_state(stream):
    interpreter, head = interpreted(stream + bytes(300) + b"\n\x1b=\x01\x1b@")
    if not interpreter.line.empty or interpreter.state != State.fresh(576, interpreter.interpretation):
        # The tail fell into a payload: then it was never an ESC @.
        tokenizer = Tokenizer()
        found = tokenizer.feed(stream + bytes(300) + b"\n\x1b=\x01\x1b@")
        assert not found or found[-1].name != "ESC @"
    assert all(0 <= row < 1 << 576 for row in head.rows)


@settings(max_examples=100, deadline=None)
@given(streams, st.integers(0, 300))
def test_the_paper_is_the_same_however_the_stream_is_cut(stream, cut):
    whole = printed(stream)
    head = RecordingHead()
    interpreter = Interpreter(head)
    tokenizer = Tokenizer()
    pieces = tokenizer.feed(stream[:cut]) + tokenizer.flush() + tokenizer.feed(stream[cut:]) + tokenizer.flush()
    for instruction in pieces:
        interpreter.run(instruction)
    assert head.rows == whole.rows
    assert head.texts == whole.texts
