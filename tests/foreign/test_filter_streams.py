"""Pictures that went through somebody else's printer filter come back to the dot.

What was recorded, and how, is told in ``filters/README.md``.
"""

from __future__ import annotations

import pytest

from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.paper import Ending
from tests.foreign import paper
from tests.foreign.pictures import PICTURES, picture

ZJ, ESCPOS, SIMPLE, TM, EPSON = (
    "rastertozj", "rastertoescpos", "rastertoepsonsimple", "rastertotmt88v", "rastertoepson",
)  # fmt: skip
FILTERS = (ZJ, ESCPOS, SIMPLE, TM, EPSON)
# These print with GS 8 L, which is in no manual of the class.
GRAPHICS = (SIMPLE, TM)
# The pins that get a pulse, and how the page comes off.
FINISHES = {
    ZJ: ([2], Ending.PARTIAL_CUT), ESCPOS: ([2, 5], Ending.PARTIAL_CUT), SIMPLE: ([2], Ending.FULL_CUT),
    TM: ([2], Ending.PARTIAL_CUT), EPSON: ([], Ending.TORN_OFF),
}  # fmt: skip
BAND_ROWS = 24
PINS = 8


def printed(filter_name, name):
    unit = "graphics" if filter_name in GRAPHICS else "ocpp-809"
    return paper.printed(stream(filter_name, name), unit)


def stream(filter_name, name):
    return (paper.FOLDER / "filters" / f"{filter_name}-{name}.bin").read_bytes()


def black_rows(rows):
    """The rows from the first to the last that is not blank."""
    black = [place for place, row in enumerate(rows) if row]
    return list(rows[black[0] : black[-1] + 1]) if black else []


def on_paper(bitmap):
    """The rows of a picture at the left edge of the paper."""
    cropped = bitmap.cropped(576)
    return black_rows([row << (576 - cropped.width) for row in cropped.rows])


def made_harmless(bitmap):
    """As Epson's filter prints it: where bytes look like a real-time command or ESC =, it changes dots of the first."""
    size = bitmap.width // 8
    data = bytearray(b"".join(row.to_bytes(size) for row in bitmap.rows))
    for place in range(len(data) - 1):
        pair = data[place : place + 2]
        if pair[0] == 0x10 and pair[1] in b"\x04\x05\x14":
            data[place] = 0x30
        elif pair == b"\x1b=":
            data[place] = 0x3B
    return Bitmap.from_bytes(bytes(data), size)


def whole_bands(bitmap):
    """As CUPS's filter prints it on nine pins: without the rows of a last band that is not full."""
    return Bitmap(bitmap.width, bitmap.rows[: bitmap.height // PINS * PINS]).scaled(2, 3)


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("filter_name", FILTERS)
def test_every_byte_is_taken_for_what_it_is(filter_name, name):
    printout = printed(filter_name, name)
    pins, ending = FINISHES[filter_name]
    assert printout.texts == []
    assert [event.details["pin"] for event in printout.events if event.name == "drawer"] == pins
    assert {piece.ended for piece in printout.pieces} <= {ending, Ending.TORN_OFF}
    assert len(printout.pieces) <= 1 + (ending is not Ending.TORN_OFF)


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("filter_name", [ZJ, SIMPLE, TM])
def test_the_picture_comes_back_without_a_differing_dot(filter_name, name):
    sent = made_harmless(picture(name)) if filter_name == TM else picture(name)
    assert black_rows(printed(filter_name, name).rows) == on_paper(sent)


@pytest.mark.parametrize("name", PICTURES)
def test_column_bands_come_back_without_a_differing_dot(name):
    # What this filter sends below the picture are rows of the band before, which it does not clear.
    expected = on_paper(picture(name))
    found = black_rows(printed(ESCPOS, name).rows)
    assert found[: len(expected)] == expected
    assert len(found) <= -(-len(expected) // BAND_ROWS) * BAND_ROWS


# A band that begins with white is placed by ESC $ in 1/60 inch, which are dots here.
@pytest.mark.parametrize("name", ["noise", "black", "blank", "dither", "edges"])
def test_bands_of_nine_pins_come_back_as_wide_and_high_as_their_density(name):
    assert black_rows(printed(EPSON, name).rows) == on_paper(whole_bands(picture(name)))


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("filter_name", GRAPHICS)
def test_a_unit_without_graphics_prints_nothing_for_them_and_says_so(filter_name, name):
    data = stream(filter_name, name)
    printout = paper.printed(data)
    assert not any(printout.rows)
    assert printout.texts == []
    ignored = {event.details["instruction"] for event in printout.events if "unknown to this unit" in str(event)}
    assert ignored == ({"GS 8 L", "GS ( L"} if b"\x1d8L" in data else set())
