"""How the manual counts the bytes of one instruction: functions that look at as much of it as there is.

A frame is given the instruction from its first byte on, as far as it has come, and tells how long it is. Where that
cannot be told yet, it tells how many bytes must be there before more can be said.

Written for those who write bytes, from the manual alone: the virtual printer has its own, and tests compare the two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

# Epson's manuals and the class's give no symbology a longer text than a count of one byte can tell.
LONGEST_BARCODE: Final = 255
_MOST_TABS: Final = 32
_BLUETOOTH_ENDING: Final = b"\r\n\r\n"
_LONGEST_BLUETOOTH: Final = 128
_FIRST_CHARACTER: Final = 0x20


class Extent(NamedTuple):
    """How long an instruction is.

    Attributes:
        size: Bytes from its first one on; where this is not ``sure``, the fewest that it can have.
        sure: Whether it has no more and no less.
    """

    size: int
    sure: bool


class Part:
    """Bytes of a stream from one place to another, looked at without copying them."""

    __slots__ = ("_data", "_start", "_stop")

    def __init__(self, data: bytes, start: int, stop: int) -> None:
        self._data, self._start, self._stop = data, start, stop

    def __len__(self) -> int:
        return self._stop - self._start

    def __getitem__(self, place: int) -> int:
        return self._data[self._start + place]

    def number(self, place: int, width: int = 2) -> int:
        """A number of ``width`` bytes, low byte first."""
        start = self._start + place
        return int.from_bytes(self._data[start : start + width], "little")

    def find(self, wanted: bytes, place: int) -> int | None:
        """Where ``wanted`` stands from ``place`` on; None where it does not."""
        found = self._data.find(wanted, self._start + place, self._stop)
        return None if found < 0 else found - self._start


Frame: TypeAlias = Callable[[Part], Extent]


def exactly(size: int) -> Extent:
    """It has so many bytes."""
    return Extent(size, sure=True)


def at_least(size: int) -> Extent:
    """More can be told when so many bytes are there."""
    return Extent(size, sure=False)


def fixed(size: int) -> Frame:
    """``size`` bytes, those of the opcode among them."""

    def frame(_part: Part) -> Extent:
        return exactly(size)

    return frame


def counted(place: int, width: int = 2) -> Frame:
    """A length of ``width`` bytes at ``place``, low byte first, and so many bytes behind it."""

    def frame(part: Part) -> Extent:
        header = place + width
        return at_least(header) if len(part) < header else exactly(header + part.number(place, width))

    return frame


def chosen(place: int, sizes: dict[int, int], otherwise: int) -> Frame:
    """The byte at ``place`` tells the size of the whole."""

    def frame(part: Part) -> Extent:
        return at_least(place + 1) if len(part) <= place else exactly(sizes.get(part[place], otherwise))

    return frame


def ended_by_nul(place: int, most: int) -> Frame:
    """Up to ``most`` bytes from ``place`` on, and a NUL."""

    def frame(part: Part) -> Extent:
        found = part.find(b"\0", place)
        if found is not None and found <= place + most:
            return exactly(found + 1)
        return exactly(place + most + 1) if len(part) > place + most else at_least(max(len(part), place) + 1)

    return frame


tabs: Final = ended_by_nul(2, _MOST_TABS)


def raster(part: Part) -> Extent:
    """GS v 0 m xL xH yL yH: x bytes in each of y rows."""
    return at_least(8) if len(part) < 8 else exactly(8 + part.number(4) * part.number(6))  # noqa: PLR2004


def columns(part: Part) -> Extent:
    """ESC * m nL nH: n columns, of one byte for 8 dots and of three from m = 32 on."""
    if len(part) < 5:  # noqa: PLR2004 - the manual's header
        return at_least(5)
    return exactly(5 + part.number(3) * (3 if part[2] >= 32 else 1))  # noqa: PLR2004 - the manual's modes


def downloaded_picture(part: Part) -> Extent:
    """GS * x y: both in units of eight dots."""
    return at_least(4) if len(part) < 4 else exactly(4 + part[2] * part[3] * 8)  # noqa: PLR2004


def stored_pictures(part: Part) -> Extent:
    """FS q n: n pictures, each of them with its size in units of eight dots in front."""
    size = 3
    if len(part) < size:
        return at_least(size)
    for _ in range(part[2]):
        size += 4
        if len(part) < size:
            return at_least(size)
        size += part.number(size - 4) * part.number(size - 2) * 8
    return exactly(size)


def user_characters(part: Part) -> Extent:
    """ESC & y c1 c2: for each code its number of columns, and y bytes for each column."""
    size = 5
    if len(part) < size:
        return at_least(size)
    for _ in range(part[3], part[4] + 1):
        size += 1
        if len(part) < size:
            return at_least(size)
        size += part[size - 1] * part[2]
    return exactly(size)


def barcode(part: Part) -> Extent:
    """GS k m: form A up to a NUL, which some drivers forget before the next command; form B with a count."""
    if len(part) < 3:  # noqa: PLR2004 - the kind
        return at_least(3)
    if part[2] >= ord("A"):
        return at_least(4) if len(part) < 4 else exactly(4 + part[3])  # noqa: PLR2004 - the count
    return _barcode_text(part) if part[2] <= 11 else exactly(3)  # noqa: PLR2004 - the last kind of clones


def _barcode_text(part: Part) -> Extent:
    for place in range(3, min(len(part), 3 + LONGEST_BARCODE)):
        if part[place] < _FIRST_CHARACTER:
            return exactly(place + (part[place] == 0))
    return at_least(len(part) + 1) if len(part) <= 3 + LONGEST_BARCODE else exactly(4 + LONGEST_BARCODE)


def symbol(part: Part) -> Extent:
    """GS ( k pL pH, or the dialect of early Xprinter firmware, which has functions in place of a length."""
    if len(part) < 5:  # noqa: PLR2004 - the length
        return at_least(5)
    if part[3] == 0x30 and part[4] in _OLD_SYMBOL:  # noqa: PLR2004 - the dialect's mark
        return _OLD_SYMBOL[part[4]](part)
    return counted(3)(part)


_OLD_SYMBOL: Final[dict[int, Frame]] = {0x67: fixed(6), 0x69: fixed(6), 0x80: counted(5), 0x81: fixed(5)}


def user_memory(part: Part) -> Extent:
    """FS g 1 writes as many bytes as it counts, FS g 2 asks for them."""
    if len(part) < 3:  # noqa: PLR2004 - the function
        return at_least(3)
    return counted(8)(part) if part[2] in {1, ord("1")} else exactly(10)


def bluetooth_name(part: Part) -> Extent:
    """The vendors' ``bts``: lines for the module, an empty one at their end."""
    place = 6
    found = part.find(_BLUETOOTH_ENDING, place)
    if found is not None and found < place + _LONGEST_BLUETOOTH:
        return exactly(found + len(_BLUETOOTH_ENDING))
    longest = place + _LONGEST_BLUETOOTH
    return exactly(longest) if len(part) >= longest else at_least(max(len(part) + 1, place + 4))
