"""Dots as a value: rows of integers, the highest bit leftmost, 1 = black."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

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
        rows = [int.from_bytes(data[start : start + kept]) for start in range(0, len(data), row_bytes)]
        bitmap = cls(kept * 8, tuple(rows))
        return bitmap if most_dots is None else bitmap.cropped(most_dots)

    def cropped(self, width: int) -> Bitmap:
        """Without what stands farther right than ``width`` dots."""
        beyond = self.width - width
        return self if beyond <= 0 else Bitmap(width, tuple(row >> beyond for row in self.rows))

    def scaled(self, across: int, down: int) -> Bitmap:
        """Each dot ``across`` times as wide and ``down`` times as high."""
        rows = self.rows if across == 1 else tuple(_stretched(row, across) for row in self.rows)
        if down != 1:
            rows = tuple(row for row in rows for _ in range(down))
        return Bitmap(self.width * across, rows)


def _stretched(row: int, factor: int) -> int:
    """``row`` with each of its bits written ``factor`` times. By way of digits, because a picture may be large."""
    return int(f"{row:b}".replace("1", "1" * factor).replace("0", "0" * factor), 2)
