"""The frames of Star's commands that carry pictures, barcodes and symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.framing import by_first

if TYPE_CHECKING:
    from collections.abc import Generator

    from ocom809.virtual.framing import Frame
    from ocom809.virtual.reader import Reader, Steps

_LONGEST: Final = 255
_BARCODE_ENDS: Final = (b"\x1e", b"\x00")
# ESC GS x and y: S sets up, with as many bytes behind it as its first one says; D stores; P prints; I asks.
_SET_UP, _STORE = ord("S"), ord("D")
_ESC, _FF = 0x1B, 0x0C
_RASTER_ROW: Final = b"bk"
_PADDING: Final = b"\x00\n\r"
_RASTER_COMMAND: Final = b"*r"
_BEGIN, _END = ord("A"), ord("B")
_ALONE: Final = b"ABC"

star_page_mode: Final[Frame] = by_first({0x32: 3, 0x33: 9, 0x34: 3, 0x35: 2, 0x38: 3})


def star_barcode(reader: Reader) -> Steps:
    """ESC b n1 n2 n3 n4 and data up to RS; up to NUL on a printer made for Brazil."""
    yield from reader.parameters(4)
    for _ in range(_LONGEST):
        if (yield from reader.payload(1)) in _BARCODE_ENDS:
            return


def star_picture(reader: Reader) -> Steps:
    """ESC GS S m, bytes in a row, rows, n, dots."""
    _, *size, _ = yield from reader.parameters(6)
    yield from reader.payload((size[0] + size[1] * 256) * (size[2] + size[3] * 256))


def star_code(set_up: Frame, before_size: int) -> Frame:
    """ESC GS x and y, which differ in what follows S, and in the bytes between D and the size of the data."""

    def frame(reader: Reader) -> Steps:
        (letter,) = yield from reader.parameters(1)
        if letter == _SET_UP:
            yield from set_up(reader)
        elif letter == _STORE:
            *_, low, high = yield from reader.parameters(before_size + 2)
            yield from reader.payload(low + high * 256)

    return frame


def star_raster(reader: Reader) -> Steps:
    """ESC * r: A begins raster mode, in which rows have no ESC, and B ends it; in between all is one instruction."""
    (letter,) = yield from reader.parameters(1)
    if letter not in _ALONE:
        yield from reader.payload_until(b"\x00", _LONGEST)
    while letter == _BEGIN:
        yield from reader.need(1)
        if reader.ahead() == _ESC:
            if (yield from _raster_command(reader)):
                return
        elif reader.ahead() in _RASTER_ROW:
            _, low, high = yield from reader.payload(3)
            yield from reader.payload(low + high * 256)
        elif reader.ahead() in _PADDING:
            yield from reader.payload(1)
        else:
            return


def _raster_command(reader: Reader) -> Generator[None, None, bool]:
    """A command within raster mode; whether the mode ends, which anything of another family does too."""
    yield from reader.need(2)
    if reader.ahead(1) == _FF:
        yield from reader.payload(3)
        return False
    yield from reader.need(4)
    if bytes((reader.ahead(1), reader.ahead(2))) != _RASTER_COMMAND:
        return True
    *_, letter = yield from reader.payload(4)
    if letter not in _ALONE:
        yield from reader.payload_until(b"\x00", _LONGEST)
    return letter == _END
