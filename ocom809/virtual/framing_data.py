"""The frames of instructions that carry pictures, characters and symbols: each counts in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ocom809.virtual.reader import Reader, Steps

BARCODE_LONGEST: Final = 255
# GS k m: 0 to 6 end with NUL, 65 and above are counted. This class does not draw the others: 7 to 11 are more kinds of
# clones, 74 to 79 Epson's GS1. By kind, the parameters before the length of the QR codes that clones print with GS k.
BARCODES_WITH_NUL: Final = range(12)
BARCODES_COUNTED: Final = range(65, 80)
BARCODES_WITH_LONG_DATA: Final = {81: 4, 97: 2}
# GS ( k with these two bytes in place of a length is the dialect of early Xprinter firmware. As lengths they would be
# 26416 and more, and no symbol takes more than 7092 bytes, so the two never meet.
LEGACY_QR_MARK: Final = 0x30
LEGACY_QR_FUNCTIONS: Final = {0x67: 1, 0x69: 1, 0x80: 2, 0x81: 0}

# ESC * m, a letter here, of printers made for Brazil.
DARUMA_COLUMNS: Final = ord("m")
# No character of any printer is taller; ESC & with more is the drawer command of a printer made for Brazil.
_TALLEST_CHARACTER: Final = 8
# ESC, FS and GS.
_LEADS: Final = b"\x1b\x1c\x1d"


def raster(reader: Reader) -> Steps:
    """GS v 0 and GS Q 0: m, bytes in a row, rows, dots."""
    _, *size = yield from reader.parameters(5)
    yield from reader.payload(_number(size[0], size[1]) * _number(size[2], size[3]))


def columns(reader: Reader) -> Steps:
    """ESC *: m, columns, dots; m below 32 sends one byte a column, above it three, from 64 (ESC/P) six."""
    mode, low, high = yield from reader.parameters(3)
    yield from reader.payload(_number(low, high) * bytes_in_column(mode))


def bytes_in_column(mode: int) -> int:
    """Bytes that ESC * sends for one column of dots."""
    if mode == DARUMA_COLUMNS:
        return 3
    return 6 if 64 <= mode < 128 else 3 if 32 <= mode < 64 else 1  # noqa: PLR2004 - Epson's numbering


def downloaded_picture(reader: Reader) -> Steps:
    """GS *: x and y in units of eight dots, dots by columns."""
    across, down = yield from reader.parameters(2)
    yield from reader.payload(across * down * 8)


def stored_pictures(reader: Reader) -> Steps:
    """FS q: n pictures, each with its own size in units of eight dots."""
    (count,) = yield from reader.parameters(1)
    for _ in range(count):
        size = yield from reader.payload(4)
        yield from reader.payload(_number(size[0], size[1]) * _number(size[2], size[3]) * 8)


def user_characters(reader: Reader) -> Steps:
    """ESC &: y bytes a column, first and last code, then for each character its columns and their dots."""
    column_bytes, first, last = yield from reader.parameters(3)
    if column_bytes > _TALLEST_CHARACTER:
        return
    for _ in range(first, last + 1):
        (width,) = yield from reader.payload(1)
        yield from reader.payload(width * column_bytes)


def beep(reader: Reader) -> Steps:
    """ESC B n t; on 58 mm families one parameter, known by the command behind it, which is no duration."""
    yield from _up_to_a_command(reader, 2)


def alarm(reader: Reader) -> Steps:
    """ESC C m t n; in ESC/P the length of a page, n or 0 n, known by the command behind it."""
    yield from _up_to_a_command(reader, 3)


def _up_to_a_command(reader: Reader, most: int) -> Steps:
    yield from reader.parameters(1)
    for _ in range(most - 1):
        yield from reader.need(1)
        if reader.ahead() in _LEADS:
            return
        yield from reader.parameters(1)


def barcode(reader: Reader) -> Steps:
    """GS k: form A ends with NUL, or before a control byte where a driver forgot it; form B is counted."""
    (kind,) = yield from reader.parameters(1)
    if kind in BARCODES_WITH_NUL:
        yield from reader.text(BARCODE_LONGEST)
        yield from reader.need(1)
        reader.advance(0 if reader.ahead() else 1)
    elif kind in BARCODES_COUNTED:
        (size,) = yield from reader.parameters(1)
        yield from reader.payload(size)
    elif kind in BARCODES_WITH_LONG_DATA:
        *_, low, high = yield from reader.parameters(BARCODES_WITH_LONG_DATA[kind] + 2)
        yield from reader.payload(_number(low, high))


def symbol(reader: Reader) -> Steps:
    """GS ( k: sized, or the legacy dialect, which has no length."""
    yield from reader.need(2)
    mark, function = reader.ahead(), reader.ahead(1)
    if mark == LEGACY_QR_MARK and function in LEGACY_QR_FUNCTIONS:
        rest = yield from reader.parameters(2 + LEGACY_QR_FUNCTIONS[function])
        yield from reader.payload(int.from_bytes(rest[2:], "little") if len(rest) == 4 else 0)  # noqa: PLR2004
        return
    size = yield from reader.parameters(2)
    yield from reader.payload(int.from_bytes(size, "little"))


def user_memory(reader: Reader) -> Steps:
    """FS g: 1 writes n bytes at an address, 2 reads them."""
    function, *_, low, high = yield from reader.parameters(8)
    if function in {1, 0x31}:
        yield from reader.payload(_number(low, high))


def windows_bitmap(reader: Reader) -> Steps:
    """GS D: a BMP file, which names its own size behind ``BM``."""
    yield from reader.parameters(7)
    start = yield from reader.payload(6)
    yield from reader.payload(max(0, int.from_bytes(start[2:6], "little") - 6))


def counter(reader: Reader) -> Steps:
    """GS C: 0 mode, 1 and ; (in text) range, 2 value."""
    (form,) = yield from reader.parameters(1)
    if form == ord(";"):
        for _ in range(5):
            yield from reader.payload_until(b";", 6)
        return
    yield from reader.parameters({0x30: 2, 0x31: 6, 0x32: 2}.get(form, 0))


def column_block(reader: Reader) -> Steps:
    """DC2 *: rows, bytes in a row, dots (58 mm families)."""
    rows, width = yield from reader.parameters(2)
    yield from reader.payload(rows * width)


def narrow_raster(reader: Reader) -> Steps:
    """DC2 V: rows of 48 bytes (58 mm families)."""
    low, high = yield from reader.parameters(2)
    yield from reader.payload(_number(low, high) * 48)


def watermark(reader: Reader) -> Steps:
    """GS { w: 2 sets up, others switch."""
    (function,) = yield from reader.parameters(1)
    yield from reader.parameters(5 if function == 2 else 0)  # noqa: PLR2004 - the manual's number


def bluetooth_name(reader: Reader) -> Steps:
    """The bts command: lines of AT commands, the last one empty."""
    yield from reader.payload_until(b"\r\n\r\n", 128)


def _number(low: int, high: int) -> int:
    return low + high * 256
