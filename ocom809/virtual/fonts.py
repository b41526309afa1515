"""Where letters come from: the font that python-barcode carries, then fonts of the system.

Which fonts are looked for, by the names of their files, stands in ``FONT_NAMES``. On Debian, fonts-noto-cjk holds every
character of the two-byte codes and fonts-noto-core the other scripts; fonts-unifont alone holds all, more coarsely.
"""

from __future__ import annotations

import importlib.util
import sys
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ocom809.virtual.bitmap import Bitmap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import ImageFont

_FOLDERS: Final = {
    "win32": ("C:/Windows/Fonts",),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
UNIX_FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
# Of the system's fonts, the best first; the first that holds a character draws it.
FONT_NAMES: Final = (
    "NotoSansCJK-Regular.ttc", "DroidSansFallbackFull.ttf", "wqy-zenhei.ttc", "wqy-microhei.ttc",
    "PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Light.ttc", "Arial Unicode.ttf", "msyh.ttc",
    "simsun.ttc", "msgothic.ttc", "malgun.ttf", "segoeui.ttf", "tahoma.ttf",
    "NotoSansThai-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansArabic-Regular.ttf", "Loma.ttf",
    "DejaVuSans.ttf", "FreeSans.ttf", "unifont.otf", "unifont.ttf",
)  # fmt: skip
# No font gives these code points a picture of their own, so what is drawn for them is the font's "missing" box.
_NO_CHARACTERS: Final = ("\uffff", "\ufffe")
_CARRIED_NAME: Final = "DejaVuSansMono.ttf"
_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u3400", "\u9fff"
_OVERHANG_DOTS: Final = 1
_SMALLEST_POINTS: Final = 6
_DIGITS: Final = b"0" + b"1" * 255


def draw(character: str, width: int, height: int, baseline: int, points: int) -> Bitmap | None:
    """A character in a cell of dots, or None where no font holds it."""
    for path in _asked(character):
        font = _font(path, points)
        drawn = None if font is None else _mask(font, character)
        if font is None or drawn is None or drawn in _missing(font):
            continue
        length = font.getlength(character)
        if length > width + _OVERHANG_DOTS:
            smaller = _font(path, max(_SMALLEST_POINTS, int(points * width / length)))
            if smaller is not None:
                font, drawn, length = smaller, _mask(smaller, character), smaller.getlength(character)
        left = _left(character, font, length, width)
        return Bitmap(width, tuple(_rows(drawn, left, baseline, (width, height))))
    return None


@lru_cache(maxsize=1)
def font_paths() -> tuple[str, ...]:
    """The files of fonts that are there, in the order in which they are asked."""
    return tuple(str(path) for path in (*_carried(), *_of_the_system()))


def _asked(character: str) -> tuple[str, ...]:
    """The fonts that may hold it: DejaVu Sans Mono has no ideographs, and drawing one to find that out takes time."""
    paths = font_paths()
    is_carried = bool(paths) and paths[0].endswith(_CARRIED_NAME)
    return paths[1:] if is_carried and _FIRST_IDEOGRAPH <= character <= _LAST_IDEOGRAPH else paths


def _carried() -> Iterator[Path]:
    """DejaVu Sans Mono in the python-barcode package, found without importing it."""
    spec = importlib.util.find_spec("barcode")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "fonts" / _CARRIED_NAME
        if path.is_file():
            yield path


def _of_the_system() -> list[Path]:
    wanted = {name: place for place, name in enumerate(FONT_NAMES)}
    folders = [Path(folder).expanduser() for folder in _FOLDERS.get(sys.platform, UNIX_FOLDERS)]
    found = {path.name: path for folder in folders for path in folder.rglob("*.[to]t[fc]") if path.name in wanted}
    return sorted(found.values(), key=lambda path: wanted[path.name])


@lru_cache(maxsize=64)
def _font(path: str, points: int) -> ImageFont.FreeTypeFont | None:
    from PIL import ImageFont

    try:
        # The plain layout draws the same dots everywhere, and puts no dotted circle under a vowel sign.
        return ImageFont.truetype(path, points, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        return None


class _Mask(NamedTuple):
    """The dots of a character as Pillow draws them, a byte each: 0 for white.

    Attributes:
        size: Width and height.
        dots: From the upper left corner on.
        offset: Where that corner lies from the pen, to the right and down.
    """

    size: tuple[int, int]
    dots: bytes
    offset: tuple[int, int]


@lru_cache(maxsize=64)
def _missing(font: ImageFont.FreeTypeFont) -> frozenset[_Mask]:
    """What the font draws for what it does not hold. Pillow does not tell, so everything is compared with it."""
    return frozenset(_mask(font, character) for character in _NO_CHARACTERS)


def _mask(font: ImageFont.FreeTypeFont, character: str) -> _Mask:
    mask, (right, down) = font.getmask2(character, mode="1", anchor="ls")
    return _Mask(mask.size, bytes(mask), (right, down))


def _left(character: str, font: ImageFont.FreeTypeFont, length: float, width: int) -> int:
    """Where the pen starts. The printer's fonts are as wide as their cell; what is narrower stands in its middle."""
    length = round(length)
    if length and not unicodedata.combining(character):
        return max(0, (width - length) // 2)
    # A sign that fonts hang on the letter before it: here it has a cell of its own.
    start, _, end, _ = font.getbbox(character, anchor="ls")
    return round((width - (end - start)) / 2 - start)


def _rows(drawn: _Mask, left: int, baseline: int, cell: tuple[int, int]) -> Iterator[int]:
    """The rows of a cell with a character whose pen starts there; what reaches beyond the cell is cut off."""
    (width, height), (drawn_width, drawn_height) = cell, drawn.size
    digits = drawn.dots.translate(_DIGITS)
    top = baseline + drawn.offset[1]
    shift = width - left - drawn.offset[0] - drawn_width
    within = (1 << width) - 1
    for y in range(height):
        start = (y - top) * drawn_width
        seen = 0 <= y - top < drawn_height and drawn_width
        row = int(digits[start : start + drawn_width], 2) if seen else 0
        yield (row << shift if shift >= 0 else row >> -shift) & within
