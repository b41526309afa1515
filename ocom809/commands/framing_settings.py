"""The vendors' commands that change settings, byte by byte: how long they are, and which bytes would be obeyed.

From the vendors' tools and kits (Xprinter, Zywell, MUNBYN, the SZJBZF utility, Rongta's). In a pattern, ``|`` ends the
opcode; ``01-08`` is any byte of a range and ``33/55`` one of some; ``..`` is any byte; ``text`` ends with NUL; what
stands between brackets some tools send and others leave out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ocom809.commands.framing_frames import Extent, Part, at_least, bluetooth_name, ended_by_nul, exactly

_ANY: Final = frozenset(range(256))
_TEXT: Final = "text"
_LONGEST_TEXT: Final = 64
_BLUETOOTH: Final = bytes.fromhex("1F1B1F627473")


@dataclass(frozen=True, slots=True)
class Setting:
    """One command.

    Attributes:
        opcode: The bytes that begin it.
        values: Which bytes stand at each place behind that; None for a text.
        ending: What may follow and belongs to it.
        prints: Whether it prints a page instead of changing something.
    """

    opcode: bytes
    values: tuple[frozenset[int] | None, ...]
    ending: bytes = b""
    prints: bool = False

    def extent(self, part: Part) -> Extent:
        """How long it is."""
        if self.opcode == _BLUETOOTH:
            return bluetooth_name(part)
        size = len(self.opcode)
        for allowed in self.values:
            text = ended_by_nul(size, _LONGEST_TEXT)(part) if allowed is None else exactly(size + 1)
            if not text.sure:
                return text
            size = text.size
        return self._with_ending(part, size)

    def _with_ending(self, part: Part, size: int) -> Extent:
        here = bytes(part[place] for place in range(size, min(len(part), size + len(self.ending))))
        if here == self.ending or not self.ending.startswith(here) or len(part) < size:
            return exactly(size + len(here) if here == self.ending else size)
        return at_least(size + len(self.ending))

    def is_obeyed(self, instruction: bytes) -> bool:
        """Whether a printer may obey these bytes: none of them is one that the tools never send at its place."""
        places = zip(instruction[len(self.opcode) :], self.values, strict=False)
        for byte, allowed in places:
            if allowed is None:
                return True
            if byte not in allowed:
                return False
        return True


def _bytes(word: str) -> frozenset[int] | None:
    """What a word of a pattern allows; None for a text."""
    if word == _TEXT:
        return None
    return _ANY if word == ".." else frozenset().union(*map(_range, word.split("/")))


def _range(word: str) -> range:
    low, _, high = word.partition("-")
    return range(int(low, 16), int(high or low, 16) + 1)


def _setting(pattern: str, *, header: str = "1F1B1F", prints: bool = False) -> Setting:
    opcode, _, rest = pattern.partition("|")
    values, _, ending = rest.partition("[")
    ending_bytes = bytes.fromhex(ending.rstrip("] "))
    return Setting(bytes.fromhex(header + opcode), tuple(map(_bytes, values.split())), ending_bytes, prints)


_FOUR: Final = " .." * 4
_TWELVE: Final = " .." * 12
SETTINGS: Final = (
    # Network and wireless.
    *map(
        _setting,
        (
            "91 00 49 50 |" + _FOUR, "22 |" + _FOUR, "B0 |" + _FOUR, "B1 |" + _FOUR, "B2 |" + _TWELVE,
            "91 00 49 FA | 00/01 5A" + _TWELVE, "91 00 49 44 |" + " .." * 6, "33 |" + _FOUR + " 00", "BA | 01",
            "B3 | 00-09 text text", "B4 |" + _TWELVE + " 00-09 text text",
            "28 | 13 14 00/04 00-02", "27 | 13 14 52 00", "62 74 73 |",
            # Ports, printing and reset.
            "BE | 00-03 0A 00", "BF | .. 00", "B8 | 13 14 00/01 00", "FB | 01 02 00/01", "FF | .. [0A 00]",
            "46 4F 4E 54 | 00-03", "E1 | 13 14 00-08 [0A 00]", "13 | 14 01-08 [0A 00]",
            "60 | 04 05 06 33/55/77 0A 00", "FC | 01 02 00-03/33/44/55", "F4 | 11 22 33 33/55", "11 | 11 00",
            "80 | 04 05 06 44/66", "81 | 04 05 06 .. ..", "82 | 04 05 06 .. ..",
            # Firmware, which nobody sends; NULs behind the header would begin it.
            "00 | 00 01 F0 00-02",
            # Alarms.
            "E0 | 13 14 00/01 00-14 00-14 00-04 [0A 00]", "A0 | 00-02 .. .. .. ..",
            "E2 | 13 14 00/01 .. .. .. 0A 00", "BC 13 14 | 00/01 0A 00", "BC 13 15 | 00/01",
            "42 65 65 70 | 06/08 0A 00",
            # The SZJBZF dialect, whose fixed bytes are not told everywhere.
            "53 5A 4A 42 5A 46 30 | 11 02" + _FOUR, "53 5A 4A 42 5A 46 12 | 01 01", "53 5A 4A 42 5A 46 11 | 00 00",
            "10 | 13 14 15 19 18 17 ..", "95 | 01 02 03 11 12 13 ..", "99 | 01 02 03 11 12 13 33/55",
            "9D | 11 12 13 01 02 03 33/55", "A3 | 16 17 18 19 18 17 67/76", "9C | .. .. .. .. .. .. 33/55",
            "EE | 11 12 13 33/44/55/66 0A", "A9 | 06 05 04 03 02 01 01-08", "A4 | .. .. .. .. .. .. 33/55",
            "96 | 01 02 03 11 12 13 33/55/66", "C0 | 15 14 13 12 11 10 77/AA", "A1 | 10 11 12 13 14 15 ..",
            "94 | .. .. .. .. .. .. 33/55",
        ),
    ),
    _setting("67 | ..", prints=True), _setting("93 | 10 11 12 15 16 17 10 00", prints=True),
    # With other headers: Zywell's and MUNBYN's functions, and Rongta's addresses.
    _setting("10 01 | 02 ..", header="1F1B"), _setting("10 04 | 00", header="1F1B"),
    _setting("10 10 | 02 ..", header="1F1B"), _setting("10 13 | 14 00", header="1F1B"),
    _setting("10 19 | ..", header="1F1B"), _setting("11 | 12 01 BA 01 01", header="1F1B"),
    _setting("69 |" + _FOUR, header="1F"), _setting("25 | 00/01" + _FOUR, header="1F"),
)  # fmt: skip
BY_OPCODE: Final = {setting.opcode: setting for setting in SETTINGS}


def longest_rest(beginning: bytes) -> int:
    """The most bytes that are missing of a setting whose opcode begins so; 0 where none does.

    A printer may count by fewer bytes of the opcode than the tools' commands differ in.
    """
    sizes = (_size(setting) for setting in SETTINGS if setting.opcode.startswith(beginning))
    return max(0, max(sizes, default=0) - len(beginning))


def _size(setting: Setting) -> int:
    return len(setting.opcode) + len(setting.values) + len(setting.ending)
