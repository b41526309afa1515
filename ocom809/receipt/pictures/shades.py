"""Pixels of any mode to 8-bit grey on white paper."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, cast

from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from PIL.Image import Image

_MODES_WITH_ALPHA = ("LA", "PA", "RGBA", "La", "RGBa")
# The brightest value of a scale, and what brings it to 8 bits.
_SCALES: dict[str, tuple[tuple[int, float], ...]] = {
    "I": ((255, 1), (65535, 1 / 256)),
    "F": ((1, 255), (255, 1)),
}


def grey_on_white(image: Image) -> Image:
    """The picture in 8-bit grey, with white where it is transparent.

    Raises:
        DocumentError: Its pixels are numbers on no scale that is known here.
    """
    from PIL import Image

    if image.mode.startswith(("I", "F")):
        grey = _eight_bits(image).convert("L")
        hidden = image.info.get("transparency")
        if type(hidden) is int:
            grey.paste(255, mask=_places_of(hidden, image))
        return grey
    if image.mode in _MODES_WITH_ALPHA or "transparency" in image.info:
        if image.mode != "RGBA":  # converting would copy it, and it may be large
            image = image.convert("RGBA")
        grey = Image.new("L", image.size, 255)
        grey.paste(image.convert("L"), mask=image.getchannel("A"))
        return grey
    if image.mode == "L":
        return image
    return image.getchannel("L") if image.mode == "LAB" else image.convert("L")


def _eight_bits(image: Image) -> Image:
    """A picture of wide integers or floats in the range of 8 bits; converted straight away, it would be white or black.

    Integers of 16 bits are on that scale; wider ones are taken for 8 bits or for 16, floats for 0 to 1 or for 0 to 255,
    whatever holds them all.
    """
    wide = image.convert(image.mode[0])
    darkest, brightest = cast("tuple[float, float]", wide.getextrema())
    scales = _SCALES[wide.mode][-1:] if image.mode.startswith("I;16") else _SCALES[wide.mode]
    factor = next((factor for most, factor in scales if brightest <= most), None)
    if factor is None or (wide.mode == "F" and not (darkest >= 0 and _all_are_numbers(wide))):
        raise DocumentError(
            f"pixels of {darkest:g} to {brightest:g} are on no scale that is known here",
            hint="Bring them to 0 to 255 first.",
        )
    return wide if factor == 1 else wide.point(lambda value: value * factor)


def _places_of(value: int, image: Image) -> Image:
    """A mask of the pixels that have this very value, which 8 bits cannot tell from its neighbours."""
    from PIL import ImageChops

    wide = image.convert("I")
    above = wide.point(lambda pixel: pixel * 1 + -value).convert("L")
    below = wide.point(lambda pixel: pixel * -1 + value).convert("L")
    return ImageChops.lighter(above, below).point([255] + [0] * 255)


def _all_are_numbers(image: Image) -> bool:
    """Whether no pixel is NaN, which counts neither as darkest nor as brightest; it does show in the mean."""
    from PIL import Image

    return isfinite(cast("float", image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))))
