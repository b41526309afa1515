"""Dot gain: a picture of the paper on which each black dot is a little larger and rounder than its place.

A heated dot spreads in the paper's coating. Here each dot is three pixels wide and high, and the pixels beside it are
grey, as the edge of a real dot is; those at its corners stay as they were. How much a head spreads depends on its heat
and on the paper, so the width of the edge is a choice for the eye and no measure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SCALE: Final = 3
"""Pixels for a dot, across and down."""

_LOW_BITS: Final = 0x55


def _repeated(byte: int) -> bytes:
    """Four pixels of two bits, each three times."""
    wide = 0
    for place in (6, 4, 2, 0):
        wide = wide << 2 * SCALE | (byte >> place & 3) * 0b010101
    return wide.to_bytes(SCALE, "big")


_REPEATED: Final = tuple(map(_repeated, range(256)))


def with_dot_gain(rows: Iterator[bytes], width: int) -> Iterator[bytes]:
    """Rows of a picture, enlarged, its black dots grown into the paper beside them.

    Args:
        rows: The rows, four pixels a byte: 0 ink, 1 paper, 2 something else, 3 grey.
        width: Pixels in a row of them.
    """
    size = (width * SCALE + 3) // 4
    paper = int.from_bytes(bytes([_LOW_BITS]) * size, "big")
    above, here = paper, next(rows, None)
    grown = _Grown(paper, size)
    middle = paper if here is None else _enlarged(here, size)
    while here is not None:
        below = next(rows, None)
        lower = paper if below is None else middle if below == here else _enlarged(below, size)
        yield from grown.rows(middle, above, lower)
        above, middle, here = middle, lower, below


class _Grown:
    """The three rows of pixels that a row of dots becomes; among rows of its like, such as blank ones, worked out once.

    Args:
        low_bits: The low bit of each pixel.
        size: Bytes of a row of pixels.
    """

    def __init__(self, low_bits: int, size: int) -> None:
        self._low_bits = low_bits
        self._size = size
        self._last: tuple[tuple[int, int, int], tuple[bytes, ...]] = ((-1, -1, -1), ())

    def rows(self, row: int, above: int, below: int) -> tuple[bytes, ...]:
        """What becomes of a row between its neighbours."""
        if self._last[0] != (row, above, below):
            self._last = (row, above, below), tuple(_grown(row, above, below, self._low_bits, self._size))
        return self._last[1]


def _enlarged(row: bytes, size: int) -> int:
    return int.from_bytes(b"".join([_REPEATED[byte] for byte in row])[:size], "big")


def _grown(row: int, above: int, below: int, low_bits: int, size: int) -> Iterator[bytes]:
    """The three rows of pixels that a row of dots becomes; in the outer ones the neighbours' dots show their edge."""
    own = _ink(row, low_bits)
    beside = own | own << 2 | own >> 2
    for reaching in (beside | _ink(above, low_bits), beside, beside | _ink(below, low_bits)):
        is_paper = row & ~(row >> 1) & low_bits
        yield (row | (reaching & is_paper) << 1).to_bytes(size, "big")


def _ink(row: int, low_bits: int) -> int:
    """The low bit of each pixel that is ink."""
    return ~(row | row >> 1) & low_bits
