"""Dots that a stream sends by columns, as most commands of the class but GS v 0 do."""

from __future__ import annotations

from typing import Final

from ocom809.virtual.bitmap import Bitmap

# For every bit of a byte, a table that turns each byte into the digit of that bit: it transposes columns into rows.
_BIT_DIGITS: Final = tuple(bytes(0x30 + (byte >> bit & 1) for byte in range(256)) for bit in range(7, -1, -1))


def from_columns(data: bytes, count: int, column_bytes: int) -> Bitmap:
    """``count`` columns of ``column_bytes`` bytes each, every one from top to bottom, its highest bit first."""
    if not count:
        return Bitmap(0, (0,) * (8 * column_bytes))
    strips = [data[place::column_bytes] for place in range(column_bytes)]
    return Bitmap(count, tuple(int(strip.translate(digits), 2) for strip in strips for digits in _BIT_DIGITS))
