"""The table of instructions: the manual's name, the bytes, how its length is found, and what it is in a few words.

The frames of everything that a stream for this class may hold, whether the printer interprets it or not, so that no
parameter is ever taken for text. From the 80mm Series POS-80XX Programmer Manual, a fuller manual of the same lineage,
and for commands of other printers from what is published about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.virtual import framing_data as data
from ocom809.virtual.framing import by_first, fixed, fixed_with_data, none, sized, strings
from ocom809.virtual.other_instructions import OTHERS
from ocom809.virtual.vendor_instructions import VENDOR

if TYPE_CHECKING:
    from ocom809.virtual.framing import Frame


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table.

    Attributes:
        opcode: The bytes that begin it.
        name: What the manual calls it.
        frame: How its length is found.
        about: What it is, in words.
    """

    opcode: bytes
    name: str
    frame: Frame
    about: str


_CONTROLS: Final = (
    ("00", "NUL", none, "padding, ignored"),
    ("07", "BEL", none, "beep (a few clones)"),
    ("09", "HT", none, "to the next tab"),
    ("0A", "LF", none, "print and feed a line"),
    ("0C", "FF", none, "print the page, leave page mode"),
    ("0D", "CR", none, "carriage return"),
    ("18", "CAN", none, "erase the page"),
    ("10 04", "DLE EOT", by_first({7: 2, 8: 2, 18: 2}), "real-time status"),
    ("10 05", "DLE ENQ", fixed(1), "real-time request"),
    ("10 14", "DLE DC4", by_first({1: 3, 2: 3, 3: 6, 7: 2, 8: 8}), "real-time pulse"),
    ("12 23", "DC2 #", fixed(1), "density (58 mm families)"),
    ("12 2A", "DC2 *", data.column_block, "bit image (58 mm families)"),
    ("12 54", "DC2 T", none, "self-test (58 mm families)"),
    ("12 56", "DC2 V", data.narrow_raster, "raster (58 mm families)"),
)

