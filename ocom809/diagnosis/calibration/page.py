"""What the printed patterns have in common, and the pictures on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.receipt import Receipt

if TYPE_CHECKING:
    from PIL.Image import Image

_WHITE, _BLACK = 1, 0
_TICK_DOTS: Final = 8
_LABEL_DOTS: Final = 40
_SCALE_WIDTH: Final = 240


def page(number: int, title: str, *lines: str) -> Receipt:
    """The head of a pattern: its number and title, white on black, and what to look at."""
    receipt = Receipt().text(f" {number}. {title} ", invert=True, bold=True, height=2).feed(mm=1)
    for line in lines:
        receipt.text(line)
    return receipt.feed(mm=2)


def knife_scale(height_dots: int) -> Image:
    """A scale that counts dots upwards from its lower end, a tick for each millimetre and a number for every fifth."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("1", (_SCALE_WIDTH, height_dots), _WHITE)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size=22)
    draw.line((0, 0, 0, height_dots), fill=_BLACK, width=3)
    for dots in range(0, height_dots, _TICK_DOTS):
        row, is_fifth = height_dots - 1 - dots, dots % _LABEL_DOTS == 0
        draw.line((0, row, 96 if is_fifth else 40, row), fill=_BLACK, width=2 if is_fifth else 1)
        if is_fifth and dots:
            draw.text((104, row - 14), str(dots), font=font, fill=_BLACK)
    return image


def arrow(width_dots: int = 192, height_dots: int = 48) -> Image:
    """An arrow in a frame: whole, the right way round and not smeared is easy to see."""
    from PIL import Image, ImageDraw

    image = Image.new("1", (width_dots, height_dots), _WHITE)
    draw, middle = ImageDraw.Draw(image), height_dots // 2
    draw.rectangle((0, 0, width_dots - 1, height_dots - 1), outline=_BLACK, width=2)
    draw.line((16, middle, width_dots - 40, middle), fill=_BLACK, width=6)
    draw.polygon([(width_dots - 44, 8), (width_dots - 44, height_dots - 9), (width_dots - 14, middle)], fill=_BLACK)
    return image


def dots_of(image: Image) -> bytes:
    """Row by row from the top, the leftmost dot in the highest bit, a set bit black."""
    return bytes(byte ^ 0xFF for byte in image.tobytes())


def columns_of(image: Image) -> bytes:
    """Column by column, 24 dots of a strip in three bytes, the top dot in the highest bit."""
    from PIL import Image as Images

    turned = image.transpose(Images.Transpose.TRANSPOSE)
    return bytes(byte ^ 0xFF for byte in turned.tobytes())


def ladder(row_bytes: int, rows: int) -> bytes:
    """A ladder as wide as the paper: closed at its foot, so that a missing end is seen.

    Mostly white, and of bytes that a printer that takes them for text ignores (00) or prints as letters (I, U): a band
    that is too tall spoils little paper.
    """
    rail = b"I" + bytes(row_bytes - 2) + b"I"
    rung = b"U" * row_bytes
    every = max(8, rows // 4)
    return b"".join(rung if row % every == 0 or row >= rows - 2 else rail for row in range(rows))
