r"""Where each instruction of a stream ends, for those who write streams and must know what a break leaves half.

>>> rest_after(b"\x1dv0\0\x01\0\x02\0\xff", 9)
Half(opcode=b'\x1dv0', start=0, wants=1, sure=True)
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.commands._wire import within
from ocom809.commands.framing_frames import Extent, Part, at_least, exactly
from ocom809.commands.framing_table import BEGINNINGS, FRAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARACTERS: Final = re.compile(rb"[\x20-\xff]+")
_FIRST_CHARACTER: Final = 0x20
_FIRST_LEAD: Final = 0x80
_DC2: Final = 0x12


@dataclass(frozen=True, slots=True)
class Span:
    """One instruction of a stream, or a run of characters.

    Attributes:
        opcode: The bytes that tell which it is; empty for characters and for what no table holds.
        start: Where its first byte stands.
        end: The place behind its last byte; beyond the stream where that ends before.
        sure: Whether ``end`` is known; the stream can end before that can be told.
    """

    opcode: bytes
    start: int
    end: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Half:
    """What a break leaves half.

    Attributes:
        opcode: Which instruction; empty where that cannot be told yet, or for half a character.
        start: Where it begins.
        wants: Bytes that are missing.
        sure: Whether it is no more than that, whatever those bytes are.
    """

    opcode: bytes
    start: int
    wants: int
    sure: bool


def spans(data: bytes) -> Iterator[Span]:
    """The instructions of a stream, one behind the other; the last one may want more than there is."""
    place = 0
    while place < len(data):
        span = span_at(data, place, len(data))
        yield span
        place = span.end


def span_at(data: bytes, start: int, stop: int) -> Span:
    """The instruction that begins at ``start``, as far as the bytes before ``stop`` tell."""
    characters = _CHARACTERS.match(data, start, stop)
    if characters is not None:
        return Span(b"", start, characters.end())
    opcode, extent = _extent(data, start, stop)
    return Span(opcode, start, start + extent.size, extent.sure)


def rest_after(data: bytes, offset: int) -> Half | None:
    """What a break behind the first ``offset`` bytes leaves half; None where the printer waits for nothing.

    Behind a byte that may be the first one of a two-byte character, half a character.

    Raises:
        CommandError: The offset is not within the data.
    """
    within("the offset", offset, 0, len(data))
    read = deque(spans(data[:offset]), maxlen=1)
    return half_of(data, read[0], offset) if read else None


def half_of(data: bytes, span: Span, offset: int) -> Half | None:
    """What a break at ``offset`` leaves of this instruction, which begins before it."""
    span = span_at(data, span.start, offset)
    if span.end > offset or not span.sure:
        return Half(span.opcode, span.start, max(1, span.end - offset), span.sure)
    is_text = data[span.start] >= _FIRST_CHARACTER
    return Half(b"", offset - 1, 1, sure=True) if is_text and data[offset - 1] >= _FIRST_LEAD else None


def _extent(data: bytes, start: int, stop: int) -> tuple[bytes, Extent]:
    """The opcode, and how long the instruction is, from its first bytes, the longest opcode that fits them."""
    size = 1
    while data[start : start + size] in BEGINNINGS and start + size < stop:
        size += 1
    if data[start : start + size] in BEGINNINGS:
        return _known(data, start, size) or b"", at_least(size + 1)
    opcode = _known(data, start, size)
    if opcode is not None:
        return opcode, FRAMES[opcode](Part(data, start, stop))
    return b"", exactly(_unknown(data, start, size))


def _known(data: bytes, start: int, size: int) -> bytes | None:
    beginnings = (data[start : start + length] for length in range(size, 0, -1))
    return next((opcode for opcode in beginnings if opcode in FRAMES), None)


def _unknown(data: bytes, start: int, size: int) -> int:
    """A lead byte takes the letter behind it along, but nothing that may begin the next command."""
    return 2 if size > 1 and data[start + 1] >= _FIRST_CHARACTER and data[start] != _DC2 else 1
