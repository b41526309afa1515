"""Pictures for printer filters, drawn alike by the tool that records streams and by the tests."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from ocom809.virtual.bitmap import Bitmap

if TYPE_CHECKING:
    from collections.abc import Callable

# As picture these bytes would initialise, ask for status, cut, open the drawer, switch off and begin another picture.
TROUBLE: Final = bytes.fromhex(
    "1B40 100401 1D5600 1B700019FA 0A 0C 1B3D00 100502 1C26 1D763000FFFFFFFF 1D384CFFFFFFFF 18"
)


def noise(width: int, height: int) -> Bitmap:
    """Every dot by chance, always the same."""
    dots = random.Random(width * 1000 + height)
    return Bitmap(width, tuple(dots.getrandbits(width) for _ in range(height)))


def black(width: int, height: int) -> Bitmap:
    """Nothing but black."""
    return Bitmap(width, ((1 << width) - 1,) * height)


def blank(width: int, height: int) -> Bitmap:
    """A page without a dot."""
    return Bitmap(width, (0,) * height)


def dither(width: int, height: int) -> Bitmap:
    """A grey of every second dot, the rows shifted against each other."""
    even = int("10" * width, 2) & ((1 << width) - 1)
    return Bitmap(width, tuple(even if row % 2 else even >> 1 | even & 1 << (width - 1) for row in range(height)))


def edges(width: int, height: int) -> Bitmap:
    """A frame of one dot: the outermost dots and nothing else but a blank stretch of 40 rows in the middle."""
    full, sides = (1 << width) - 1, 1 << (width - 1) | 1
    rows = [full, *[sides] * (height - 2), full]
    middle = height // 2
    rows[middle - 20 : middle + 20] = [0] * len(rows[middle - 20 : middle + 20])
    return Bitmap(width, tuple(rows))


def trouble(width: int, height: int) -> Bitmap:
    """Rows full of bytes that look like commands, each row shifted by a byte."""
    size = width // 8
    rows = ((TROUBLE * (size + 2))[row % 7 : row % 7 + size] for row in range(height))
    return Bitmap(width, tuple(int.from_bytes(row) << (width % 8) for row in rows))


PICTURES: Final[dict[str, tuple[Callable[[int, int], Bitmap], int, int]]] = {
    "noise": (noise, 576, 53),
    "trouble": (trouble, 576, 31),
    "black": (black, 576, 50),
    "blank": (blank, 576, 60),
    "dither": (dither, 384, 37),
    "edges": (edges, 200, 101),
    "single": (black, 8, 1),
}
"""By name: how it is drawn, and its width and height, which is no multiple of the 24 rows that many filters send."""


def picture(name: str) -> Bitmap:
    """The picture of that name."""
    draw, width, height = PICTURES[name]
    return draw(width, height)