_ESC: Final = (
    ("1B 0C", "ESC FF", none, "print the page, stay in page mode"),
    ("1B 1E", "ESC RS", none, "beep (a few clones)"),
    ("1B 20", "ESC SP", fixed(1), "character spacing"),
    ("1B 21", "ESC !", fixed(1), "print mode"),
    ("1B 24", "ESC $", fixed(2), "absolute position"),
    ("1B 25", "ESC %", fixed(1), "user characters"),
    ("1B 26", "ESC &", data.user_characters, "define user characters"),
    ("1B 28", "ESC (", sized(1), "function of other printers"),
    ("1B 28 41", "ESC ( A", sized(0), "buzzer (Epson)"),
    ("1B 2A", "ESC *", data.columns, "bit image"),
    ("1B 2D", "ESC -", fixed(1), "underline"),
    ("1B 32", "ESC 2", none, "default line spacing"),
    ("1B 33", "ESC 3", fixed(1), "line spacing"),
    ("1B 37", "ESC 7", fixed(3), "heating (58 mm families)"),
    ("1B 38", "ESC 8", fixed(2), "sleep (58 mm families)"),
    ("1B 39", "ESC 9", fixed(1), "character encoding (some clones)"),
    ("1B 3C", "ESC <", none, "head to its home (Epson)"),
    ("1B 3D", "ESC =", fixed(1), "select the printer"),
    ("1B 3F", "ESC ?", fixed(1), "delete a user character"),
    ("1B 40", "ESC @", none, "initialise"),
    ("1B 42", "ESC B", data.beep, "beep"),
    ("1B 43", "ESC C", data.alarm, "alarm, sound and light"),
    ("1B 44", "ESC D", strings(0, 32), "tabs"),
    ("1B 45", "ESC E", fixed(1), "bold"),
    ("1B 47", "ESC G", fixed(1), "double strike"),
    ("1B 4A", "ESC J", fixed(1), "print and feed dots"),
    ("1B 4B", "ESC K", fixed(1), "print and feed back (Epson)"),
    ("1B 4C", "ESC L", none, "enter page mode"),
    ("1B 4D", "ESC M", fixed(1), "font"),
    ("1B 52", "ESC R", fixed(1), "international set"),
    ("1B 53", "ESC S", none, "leave page mode"),
    ("1B 54", "ESC T", fixed(1), "page direction"),
    ("1B 55", "ESC U", fixed(1), "one-way printing (Epson)"),
    ("1B 56", "ESC V", fixed(1), "rotate"),
    ("1B 57", "ESC W", fixed(8), "page area"),
    ("1B 5A", "ESC Z", sized(3), "QR code (58 mm families)"),
    ("1B 5C", "ESC \\", fixed(2), "relative position"),
    ("1B 61", "ESC a", fixed(1), "alignment"),
    ("1B 63", "ESC c", fixed(2), "panel or paper set-up"),
    ("1B 63 30", "ESC c 0", fixed(1), "paper type"),
    ("1B 63 31", "ESC c 1", fixed(1), "paper type for line spacing (Epson)"),
    ("1B 63 33", "ESC c 3", fixed(1), "sensors that report paper end"),
    ("1B 63 34", "ESC c 4", fixed(1), "sensors that stop printing"),
    ("1B 63 35", "ESC c 5", fixed(1), "FEED button"),
    ("1B 64", "ESC d", fixed(1), "print and feed lines"),
    ("1B 65", "ESC e", fixed(1), "print and feed back lines (Epson)"),
    ("1B 66", "ESC f", fixed(2), "slip wait time (Epson)"),
    ("1B 69", "ESC i", none, "full cut"),
    ("1B 6D", "ESC m", none, "partial cut"),
    ("1B 70", "ESC p", fixed(3), "drawer pulse"),
    ("1B 71", "ESC q", none, "release slip (Epson)"),
    ("1B 72", "ESC r", fixed(1), "print colour (Epson)"),
    ("1B 74", "ESC t", fixed(1), "code page"),
    ("1B 75", "ESC u", fixed(1), "drawer status (Epson)"),
    ("1B 76", "ESC v", none, "printer status"),
    ("1B 7B", "ESC {", fixed(1), "upside down"),
)

_FS: Final = (
    ("1C 21", "FS !", fixed(1), "Chinese print mode"),
    ("1C 26", "FS &", none, "Chinese mode on"),
    ("1C 28", "FS (", sized(1), "function of other printers"),
    ("1C 2D", "FS -", fixed(1), "Chinese underline"),
    ("1C 2E", "FS .", none, "Chinese mode off"),
    ("1C 32", "FS 2", fixed_with_data(2, 72), "define a Chinese character"),
    ("1C 3F", "FS ?", fixed(2), "delete a Chinese character (Epson)"),
    ("1C 43", "FS C", fixed(1), "Kanji code system"),
    ("1C 53", "FS S", fixed(2), "Chinese character spacing"),
    ("1C 57", "FS W", fixed(1), "Chinese quadruple size"),
    ("1C 61", "FS a", by_first({0x30: 2}), "cheque reader (Epson)"),
    ("1C 67", "FS g", data.user_memory, "user memory"),
    ("1C 70", "FS p", fixed(2), "print a stored picture"),
    ("1C 71", "FS q", data.stored_pictures, "store pictures"),
)

