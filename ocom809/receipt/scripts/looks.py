"""What a style adds to drawn characters, the same as the printer adds to its own."""

from __future__ import annotations

from functools import lru_cache
from math import gcd
from typing import TYPE_CHECKING, Final

from ocom809.commands import Font
from ocom809.receipt.parts import BAND_ROWS, Dots
from ocom809.receipt.scripts.clusters import stands_in_columns
from ocom809.receipt.scripts.drawing import CELLS, Drawing, drawn_as_word, drawn_in_columns

if TYPE_CHECKING:
    from ocom809.receipt.styles import Style

_BELOW: Final = BAND_ROWS - CELLS[Font.A].baseline


def word(text: str, path: str, style: Style, *, right_to_left: bool) -> Dots:
    """A word that is shaped as a whole."""
    factor = gcd(style.width, style.height)
    drawing = drawn_as_word(text, path, CELLS[style.font].scaled(factor), right_to_left=right_to_left)
    return _dressed(drawing, style, text)


@lru_cache(maxsize=4096)
def character(text: str, path: str, style: Style) -> Dots:
    """A cluster in its column or columns, or as wide as it comes where its script knows no columns."""
    factor = gcd(style.width, style.height)
    if not stands_in_columns(text):
        return word(text, path, style, right_to_left=False)
    return _dressed(drawn_in_columns(text, path, CELLS[style.font].scaled(factor)), style, text)


def blank(width_dots: int, style: Style) -> Dots:
    """White, or what the style makes of it."""
    return _dressed(Drawing(width_dots // style.width, (0,) * CELLS[style.font].height), style, " ", scaled=False)


def _dressed(drawing: Drawing, style: Style, text: str, *, scaled: bool = True) -> Dots:
    factor = gcd(style.width, style.height) if scaled else 1
    width, rows = drawing
    if style.bold:
        rows = tuple(row | row >> 1 for row in rows)
    across, down = style.width // factor, style.height // factor
    if across > 1:
        rows, width = tuple(_stretched(row, width, across) for row in rows), width * across
    rows = tuple(row for row in rows for _ in range(down))
    full = (1 << width) - 1
    if style.invert:
        rows = tuple(row ^ full for row in rows)
    elif style.underline and not style.rotated:
        rows = rows[: -style.underline] + (full,) * style.underline
    if style.rotated:
        width, rows = turned(width, rows)
        return Dots(width, _high((*rows, *(0,) * _BELOW)), text)
    return Dots(width, _on_baseline(rows, style), text)


def _on_baseline(rows: tuple[int, ...], style: Style) -> tuple[int, ...]:
    """Rows of a smaller font, moved so that its baseline is that of font A in the same height."""
    if style.font is Font.A:
        return rows
    below = (CELLS[Font.B].height - CELLS[Font.B].baseline) * style.height
    return _high((*rows, *(0,) * (_BELOW * style.height - below)), BAND_ROWS * style.height)


def _high(rows: tuple[int, ...], height: int = BAND_ROWS) -> tuple[int, ...]:
    return (0,) * (height - len(rows)) + rows


def _stretched(row: int, width: int, factor: int) -> int:
    return int("".join([bit * factor for bit in f"{row:0{width}b}"]), 2)


def turned(width: int, rows: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    """By a quarter, clockwise."""
    bits = [f"{row:0{width}b}" for row in reversed(rows)]
    return len(rows), tuple(int("".join([line[column] for line in bits]), 2) for column in range(width))
