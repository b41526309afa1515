"""Emoji of a font that has them in colour only: their outline and what is dark in them, in few dots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS: Final = 109
_DARK: Final = 110
_SOLID: Final = 128


def outlined(cluster: str, path: str, width: int, height: int) -> tuple[int, ...]:
    """Rows of a picture of ``width`` by ``height`` dots; the leftmost dot is the highest of ``width`` bits."""
    from PIL import Image, ImageChops, ImageFilter

    picture = _in_colour(cluster, path)
    side = min(width, height)
    picture.thumbnail((side, side))
    solid = picture.getchannel("A").point(lambda value: 255 if value >= _SOLID else 0)
    padded = Image.new("L", (solid.width + 2, solid.height + 2))
    padded.paste(solid, (1, 1))
    inner = padded.filter(ImageFilter.MinFilter(3)).crop((1, 1, solid.width + 1, solid.height + 1))
    dark = picture.convert("L").point(lambda value: 255 if value < _DARK else 0)
    ink = ImageChops.lighter(ImageChops.subtract(solid, inner), ImageChops.darker(dark, solid))
    return _rows(ink, width, height)


def _in_colour(cluster: str, path: str) -> Image:
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(path, _POINTS)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(cluster))
    picture = Image.new("RGBA", (max(right - left, 1), max(bottom - top, 1)), (255, 255, 255, 0))
    ImageDraw.Draw(picture).text((-left, -top), cluster, font=font, embedded_color=True)
    return picture


def _rows(ink: Image, width: int, height: int) -> tuple[int, ...]:
    from PIL import Image

    paper = Image.new("1", (width, height))
    paper.paste(ink.convert("1"), ((width - ink.width) // 2, (height - ink.height) // 2))
    row_bytes = (width + 7) // 8
    spare, data = row_bytes * 8 - width, paper.tobytes()
    return tuple(int.from_bytes(data[row * row_bytes : (row + 1) * row_bytes]) >> spare for row in range(height))
