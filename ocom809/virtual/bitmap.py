"""Dots as a value: rows of integers, the highest bit leftmost, 1 = black."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ocom809.virtual.joined_rows import STRIDE_BYTES, STRIDE_DOTS, JoinedRows

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN_ROWS: Final = 4


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A picture of dots that is never changed.

    Attributes:
        width: Dots in a row.
        rows: One integer a row, from top to bottom; the highest of its ``width`` bits is the leftmost dot. A tuple, or
            ``JoinedRows``, which is as good as one.
    """

    width: int
    rows: Sequence[int]

    def __repr__(self) -> str:
        if len(self.rows) <= _SHOWN_ROWS:
            return f"Bitmap(width={self.width!r}, rows={self.rows!r})"
        return f"<Bitmap {self.width} x {self.height}, {sum(map(int.bit_count, self.rows))} black>"

    @property
    def height(self) -> int:
        """Rows of dots."""
        return len(self.rows)

    @classmethod
    def from_bytes(cls, data: bytes, row_bytes: int, *, most_dots: int | None = None) -> Bitmap:
        """Rows of ``row_bytes`` bytes each, the way GS v 0 sends them; dots right of ``most_dots`` are never read."""
        kept = row_bytes if most_dots is None else min(row_bytes, (most_dots + 7) // 8)
        if kept <= STRIDE_BYTES and row_bytes and len(data) % row_bytes == 0:
            bitmap = cls(kept * 8, JoinedRows.from_bytes(data, row_bytes, kept))
        else:
            rows = [int.from_bytes(data[start : start + kept]) for start in range(0, len(data), row_bytes)]
            bitmap = cls(kept * 8, tuple(rows))
        return bitmap if most_dots is None else bitmap.cropped(most_dots)

    def cropped(self, width: int) -> Bitmap:
        """Without what stands farther right than ``width`` dots."""
        beyond = self.width - width
        if beyond <= 0:
            return self
        if isinstance(self.rows, JoinedRows):
            return Bitmap(width, self.rows.moved_right(beyond))
        return Bitmap(width, tuple([row >> beyond for row in self.rows]))

    def scaled(self, across: int, down: int) -> Bitmap:
        """Each dot ``across`` times as wide and ``down`` times as high."""
        if across == down == 1:
            return self
        width = self.width * across
        rows = _wide_rows(self, across)
        if width <= STRIDE_DOTS:
            return Bitmap(width, JoinedRows.repeated(rows, down))
        return Bitmap(width, tuple([int.from_bytes(row) for row in rows for _ in range(down)]))


def _wide_rows(bitmap: Bitmap, factor: int) -> list[bytes]:
    """The rows as bytes, with each dot written ``factor`` times; white dots may stand before the leftmost."""
    row_bytes = (bitmap.width + 7) // 8
    rows = [row.to_bytes(row_bytes) for row in bitmap.rows]
    if factor == 1:
        return rows
    wide = b"".join(map(_stretched_bytes(factor).__getitem__, b"".join(rows)))
    size = row_bytes * factor
    return [wide[place * size : (place + 1) * size] for place in range(len(rows))]


@lru_cache(maxsize=8)
def _stretched_bytes(factor: int) -> tuple[bytes, ...]:
    """Each byte with every bit of it written ``factor`` times."""
    digits = (f"{byte:08b}" for byte in range(256))
    return tuple(int("".join(digit * factor for digit in byte), 2).to_bytes(factor) for byte in digits)
