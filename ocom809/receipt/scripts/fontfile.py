"""Which characters a font file holds: its ``cmap`` table, read without drawing anything.

Pillow does not tell. The layout of the tables is that of the OpenType specification ("cmap", formats 4 and 12).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import BinaryIO

MOST_TABLE_BYTES: Final = 4 * 1024 * 1024
_MOST_TABLES: Final = 256
_FORMAT_4: Final = 4
_FORMAT_12: Final = 12
_END: Final = 0xFFFF
_ENCODINGS: Final = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))


class CharacterSet:
    """The characters of a font, as ranges in order."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        ranges.sort()
        self._starts = [start for start, _ in ranges]
        self._ends = [end for _, end in ranges]

    def __contains__(self, character: str) -> bool:
        number = ord(character)
        place = bisect_right(self._starts, number) - 1
        return place >= 0 and number <= self._ends[place]

    def __bool__(self) -> bool:
        return bool(self._starts)


@lru_cache(maxsize=128)
def characters_of(path: str) -> CharacterSet:
    """What the file's first font holds; nothing where it cannot be read or is no OpenType font."""
    try:
        with Path(path).open("rb") as file:
            return CharacterSet(_ranges(_cmap(file)))
    except (OSError, ValueError, struct.error, IndexError):
        return CharacterSet([])


def _cmap(file: BinaryIO) -> bytes:
    start = 0
    head = file.read(16)
    if head[:4] == b"ttcf":
        start = int(struct.unpack(">I", head[12:16])[0])
    file.seek(start)
    (count,) = struct.unpack(">4xH6x", file.read(12))
    directory = file.read(16 * min(count, _MOST_TABLES))
    for tag, offset, length in struct.iter_unpack(">4s4xII", directory):
        if tag == b"cmap" and length <= MOST_TABLE_BYTES:
            file.seek(offset)
            return file.read(length)
    return b""


def _ranges(table: bytes) -> list[tuple[int, int]]:
    if not table:
        return []
    (count,) = struct.unpack_from(">2xH", table)
    records = {
        (platform, encoding): offset
        for platform, encoding, offset in struct.iter_unpack(">HHI", table[4 : 4 + 8 * min(count, _MOST_TABLES)])
    }
    for key in _ENCODINGS:
        if key in records:
            part = table[records[key] :]
            kind = struct.unpack_from(">H", part)[0]
            if kind == _FORMAT_12:
                return _groups(part)
            if kind == _FORMAT_4:
                return _segments(part)
    return []


def _groups(part: bytes) -> list[tuple[int, int]]:
    (count,) = struct.unpack_from(">12xI", part)
    groups = part[16 : 16 + 12 * count]
    return [(start, end) for start, end, _ in struct.iter_unpack(">III", groups[: len(groups) // 12 * 12])]


def _segments(part: bytes) -> list[tuple[int, int]]:
    """Format 4; a segment whose glyphs are listed is looked at one by one, because it may have gaps."""
    (twice,) = struct.unpack_from(">6xH", part)
    count = twice // 2
    fields = [struct.unpack_from(f">{count}H", part, 14 + twice * place + 2 * bool(place)) for place in range(4)]
    found: list[tuple[int, int]] = []
    for place, (end, start, delta, offset) in enumerate(zip(*fields, strict=True)):
        if start == _END:
            continue
        if not offset:
            found.append((start, end))
            continue
        glyphs = 16 + 3 * twice + 2 * place + offset
        for number in range(start, min(end, start + _END) + 1):
            at = glyphs + 2 * (number - start)
            if at + 2 <= len(part) and any(part[at : at + 2]) and (_END & int.from_bytes(part[at : at + 2]) + delta):
                found.append((number, number))
    return found
