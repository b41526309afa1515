"""Text from edge to edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment
from ocom809.receipt.elements.base import Element, must_be_alignment
from ocom809.receipt.pieces import Line, Piece
from ocom809.receipt.styles import PLAIN, Style
from ocom809.receipt.words import Words, must_be_words
from ocom809.receipt.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Paragraph(Element):
    """Text of one style or several; lines that are too long are wrapped at blanks."""

    name: ClassVar[str] = "text"
    text: Words
    style: Style = PLAIN
    alignment: Alignment = Alignment.LEFT

    def __post_init__(self) -> None:
        must_be_words(self.name, self.text)
        must_be_alignment(self.alignment)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """One line or more for each line of the text."""
        room_dots = canvas.room_dots(self.style)
        for line in canvas.parts(self.text, self.style):
            for parts in wrapped(line, room_dots):
                yield Line(parts, self.alignment)
