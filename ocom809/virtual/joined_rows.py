"""Rows of dots as one number, so that a line of text is laid, moved and packed with one operation for all of its rows.

Each row takes ``STRIDE_DOTS`` bits, the upper rows the higher ones, and lies at the lower end of its bits. That is
the paper of the class, row by row: nearly all that is printed fits. Wider rows are kept one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

STRIDE_BYTES: Final = 72
STRIDE_DOTS: Final = STRIDE_BYTES * 8
_REVERSED_BITS: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class JoinedRows(Sequence[int]):
    """Rows that are read like a tuple of integers and kept as one number; never changed.

    Args:
        number: All of them.
        height: How many.
    """

    __slots__ = ("_height", "_split", "number")

    def __init__(self, number: int, height: int) -> None:
        self.number = number
        self._height = height
        self._split: tuple[int, ...] | None = None

    @classmethod
    def of(cls, rows: Sequence[int]) -> JoinedRows:
        """Rows of any kind, none of them wider than ``STRIDE_DOTS``."""
        if isinstance(rows, JoinedRows):
            return rows
        return cls(int.from_bytes(b"".join([row.to_bytes(STRIDE_BYTES) for row in rows])), len(rows))

    @classmethod
    def repeated(cls, rows: Sequence[bytes], times: int) -> JoinedRows:
        """Each of the rows so many times; all have as many bytes, and what goes beyond ``STRIDE_BYTES`` is white."""
        data = b"".join([row[-STRIDE_BYTES:].rjust(STRIDE_BYTES, b"\0") * times for row in rows])
        return cls(int.from_bytes(data), len(rows) * times)

    @classmethod
    def from_bytes(cls, data: bytes, row_bytes: int, kept: int) -> JoinedRows:
        """Of rows of so many bytes each, the first ``kept``, which are no more than ``STRIDE_BYTES``."""
        height = len(data) // row_bytes
        if kept == row_bytes == STRIDE_BYTES:
            return cls(int.from_bytes(data), height)
        left = bytes(STRIDE_BYTES - kept)
        rows = [data[start : start + kept] for start in range(0, len(data), row_bytes)]
        return cls(int.from_bytes(left + left.join(rows)), height)

    def __len__(self) -> int:
        return self._height

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[int, ...]: ...
    def __getitem__(self, place: int | slice) -> int | tuple[int, ...]:
        return self.split()[place]

    def __iter__(self) -> Iterator[int]:
        return iter(self.split())

    def __reversed__(self) -> Iterator[int]:
        return reversed(self.split())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, JoinedRows):
            return self.number == other.number and self._height == other._height
        return self.split() == other

    def __hash__(self) -> int:
        return hash(self.split())

    def __repr__(self) -> str:
        return repr(self.split())

    def __bytes__(self) -> bytes:
        """All rows, ``STRIDE_BYTES`` each."""
        return self.number.to_bytes(STRIDE_BYTES * self._height)

    def split(self) -> tuple[int, ...]:
        """The rows one by one."""
        if self._split is None:
            data = bytes(self)
            starts = range(0, len(data), STRIDE_BYTES)
            self._split = tuple([int.from_bytes(data[start : start + STRIDE_BYTES]) for start in starts])
        return self._split

    def moved_left(self, dots: int) -> JoinedRows:
        """With so many white dots right of it; there must be room for what moves out at the left."""
        return JoinedRows(self.number << dots, self._height) if dots else self

    def moved_right(self, dots: int) -> JoinedRows:
        """Without so many dots at the right."""
        kept = _black(STRIDE_DOTS - dots, self._height) << dots
        return JoinedRows((self.number & kept) >> dots, self._height)

    def upside_down(self, width: int) -> JoinedRows:
        """Turned by half a circle, where the rows are ``width`` dots wide."""
        turned = int.from_bytes(bytes(self)[::-1].translate(_REVERSED_BITS))
        return JoinedRows(turned >> STRIDE_DOTS - width, self._height)

    def smeared(self) -> JoinedRows:
        """Every dot once more, one to the right."""
        return JoinedRows(self.number | self.moved_right(1).number, self._height)

    def inverted(self, width: int) -> JoinedRows:
        """White for black, where the rows are ``width`` dots wide."""
        return JoinedRows(self.number ^ _black(width, self._height), self._height)

    def underlined(self, width: int, rows: int) -> JoinedRows:
        """With the last rows black, where they are ``width`` dots wide."""
        return JoinedRows(self.number | _black(width, min(rows, self._height)), self._height)

    def packed(self, row_bytes: int, padding: int) -> bytes:
        """Rows of ``row_bytes`` each, with so many white dots behind the last; none may be wider than that."""
        data = bytes(self.moved_left(padding))
        if row_bytes == STRIDE_BYTES:
            return data
        left = STRIDE_BYTES - row_bytes
        return b"".join([data[start + left : start + STRIDE_BYTES] for start in range(0, len(data), STRIDE_BYTES)])


def _black(width: int, height: int) -> int:
    """Rows that are black for so many dots."""
    return int.from_bytes(((1 << width) - 1).to_bytes(STRIDE_BYTES) * height)
