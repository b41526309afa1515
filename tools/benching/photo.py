"""Long photos of grey, 576 × 2000 pixels, made by code; each is another picture, and as hard to dither."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from benching.work import PHOTO_SIZE

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_STEP = 37


def photo(number: int) -> Picture:
    """A part of the scene that no other number of 2000 gives, so that nothing that is kept helps."""
    return ImageChops.offset(_scene(), 0, _STEP * number)


@cache
def _scene() -> Picture:
    width, height = PHOTO_SIZE
    slow = Image.radial_gradient("L").resize(PHOTO_SIZE, Image.Resampling.BICUBIC)
    fine = Image.effect_noise(PHOTO_SIZE, 40)
    waves = Image.linear_gradient("L").resize((width, height // 8)).convert("L")
    scene = Image.new("L", PHOTO_SIZE)
    for top in range(0, height, height // 8):
        scene.paste(waves, (0, top))
    return ImageChops.blend(ImageChops.blend(slow, scene, 0.4), fine, 0.2)
