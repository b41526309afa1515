"""Characters as dots: drawn once from a font, styled once, kept as rows of integers.

The Latin, Greek and Cyrillic dots come from DejaVu Sans Mono, which the python-barcode package carries: at 20 points it
fills the 12 × 24 cell of Font A, at 15 points the 9 × 17 cell of Font B. Other scripts come from fonts of the system,
lines and blocks from ``box_drawing``.
What no font holds becomes a box, and the cell says so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.box_drawing import box_drawing
from ocom809.virtual.columns import from_columns
from ocom809.virtual.fonts import draw
from ocom809.virtual.joined_rows import STRIDE_BYTES, STRIDE_DOTS, JoinedRows

UNDEFINED: Final = "\ufffd"
# What the characters and the words of one style may take; there are some dozen styles at a time.
_CELLS_BYTES: Final = 768 * 1024
_COLUMNS_BYTES: Final = 1024 * 1024
# Rows of a run whose turned dots are kept.
_TALLEST_KEPT: Final = 48
# A word with the space before it, or several spaces.
_WORDS: Final = re.compile(" ?[^ ]+| +")


class Font(NamedTuple):
    """A cell of the printer's character generator: sizes in dots, and the size of the drawn letters in it."""

    width: int
    height: int
    baseline: int
    points: int


class Style(NamedTuple):
    """How a character is drawn. Sizes 1 to 8, underline and spaces in dots; spaces are not enlarged any more."""

    font: Font
    width: int = 1
    height: int = 1
    bold: bool = False
    underline: int = 0
    inverted: bool = False
    rotated: bool = False
    space_left: int = 0
    space_right: int = 0


_PLAIN: Final = Style(Font(0, 0, 0, 0))[1:]


class Cell(NamedTuple):
    """A character ready for the line.

    Attributes:
        bitmap: Its dots with all that its style adds.
        ascent: Rows above the baseline.
        missing: Whether no font holds it, so that a box stands for it.
    """

    bitmap: Bitmap
    ascent: int
    missing: bool


