"""How characters of the markup come out on the canvas of one printer, and how wide that is."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ocom809.receipt.markup.characters import Characters, Places
from ocom809.receipt.pieces import Part, Skip, before
from ocom809.receipt.styles import FONT_DOTS, PLAIN, Style
from ocom809.receipt.words import Styled, Words, styled
from ocom809.receipt.wrapping import width_of, wrapped

if TYPE_CHECKING:
    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.markup import wrapping
    from ocom809.receipt.markup.values import Document, Look
    from ocom809.receipt.markup.wrapping import Row

_UNDERLINE_DOTS = 2
_RIGHT_TO_LEFT = ("R", "AL", "AN")
COLUMN_DOTS = FONT_DOTS[PLAIN.font][0]


class Printed(Characters):
    """Text of one document on the canvas of one printer.

    The language says how wide a character is; a printer may need more for what stands in its place, such as
    ``<U+202E>`` for a control, and may need less, as for a sign that is wide in East Asia only. What it needs less is
    left blank.
    """

    def __init__(self, canvas: Canvas, document: Document) -> None:
        super().__init__(is_east_asian=document.is_east_asian)
        self._canvas = canvas
        self._place = self._line = canvas.place
        self._scales = canvas.silent()
        self._needed: dict[str, int] = {}

    def begin(self, number: int) -> None:
        """What is lost next, is lost in this line of the source."""
        self._line = f"{self._place}, line {number}"

    def leave_out(self, characters: str) -> None:
        """A character that does not fit its column is lost."""
        self._canvas.losses.place = self._line
        self._canvas.losses.add(characters[0])

    def places(self, text: str) -> Places:
        """The places of a text, each with its columns."""
        places = super().places(text)
        if text.isascii():
            return places
        return [(one, max(columns, self._columns(one))) for one, columns in places]

    def row(self, row: Row) -> list[Part]:
        """A row of a column as parts of a line, exactly as wide as its places are.

        Text that holds letters of a right-to-left script is ordered and shaped as a whole, so it goes in one.
        """
        text = "".join(part.text for part in row.parts)
        if not text.isascii() and any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
            return self._whole(row)
        return [drawn for part in row.parts for drawn in self._parts(part)]

    def _whole(self, row: Row) -> list[Part]:
        words = tuple(_as_words(part) for part in row.parts)
        drawn = self._drawn(words, PLAIN)
        free = sum(part.columns for part in row.parts) * COLUMN_DOTS - width_of(drawn)
        if free <= 0:
            return drawn
        lead = before(row.alignment, free)
        return [Skip(lead), *drawn, Skip(free - lead)]

    def _parts(self, part: wrapping.Part) -> list[Part]:
        style = _style_of(part.look)
        found: list[Part] = []
        for text, columns in self._joined(part):
            drawn = self._drawn(text, style)
            found += drawn
            found += self._blank(columns * style.cell_dots - width_of(drawn), style)
        return found

    def _joined(self, part: wrapping.Part) -> list[tuple[str, int]]:
        """The places, those in one that come out as wide as they should."""
        if all(columns == self._columns(one) for one, columns in part.places):
            return [(part.text, sum(columns for _, columns in part.places))]
        return list(part.places)

    def _drawn(self, text: Words, style: Style) -> list[Part]:
        canvas = self._canvas.silent()
        [parts] = canvas.parts(text, style)
        self._canvas.losses.place = self._line
        for loss in canvas.losses.all():
            for _ in range(loss.count):
                self._canvas.losses.add(loss.character)
        # In the order in which they stand on paper, for which nothing has to be broken.
        return list(wrapped(parts, width_of(parts))[0])

    def _blank(self, dots: int, style: Style) -> list[Part]:
        """White in the look of the text around it."""
        if dots <= 0:
            return []
        blanks, rest = divmod(dots, style.cell_dots)
        return [*self._drawn(" " * blanks, style), *([Skip(rest)] if rest else [])]

    def _columns(self, one: str) -> int:
        """The columns that the printer needs for one character with its marks."""
        if one not in self._needed:
            dots = sum(width_of(line) for line in self._scales.parts(one, PLAIN))
            self._needed[one] = -(-dots // COLUMN_DOTS)
        return self._needed[one]


def _as_words(part: wrapping.Part) -> Styled:
    style = _style_of(part.look)
    return styled(
        part.text,
        bold=style.bold,
        underline=style.underline,
        invert=style.invert,
        width=style.width,
        height=style.height,
    )


def _style_of(look: Look) -> Style:
    """The style that a look is printed with."""
    return Style(
        bold=look.bold,
        underline=_UNDERLINE_DOTS if look.underline else 0,
        invert=look.invert,
        width=look.width,
        height=look.height,
    )
