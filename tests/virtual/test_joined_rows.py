"""Rows as one number: the same as rows one by one, only faster."""

from hypothesis import given
from hypothesis import strategies as st

from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.joined_rows import STRIDE_DOTS, JoinedRows
from ocom809.virtual.line import Line, placed, upside_down

ROWS = st.lists(st.integers(0, 2**40 - 1), max_size=30).map(tuple)


@given(ROWS)
def test_joined_rows_read_like_the_tuple_that_they_were(rows):
    joined = JoinedRows.of(rows)
    assert tuple(joined) == joined.split() == rows
    assert joined == rows
    assert rows == joined
    assert joined == JoinedRows.of(rows)
    assert (len(joined), hash(joined), repr(joined)) == (len(rows), hash(rows), repr(rows))
    assert joined[1:3] == rows[1:3]


def test_rows_that_differ_are_not_equal():
    assert JoinedRows.of((1, 2)) != JoinedRows.of((0, 1, 2))
    assert JoinedRows.of((1, 2)) != (1, 3)


@given(ROWS)
def test_half_a_turn_is_that_of_the_digits(rows):
    width = 40
    digits = [f"{row:0{width}b}" for row in rows]
    turned = tuple(int(row[::-1], 2) for row in reversed(digits))
    assert upside_down(Bitmap(width, rows)) == Bitmap(width, turned)
    assert upside_down(Bitmap(width, JoinedRows.of(rows))) == Bitmap(width, turned)


@given(ROWS, st.integers(0, 7), st.integers(6, 72))
def test_packed_rows_are_the_bytes_of_each_row(rows, padding, row_bytes):
    packed = JoinedRows.of(rows).packed(row_bytes, padding)
    assert packed == b"".join((row << padding).to_bytes(row_bytes) for row in rows)


@given(ROWS, st.integers(0, 600))
def test_a_bitmap_is_placed_alike_in_both_forms(rows, x):
    joined = Bitmap(40, JoinedRows.of(rows))
    assert list(placed(joined, x, STRIDE_DOTS)) == list(placed(Bitmap(40, rows), x, STRIDE_DOTS))


@given(st.lists(st.tuples(ROWS, st.integers(0, 620), st.integers(-5, 30)), max_size=5), st.integers(0, STRIDE_DOTS))
def test_a_line_is_composed_alike_row_by_row_and_all_at_once(items, width):
    at_once, one_by_one = Line(), Line()
    # Something that is wider than joined rows may be, and white, makes a line go the other way.
    one_by_one.add_bitmap(Bitmap(STRIDE_DOTS + 1, ()), -100)
    for rows, x, ascent in items:
        for line, kept in ((at_once, JoinedRows.of(rows)), (one_by_one, rows)):
            line.x = x
            line.add_bitmap(Bitmap(40, kept), ascent)
    if items:
        found, expected = at_once.composed(width), one_by_one.composed(width)
        assert found.width == expected.width
        assert tuple(found.rows) == tuple(expected.rows)[: found.height]
        assert not any(tuple(expected.rows)[found.height :])


@given(ROWS, st.integers(1, 20), st.integers(1, 9), st.integers(40, 44))
def test_a_scaled_bitmap_has_each_dot_so_often(rows, across, down, width):
    digits = ["".join(digit * across for digit in f"{row:0{width}b}") for row in rows]
    expected = tuple(int(row, 2) for row in digits for _ in range(down))
    assert Bitmap(width, rows).scaled(across, down) == Bitmap(width * across, expected)


def test_a_bitmap_without_width_keeps_its_rows():
    assert Bitmap(0, (0, 0)).scaled(2, 3) == Bitmap(0, (0,) * 6)


@given(st.binary(max_size=400), st.integers(1, 90), st.one_of(st.none(), st.integers(1, 700)))
def test_a_bitmap_of_bytes_has_their_bits(data, row_bytes, most_dots):
    bitmap = Bitmap.from_bytes(data, row_bytes, most_dots=most_dots)
    whole = [data[start : start + row_bytes] for start in range(0, len(data), row_bytes)]
    dots = row_bytes * 8 if most_dots is None else min(row_bytes * 8, most_dots)
    if len(data) % row_bytes == 0:
        expected = tuple(int.from_bytes(row) >> row_bytes * 8 - dots for row in whole)
        assert (bitmap.width, tuple(bitmap.rows)) == (dots, expected)
    else:
        assert bitmap.height == len(whole)
