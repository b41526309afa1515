"""Page mode."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import (
    AbsoluteVerticalPosition,
    EnterPageMode,
    ErasePage,
    LeavePageMode,
    PageArea,
    PageDirection,
    PrintPage,
    PrintPageAndStay,
    RelativeVerticalPosition,
    SelectPageDirection,
    encode,
)
from ocom809.errors import CommandError
from ocom809.profile import OCPP809
from ocom809.virtual.decode import decode


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (EnterPageMode(), "1B 4C"),
        (LeavePageMode(), "1B 53"),
        (PrintPage(), "0C"),
        (PrintPageAndStay(), "1B 0C"),
        (ErasePage(), "18"),
        (PageArea(width=512, height=1662), "1B 57 00 00 00 00 00 02 7E 06"),
        (PageArea(left=1, top=258, width=3, height=1404), "1B 57 01 00 02 01 03 00 7C 05"),
        (PageArea(left=65535, top=1661, width=65535, height=1), "1B 57 FF FF 7D 06 FF FF 01 00"),
        (SelectPageDirection(PageDirection.LEFT_TO_RIGHT), "1B 54 00"),
        (SelectPageDirection(PageDirection.BOTTOM_TO_TOP), "1B 54 01"),
        (SelectPageDirection(PageDirection.RIGHT_TO_LEFT), "1B 54 02"),
        (SelectPageDirection(PageDirection.TOP_TO_BOTTOM), "1B 54 03"),
        (AbsoluteVerticalPosition(0), "1D 24 00 00"),
        (AbsoluteVerticalPosition(300), "1D 24 2C 01"),
        (RelativeVerticalPosition(300), "1D 5C 2C 01"),
        (RelativeVerticalPosition(-1), "1D 5C FF FF"),
        (RelativeVerticalPosition(-32768), "1D 5C 00 80"),
    ],
)
def test_the_bytes_are_those_of_the_manual(command, expected):
    assert command.encode() == bytes.fromhex(expected)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: PageArea(left=-1, width=1, height=1), "left must be 0 to 65535"),
        (lambda: PageArea(left=65536, width=1, height=1), "left must be 0 to 65535"),
        (lambda: PageArea(top=1662, width=1, height=1), "top must be 0 to 1661"),
        (lambda: PageArea(width=0, height=1), "width must be 1 to 65535"),
        (lambda: PageArea(width=65536, height=1), "width must be 1 to 65535"),
        (lambda: PageArea(width=1, height=0), "height must be 1 to 1662"),
        (lambda: PageArea(width=1, height=1663), "height must be 1 to 1662"),
        (lambda: PageArea(top=1, width=1, height=1662), "top and height together must be 1 to 1662, not 1663"),
        (lambda: SelectPageDirection(0), "LEFT_TO_RIGHT, BOTTOM_TO_TOP, RIGHT_TO_LEFT, TOP_TO_BOTTOM"),
        (lambda: AbsoluteVerticalPosition(-1), "vertical position must be 0 to 65535"),
        (lambda: AbsoluteVerticalPosition(65536), "vertical position must be 0 to 65535"),
        (lambda: RelativeVerticalPosition(32768), "-32768 to 32767"),
        (lambda: RelativeVerticalPosition(-32769), "-32768 to 32767"),
    ],
)
def test_an_impossible_value_cannot_be_made(make, words):
    with pytest.raises(CommandError, match=words):
        make()


def test_a_page_area_ends_at_the_edge_of_the_paper():
    PageArea(left=64, width=512, height=100).check(OCPP809)
    with pytest.raises(CommandError, match="from 65 to 577 dots goes over the 576 dots"):
        encode([EnterPageMode(), PageArea(left=65, width=512, height=100)])


@given(st.integers(0, 65535), st.integers(0, 1661), st.integers(1, 65535), st.data())
def test_the_witness_reads_the_measures_as_they_were_given(left, top, width, data):
    height = data.draw(st.integers(1, 1662 - top))
    area = PageArea(left=left, top=top, width=width, height=height).encode()
    (read, end) = decode(area + b"\n")
    low_high = [value % 256 if low else value // 256 for value in (left, top, width, height) for low in (True, False)]
    assert (read.name, list(read.values), end.name) == ("ESC W", low_high, "LF")
