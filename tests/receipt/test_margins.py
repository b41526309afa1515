"""Margins, line spacing and text that runs down the paper."""

from __future__ import annotations

import pytest
from PIL import Image

from ocom809.commands import Alignment, Font, LineFeed, Text
from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt, compose, styled
from ocom809.receipt.canvas import Canvas
from ocom809.virtual.printer import VirtualPrinter
from tests.receipt.scripts.test_typesetting import needs

START = b"\x1b@\x1c.\x1bR\x00"


def body(receipt: Receipt) -> bytes:
    return compose(receipt).encode().removeprefix(START)


def rows_of(receipt: Receipt) -> list[int]:
    """The rows of dots from the first black one to the last one."""
    unit = VirtualPrinter()
    unit.receive(compose(receipt).encode())
    unit.tear_off()
    ticket = unit.tickets[0]
    rows = [ticket.row(number) for number in range(ticket.height_dots)]
    black = [number for number, row in enumerate(rows) if row]
    return rows[black[0] : black[-1] + 1]


def edges(receipt: Receipt) -> tuple[int, int]:
    """The first and the last black column."""
    ink = 0
    for row in rows_of(receipt):
        ink |= row
    text = f"{ink:0576b}"
    return text.index("1"), text.rindex("1")


def test_margins_are_set_once_and_taken_back():
    receipt = Receipt().margin(Receipt().text("a").text("b"), left_mm=10, right_mm=5).text("c")
    assert body(receipt) == b"\x1dL\x50\x00\x1dW\xc8\x01a\nb\n\x1dL\x00\x00\x1dW\x40\x02c\n"


@pytest.mark.parametrize(
    "content",
    [
        Receipt().rule(),
        Receipt().row("█", "█"),
        Receipt().text("█" * 100),
        Receipt().image(Image.new("1", (1000, 8), 0)),
        Receipt().table([("█", "█")]),
    ],
)
def test_whatever_fills_the_line_fills_it_from_margin_to_margin(content):
    left, right = edges(Receipt().margin(content, left_mm=10.5, right_mm=6))
    assert left == 84
    assert 576 - 48 - 12 <= right + 1 <= 576 - 48


def test_codes_and_centred_lines_stand_in_the_middle_between_the_margins():
    for content in (Receipt().qr("x"), Receipt().text("█", align=Alignment.CENTER)):
        left, right = edges(Receipt().margin(content, left_mm=20))
        assert abs((left + right + 1) / 2 - (160 + 576) / 2) <= 1


def test_margins_add_up():
    left, _ = edges(Receipt().margin(Receipt().margin("█", left_mm=5), left_mm=10))
    assert left == 120


def test_margins_in_a_box_move_the_lines():
    left, _ = edges(Receipt().margin("█", left_mm=3))
    assert left == 24
    data = body(Receipt().box(Receipt().margin("a", left_mm=3)))
    assert b"\x1dL" not in data


def test_the_callers_own_command_meets_no_margin_and_the_margin_holds_behind_it():
    receipt = Receipt().margin(Receipt().text("a").add(Text("x"), LineFeed()).text("b"), left_mm=10)
    data = body(receipt)
    assert data.startswith(b"\x1dL\x50\x00\x1dW\xf0\x01a\n\x1dL\x00\x00\x1dW\x40\x02x\n\x1dL\x50\x00")


@pytest.mark.parametrize(("left", "right"), [(36, 36), (71, 0), (0, 1000)])
def test_margins_that_leave_no_room_are_refused(left, right):
    with pytest.raises(DocumentError, match=r"element 1, margin: -?\d+ dots are too few"):
        compose(Receipt().margin("a", left_mm=left, right_mm=right))


def test_line_spacing_goes_for_what_follows_until_it_is_taken_back():
    receipt = Receipt().line_spacing(mm=3).text("a").row("b", "c").line_spacing().text("d")
    assert body(receipt) == b"a\x1b3\x18\nb\x1b$\x34\x02c\n" + b"d\x1b2\n"


def test_a_feed_of_lines_is_measured_by_the_line_spacing():
    assert body(Receipt().line_spacing(dots=24).feed(2).text("x")).startswith(b"\x1bJ\x30")


def test_tighter_lines_take_less_paper():
    def height(receipt):
        return len(rows_of(receipt))

    text = "█\n" * 20 + "█"
    assert height(Receipt().text(text)) == 20 * 30 + 24
    assert height(Receipt().line_spacing(dots=24).text(text)) == 21 * 24


