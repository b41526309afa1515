"""Rows of dots as sheets and tickets keep them: printed ones as bytes, long blank stretches as a number of rows.

Paper is mostly blank where a stream asks for much of it, so a few bytes never take the memory of the paper they feed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Strip: TypeAlias = "bytes | int"
"""Whole rows of dots, or a number of blank rows."""

_LONG_BLANK_ROWS: Final = 64
"""Shorter blank stretches are kept as dots: beside so few rows a strip of their own saves nothing."""
_STRIP_BYTES: Final = 65536


@dataclass(frozen=True, slots=True)
class Strips:
    """Rows of dots that are never changed.

    Attributes:
        row_bytes: Bytes of a row.
        strips: From top to bottom.
    """

    row_bytes: int
    strips: tuple[Strip, ...] = ()

    @property
    def height(self) -> int:
        """Rows in all."""
        return sum(map(self._rows_of, self.strips))

    @property
    def black_dots(self) -> int:
        """Set bits."""
        return sum(int.from_bytes(strip).bit_count() for strip in self.strips if isinstance(strip, bytes))

    @property
    def is_blank(self) -> bool:
        """Whether no bit is set."""
        return not any(strip.count(0) < len(strip) for strip in self.strips if isinstance(strip, bytes))

    def __bytes__(self) -> bytes:
        """All rows as bytes."""
        return b"".join([strip if isinstance(strip, bytes) else bytes(strip * self.row_bytes) for strip in self.strips])

    def between(self, first: int, end: int) -> Strips:
        """The rows from ``first`` up to the one before ``end``."""
        return Strips(self.row_bytes, tuple(self._between(first, end)))

    def blocks(self, most_rows: int) -> Iterator[bytes]:
        """All rows from top to bottom, at most so many at a time."""
        size = most_rows * self.row_bytes
        for strip in self.strips:
            if isinstance(strip, bytes):
                yield from (strip[start : start + size] for start in range(0, len(strip), size))
            else:
                yield from (bytes(size) for _ in range(strip // most_rows))
                yield bytes(strip % most_rows * self.row_bytes)

    def _between(self, first: int, end: int) -> Iterator[Strip]:
        top = 0
        for strip in self.strips:
            rows = self._rows_of(strip)
            upper, lower = max(0, first - top), min(rows, end - top)
            if upper < lower:
                yield (
                    strip[upper * self.row_bytes : lower * self.row_bytes]
                    if isinstance(strip, bytes)
                    else lower - upper
                )
            top += rows

    def _rows_of(self, strip: Strip) -> int:
        return len(strip) // self.row_bytes if isinstance(strip, bytes) else strip


class GrowingStrips:
    """Rows that are added at the lower end.

    Args:
        row_bytes: Bytes of a row.

    Attributes:
        height: Rows so far.
    """

    def __init__(self, row_bytes: int) -> None:
        self.height = 0
        self._row_bytes = row_bytes
        self._closed: list[Strip] = []
        self._open = bytearray()
        self._blank = 0

    def add(self, dots: bytes) -> None:
        """Add whole rows."""
        self._end_blank()
        self._open += dots
        self.height += len(dots) // self._row_bytes
        if len(self._open) >= _STRIP_BYTES:
            self._close()

    def feed(self, rows: int) -> None:
        """Add blank rows."""
        self._blank += rows
        self.height += rows

    def so_far(self) -> Strips:
        """What is there; it stays as it is whatever is added later."""
        ends: tuple[Strip, Strip] = (bytes(self._open), self._blank)
        return Strips(self._row_bytes, (*self._closed, *(strip for strip in ends if strip)))

    def take_off(self, rows: int) -> Strips:
        """Separate the upper rows; the others stay."""
        whole, height = self.so_far(), self.height
        self._closed, self._open, self._blank, self.height = [], bytearray(), 0, 0
        for strip in whole.between(rows, height).strips:
            if isinstance(strip, bytes):
                self.add(strip)
            else:
                self.feed(strip)
        return whole.between(0, rows)

    def _end_blank(self) -> None:
        if self._blank >= _LONG_BLANK_ROWS:
            self._close()
            self._closed.append(self._blank)
        else:
            self._open += bytes(self._blank * self._row_bytes)
        self._blank = 0

    def _close(self) -> None:
        if self._open:
            self._closed.append(bytes(self._open))
            self._open = bytearray()
