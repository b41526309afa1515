"""CAN in page mode, whatever was written and erased before: held against a page that keeps every dot by itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.line import Line
from ocom809.virtual.page import Page

WIDTH, LONGEST = 64, 160

areas = st.tuples(
    st.integers(0, WIDTH - 1), st.integers(0, LONGEST - 1), st.integers(1, WIDTH), st.integers(1, LONGEST)
)
written = st.tuples(st.integers(0, LONGEST), st.text("ab", min_size=1, max_size=3), st.integers(0, 3))
steps = st.lists(st.tuples(st.sampled_from(["write", "write", "erase"]), st.integers(0, 2), written), max_size=20)


def page_with(area, direction=0):
    page = Page(WIDTH, LONGEST)
    page.set_area(*area)
    page.turn(direction)
    return page


def write(page, y, text):
    line = Line()
    width = 12 * len(text)
    line.add_bitmap(Bitmap(width, tuple(0xABCDEF123 >> row % 7 & (1 << width) - 1 for row in range(24))), 19, text)
    page.move(y)
    page.lay(line)


def kept(dots, area):
    """The rows of a page without what lies in the area."""
    left, top, width, height = area
    width, height = min(width, WIDTH - left), min(height, LONGEST - top)
    within = (1 << width) - 1 << (WIDTH - left - width)
    return [row & ~within if top <= y < top + height else row for y, row in enumerate(dots)]


@settings(deadline=None)
@given(st.lists(areas, min_size=3, max_size=3), steps)
def test_what_stands_in_the_area_goes_and_nothing_else(places, orders):
    page, expected = Page(WIDTH, LONGEST), [0] * LONGEST
    for order, place, (y, text, direction) in orders:
        page.set_area(*places[place])
        page.turn(direction)
        if order == "erase":
            page.erase()
            expected = kept(expected, places[place])
        else:
            write(page, y, text)
            alone = page_with(places[place], direction)
            write(alone, y, text)
            rows = alone.printed().rows
            expected = [dots | (rows[at] if at < len(rows) else 0) for at, dots in enumerate(expected)]
        printed = page.printed().rows
        assert list(printed) == expected[: len(printed)]
        assert not any(expected[len(printed) :])
        assert not printed or printed[-1]


@settings(deadline=None)
@given(st.lists(areas, min_size=3, max_size=3), steps)
def test_its_texts_are_the_same_as_where_each_erasing_looks_at_the_whole_area(places, orders):
    page, thorough = Page(WIDTH, LONGEST), Page(WIDTH, LONGEST)
    for order, place, (y, text, direction) in orders:
        for one in (page, thorough):
            one.set_area(*places[place])
            one.turn(direction)
            if order == "write":
                write(one, y, text)
        if order == "erase":
            # An area that no stream can ask for: what was erased before is not remembered behind it.
            thorough.left = WIDTH
            thorough.area_width = 0
            thorough.erase()
            thorough.set_area(*places[place])
            thorough.erase()
            page.erase()
        assert page.printed().lines == thorough.printed().lines
