"""Greys to black and white: the dithers that a picture can be given."""

from __future__ import annotations

import enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ocom809.receipt.pictures.diffusion import atkinson

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

MIDDLE: Final = 128
_BAYER: Final = ((0, 2), (3, 1))
_BAYER_SIDE: Final = 8


class Dither(enum.Enum):
    """How greys become dots. The value is the word that the command line takes."""

    FLOYD_STEINBERG = "floyd-steinberg"
    """Hands on the whole error of each dot: the truest greys. For photos."""
    ATKINSON = "atkinson"
    """Hands on three quarters of the error: clean lights and darks, more contrast. For faces and drawings."""
    BAYER = "bayer"
    """Compares each dot with a fixed pattern of 8 × 8: even areas look woven, and stay the same wherever they stand."""
    THRESHOLD = "threshold"
    """Darker is black, lighter is white. For line art and text."""


def dithered(grey: Image, dither: Dither, threshold: int = MIDDLE) -> Image:
    """A picture of mode L as one of mode 1, by one dither over the whole of it.

    Args:
        grey: The picture.
        dither: How.
        threshold: Greys below it become black, 1 to 255; for ``Dither.THRESHOLD`` alone.
    """
    if dither is Dither.THRESHOLD:
        return _bilevel(grey if threshold == MIDDLE else grey.point([0] * threshold + [255] * (256 - threshold)))
    return _DITHERS[dither](grey)


def _floyd_steinberg(grey: Image) -> Image:
    return grey.convert("1")


def _atkinson(grey: Image) -> Image:
    from PIL import Image

    dots = atkinson(grey.tobytes(), grey.width, grey.height)
    return _bilevel(Image.frombytes("L", grey.size, dots))


def _bayer(grey: Image) -> Image:
    from PIL import ImageChops

    # What is above its place's threshold comes to lie above the middle.
    return _bilevel(ImageChops.subtract(grey, filled(grey.size, _thresholds()), 1, MIDDLE - 1))


@lru_cache(maxsize=1)
def _thresholds() -> Image:
    """The pattern of Bayer: thresholds from 1 to 253 in steps of nearly 4."""
    from PIL import Image

    side = _BAYER_SIDE
    tile = bytes(int((_bayer_rank(x, y) + 0.5) * 255 / side**2) for y in range(side) for x in range(side))
    return Image.frombytes("L", (side, side), tile)


def filled(size: tuple[int, int], tile: Image) -> Image:
    """An area of this size, filled with the tile."""
    from PIL import Image

    row = Image.new("L", (size[0], tile.height))
    for left in range(0, size[0], tile.width):
        row.paste(tile, (left, 0))
    whole = Image.new("L", size)
    for top in range(0, size[1], tile.height):
        whole.paste(row, (0, top))
    return whole


def _bayer_rank(x: int, y: int) -> int:
    """Which of the 64 places turns white at which step: the pattern of 2 × 2, nested three times."""
    rank, side = 0, _BAYER_SIDE
    while side > 1:
        rank = 4 * rank + _BAYER[y % 2][x % 2]
        x, y, side = x // 2, y // 2, side // 2
    return rank


def _bilevel(black_or_white: Image) -> Image:
    from PIL import Image

    return black_or_white.convert("1", dither=Image.Dither.NONE)


_DITHERS: Final[dict[Dither, Callable[[Image], Image]]] = {
    Dither.FLOYD_STEINBERG: _floyd_steinberg,
    Dither.ATKINSON: _atkinson,
    Dither.BAYER: _bayer,
}
