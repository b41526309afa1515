"""Commands of other families, which reach a printer of the class through a wrong driver, framed so that none is text.

ESC/P of dot matrix printers as CUPS and Ghostscript send it, Star's line and raster commands, and those of printers
made for Brazil, from what their makers and the drivers publish. Where such a command has the bytes of one of this
class, that of the class stands: ESC $, E, K, L, W, Z, d, i, p and v.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.framing import by_first, fixed, none, sized
from ocom809.virtual.star_framing import star_barcode, star_code, star_page_mode, star_picture, star_raster

if TYPE_CHECKING:
    from ocom809.virtual.framing import Frame
    from ocom809.virtual.reader import Reader, Steps

_PLAIN, _PACKED = 0, 1
_COPIES_FROM, _NOTHING = 129, 128


def _columns(before: int, bytes_in_column: int) -> Frame:
    """``before`` parameters, then the number of columns, low byte first, then their dots."""

    def frame(reader: Reader) -> Steps:
        yield from reader.parameters(before)
        size = yield from reader.parameters(2)
        yield from reader.payload(int.from_bytes(size, "little") * bytes_in_column)

    return frame


def _escp_raster(reader: Reader) -> Steps:
    """ESC . c v h m nL nH: m rows of n dots; c 0 plain, 1 packed as in TIFF, others without a length here."""
    packing, _, _, rows, low, high = yield from reader.parameters(6)
    size = rows * ((low + high * 256 + 7) // 8)
    if packing == _PLAIN:
        yield from reader.payload(size)
    elif packing == _PACKED:
        yield from _packed(reader, size)


def _packed(reader: Reader, size: int) -> Steps:
    """Runs that give ``size`` bytes: a count, then that many bytes and one, or one byte to be repeated."""
    while size > 0:
        (count,) = yield from reader.payload(1)
        if count < _NOTHING:
            yield from reader.payload(count + 1)
            size -= count + 1
        elif count >= _COPIES_FROM:
            yield from reader.payload(1)
            size -= 257 - count


def _row(opcode: str, name: str, frame: Frame, about: str, family: str) -> tuple[str, str, Frame, str]:
    return (opcode, name, frame, f"{about} ({family})")


def _escp(letter: str, frame: Frame, about: str) -> tuple[str, str, Frame, str]:
    return _row(f"1B {ord(letter):02X}", f"ESC {letter}", frame, about, "ESC/P")


def _star(rest: str, name: str, frame: Frame, about: str) -> tuple[str, str, Frame, str]:
    return _row(f"1B {rest}", f"ESC {name}", frame, about, "Star")


OTHERS: Final = (
    _escp("+", fixed(1), "line spacing in 1/360 inch"),
    _escp(".", _escp_raster, "raster picture"),
    _escp("/", fixed(1), "vertical tabs"),
    _escp("0", none, "line spacing of 1/8 inch"),
    _escp("1", none, "line spacing of 7/72 inch"),
    _escp("4", none, "italics"),
    _escp("5", none, "no italics"),
    _escp("A", fixed(1), "line spacing in 1/60 inch"),
    _escp("F", none, "not bold"),
    _escp("H", none, "no double strike"),
    _escp("I", fixed(1), "printable control codes"),
    _escp("N", fixed(1), "bottom margin"),
    _escp("O", none, "no bottom margin"),
    _escp("P", none, "10 characters an inch"),
    _escp("Q", fixed(1), "right margin"),
    _escp("Y", _columns(0, 1), "bit image"),
    _escp("^", _columns(1, 2), "bit image of 9 pins"),
    _escp("g", none, "15 characters an inch"),
    _escp("h", fixed(1), "enlarged characters"),
    _escp("j", fixed(1), "feed back"),
    _escp("l", fixed(1), "left margin"),
    _escp("w", fixed(1), "double height"),
    _escp("x", fixed(1), "draft or letter quality"),
    ("1C 33", "FS 3", fixed(1), "line spacing in 1/360 inch (NEC)"),
    ("12 71", "DC2 q", fixed(1), "characters of another set (Seiko)"),
    # Star
    _star("06", "ACK", fixed(1), "status"),
    _star("07", "BEL", fixed(2), "drawer pulse"),
    _star("1E 43", "RS C", fixed(1), "code page set-up"),
    _star("1E 46", "RS F", fixed(1), "font"),
    _star("1E 61", "RS a", fixed(1), "automatic status"),
    _star("1E 64", "RS d", fixed(1), "density"),
    _star("1E 72", "RS r", fixed(1), "speed"),
    _star("29", ")", sized(1), "function"),
    _star("2A 72", "* r", star_raster, "raster mode"),
    _star("3A", ":", none, "font"),
    _star("58", "X", _columns(0, 3), "bit image"),
    _star("5F", "_", fixed(1), "line above"),
    _star("62", "b", star_barcode, "barcode"),
    _star("6B", "k", _columns(0, 24), "picture of 24 rows"),
    _star("73", "s", fixed(2), "Kanji spacing"),
    _star("7A", "z", fixed(1), "line spacing"),
    _star("1D 03", "GS ETX", fixed(3), "end of a document"),
    _star("1D 07", "GS BEL", fixed(3), "buzzer"),
    _star("1D 19", "GS EM", fixed(4), "buzzer"),
    _star("1D 29", "GS )", sized(1), "function"),
    _star("1D 41", "GS A", fixed(2), "absolute position"),
    _star("1D 50", "GS P", star_page_mode, "page mode"),
    _star("1D 52", "GS R", fixed(2), "relative position"),
    _star("1D 53", "GS S", star_picture, "raster picture"),
    _star("1D 61", "GS a", fixed(1), "alignment"),
    _star("1D 74", "GS t", fixed(1), "code page"),
    _star("1D 78", "GS x", star_code(by_first({0x30: 4}, 2), 0), "PDF417"),
    _star("1D 79", "GS y", star_code(fixed(2), 2), "QR code"),
    # Printers made for Brazil, and what their libraries send
    ("1B 23 23", "ESC # #", fixed(5), "QR code set-up (Qsprinter)"),
    ("1B 81", "ESC 81", sized(0), "QR code (Daruma)"),
    ("1D 5A", "GS Z", fixed(1), "kind of two-dimensional code (some clones)"),
    ("1D 78", "GS x", fixed(1), "space left of a barcode (58 mm families)"),
    ("1D 6F", "GS o", fixed(4), "two-dimensional code set-up (Elgin)"),
    ("1D F9", "GS F9", fixed(2), "command set (Bematech)"),
)
