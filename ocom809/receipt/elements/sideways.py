"""Text that runs down the paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.elements.base import Element, must_be_alignment
from ocom809.receipt.pieces import Line, Part, Skip, Span, before
from ocom809.receipt.styles import PLAIN, Style
from ocom809.receipt.words import must_be_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.pieces import Piece


@dataclass(frozen=True, slots=True)
class Sideways(Element):
    """Text turned by a quarter, clockwise: its lines run down the paper, the first one at the right.

    Each line of the paper holds one character of each line of the text, so the text may be as long as the paper.
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
        style = replace(self.style, rotated=True)
        texts = canvas.lines(self.text)
        if len(texts) > canvas.columns(style):
            raise DocumentError(
                f"{len(texts)} lines of sideways text are more than the {canvas.columns(style)} that fit"
            )
        lead = Skip(before(self.alignment, canvas.width_dots - len(texts) * style.cell_dots))
        for place in range(max(map(len, texts))):
            parts = [self._part(text, place, style) for text in reversed(texts)]
            yield Line((lead, *parts), spacing_dots=style.above_dots)

    def _part(self, text: str, place: int, style: Style) -> Part:
        if text[place : place + 1].strip() or style.invert:
            return Span(text[place : place + 1] or " ", style)
        return Skip(style.cell_dots)
