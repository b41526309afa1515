"""A test photo by code alone: a portrait of smooth shapes, with hair, wool, skin, soft light and a blurred background.

No photo of anybody's is needed to show what dithers do, and everybody gets the same one. The picture holds what is hard
for a dither: slow gradients, deep and light tones beside one another, fine texture, and edges.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH, HEIGHT = 1152, 880
_LIGHT = (-0.55, -0.55, 0.63)
_HALFWAY = (-0.3, -0.3, 0.9)
_AMBIENT = 0.16


@dataclass(frozen=True)
class Shape:
    """An ellipsoid seen from the front: its middle, its half axes, and how bright it is.

    ``texture`` brightens places of it, from their pixel and the grey that they have so far.
    """

    x: float
    y: float
    z: float
    across: float
    down: float
    deep: float
    tone: float
    gloss: float = 0.0
    texture: Callable[[int, int, float], float] | None = None


def portrait() -> Image.Image:
    """The test photo, 1152 × 880 pixels of grey."""
    grain = _noise(random.Random(809), (2, 6, 20))
    strands = _noise(random.Random(56), (3,)).resize((WIDTH, HEIGHT * 8)).crop((0, 0, WIDTH, HEIGHT))
    image = _background()
    pixels, depths = image.load(), {}
    for shape in _shapes(grain, strands):
        _draw(shape, pixels, depths)
    return image.filter(ImageFilter.GaussianBlur(0.8))


def _background() -> Image.Image:
    """A window's light from the left that falls off, and blurred lamps."""
    wedge = Image.linear_gradient("L").rotate(90).resize((WIDTH, HEIGHT))
    image = wedge.point([60 + grey * 170 // 255 for grey in range(256)])
    draw, dice = ImageDraw.Draw(image), random.Random(7)
    for _ in range(26):
        x, y, size = dice.randrange(WIDTH), dice.randrange(HEIGHT * 2 // 3), dice.randrange(24, 70)
        glow = min(255, image.getpixel((x, y)) + dice.randrange(20, 70))
        draw.ellipse((x - size, y - size, x + size, y + size), fill=glow)
    return image.filter(ImageFilter.GaussianBlur(14))


def _noise(dice: random.Random, sizes: tuple[int, ...]) -> Image.Image:
    """Smooth noise around 128, of grains of these sizes together."""
    whole = Image.new("L", (WIDTH, HEIGHT), 128)
    for size in sizes:
        small = (WIDTH // size + 2, HEIGHT // size + 2)
        grains = Image.frombytes("L", small, dice.randbytes(small[0] * small[1]))
        whole = Image.blend(whole, grains.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC), 0.5)
    return whole


def _shapes(grain: Image.Image, strands: Image.Image) -> list[Shape]:
    skin_of, hair_of = grain.load(), strands.load()

    def skin(x: int, y: int, grey: float) -> float:
        return grey * (1 + (skin_of[x, y] - 128) / 1400)

    def hair(x: int, y: int, grey: float) -> float:
        return grey * (0.55 + hair_of[x, y] / 180)

    def wool(x: int, y: int, grey: float) -> float:
        knit = math.sin(x / 4.5 + math.sin(y / 7) * 1.2) * math.cos(y / 5)
        return grey * (1 + 0.3 * knit)

    return [
        Shape(600, 330, -150, 250, 290, 150, 0.30, 0.25, hair),
        Shape(600, 640, -60, 95, 200, 90, 0.62, 0.02, skin),
        Shape(600, 960, -160, 480, 290, 220, 0.55, 0.0, wool),
        Shape(600, 800, -80, 165, 70, 120, 0.66, 0.0, wool),
        Shape(600, 400, 0, 190, 245, 170, 0.86, 0.10, skin),
        Shape(415, 410, -40, 28, 58, 40, 0.80, 0.03, skin),
        Shape(785, 410, -40, 28, 58, 40, 0.80, 0.03, skin),
        Shape(600, 220, 30, 215, 110, 130, 0.26, 0.30, hair),
        Shape(600, 435, 118, 36, 90, 62, 0.87, 0.12, skin),
        Shape(600, 490, 140, 46, 28, 48, 0.87, 0.14, skin),
        Shape(522, 378, 146, 42, 22, 26, 0.95, 0.2),
        Shape(678, 378, 146, 42, 22, 26, 0.95, 0.2),
        Shape(526, 377, 158, 19, 19, 17, 0.40, 0.5),
        Shape(682, 377, 158, 19, 19, 17, 0.40, 0.5),
        Shape(526, 377, 168, 9, 9, 9, 0.05, 1.2),
        Shape(682, 377, 168, 9, 9, 9, 0.05, 1.2),
        Shape(522, 338, 122, 58, 10, 30, 0.22, 0.0, hair),
        Shape(678, 338, 122, 58, 10, 30, 0.22, 0.0, hair),
        Shape(600, 548, 118, 62, 14, 40, 0.46, 0.35),
        Shape(600, 566, 116, 52, 15, 40, 0.54, 0.45),
        Shape(600, 556, 150, 54, 3, 12, 0.16, 0.0),
    ]


def _draw(shape: Shape, pixels: object, depths: dict[tuple[int, int], float]) -> None:
    """Every place of it that is nearer than what stands there."""
    for y in range(max(0, int(shape.y - shape.down)), min(HEIGHT, int(shape.y + shape.down) + 1)):
        v = (y - shape.y) / shape.down
        half = shape.across * math.sqrt(max(0.0, 1 - v * v))
        for x in range(max(0, int(shape.x - half) + 1), min(WIDTH, int(shape.x + half) + 1)):
            u = (x - shape.x) / shape.across
            w = math.sqrt(max(0.0, 1 - u * u - v * v))
            depth = shape.z + shape.deep * w
            if depth > depths.get((x, y), -1e9):
                depths[x, y] = depth
                grey = _lit(shape, u, v, w)
                if shape.texture:
                    grey = shape.texture(x, y, grey)
                pixels[x, y] = max(0, min(255, round(255 * grey ** (1 / 2.2))))


def _lit(shape: Shape, u: float, v: float, w: float) -> float:
    """How bright a place is, in linear light, by the direction in which it looks."""
    normal = u / shape.across, v / shape.down, w / shape.deep
    length = math.hypot(*normal) or 1.0
    towards = max(0.0, sum(a * b for a, b in zip(normal, _LIGHT, strict=True)) / length)
    mirrored = max(0.0, sum(a * b for a, b in zip(normal, _HALFWAY, strict=True)) / length)
    return shape.tone**2.2 * (_AMBIENT + (1 - _AMBIENT) * towards) + shape.gloss * 0.5 * mirrored**40
