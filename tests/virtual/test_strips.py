"""Rows as they are kept: blank ones as numbers, and all of them the same when they are built."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from ocom809.virtual.paper import Ending
from ocom809.virtual.sheet import Sheet
from ocom809.virtual.strips import GrowingStrips, Strips

ROWS = st.one_of(st.binary(min_size=1, max_size=40), st.integers(0, 200))


def grown(parts):
    strips, plain = GrowingStrips(1), b""
    for part in parts:
        if isinstance(part, int):
            strips.feed(part)
            plain += bytes(part)
        else:
            strips.add(part)
            plain += part
    return strips, plain


@given(parts=st.lists(ROWS, max_size=12))
def test_they_are_the_rows_that_were_added(parts):
    strips, plain = grown(parts)
    assert bytes(strips.so_far()) == plain
    assert strips.height == strips.so_far().height == len(plain)
    assert strips.so_far().black_dots == int.from_bytes(plain).bit_count()
    assert strips.so_far().is_blank == (not any(plain))
    assert b"".join(strips.so_far().blocks(7)) == plain


@given(parts=st.lists(ROWS, max_size=12), data=st.data())
def test_taking_off_the_upper_rows_leaves_the_others(parts, data):
    strips, plain = grown(parts)
    rows = data.draw(st.integers(0, len(plain)))
    assert bytes(strips.take_off(rows)) == plain[:rows]
    assert bytes(strips.so_far()) == plain[rows:]
    assert strips.height == len(plain) - rows


def test_what_was_looked_at_stays_as_it_was_when_more_is_added():
    strips, plain = grown([b"\1\2", 100, b"\3"])
    before = strips.so_far()
    strips.add(b"\4")
    strips.feed(5)
    assert bytes(before) == plain


def test_rows_in_the_middle_are_cut_out_of_printed_and_blank_ones():
    strips = Strips(2, (b"\1\1\2\2", 3, b"\3\3"))
    assert bytes(strips.between(1, 4)) == b"\2\2" + bytes(4)
    assert bytes(strips.between(4, 9)) == bytes(2) + b"\3\3"
    assert strips.between(6, 9) == Strips(2)


def test_a_million_blank_rows_take_no_memory():
    tracemalloc.start()
    sheet = Sheet(576)
    for _ in range(1000):
        sheet.feed(999)
    ticket = sheet.take_off(999_000, Ending.FULL_CUT, number=1)
    assert (ticket.height_dots, ticket.black_dots) == (999_000, 0)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
