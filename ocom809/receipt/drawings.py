"""Pictures that our own pages need, drawn here so that no picture file has to be shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_WHITE, _BLACK = 255, 0
_FINE = 4  # drawn so much larger, then scaled down: Pillow's shapes have hard edges
_TICKS = ((10, 24), (5, 16), (1, 8))  # every so many millimetres, so many dots long
_MARKED_WIDTHS = (384, 512)


def tea_cup() -> Image:
    """A cup of tea with a leaf, 208 × 160 dots."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (208 * _FINE, 160 * _FINE), _WHITE)
    draw = ImageDraw.Draw(image)
    _handle(draw)
    _cup(draw)
    _saucer(draw)
    for left in (64, 92, 120):
        _steam(draw, left)
    return image.resize((208, 160), Image.Resampling.LANCZOS).point([0] * 128 + [255] * 128)


def _fine(*numbers: float) -> list[float]:
    return [number * _FINE for number in numbers]


def _cup(draw: ImageDraw) -> None:
    draw.pieslice(_fine(36, -4, 164, 132), 0, 180, fill=_BLACK)
    draw.rectangle(_fine(36, 58, 164, 66), fill=_BLACK)
    # The leaf: two circles cut by the same chord, and the chord itself as its rib.
    draw.chord(_fine(80, 81.5, 148, 149.5), 182.5, 280, fill=_WHITE)
    draw.chord(_fine(52, 46.5, 120, 114.5), 2.5, 100, fill=_WHITE)
    draw.line(_fine(72, 120.4, 110, 90), fill=_BLACK, width=3 * _FINE)


def _handle(draw: ImageDraw) -> None:
    draw.ellipse(_fine(140, 64, 190, 110), outline=_BLACK, width=9 * _FINE)


def _saucer(draw: ImageDraw) -> None:
    draw.rounded_rectangle(_fine(20, 138, 180, 150), radius=6 * _FINE, fill=_BLACK)


def _steam(draw: ImageDraw, left: float) -> None:
    draw.arc(_fine(left, 4, left + 16, 28), 90, 270, fill=_BLACK, width=5 * _FINE)
    draw.arc(_fine(left, 23.8, left + 16, 47.8), 270, 90, fill=_BLACK, width=5 * _FINE)


def width_ruler(width_dots: int, dots_per_mm: int) -> Image:
    """A frame as wide as the paper with millimetres along its top, and a mark where narrower papers end."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("1", (width_dots, 64), 1)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default()
    draw.rectangle((0, 0, width_dots - 1, 63), outline=_BLACK)
    for millimetre in range(1, width_dots // dots_per_mm):
        place = millimetre * dots_per_mm
        draw.line((place, 0, place, _tick(millimetre)), fill=_BLACK)
        if millimetre % 10 == 0 and place + 20 < width_dots:
            draw.text((place + 3, 16), str(millimetre), font=font, fill=_BLACK)
    for width in (*_MARKED_WIDTHS, width_dots):
        if width <= width_dots:
            draw.line((width - 1, 36, width - 1, 63), fill=_BLACK)
            label = f"{width} dots"
            draw.text((width - 6 - draw.textlength(label, font), 46), label, font=font, fill=_BLACK)
    return image


def length_ruler(millimetres: int, dots_per_mm: int) -> Image:
    """Millimetres down the paper, each tick a single row of dots, to hold a real ruler against."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("1", (64, millimetres * dots_per_mm + 1), 1)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default()
    draw.line((0, 0, 0, image.height), fill=_BLACK)
    for millimetre in range(millimetres + 1):
        place = millimetre * dots_per_mm
        draw.line((0, place, _tick(millimetre), place), fill=_BLACK)
        if millimetre % 10 == 0 and millimetre:
            draw.text((30, place - 12), str(millimetre), font=font, fill=_BLACK)
    return image


def _tick(millimetre: int) -> int:
    return next(length for every, length in _TICKS if millimetre % every == 0)


def grey_steps(width_dots: int, steps: int = 16) -> Image:
    """Steps from nearly white on the left to black on the right, set apart, and a smooth wedge below."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (width_dots, 96), _WHITE)
    draw = ImageDraw.Draw(image)
    for step in range(steps):
        left, right = width_dots * step // steps, width_dots * (step + 1) // steps
        draw.rectangle((left, 0, right - 5, 55), fill=_WHITE - _WHITE * (step + 1) // steps)
    wedge = Image.linear_gradient("L").rotate(270).resize((width_dots, 32))
    image.paste(wedge, (0, 64))
    return image
