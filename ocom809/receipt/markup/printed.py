"""How characters of the markup come out on the canvas of one printer, and how wide that is."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.receipt.markup.characters import Characters, Places
from ocom809.receipt.markup.values import Look
from ocom809.receipt.markup.wrapping import Part as WrittenPart
from ocom809.receipt.markup.wrapping import Row
from ocom809.receipt.pieces import Dots, Part, Skip, Span, before, reads
from ocom809.receipt.scripts.clusters import is_shaped
from ocom809.receipt.styles import FONT_DOTS, PLAIN, Style
from ocom809.receipt.words import Styled, Words, styled
from ocom809.receipt.wrapping import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocom809.commands import Alignment
    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.markup.values import Document, Fragment

_UNDERLINE_DOTS = 2
_RIGHT_TO_LEFT = ("R", "AL", "AN")
COLUMN_DOTS, LINE_DOTS = FONT_DOTS[PLAIN.font]


@dataclass(frozen=True, slots=True)
class DrawnRow(Row):
    """A row that was set as a whole.

    Attributes:
        drawn: What stands in it, from left to right.
        lines: How high it is.
    """

    drawn: tuple[Part, ...] = ()
    lines: int = 1

    @property
    def height(self) -> int:
        """Of its highest character, in lines."""
        return self.lines


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

    def whole_rows(self, line: Sequence[Fragment], width: int, alignment: Alignment) -> list[Row] | None:
        """The rows of a line that holds a script whose letters join or run to the left.

        Its letters have no width of their own, so it is ordered, shaped and measured in dots as one paragraph, and
        broken between words.
        """
        text = "".join([fragment.text for fragment in line])
        if text.isascii() or not any(map(_goes_with_neighbours, text)):
            return None
        words = tuple(_as_words(self._that_fits(fragment, width), fragment.look) for fragment in line)
        return [_drawn_row(parts, width, alignment) for parts in wrapped(self._set(words, PLAIN), width * COLUMN_DOTS)]

    def _that_fits(self, fragment: Fragment, width: int) -> str:
        """The text without characters that are wider than the whole column."""
        kept = ""
        for one, columns in super().places(fragment.text):
            if columns * fragment.look.width <= width:
                kept += one
            else:
                self.leave_out(one)
        return kept

    def row(self, row: Row) -> list[Part]:
        """A row of a column as parts of a line, exactly as wide as its places are."""
        if isinstance(row, DrawnRow):
            return list(row.drawn)
        return [drawn for part in row.parts for drawn in self._parts(part)]

    def _parts(self, part: WrittenPart) -> list[Part]:
        style = _style_of(part.look)
        found: list[Part] = []
        for text, columns in self._joined(part):
            drawn = self._drawn(text, style)
            found += drawn
            found += self._blank(columns * style.cell_dots - width_of(drawn), style)
        return found

    def _joined(self, part: WrittenPart) -> list[tuple[str, int]]:
        """The places, those in one that come out as wide as they should."""
        if all(columns == self._columns(one) for one, columns in part.places):
            return [(part.text, sum(columns for _, columns in part.places))]
        return list(part.places)

    def _drawn(self, text: Words, style: Style) -> list[Part]:
        """A text in the order in which it stands on paper, for which nothing has to be broken."""
        parts = self._set(text, style)
        return list(wrapped(parts, width_of(parts))[0])

    def _set(self, text: Words, style: Style) -> tuple[Part, ...]:
        """A text in the order in which it is read; what is lost of it, is lost in this line of the source."""
        canvas = self._canvas.silent()
        [parts] = canvas.parts(text, style)
        self._canvas.losses.place = self._line
        for loss in canvas.losses.all():
            for _ in range(loss.count):
                self._canvas.losses.add(loss.character)
        return parts

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


def _goes_with_neighbours(letter: str) -> bool:
    """Whether it joins, or runs to the left."""
    return is_shaped(letter) or unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT


def _drawn_row(parts: tuple[Part, ...], width: int, alignment: Alignment) -> DrawnRow:
    """Placed to the dot, because it has no columns."""
    lead = before(alignment, max(width * COLUMN_DOTS - width_of(parts), 0))
    written = (WrittenPart(((reads(parts), 0),), Look()),)
    return DrawnRow(0, written, alignment, (Skip(lead), *parts), max(map(_lines_high, parts), default=1))


def _lines_high(part: Part) -> int:
    if isinstance(part, Span):
        return part.style.height
    return -(-len(part.rows) // LINE_DOTS) if isinstance(part, Dots) else 1


def _as_words(text: str, look: Look) -> Styled:
    style = _style_of(look)
    return styled(
        text,
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
