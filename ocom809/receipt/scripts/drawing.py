"""Characters as dots at the height of the printer's font, on its baseline, from a font file."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ocom809.commands import Font
from ocom809.receipt.scripts.clusters import ARABIC, clusters, columns_of, is_shaped
from ocom809.receipt.scripts.colour import outlined
from ocom809.receipt.scripts.fontfile import characters_of
from ocom809.receipt.scripts.joining import joined_forms

if TYPE_CHECKING:
    from PIL import ImageFont

_SMALLEST_POINTS: Final = 8
_OVERHANG_DOTS: Final = 1
_LIGATED: Final = 1.3
"""An emoji made of several is one picture where it is not much wider than its first part."""
# What reaches highest and lowest in everyday words of a script; all its words are drawn in the size that this takes.
_SAMPLES: Final = {
    0x06: "الإجمالي شكراً أمتعة يحيى جع",
    0x09: "कुल हिन्दी क्षेत्र रु ट्रै",
    0x0E: "ที่นี้ น้ำ ผู้",
    0x05: "קפה לוץ ךףן",
}


class Cell(NamedTuple):
    """The cell of a font of the printer in dots, and the points at which letters fill it."""

    width: int
    height: int
    baseline: int
    points: int

    def scaled(self, factor: int) -> Cell:
        """So many times as large."""
        return Cell(*(value * factor for value in self))


CELLS: Final = {Font.A: Cell(12, 24, 19, 20), Font.B: Cell(9, 17, 14, 15)}


class Drawing(NamedTuple):
    """Dots: rows from the top, the leftmost dot in the highest of ``width`` bits."""

    width: int
    rows: tuple[int, ...]


def can_draw(text: str) -> bool:
    """Whether this Pillow can draw the script at all: without Raqm it cannot shape those of India and their like."""
    return has_raqm() or not is_shaped(text[0]) or any(ord(text[0]) in block for block in ARABIC)


@lru_cache(maxsize=1)
def has_raqm() -> bool:
    """Whether Pillow shapes text by Raqm; its wheels do where the system has FriBiDi."""
    from PIL import features

    return bool(features.check("raqm"))


def is_one_picture(cluster: str, path: str) -> bool:
    """Whether a font draws an emoji that is made of several as one."""
    font = _font(path, CELLS[Font.A].points, 0)
    return has_raqm() and "\u20e3" not in cluster and font.getlength(cluster) <= _LIGATED * font.getlength(cluster[0])


@lru_cache(maxsize=4096)
def drawn_in_columns(cluster: str, path: str, cell: Cell) -> Drawing:
    """A cluster in the middle of a cell, or of two where it is wide."""
    columns = columns_in_dots(cluster, path)
    width = cell.width * columns
    # What takes two columns is as high as the cell, as characters of the Chinese font are.
    points, baseline = _fit(path, cluster, cell._replace(points=cell.height) if columns > 1 else cell)
    font = _font(path, points, 0)
    length = font.getlength(cluster)
    if length > width + _OVERHANG_DOTS:
        font = _font(path, max(_SMALLEST_POINTS, int(points * width / length)), 0)
        length = font.getlength(cluster)
    if _is_coloured(path):
        return Drawing(width, outlined(cluster, path, width, cell.height))
    return _drawn(cluster, font, (width, cell.height), (max(0, (width - round(length)) // 2), baseline), "ltr")


@lru_cache(maxsize=4096)
def drawn_as_word(word: str, path: str, cell: Cell, *, right_to_left: bool) -> Drawing:
    """A word whose letters change with their neighbours, as wide as the font makes it."""
    direction = "rtl" if right_to_left else "ltr"
    word = word if has_raqm() else _by_forms(word, path, right_to_left=right_to_left)
    points, baseline = _fit(path, word, cell)
    font = _font(path, points, 0)
    left, _, right, _ = font.getbbox(word, anchor="ls", **_raqm(direction))
    start = max(0, math.ceil(-left))
    width = max(math.ceil(font.getlength(word, **_raqm(direction))), math.ceil(right)) + start
    return _drawn(word, font, (max(width, 1), cell.height), (start, baseline), direction)


@lru_cache(maxsize=4096)
def columns_in_dots(cluster: str, path: str) -> int:
    """Columns that a drawn cluster takes: at least what it counts, two where it would be squeezed in one."""
    columns = columns_of(cluster) or 1
    squeezed = not cluster[0].isalnum() and _font(path, CELLS[Font.A].points, 0).getlength(cluster) > 16  # noqa: PLR2004
    return 2 if squeezed else columns


def _by_forms(word: str, path: str, *, right_to_left: bool) -> str:
    forms = joined_forms(word)
    if any(letter not in characters_of(path) for letter in forms):
        forms = word
    return "".join(reversed(list(clusters(forms)))) if right_to_left else forms


def _raqm(direction: str) -> dict[str, Any]:
    return {"direction": direction} if has_raqm() else {}


def _fit(path: str, text: str, cell: Cell) -> tuple[int, int]:
    """Points and baseline at which a text keeps within the rows of its cell."""
    points, baseline = _script_fit(path, ord(text[0]) >> 8, cell)
    while points > _SMALLEST_POINTS:
        _, top, _, bottom = _font(path, points, 0).getbbox(text, anchor="ls")
        if top >= -baseline and bottom <= cell.height - baseline:
            break
        if bottom - top <= cell.height:
            return points, min(max(baseline, -int(top)), cell.height - int(bottom))
        points -= 1
    return points, baseline


@lru_cache(maxsize=256)
def _script_fit(path: str, block: int, cell: Cell) -> tuple[int, int]:
    """The largest points at which the sample of a script fits, on the printer's baseline if that can be."""
    sample = _SAMPLES.get(block)
    if sample is None or any(letter not in characters_of(path) for letter in set(sample) - {" "}):
        return cell.points, cell.baseline
    for points in range(cell.points, _SMALLEST_POINTS, -1):
        _, top, _, bottom = _font(path, points, 0).getbbox(sample, anchor="ls")
        if bottom - top <= cell.height:
            return points, min(max(cell.baseline, -int(top)), cell.height - int(bottom))
    return _SMALLEST_POINTS, cell.baseline


@lru_cache(maxsize=128)
def _font(path: str, points: int, index: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    layout = ImageFont.Layout.RAQM if has_raqm() else ImageFont.Layout.BASIC
    try:
        return ImageFont.truetype(path, points, index, layout_engine=layout)
    except OSError:
        # Pictures in colour come in one size only.
        return ImageFont.truetype(path, 109, index, layout_engine=layout)


@lru_cache(maxsize=64)
def _is_coloured(path: str) -> bool:
    return _font(path, 20, 0).size == 109  # noqa: PLR2004 - see above


def _drawn(
    text: str, font: ImageFont.FreeTypeFont, size: tuple[int, int], place: tuple[int, int], direction: str
) -> Drawing:
    from PIL import Image, ImageDraw

    picture = Image.new("1", size)
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "1"
    pen.text(place, text, fill=1, font=font, anchor="ls", **_raqm(direction))
    return Drawing(size[0], rows_of(picture.tobytes(), *size))


def rows_of(data: bytes, width: int, height: int) -> tuple[int, ...]:
    """Rows of packed bytes as numbers of ``width`` bits."""
    row_bytes = (width + 7) // 8
    spare = row_bytes * 8 - width
    return tuple(int.from_bytes(data[row * row_bytes : (row + 1) * row_bytes]) >> spare for row in range(height))
