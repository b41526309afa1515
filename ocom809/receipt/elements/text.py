"""Text from edge to edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.elements.base import Element, Measure, must_be_alignment
from ocom809.receipt.overflow import Overflow, fitted
from ocom809.receipt.pieces import Line, Part, Piece, PlainLine, Span
from ocom809.receipt.styles import PLAIN, Style
from ocom809.receipt.words import Words, must_be_words
from ocom809.receipt.wrapping import longest_word, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas

_LEFT = Alignment.LEFT  # a member is found at once here, and takes ten times as long to find in its enum
_FROM_THE_LEFT = (0,)


@dataclass(frozen=True, slots=True)
class Paragraph(Element):
    """Text of one style or several; lines that are too long are wrapped at blanks.

    Without ``alignment`` each of its lines starts where its reader starts: on the left, or on the right where its first
    letter belongs to a script that runs to the left.
    """

    name: ClassVar[str] = "text"
    text: Words
    style: Style = PLAIN
    alignment: Alignment | None = None
    overflow: Overflow = Overflow.WRAP

    def __post_init__(self) -> None:
        must_be_words(self.name, self.text)
        if self.alignment is not None:
            must_be_alignment(self.alignment)
        if not isinstance(self.overflow, Overflow):
            raise DocumentError(f"overflow must be an Overflow (WRAP, CLIP, ELLIPSIS), not {self.overflow!r}")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """One line or more for each line of the text."""
        room_dots = canvas.room_dots(self.style)
        for line, runs_left in canvas.paragraphs(self.text, self.style):
            alignment = self.alignment or (Alignment.RIGHT if runs_left else Alignment.LEFT)
            for parts in fitted(line, room_dots, self.overflow, canvas, self.style):
                yield Line(self._turned(parts) if self.style.upside_down else parts, alignment)

    def plain_line(self, canvas: Canvas) -> PlainLine | None:
        """Its text, where that is plain and fits."""
        text, style = self.text, self.style
        if type(text) is str and canvas.is_plain(text, style):
            return (style, self.alignment or _LEFT, canvas.spacing_dots), (_FROM_THE_LEFT, (text,))
        return None

    def measure(self, canvas: Canvas) -> Measure:
        """From its longest word to its longest line."""
        lines = canvas.silent().parts(self.text, self.style)
        most = max(map(width_of, lines))
        return Measure(max(map(longest_word, lines)) if self.overflow is Overflow.WRAP else 0, most)

    def _turned(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Dots have no style, so an empty text says that a line of them stands upside down."""
        return (Span("", self.style), *parts) if parts else parts
