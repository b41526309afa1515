"""What is done to greys before they become dots: which kind of picture it is, sharpening, and the tone curve."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Final, TypedDict

from ocom809.errors import DocumentError
from ocom809.receipt.pictures.dithers import MIDDLE, Dither, filled
from ocom809.receipt.pictures.line_art import FEW_PIXELS, has_gradients, line_art_threshold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

SHARPNESS: Final = 1.0
"""Of pictures that are scaled; it looked best on the pictures of docs/how-to/print-pictures.md."""
MOST_SHARPNESS: Final = 5.0
GAMMAS: Final = (0.2, 5.0)
_WHITE: Final = 255
_GRAIN: Final = 10
"""How far noise moves a grey at most: half of it leaves worms to be seen, twice of it makes skin look like sand."""
_COARSE_DOTS: Final = 1.5
_GRAIN_SIDE: Final = 256
_GRAIN_SEED: Final = 809
_STRETCHED: Final = 24
"""The most greys at either end that are given up for deeper blacks and whiter lights."""
_MANY_GREYS: Final = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Shading:
    """How a picture's greys become dots.

    Attributes:
        dither: Which dither; ``None`` chooses by the picture: a threshold for line art, Floyd-Steinberg for the rest.
        threshold: Greys below it, 1 to 255, become black. ``None`` is the middle, or what parts the two colours of line
            art. Named without a dither, it asks for ``Dither.THRESHOLD``.
        gamma: How much lights and middle greys are lightened, because dots grow on paper: 0.2 to 5, 1 leaves them
            alone. ``None`` is what the printer's profile says. It goes for dithers, not for a threshold.
        sharpness: How much edges are sharpened before a dither, 0 to 5. ``None`` makes up for what scaling softens: 1
            for a picture that is scaled, 0 for one that comes in the dots of the paper.
    """

    dither: Dither | None = None
    threshold: int | None = None
    gamma: float | None = None
    sharpness: float | None = None

    def __post_init__(self) -> None:
        if self.dither is not None and not isinstance(self.dither, Dither):
            raise DocumentError(f"dither must be a Dither or None, not {self.dither!r}")
        if self.threshold is not None:
            if type(self.threshold) is not int or not 1 <= self.threshold <= _WHITE:
                raise DocumentError(f"threshold must be 1 to {_WHITE}, not {self.threshold!r}")
            if self.dither not in (None, Dither.THRESHOLD):
                raise DocumentError(f"a threshold goes with no dither, or with Dither.THRESHOLD, not {self.dither}")
        if self.gamma is not None:
            _must_be_within("gamma", self.gamma, *GAMMAS)
        if self.sharpness is not None:
            _must_be_within("sharpness", self.sharpness, 0, MOST_SHARPNESS)

    def method(self, grey: Image, histogram: Sequence[int] | None = None) -> tuple[Dither, int]:
        """The dither and the threshold that this picture gets; ``histogram`` is its, where it is known already."""
        if self.dither is Dither.THRESHOLD or self.threshold is not None:
            return Dither.THRESHOLD, self.threshold or MIDDLE
        if self.dither is not None:
            return self.dither, MIDDLE
        between = line_art_threshold(histogram or grey.histogram())
        if between is None or has_gradients(grey, between):
            return Dither.FLOYD_STEINBERG, MIDDLE
        return Dither.THRESHOLD, between


AS_IT_IS: Final = Shading()
"""Chosen by the picture and the profile."""


class ImageShading(TypedDict, total=False):
    """A shading as keywords of ``Receipt.image``."""

    dither: Dither | None
    threshold: int | None
    gamma: float | None
    sharpness: float | None


def shading_of(keywords: ImageShading) -> Shading:
    """The shading that the keywords describe.

    Raises:
        DocumentError: A keyword that does not exist, or a value that it cannot have.
    """
    unknown = sorted(set(keywords) - set(ImageShading.__annotations__))
    if unknown:
        raise DocumentError(f"a picture has no {unknown[0]!r}", hint=f"{', '.join(ImageShading.__annotations__)}.")
    return Shading(**keywords)


def _must_be_within(name: str, value: object, lowest: float, highest: float) -> None:
    if type(value) not in (int, float) or not isfinite(float(str(value))) or not lowest <= float(str(value)) <= highest:
        raise DocumentError(f"{name} must be {lowest} to {highest}, not {value!r}")


def toned(
    grey: Image,
    gamma: float,
    sharpness: float,
    *,
    grain: bool = False,
    stretch: bool = True,
    histogram: Sequence[int] | None = None,
) -> Image:
    """A picture of mode L, sharpened and lightened, ready for a dither. Black and white stay black and white.

    Args:
        grey: The picture.
        gamma: How much lights and middle greys are lightened; deep shadows stay deep.
        sharpness: How much edges are sharpened.
        grain: Add a little noise, without which even areas show worms and chains of dots. What is nearly black or
            nearly white becomes black or white, so that no stray dot stands there.
        stretch: Stretch a picture of many greys a little, so that its darkest become black and its lightest white.
        histogram: That of the picture, where it is known already.
    """
    ends = _GRAIN if grain else 0
    black, white = _ends(histogram or grey.histogram(), ends) if stretch else (ends, _WHITE - ends)
    if sharpness:
        grey = _sharpened(grey, sharpness)
    if grain:
        from PIL import ImageChops

        grey = ImageChops.add(grey, filled(grey.size, _noise()), 1, -MIDDLE)
    return grey.point(_curve(gamma, black, white))


def _ends(histogram: Sequence[int], ends: int) -> tuple[int, int]:
    """Which greys become black and white: ``ends`` of them at least, and up to where the picture begins, in bounds."""
    few = sum(histogram) * FEW_PIXELS
    darkest = _first_beyond(histogram, few)
    lightest = _WHITE - _first_beyond(histogram[::-1], few)
    if lightest - darkest < _MANY_GREYS:
        return ends, _WHITE - ends
    return max(ends, min(darkest, _STRETCHED)), min(_WHITE - ends, max(lightest, _WHITE - _STRETCHED))


def _first_beyond(histogram: Sequence[int], few: float) -> int:
    """How many greys from the beginning are taken by no more than a few pixels together."""
    count = 0
    for grey, pixels in enumerate(histogram):
        count += pixels
        if count > few:
            return grey
    return len(histogram)


@lru_cache(maxsize=1)
def _noise() -> Image:
    """The same noise each time, so that a picture always gives the same dots; fine alone, as coarse noise blots."""
    from PIL import Image, ImageChops, ImageFilter

    side = _GRAIN_SIDE
    values = random.Random(_GRAIN_SEED).randbytes(side * side)  # noqa: S311 - no secret
    around = filled((3 * side, 3 * side), Image.frombytes("L", (side, side), values))
    middle = (side, side, 2 * side, 2 * side)
    coarse = around.filter(ImageFilter.GaussianBlur(_COARSE_DOTS)).crop(middle)
    fine = ImageChops.subtract(around.crop(middle), coarse, 1, MIDDLE)
    return fine.point([MIDDLE + round(max(-1, min(1, (value - MIDDLE) / 110)) * _GRAIN) for value in range(256)])


@lru_cache(maxsize=16)
def _curve(gamma: float, black: int, white: int) -> list[int]:
    """For each grey the one that it becomes: the lighter, the more of what the gamma makes of it."""
    shares = [min(1, max(0, (grey - black) / (white - black))) for grey in range(_WHITE + 1)]
    return [round(_WHITE * (share + (share ** (1 / gamma) - share) * share)) for share in shares]


def _sharpened(grey: Image, sharpness: float) -> Image:
    """Away from the mean of the four neighbours. By blending, which is several times as fast as Pillow's filters."""
    from PIL import Image

    width, height = grey.size
    whole = Image.new("L", (width + 2, height + 2))
    for place in ((0, 1), (2, 1), (1, 0), (1, 2), (1, 1)):
        whole.paste(grey, place)
    left, right, above, below = (whole.crop((x, y, x + width, y + height)) for x, y in ((0, 1), (2, 1), (1, 0), (1, 2)))
    mean = Image.blend(Image.blend(left, right, 0.5), Image.blend(above, below, 0.5), 0.5)
    return Image.blend(mean, grey, 1 + sharpness)
