"""Cells beside one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.cells import width
from ocom809.receipt.rows import joined, shared_widths

LEFT, CENTER, RIGHT = Alignment.LEFT, Alignment.CENTER, Alignment.RIGHT


def test_two_cells_stand_at_the_edges():
    assert joined([["Tea"], ["4.20"]], [8, 4], [LEFT, RIGHT]) == ["Tea     4.20"]


def test_what_is_too_long_goes_on_below_in_its_cell():
    assert joined([["green tea"], ["4.20"]], [7, 5], [LEFT, RIGHT]) == ["green   4.20", "tea         "]


def test_lines_of_a_cell_stay_lines():
    assert joined([["a", "b"], ["c"]], [3, 1], [LEFT, LEFT]) == ["a  c", "b   "]


def test_each_cell_is_aligned_for_itself():
    assert joined([["a"], ["b"], ["c"]], [4, 4, 3], [RIGHT, CENTER, LEFT]) == ["  a  b  c  "]


def test_wide_characters_count_twice():
    assert joined([["漢"], ["x"]], [5, 1], [LEFT, LEFT]) == ["漢   x"]


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
    assert shared_widths([[cell] for cell in cells], columns, wanted) == widths


@pytest.mark.parametrize(("columns", "wanted"), [(48, (40, 9)), (48, (47, None)), (2, None), (0, (None, None, None))])
def test_cells_that_do_not_fit_are_refused(columns, wanted):
    with pytest.raises(DocumentError, match="cells need at least"):
        shared_widths([["a"]] * (len(wanted) if wanted else 2), columns, wanted)


@given(st.lists(st.text("ab é漢 ", max_size=30), min_size=1, max_size=5), st.integers(20, 64))
def test_no_line_of_cells_is_wider_than_the_paper(cells, columns):
    lines = [[cell] for cell in cells]
    widths = shared_widths(lines, columns)
    assert all(width(line) <= columns for line in joined(lines, widths, [LEFT] * len(cells)))
