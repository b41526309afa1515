"""Page mode: four directions, areas, positions, and what is refused in it, dot by dot."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.virtual import VirtualPrinter
from ocom809.virtual.interpretation import Interpretation
from ocom809.virtual.interpreter import Interpreter
from ocom809.virtual.paper import TextLine
from ocom809.virtual.tokenizer import Tokenizer
from tests.virtual.recording import RecordingHead, interpreted, printed

# A user character A of Font A: one dot in its upper left corner, none elsewhere.
DOT = bytes.fromhex("1B 26 03 41 41 01 80 00 00 1B 25 01")
PAGE = b"\x1bL"


def area(x, y, width, height):
    return b"\x1bW" + b"".join(number.to_bytes(2, "little") for number in (x, y, width, height))


def dots(head, width=576):
    """Every black dot as (x, y)."""
    return {(x, y) for y, row in enumerate(head.picture(width)) for x, dot in enumerate(row) if dot == "#"}


def test_nothing_is_printed_before_ff_and_then_all_of_it():
    assert printed(PAGE + b"a\nb\n").rows == []
    head = printed(PAGE + b"a\nb\n\x0cc\n")
    assert head.texts == ["a", "b", "c"]
    assert len(head.rows) == 936 + 30
    assert head.rows[:54] == printed(b"a\nb\n").rows[:54]


def test_esc_s_forgets_the_page():
    head = printed(PAGE + b"lost\n\x1bSkept\n")
    assert head.texts == ["kept"]
    assert len(head.rows) == 30


def test_esc_ff_prints_and_keeps_everything():
    head = printed(area(0, 0, 576, 40) + PAGE + b"a\x1b\x0cb\x1b\x0c")
    assert head.texts == ["a", "ab"]
    assert len(head.rows) == 80
    assert head.rows[:24] == printed(b"a\n").rows[:24]
    assert head.rows[40:64] == printed(b"ab\n").rows[:24]


@pytest.mark.parametrize(
    ("direction", "first", "second"),
    [
        (0, (100, 20), (112, 20)),
        (1, (100, 69), (100, 57)),
        (2, (179, 69), (167, 69)),
        (3, (179, 20), (179, 32)),
        (49, (100, 69), (100, 57)),
    ],
)
def test_four_directions_begin_in_four_corners_of_the_area(direction, first, second):
    head = printed(DOT + area(100, 20, 80, 50) + PAGE + b"\x1bT" + bytes([direction]) + b"AA\x0c")
    assert dots(head) == {first, second}
    assert len(head.rows) == 70


@pytest.mark.parametrize(("direction", "dot"), [(0, (5, 30)), (1, (30, 44)), (2, (74, 19)), (3, (49, 5))])
def test_positions_count_from_the_start_of_the_direction(direction, dot):
    to_5_30 = b"\x1b$\x05\x00\x1d$\x1e\x00"
    head = printed(DOT + area(0, 0, 80, 50) + PAGE + b"\x1bT" + bytes([direction]) + to_5_30 + b"A\x0c")
    assert dots(head) == {dot}


def test_the_second_line_stands_one_line_spacing_farther():
    head = printed(DOT + area(0, 0, 100, 100) + PAGE + b"\x1bT\x03\x1b3\x28A\nA\x0c")
    assert dots(head) == {(99, 0), (59, 0)}


def test_text_turns_with_the_direction():
    upright = dots(printed(area(0, 0, 100, 40) + PAGE + b"FGL\x0c"))
    upwards = dots(printed(area(0, 0, 40, 100) + PAGE + b"\x1bT\x01FGL\x0c"))
    upside_down = dots(printed(area(0, 0, 100, 40) + PAGE + b"\x1bT\x02FGL\x0c"))
    downwards = dots(printed(area(0, 0, 40, 100) + PAGE + b"\x1bT\x03FGL\x0c"))
    assert upwards == {(y, 99 - x) for x, y in upright}
    assert upside_down == {(99 - x, 39 - y) for x, y in upright}
    assert downwards == {(39 - y, x) for x, y in upright}


def test_areas_add_up_and_a_line_is_put_down_where_it_was_begun():
    head = printed(DOT + PAGE + area(0, 0, 50, 30) + b"A" + area(300, 50, 50, 30) + b"A\x1bT\x02A\x0c")
    assert dots(head) == {(0, 0), (300, 50), (349, 79)}
    assert len(head.rows) == 80


def test_a_page_is_as_long_as_its_lowest_written_area():
    head = printed(PAGE + area(0, 0, 50, 200) + area(0, 100, 50, 60) + b"a" + area(0, 0, 50, 30) + b"a\x0c")
    assert len(head.rows) == 160
    assert len(printed(PAGE + b"\x0c").rows) == 936
    assert len(printed(PAGE + b"\x0c", interpretation=Interpretation(page_dots=1662)).rows) == 1662


def test_an_area_too_large_is_cut_and_one_outside_is_refused():
    head = printed(DOT + PAGE + area(500, 900, 1000, 1000) + b"\x1bT\x02A\x0c")
    assert dots(head) == {(575, 935)}
    for wrong in (area(576, 0, 10, 10), area(0, 936, 10, 10), area(0, 0, 0, 10), area(0, 0, 10, 0)):
        head = printed(DOT + PAGE + area(5, 6, 100, 50) + wrong + b"A\x0c")
        assert dots(head) == {(5, 6)}
        assert head.named("ignored")[0]["instruction"] == "ESC W"


def test_esc_w_and_esc_t_set_up_the_next_page_in_standard_mode_and_ff_and_esc_s_undo_them():
    head = printed(DOT + area(10, 0, 50, 50) + b"\x1bT\x02" + PAGE + b"A\x0c" + PAGE + b"A\x0c")
    assert dots(head) == {(59, 49), (0, 50)}
    assert dots(printed(DOT + PAGE + area(10, 9, 50, 50) + b"\x1bS" + PAGE + b"A\x0c")) == {(0, 0)}


def test_can_erases_the_area_and_nothing_beside_it():
    head = printed(DOT + PAGE + b"AA" + area(0, 0, 12, 24) + b"\x18\x0c")
    assert dots(head) == {(12, 0)}
    head = printed(PAGE + b"gone\n" + area(0, 30, 576, 30) + b"kept" + area(0, 0, 576, 30) + b"\x18gone\x18\x0c")
    assert head.texts == ["kept"]


def test_can_on_an_empty_page_does_nothing():
    assert dots(printed(DOT + PAGE + b"A\x18\x18A\x0c")) == {(0, 0)}


def test_many_short_pieces_far_along_a_sideways_line_take_little_time():
    stream = PAGE + b"\x1bT\x01" + b"\x1b$\xf4\x01a\x1d$\x00\x00" * 1000
    start = time.process_time()
    printed(stream)
    assert time.process_time() - start < 5


def test_tall_letters_reach_up_and_lose_what_is_beyond_the_area():
    normal = printed(area(0, 0, 100, 60) + PAGE + b"\x1d$\x18\x00F\x0c").rows
    tall = printed(area(0, 0, 100, 60) + PAGE + b"\x1d$\x18\x00\x1d!\x01F\x0c").rows
    baseline = max(y for y, row in enumerate(normal) if row)
    assert max(y for y, row in enumerate(tall) if row) == baseline
    assert min(y for y, row in enumerate(tall) if row) < min(y for y, row in enumerate(normal) if row)
    cut = printed(area(0, 0, 100, 60) + PAGE + b"\x1d!\x01F\x0c").rows
    assert cut[:24] == tall[24:48]


def test_kept_pictures_and_symbols_stand_on_the_lower_edge_of_font_a():
    black = b"\x1d*\x01\x01" + b"\xff" * 8
    head = printed(black + area(0, 0, 100, 30) + PAGE + b"\x1b$\x04\x00\x1d/\x00\x1d/\x00\x0c")
    assert dots(head) == {(x, y) for x in range(4, 20) for y in range(16, 24)}
    bars = printed(b"\x1dh\x28\x1dH\x02" + area(0, 0, 576, 100) + PAGE + b"\x1d$\x10\x00\x1dkI\x04{B12\x0c").picture()
    assert "#" in bars[39]
    assert "#" not in "".join(bars[100:])
    assert [row.startswith("######...###") for row in bars[:41]] == [True] * 40 + [False]
    assert "#" in "".join(bars[40:64])


def test_a_qr_code_and_a_band_of_esc_star_stand_beside_text():
    store = b"\x1d(k\x04\x001P0Q"
    qr = printed(store + PAGE + area(0, 0, 300, 100) + b"\x1d$\x32\x00A\x1d(k\x03\x001Q0B\x0c").picture()
    assert [row[12:14] == "##" for row in qr[11:14]] == [True, True, True]
    assert qr[73][12:33] == "#" * 21
    band = dots(printed(area(0, 0, 99, 24) + PAGE + bytes.fromhex("1B 2A 21 01 00 FF FF FF 0C")))
    assert band == {(0, y) for y in range(24)}


def test_a_symbol_without_room_in_the_line_is_left_out():
    head = printed(PAGE + area(0, 0, 40, 100) + b"\x1dkI\x04{B12\x0c")
    assert dots(head) == set()
    assert len(head.rows) == 100
    assert head.named("wider than the area")


def test_text_wraps_at_the_end_of_the_area_and_is_lost_below_it():
    head = printed(area(24, 0, 24, 70) + PAGE + b"ABCDEFGH\x0c")
    assert [text.strip() for text in head.texts] == ["AB", "CD", "EF"]
    assert {x for x, _ in dots(head)} <= set(range(24, 48))


def test_spacings_belong_to_their_mode():
    head = printed(b"\x1b3\x50\x1b \x05" + PAGE + b"\x1b3\x18\x1b \x01\x1c!\x00\x1bSaa\n")
    assert head.rows == printed(b"\x1b3\x50\x1b \x05aa\n").rows
    interpreter, _ = interpreted(b"\x1b3\x50" + PAGE)
    assert interpreter.state.line_spacing == 30


def test_motion_units_turn_with_the_direction():
    # 1/203 inch down and two dots across: then $ counts double dots, in sideways lines single ones.
    units = b"\x1dP\x65\xcb"
    head = printed(DOT + units + area(0, 0, 50, 100) + PAGE + b"\x1b$\x0a\x00A\x0c")
    assert dots(head) == {(20, 0)}
    head = printed(DOT + units + area(0, 0, 50, 100) + PAGE + b"\x1bT\x03\x1b$\x0a\x00\x1d$\x0a\x00A\x0c")
    assert dots(head) == {(100 - 21, 10)}


def test_gs_backslash_moves_up_and_down_within_the_area():
    head = printed(DOT + PAGE + area(0, 0, 50, 50) + b"\x1d\\\x0a\x00A\x1d\\\xfc\xffA\x1d\\\x00\xffA\x0c")
    assert dots(head) == {(0, 10), (12, 6), (24, 6)}
    assert [details["instruction"] for details in head.named("ignored")] == ["GS \\"]


def test_alignment_margins_and_rotation_wait_for_standard_mode():
    setting = b"\x1ba\x01\x1dL\x0a\x00\x1dW\x64\x00\x1b{\x01\x1bV\x01"
    head = printed(DOT + PAGE + area(0, 0, 50, 50) + b"A" + setting + b"A\x0c")
    assert dots(head) == {(0, 0), (12, 0)}
    interpreter, _ = interpreted(PAGE + setting + b"\x1bS")
    state = interpreter.state
    assert (state.alignment, state.margin, state.area, state.upside_down, state.rotated) == (1, 10, 100, True, True)


@pytest.mark.parametrize(
    "stream",
    [
        b"\x1cp\x01\x00",
        b"\x1cq\x01\x01\x00\x01\x00" + b"A" * 8,
        b"\x1cg\x31\x00\x00\x00\x00\x00\x01\x00A",
        b"\x1dv0\x00\x01\x00\x01\x00A",
        b"\x1d(A\x02\x00\x00\x02",
    ],
)
def test_what_page_mode_does_not_take_is_ignored_and_told(stream):
    head = printed(PAGE + area(0, 0, 50, 50) + stream + b"\x0c")
    assert dots(head) == set()
    assert [details["reason"] for details in head.named("ignored")] == ["not in page mode"]


@pytest.mark.parametrize("stream", [b"\x0c", b"\x18", b"\x1b\x0c", b"\x1bS", b"\x1d$\x01\x00", b"\x1d\\\x01\x00"])
def test_what_needs_page_mode_is_ignored_outside_it(stream):
    head = printed(stream + b"a\n")
    assert head.rows == printed(b"a\n").rows
    assert [details["reason"] for details in head.named("ignored")] == ["only in page mode"]


def test_esc_l_in_mid_line_is_ignored_and_in_page_mode_changes_nothing():
    assert printed(b"a" + PAGE + b"b\n").texts == ["ab"]
    assert printed(PAGE + b"a" + PAGE + b"b\x0c").texts == ["ab"]
    assert printed(PAGE + b"\x1bT\x04\x1bS").named("ignored")[0]["instruction"] == "ESC T"


def test_esc_at_leaves_page_mode_and_forgets_the_page():
    assert printed(PAGE + b"lost\x1b@kept\n").texts == ["kept"]


def test_texts_of_a_page_read_side_by_side():
    head = printed(PAGE + b"left" + area(288, 0, 100, 30) + b"right\x0c")
    assert head.texts == ["left" + " " * 20 + "right"]


def test_a_full_page_of_text_takes_little_time():
    stream = b"\x1bL" + b"\x1bT\x01" + b"The quick brown fox jumps over the lazy dog\n" * 19 + b"\x0c"
    printed(stream)
    times = []
    for _ in range(3):
        start = time.process_time()
        printed(stream)
        times.append(time.process_time() - start)
    assert min(times) < 2


page_parts = st.sampled_from(
    [b"\x1bL", b"\x1bS", b"\x0c", b"\x1b\x0c", b"\x18", b"\x1bT", b"\x1bW", b"\x1d$", b"\x1d\\", b"\x1b$", b"\x1dP"]
)
streams = st.lists(st.one_of(page_parts, st.binary(max_size=8), st.just(b"ab\n")), max_size=30).map(b"".join)


@settings(max_examples=150, deadline=None)
@given(streams, st.integers(0, 100))
def test_no_page_makes_it_raise_however_the_stream_is_cut(stream, cut):
    whole = printed(PAGE + stream + b"\x0c")
    assert all(0 <= row < 1 << 576 for row in whole.rows)
    head = RecordingHead()
    interpreter, tokenizer = Interpreter(head), Tokenizer()
    data = PAGE + stream + b"\x0c"
    for piece in (data[:cut], data[cut:]):
        for instruction in tokenizer.feed(piece) + tokenizer.flush():
            interpreter.run(instruction)
    assert head.rows == whole.rows


def test_a_page_that_is_printed_over_and_over_is_little_work_and_lies_on_the_paper_each_time():
    written = PAGE + area(0, 0, 576, 100) + b"\x1b3\x01" + b"Tea\nand\nmilk\n"
    printer = VirtualPrinter()
    printer.receive(written + b"\x1b\x0c" * 2)
    once, twice = printer.paper.lines[:3], printer.paper.lines[3:]
    assert [line.text for line in once] == ["Tea", "and", "milk"]
    assert twice == tuple(TextLine(line.y_dots + 100, line.text) for line in once)
    assert printer.paper.dots[144 * 72 : 244 * 72] == printer.paper.dots[244 * 72 :] != bytes(100 * 72)

    begin = time.process_time()
    VirtualPrinter().receive(written + (b"\x1b\x0c" * 20 + b"\x1dV\x00") * 1000)
    assert time.process_time() - begin < 10


def test_the_paper_may_end_between_the_lines_of_a_page():
    written = PAGE + area(0, 0, 576, 100) + b"Tea\nmilk\n\x0c"
    printer = VirtualPrinter(faults="paper-out@3mm")
    printer.receive(written)
    assert [line.text for line in printer.paper.lines] == ["Tea"]
    printer.load_paper()
    assert [line.text for line in printer.paper.lines] == ["milk"]
    rest = 144 + 100 - 24
    assert printer.paper.height_dots == rest
    whole = VirtualPrinter()
    whole.receive(written)
    assert printer.paper.dots[144 * 72 :] == whole.paper.dots[(144 + 24) * 72 :]


def test_erasing_an_area_again_erases_what_was_written_since():
    head = printed(PAGE + b"lost\n\x18\x1d$\x00\x00" + b"lost too\n\x18" * 2 + b"\x1d$\x00\x00kept\n\x0c")
    assert head.texts == ["kept"]
    begin = time.process_time()
    printed(PAGE + area(0, 500, 576, 100) + b"kept\n" + area(0, 0, 576, 400) + b"\x18" * 100_000)
    assert time.process_time() - begin < 15