_GS: Final = (
    ("1D 05", "GS ENQ", none, "real-time status (Epson)"),
    ("1D 0C", "GS FF", none, "feed to the black mark"),
    ("1D 21", "GS !", fixed(1), "character size"),
    ("1D 24", "GS $", fixed(2), "absolute vertical position"),
    ("1D 28", "GS (", sized(1), "function of other printers"),
    ("1D 28 41", "GS ( A", sized(0), "test print"),
    ("1D 28 45", "GS ( E", sized(0), "user set-up (Epson)"),
    ("1D 28 46", "GS ( F", sized(0), "black mark offset"),
    ("1D 28 48", "GS ( H", sized(0), "response request (Epson)"),
    ("1D 28 4B", "GS ( K", sized(0), "print control"),
    ("1D 28 4C", "GS ( L", sized(0), "graphics (Epson)"),
    ("1D 28 6B", "GS ( k", data.symbol, "two-dimensional code"),
    ("1D 2A", "GS *", data.downloaded_picture, "define the downloaded picture"),
    ("1D 2F", "GS /", fixed(1), "print the downloaded picture"),
    ("1D 38", "GS 8", sized(1, 4), "large function of other printers"),
    ("1D 38 4C", "GS 8 L", sized(0, 4), "large graphics (Epson)"),
    ("1D 3A", "GS :", none, "start or end a macro"),
    ("1D 3C", "GS <", none, "initialise the mechanism (Epson)"),
    ("1D 41", "GS A", fixed(2), "start position (Epson)"),
    ("1D 42", "GS B", fixed(1), "white on black"),
    ("1D 43", "GS C", data.counter, "counter (Epson)"),
    ("1D 44", "GS D", data.windows_bitmap, "Windows bitmap (Epson)"),
    ("1D 45", "GS E", fixed(1), "head energy (Epson)"),
    ("1D 48", "GS H", fixed(1), "barcode text place"),
    ("1D 49", "GS I", fixed(1), "printer identity"),
    ("1D 4C", "GS L", fixed(2), "left margin"),
    ("1D 50", "GS P", fixed(2), "motion units"),
    ("1D 51 30", "GS Q 0", data.raster, "variable height bit image (Epson)"),
    ("1D 54", "GS T", fixed(1), "to the start of the line (Epson)"),
    ("1D 56", "GS V", by_first(dict.fromkeys((65, 66, 97, 98, 103, 104), 2)), "cut"),
    ("1D 57", "GS W", fixed(2), "area width"),
    ("1D 5C", "GS \\", fixed(2), "relative vertical position"),
    ("1D 5E", "GS ^", fixed(3), "run the macro"),
    ("1D 61", "GS a", fixed(1), "automatic status"),
    ("1D 62", "GS b", fixed(1), "smoothing (Epson)"),
    ("1D 63", "GS c", none, "print the counter (Epson)"),
    ("1D 66", "GS f", fixed(1), "barcode text font"),
    ("1D 67", "GS g", fixed(4), "maintenance counter (Epson)"),
    ("1D 68", "GS h", fixed(1), "barcode height"),
    ("1D 6A", "GS j", fixed(1), "automatic ink status (Epson)"),
    ("1D 6B", "GS k", data.barcode, "barcode"),
    ("1D 70", "GS p", fixed(6), "PDF417 set-up (older firmware)"),
    ("1D 71", "GS q", fixed(1), "PDF417 error level (older firmware)"),
    ("1D 72", "GS r", fixed(1), "status"),
    ("1D 76 30", "GS v 0", data.raster, "raster picture"),
    ("1D 77", "GS w", fixed(1), "barcode module width"),
    ("1D 7A", "GS z", fixed(3), "online recovery time (Epson)"),
    ("1D 7B 77", "GS { w", data.watermark, "watermark (in a fuller manual only)"),
    ("1D 7C", "GS |", fixed(1), "density"),
)

ROWS: Final = (*_CONTROLS, *_ESC, *_FS, *_GS, *VENDOR, *OTHERS)
INSTRUCTIONS: Final[dict[bytes, Entry]] = {
    bytes.fromhex(row[0]): Entry(bytes.fromhex(row[0]), row[1], row[2], row[3]) for row in ROWS
}
# Every true beginning of an opcode: what may go on.
PREFIXES: Final = frozenset(opcode[:size] for opcode in INSTRUCTIONS for size in range(1, len(opcode)))
NAMES: Final = {entry.name: entry for entry in INSTRUCTIONS.values()}


def entry_of(data: bytes) -> Entry | None:
    """The row whose opcode begins these bytes, the longest if there are several."""
    longest = max(map(len, INSTRUCTIONS))
    found = (INSTRUCTIONS.get(data[:size]) for size in range(longest, 0, -1))
    return next((entry for entry in found if entry is not None), None)
