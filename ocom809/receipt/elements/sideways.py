"""Text that runs down the paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.bands import strips
from ocom809.receipt.elements.base import Element, must_be_alignment
from ocom809.receipt.pieces import BAND_ROWS, Dots, Line, Part, Skip, Span, before, reads
from ocom809.receipt.scripts.looks import turned
from ocom809.receipt.scripts.order import ordered
from ocom809.receipt.scripts.whole import rows_of
from ocom809.receipt.styles import PLAIN, Style
from ocom809.receipt.words import must_be_text
from ocom809.receipt.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.pieces import Piece

_LONGEST_DOTS = 24_000
"""Of drawn text: 3 metres of paper."""
_Texts = list[tuple[Part, ...]]


@dataclass(frozen=True, slots=True)
class Sideways(Element):
    """Text turned by a quarter, clockwise: its lines run down the paper, the first one at the right.

    Each line of the paper holds one character of each line of the text, so the text may be as long as the paper. Where
    the printer lacks a character, all of it is drawn as a picture.
    """

    name: ClassVar[str] = "sideways text"
    text: str
    style: Style = PLAIN
    alignment: Alignment = Alignment.LEFT

    def __post_init__(self) -> None:
        must_be_text(self.name, self.text)
        must_be_alignment(self.alignment)
        if self.style.upside_down or self.style.underline:
            raise DocumentError("sideways text is neither underlined nor upside down: the printer does neither")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """One line for each character of the longest line."""
        lines = [ordered(line) for line in canvas.parts(self.text, replace(self.style, rotated=False))]
        if any(isinstance(part, Dots) for line in lines for part in line):
            yield from self._drawn(lines, canvas)
        else:
            yield from self._printed([reads(line) for line in lines], canvas)

    def _printed(self, texts: list[str], canvas: Canvas) -> Iterator[Line]:
        style = replace(self.style, rotated=True)
        lead = self._lead(len(texts), style.cell_dots, canvas)
        for place in range(max(map(len, texts))):
            parts = [self._part(text, place, style) for text in reversed(texts)]
            yield Line((lead, *parts), spacing_dots=style.above_dots)

    def _part(self, text: str, place: int, style: Style) -> Part:
        if text[place : place + 1].strip() or style.invert:
            return Span(text[place : place + 1] or " ", style)
        return Skip(style.cell_dots)

    def _drawn(self, lines: _Texts, canvas: Canvas) -> Iterator[Line]:
        """One below the other, turned as a whole."""
        height = BAND_ROWS * self.style.height
        lead = self._lead(len(lines), height, canvas)
        length = max(map(width_of, lines))
        if length > _LONGEST_DOTS:
            raise DocumentError(f"sideways text that is drawn is at most {_LONGEST_DOTS} dots long, not {length}")
        canvas.substitute("drawn as a whole, because the printer lacks some of its characters")
        rows = [row << length - width_of(line) for line in lines for row in rows_of(canvas.all_drawn(line), height)]
        width, picture = turned(length, tuple(rows))
        for strip in strips(picture, width):
            yield Line((lead, *strip.spans), spacing_dots=strip.spacing_dots)

    def _lead(self, count: int, pitch_dots: int, canvas: Canvas) -> Skip:
        """The white on the left of so many lines."""
        most = canvas.width_dots // pitch_dots
        if count > most:
            raise DocumentError(f"{count} lines of sideways text are more than the {most} that fit")
        return Skip(before(self.alignment, canvas.width_dots - count * pitch_dots))
