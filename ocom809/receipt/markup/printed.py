"""How characters of the markup come out on the canvas of one printer, and how wide that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.receipt.canvas import Canvas
from ocom809.receipt.markup.characters import Characters, Places
from ocom809.receipt.pieces import Part, Skip
from ocom809.receipt.styles import FONT_DOTS, PLAIN, Style
from ocom809.receipt.wrapping import width_of

if TYPE_CHECKING:
    from ocom809.receipt.markup import wrapping
    from ocom809.receipt.markup.values import Document, Look

_UNDERLINE_DOTS = 2
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
        self._place = canvas.losses.place
        self._scales = Canvas(canvas.profile)  # for measuring, which loses nothing
        self._needed: dict[str, int] = {}

    def begin(self, number: int) -> None:
        """What is lost next, is lost in this line of the source."""
        self._canvas.enter(f"{self._place}, line {number}")

    def leave_out(self, characters: str) -> None:
        """A character that does not fit its column is lost."""
        self._canvas.losses.add(characters[0])

    def places(self, text: str) -> Places:
        """The places of a text, each with its columns."""
        places = super().places(text)
        if text.isascii():
            return places
        return [(one, max(columns, self._columns(one))) for one, columns in places]

    def parts(self, part: wrapping.Part) -> list[Part]:
        """Neighbouring places of one look as parts of a line, exactly as wide as they are."""
        style = style_of(part.look)
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

    def _drawn(self, text: str, style: Style) -> list[Part]:
        lines = self._canvas.parts(text, style)
        return [piece for line in lines for piece in line]

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


def style_of(look: Look) -> Style:
    """The style that a look is printed with."""
    return Style(
        bold=look.bold,
        underline=_UNDERLINE_DOTS if look.underline else 0,
        invert=look.invert,
        width=look.width,
        height=look.height,
    )
