"""What calibrate measures of a unit is what its receipts are made for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from ocom809 import OCPP809, Printer, Receipt
from ocom809.commands import Alignment, DrawerPin, FeedLines, encode
from ocom809.errors import DocumentError
from ocom809.receipt import compose
from ocom809.receipt.drawings import tea_cup
from ocom809.virtual import PERSONALITIES, VirtualPrinter
from ocom809.virtual.device import VirtualDevice

NO_RASTER = OCPP809.with_facts(raster_images=False)
NO_COLUMNS = OCPP809.with_facts(column_images=False)
NONE = OCPP809.with_facts(raster_images=False, column_images=False)
DEAF = replace(PERSONALITIES["unyka"], name="deaf", unknown_instructions=frozenset({"GS v 0", "GS ( L"}))


def paper(data, personality="unyka"):
    unit = VirtualPrinter(personality=personality)
    unit.receive(data)
    unit.tear_off()
    return unit.tickets[0]


def ink(ticket):
    """The rows from the first with ink to the last."""
    rows = ticket.bitmap().rows
    inked = [number for number, row in enumerate(rows) if row]
    return rows[inked[0] : inked[-1] + 1]


# Feeds


@pytest.mark.parametrize("lines", [0, 1, 4, 5, 8, 9, 255])
def test_a_unit_that_feeds_four_lines_at_most_feeds_as_many_as_asked_for(lines):
    data = encode([FeedLines(lines)])
    assert data == b"\x1bd\x04" * (lines // 4) + (bytes([0x1B, 0x64, lines % 4]) if lines % 4 or not lines else b"")
    fed, none = (paper(b"a\n" + own + b"b\n") for own in (data, encode([FeedLines(0)])))
    assert fed.height_dots - none.height_dots == 30 * lines


def test_a_unit_that_feeds_any_number_gets_it_in_one_command():
    patient = OCPP809.with_facts(longest_line_feed=255)
    assert encode([FeedLines(200)], profile=patient) == b"\x1bd\xc8"


def test_the_printer_s_own_feed_is_whole_on_that_unit():
    unit = VirtualPrinter(personality="unyka")
    with Printer(VirtualDevice(unit)) as printer:
        printer.print(Receipt().text("a"))
        printer.feed(9)
        printer.print(Receipt().text("b"))
    unit.tear_off()
    first, second = unit.tickets[0].lines
    assert second.y_dots - first.y_dots == 30 * 10


# Drawer


@pytest.mark.parametrize(("fact", "pin"), [(None, 2), (2, 2), (5, 5)])
def test_the_drawer_opens_by_the_pin_of_the_profile(fact, pin):
    unit = VirtualPrinter()
    profile = OCPP809.with_facts(drawer_pin=fact)
    with Printer(VirtualDevice(unit), profile=profile) as printer:
        printer.print(Receipt().text("a").drawer())
        printer.open_drawer()
        printer.print(Receipt().drawer(DrawerPin.PIN_5))
    pins = [event.details["pin"] for event in unit.events if event.name == "drawer"]
    assert pins == [pin, pin, 5]


# Pictures


@pytest.mark.parametrize("align", Alignment)
@pytest.mark.parametrize("height", [24, 30, 47])
def test_without_gs_v_0_a_picture_comes_in_strips_with_the_same_dots(align, height):
    picture = Image.new("1", (203, height + 20), 1)
    picture.paste(tea_cup().convert("1").resize((150, height)), (30, 9))
    receipt = Receipt().image(picture, align=align).text("below")
    by_raster = paper(compose(receipt).encode())
    by_column = paper(compose(receipt, NO_RASTER).encode(NO_RASTER), DEAF)
    assert ink(by_column)[: height - 9] == ink(by_raster)[: height - 9]
    assert [line.text for line in by_column.lines] == ["below"]
    assert 0 <= by_column.height_dots - by_raster.height_dots < 24  # what fills up the last strip


def test_without_gs_v_0_the_whole_demo_picture_is_there_dot_for_dot():
    receipt = Receipt().image(tea_cup()).cut()
    whole = paper(compose(receipt).encode())
    strips = paper(compose(receipt, NO_RASTER).encode(NO_RASTER), DEAF)
    assert ink(whole) == ink(strips)


def test_without_gs_v_0_codes_as_dots_and_tall_characters_come_in_strips():
    receipt = Receipt().datamatrix("4817").text("a\N{COMBINING RING ABOVE}\N{COMBINING ACUTE ACCENT}" * 2 + " 😀").cut()
    data = compose(receipt, NO_RASTER).encode(NO_RASTER)
    assert b"\x1dv0" not in data
    # White fills up the strips, so only rows with ink are the same.
    by_column, by_raster = ink(paper(data, DEAF)), ink(paper(compose(receipt).encode()))
    assert list(filter(None, by_column)) == list(filter(None, by_raster))


def test_without_esc_star_a_picture_still_has_lines_of_its_own_but_none_beside_text():
    data = compose(Receipt().image(tea_cup()), NO_COLUMNS).encode()
    assert b"\x1dv0" in data
    with pytest.raises(DocumentError, match="element 1, box: OCOM OCPP-809 prints no dots within a line") as caught:
        compose(Receipt().box(Receipt().image(tea_cup())), NO_COLUMNS)
    assert caught.value.hint == "Give a picture lines of its own."


def test_a_printer_without_pictures_refuses_them_before_any_byte():
    with pytest.raises(DocumentError, match="prints no dots") as caught:
        compose(Receipt().image(tea_cup()), NONE)
    assert "raster_images" in caught.value.hint
