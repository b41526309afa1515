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
from typing import TYPE_CHECKING, Final

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
_OVERHANG_DOTS: Final = 1
_SMALLEST_POINTS: Final = 6


def draw(character: str, width: int, height: int, baseline: int, points: int) -> Bitmap | None:
    """A character in a cell of dots, or None where no font holds it."""
    for path in font_paths():
        font = _font(path, points)
        if font is not None and _holds(font, character):
            fitting = _font(path, _points(character, font, points, width)) or font
            return _drawn(character, fitting, (width, height), baseline)
    return None


@lru_cache(maxsize=1)
def font_paths() -> tuple[str, ...]:
    """The files of fonts that are there, in the order in which they are asked."""
    return tuple(str(path) for path in (*_carried(), *_of_the_system()))


def _carried() -> Iterator[Path]:
    """DejaVu Sans Mono in the python-barcode package, found without importing it."""
    spec = importlib.util.find_spec("barcode")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "fonts" / "DejaVuSansMono.ttf"
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


@lru_cache(maxsize=64)
def _missing(font: ImageFont.FreeTypeFont) -> frozenset[tuple[tuple[int, int], bytes]]:
    return frozenset(_mask(font, character) for character in _NO_CHARACTERS)


def _holds(font: ImageFont.FreeTypeFont, character: str) -> bool:
    """Whether the font has a picture for it. Pillow does not tell, so it is compared with what is drawn for nothing."""
    return _mask(font, character) not in _missing(font)


def _mask(font: ImageFont.FreeTypeFont, character: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(character, mode="1")
    return mask.size, bytes(mask)


def _points(character: str, font: ImageFont.FreeTypeFont, points: int, width: int) -> int:
    """The size in which the character is not wider than its cell."""
    length = font.getlength(character)
    fits = length <= width + _OVERHANG_DOTS
    return points if fits else max(_SMALLEST_POINTS, int(points * width / length))


def _left(character: str, font: ImageFont.FreeTypeFont, width: int) -> int:
    """Where the pen starts. The printer's fonts are as wide as their cell; what is narrower stands in its middle."""
    length = round(font.getlength(character))
    if length and not unicodedata.combining(character):
        return max(0, (width - length) // 2)
    # A sign that fonts hang on the letter before it: here it has a cell of its own.
    start, _, end, _ = font.getbbox(character, anchor="ls")
    return round((width - (end - start)) / 2 - start)


def _drawn(character: str, font: ImageFont.FreeTypeFont, size: tuple[int, int], baseline: int) -> Bitmap:
    from PIL import Image, ImageDraw

    width, height = size
    picture = Image.new("1", size)
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "1"
    pen.text((_left(character, font, width), baseline), character, fill=1, font=font, anchor="ls")
    row_bytes = (width + 7) // 8
    padded = Bitmap.from_bytes(picture.tobytes(), row_bytes)
    return Bitmap(width, tuple(row >> (row_bytes * 8 - width) for row in padded.rows[:height]))