def test_sideways_text_is_the_upright_one_turned_by_a_quarter():
    upright = [row >> 528 for row in rows_of(Receipt().text("█AB█"))]
    turned = [row >> 552 for row in rows_of(Receipt().sideways("█AB█"))]
    expected = [
        sum((upright[23 - place] >> 47 - column & 1) << 23 - place for place in range(24)) for column in range(48)
    ]
    assert turned == expected


def test_the_first_sideways_line_is_the_rightmost():
    data = body(Receipt().sideways("AB\nC"))
    assert data == b"\x1bV\x01CA\x1b3\x0c\n B\n\x1bV\x00\x1b2"


def test_sideways_lines_of_different_lengths_keep_their_places():
    for align in Alignment:
        rows = rows_of(Receipt().sideways("█████\n█", align=align))
        assert {(row & -row).bit_length() for row in rows} == {(rows[0] & -rows[0]).bit_length()}


def test_more_sideways_lines_than_fit_are_refused():
    with pytest.raises(DocumentError, match="25 lines of sideways text are more than the 24 that fit"):
        compose(Receipt().sideways("\n" * 24))


def test_sideways_text_that_the_printer_lacks_is_drawn_upright_and_turned_as_a_whole():
    text = needs("茶 15")
    upright = rows_of(Receipt().text(text, width=2, height=2))
    turned = rows_of(Receipt().sideways(text, width=2, height=2))
    assert sum(row.bit_count() for row in turned) > 100
    assert _trimmed(_by_a_quarter(upright)) == _trimmed(turned)


def test_sideways_text_that_is_drawn_is_told():
    composition = compose(Receipt().text("x").sideways("15 → 16\nab"), strict=True)
    [told] = composition.substitutions
    assert str(told) == ("element 2, sideways text: drawn as a whole, because the printer lacks some of its characters")


def test_sideways_hebrew_is_in_order_and_its_printed_letters_run_down_from_its_end():
    [element] = Receipt().sideways("אב 1").elements
    assert [line.text.strip() for line in element.layout(Canvas(OCPP809))] == ["1", "", "ב", "א"]


def test_sideways_text_that_is_drawn_has_its_limits():
    with pytest.raises(DocumentError, match="25 lines of sideways text are more than the 24 that fit"):
        compose(Receipt().sideways("→\n" * 24))
    with pytest.raises(DocumentError, match="at most 24000 dots long, not 60000"):
        compose(Receipt().sideways("→" * 5000))


def test_sideways_text_in_a_cell_stands_beside_other_cells():
    rows = rows_of(Receipt().table([[Receipt().sideways("→ ab"), "█\n█"]]))
    assert len(rows) >= 40


def _by_a_quarter(rows):
    bits = [f"{row:0576b}" for row in reversed(rows)]
    return [int("".join(line[column] for line in bits), 2) for column in range(576)]


def _trimmed(rows):
    """The black part alone."""
    first, last = (next(i for i, row in side if row) for side in (enumerate(rows), enumerate(reversed(rows))))
    rows = rows[first : len(rows) - last]
    low = min((row & -row).bit_length() - 1 for row in rows if row)
    return [row >> low for row in rows]


def test_a_line_may_hold_several_styles_and_is_wrapped_as_one():
    receipt = Receipt().text("a " * 20, styled("bold words ", bold=True), styled("wide", width=2))
    data = body(receipt)
    assert data == b"a " * 20 + b"\x1bE\x01bold\nwords \x1d!\x10\x1bE\x00wide\n\x1d!\x00"


@pytest.mark.parametrize(
    "build",
    [
        lambda: Receipt().margin("a", left_mm=-1),
        lambda: Receipt().margin("a", right_mm="1"),
        lambda: Receipt().line_spacing(mm=3, dots=24),
        lambda: Receipt().line_spacing(dots=256),
        lambda: Receipt().line_spacing(mm=-1),
        lambda: Receipt().sideways("a", underline=True),
        lambda: Receipt().sideways(7),
        lambda: Receipt().text("a", overflow="clip"),
        lambda: Receipt().text("a", rotated=1),
    ],
)
def test_an_impossible_value_is_refused(build):
    with pytest.raises(DocumentError):
        build()


def test_a_spacing_beyond_what_can_be_said_is_refused_when_composed():
    with pytest.raises(DocumentError, match="line spacing of 800 dots"):
        compose(Receipt().line_spacing(mm=100).text("a"))


def test_font_b_wraps_at_its_own_columns_beside_others():
    receipt = Receipt().text(styled("x" * 70, font=Font.B))
    assert body(receipt).count(b"\n") == 2
