"""Cells beside one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import Alignment, Font
from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt
from ocom809.receipt.canvas import Canvas
from ocom809.receipt.parts import Dots
from ocom809.receipt.rows import shared_widths

LEFT, CENTER, RIGHT = Alignment.LEFT, Alignment.CENTER, Alignment.RIGHT


def lines(*cells: str, columns: int = 12, **options) -> list[str]:
    canvas = Canvas(OCPP809.with_facts(width_dots=columns * 12))
    return [line.text for line in Receipt().row(*cells, **options).elements[0].layout(canvas)]


def test_two_cells_stand_at_the_edges():
    assert lines("Tea", "4.20") == ["Tea     4.20"]


def test_what_is_too_long_goes_on_below_in_its_cell():
    assert lines("green tea", "4.20") == ["green   4.20", "tea"]


def test_lines_of_a_cell_stay_lines():
    assert lines("a\nb", "c", columns=4) == ["a  c", "b"]


def test_each_cell_is_aligned_for_itself():
    assert lines("a", "b", "c", widths=(4, 4, 4), aligns=(RIGHT, CENTER, LEFT)) == ["  a  b  c"]


def test_wide_characters_count_twice():
    canvas = Canvas(OCPP809.with_facts(width_dots=72, chinese_font=True))
    row = Receipt().row("漢", "x", widths=(5, 1)).elements[0]
    assert [line.text for line in row.layout(canvas)] == ["漢   x"]


def test_cells_are_as_long_as_they_are_not_as_the_font():
    """In font B a Chinese character takes more than two columns, and stays in its cell all the same."""
    canvas = Canvas(OCPP809.with_facts(chinese_font=True))
    row = Receipt().row("漢" * 40, "x", font=Font.B).elements[0]
    assert all(line.width_dots <= 576 for line in row.layout(canvas))


def test_a_leader_leads_to_the_next_cell_and_its_dots_stand_below_one_another():
    assert lines("Tea", "4.20", columns=20, leader=".") == ["Tea ........... 4.20"]
    receipt = [*lines("Tea", "4.20", columns=20, leader="."), *lines("Coffee", "10.00", columns=20, leader=".")]
    assert receipt == ["Tea ........... 4.20", "Coffee ....... 10.00"]


def test_a_leader_that_the_printer_lacks_is_drawn_at_the_places_of_any_other():
    canvas = Canvas(OCPP809.with_facts(width_dots=240))
    [drawn] = Receipt().row("Tea", "4.20", leader="→").elements[0].layout(canvas)
    assert drawn.text == "Tea →→→→→→→→→→→ 4.20"
    assert [part.width_dots for part in drawn.spans if isinstance(part, Dots)] == [11 * 12]
    assert canvas.losses.all() == ()


def test_a_leader_that_nothing_can_print_is_told_and_dots_stand_for_it():
    canvas = Canvas(OCPP809.with_facts(width_dots=240, column_images=False))
    [line] = Receipt().row("Tea", "4.20", leader="→").elements[0].layout(canvas)
    assert line.text == "Tea ........... 4.20"
    assert [loss.character for loss in canvas.losses.all()] == ["→"]


def test_a_leader_without_room_is_none():
    assert lines("a" * 14, "4.20", columns=20, leader=".") == ["a" * 14 + "  4.20"]


@pytest.mark.parametrize(
    ("cells", "columns", "wanted", "widths"),
    [
        (("Total", "4.20"), 48, None, [44, 4]),
        (("a", "b" * 40), 48, None, [8, 40]),
        (("a" * 40, "b" * 40), 48, None, [24, 24]),
        (("", ""), 48, None, [47, 1]),
        (("", "b" * 60), 48, None, [2, 46]),
        (("a", "b", "c"), 48, None, [16, 16, 16]),
        (("a", "b", "c"), 47, None, [15, 16, 16]),
        (("a",), 48, None, [48]),
        (("a", "b"), 48, (10, 20), [10, 20]),
        (("a", "b", "c"), 48, (4, None, 9), [4, 35, 9]),
        (("a", "b", "c", "d"), 48, (4, None, None, 9), [4, 17, 18, 9]),
    ],
)
def test_how_a_line_is_shared(cells, columns, wanted, widths):
    assert shared_widths([len(cell) for cell in cells], columns, wanted) == widths


@pytest.mark.parametrize(("columns", "wanted"), [(48, (40, 9)), (48, (47, None)), (2, None), (0, (None, None, None))])
def test_cells_that_do_not_fit_are_refused(columns, wanted):
    with pytest.raises(DocumentError, match="cells need at least"):
        shared_widths([1] * (len(wanted) if wanted else 2), columns, wanted)


@given(st.lists(st.text("ab é漢 ", max_size=30), min_size=1, max_size=5), st.integers(20, 64))
def test_no_line_of_cells_is_wider_than_the_paper(cells, columns):
    canvas = Canvas(OCPP809.with_facts(width_dots=columns * 12, chinese_font=True))
    row = Receipt().row(*cells).elements[0]
    assert all(line.width_dots <= columns * 12 for line in row.layout(canvas))