class Cells(dict[str, Cell]):
    """The characters of one style, drawn when first asked for; bounded.

    Attributes:
        style: Which one.
        width: Dots of a character; all of a style are equally wide.
        longest_run: Characters that ``run`` draws at once.
    """

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.style = style
        self.width = _width(style)
        self.longest_run = max(1, STRIDE_DOTS // self.width)
        self._plain: set[str] = set()
        self._columns: dict[str, int] = {}

    def __missing__(self, character: str) -> Cell:
        cell = _cell(character, self.style)
        if (len(self) + 1) * cell.bitmap.height * STRIDE_BYTES > _CELLS_BYTES:
            self.clear()
        self[character] = cell
        return cell

    def lacks(self, characters: str) -> bool:
        """Whether there is any among them of which something is to be told: no character, or none of any font."""
        new = set(characters).difference(self._plain)
        if any(character == UNDEFINED or self[character].missing for character in new):
            return True
        self._plain |= new
        return False

    def run(self, characters: str) -> Cell:
        """Characters side by side, ``longest_run`` at most, as one cell.

        All rows of a word are put together into one number, so far apart that a run fits between. So a single operation
        lays them beside those of the words before it.
        """
        first = self[characters[0]]
        if len(characters) == 1:
            return first
        width, columns = first.bitmap.width, self._columns
        joined = 0
        for word in _WORDS.findall(characters):
            column = columns.get(word)
            joined = joined << width * len(word) | (self._column(word) if column is None else column)
        rows = JoinedRows(joined, first.bitmap.height)
        return Cell(Bitmap(width * len(characters), rows), first.ascent, first.missing)

    def _column(self, word: str) -> int:
        """The rows of a word as one number; kept, because words come back."""
        if len(word) > 1:
            width, joined = self.width, 0
            for character in word:
                column = self._columns.get(character)
                joined = joined << width | (self._column(character) if column is None else column)
        else:
            joined = JoinedRows.of(self[word].bitmap.rows).number
        if len(self._columns) * self[word[0]].bitmap.height * STRIDE_BYTES >= _COLUMNS_BYTES:
            self._columns.clear()
        self._columns[word] = joined
        return joined


FONT_A: Final = Font(width=12, height=24, baseline=19, points=20)
FONT_B: Final = Font(width=9, height=17, baseline=14, points=15)
CHINESE_CELL: Final = Font(width=24, height=24, baseline=20, points=24)


@lru_cache(maxsize=32)
def cells(style: Style) -> Cells:
    """The characters of a style; asking for one draws it."""
    return Cells(style)


@lru_cache(maxsize=8192)
def glyph(character: str, font: Font) -> Bitmap | None:
    """A character's dots in the font's cell, or None where no font holds it."""
    if character.isspace():
        return Bitmap(font.width, (0,) * font.height)
    if character == UNDEFINED:
        return None
    lines = box_drawing(character, font.width, font.height)
    drawn = lines or draw(character, font.width, font.height, font.baseline, font.points)
    return drawn and Bitmap(drawn.width, JoinedRows.of(drawn.rows))


def styled(drawn: Bitmap, style: Style) -> Cell:
    """Dots of the size of the style's font with all that the style adds."""
    if style == (style.font, *_PLAIN):
        return Cell(drawn, style.font.baseline, missing=False)
    rows = JoinedRows.of(drawn.rows)
    bitmap = Bitmap(drawn.width, rows.smeared() if style.bold else rows).scaled(style.width, style.height)
    width = style.space_left + bitmap.width + style.space_right
    if width > STRIDE_DOTS:
        bitmap = _decorated_by_rows(bitmap, style)
    else:
        bitmap = Bitmap(width, _decorated(JoinedRows.of(bitmap.rows).moved_left(style.space_right), width, style))
    if style.rotated:
        return Cell(quarter_turn(bitmap), bitmap.width, missing=False)
    return Cell(bitmap, style.font.baseline * style.height, missing=False)


def quarter_turn(bitmap: Bitmap, *, back: bool = False) -> Bitmap:
    """Turned clockwise by a quarter of a circle, or ``back``."""
    if bitmap.height <= _TALLEST_KEPT and bitmap.width <= STRIDE_DOTS:
        joined = JoinedRows.of(bitmap.rows)
        return _kept_turn(bitmap.width, bitmap.height, joined.number, back=back)
    return _turned(bitmap, back=back)


@lru_cache(maxsize=128)
def _kept_turn(width: int, height: int, number: int, *, back: bool) -> Bitmap:
    """The same for a run of letters, which comes back."""
    return _turned(Bitmap(width, JoinedRows(number, height)), back=back)


def _turned(bitmap: Bitmap, *, back: bool) -> Bitmap:
    # Its rows become columns: from left to right the lowest comes first, or the highest.
    column_bytes = (bitmap.width + 7) // 8
    columns = b"".join([row.to_bytes(column_bytes) for row in (bitmap.rows if back else reversed(bitmap.rows))])
    turned = from_columns(columns, bitmap.height, column_bytes).rows[column_bytes * 8 - bitmap.width :]
    return Bitmap(bitmap.height, turned[::-1] if back else turned)


def _width(style: Style) -> int:
    if style.rotated:
        return style.font.height * style.height
    return style.space_left + style.font.width * style.width + style.space_right


def _cell(character: str, style: Style) -> Cell:
    drawn = glyph(character, style.font)
    cell = styled(_box(style.font) if drawn is None else drawn, style)
    bitmap = cell.bitmap
    if bitmap.width <= STRIDE_DOTS:
        bitmap = Bitmap(bitmap.width, JoinedRows.of(bitmap.rows))
    return Cell(bitmap, cell.ascent, drawn is None)


def _box(font: Font) -> Bitmap:
    """What stands for a character that cannot be drawn."""
    full = (1 << (font.width - 2)) - 1 << 1
    sides = 1 << (font.width - 2) | 2
    inner = (sides,) * (font.height - 6)
    return Bitmap(font.width, (0, 0, full, *inner, full, 0, 0))


def _decorated(rows: JoinedRows, width: int, style: Style) -> JoinedRows:
    """White on black wins over underline, and rotated characters have none, as the manual says."""
    if style.inverted:
        return rows.inverted(width)
    if style.underline and not style.rotated:
        return rows.underlined(width, style.underline)
    return rows


def _decorated_by_rows(bitmap: Bitmap, style: Style) -> Bitmap:
    """The same for a character that is wider than the paper of the class, with the spaces around it."""
    width = style.space_left + bitmap.width + style.space_right
    full = (1 << width) - 1
    rows = tuple([row << style.space_right for row in bitmap.rows])
    if style.inverted:
        rows = tuple([row ^ full for row in rows])
    elif style.underline and not style.rotated:
        rows = rows[: -style.underline] + (full,) * style.underline
    return Bitmap(width, rows)
