"""Lines across the paper."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Font
from ocom809.errors import DocumentError
from ocom809.receipt.cells import wrap
from ocom809.receipt.elements.base import Element, Measure
from ocom809.receipt.pieces import Line, Piece
from ocom809.receipt.repertoire import STAND_IN
from ocom809.receipt.styles import FONT_DOTS, PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas

_LOW = Style(font=Font.B)
_RULES = {False: ("─", "-"), True: ("═", "=")}


@dataclass(frozen=True, slots=True)
class Rule(Element):
    """A line across the paper: a drawn one where the printer has it, hyphens otherwise, or any character with ink."""

    name: ClassVar[str] = "rule"
    character: str | None = None
    thick: bool = False

    def __post_init__(self) -> None:
        if self.character is not None and (type(self.character) is not str or len(self.character) != 1):
            raise DocumentError(f"a rule is made of one character, not {self.character!r}")
        if self.character and not _stands_alone(self.character):
            raise DocumentError(f"a rule is made of a character that can be seen, not of U+{ord(self.character):04X}")
        if type(self.thick) is not bool:
            raise DocumentError(f"thick must be True or False, not {self.thick!r}")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """One full line. The usual one has plain substitutes; it also stands for a character that is reported lost.

        Where lines stand as close as they can, a drawn one takes the lower cell of font B.
        """
        drawn, typed = _RULES[self.thick]
        usual = drawn if canvas.repertoire.holders(drawn) else typed
        text = canvas.lines(self.character or usual)[0]
        if STAND_IN in text:
            text = usual
        style = _LOW if text == drawn and _is_close(canvas) else PLAIN
        columns = canvas.columns(style)
        line = Line.of(wrap(text * columns, columns)[0], style)
        yield replace(line, spacing_dots=line.height_dots) if style is _LOW else line

    def measure(self, canvas: Canvas) -> Measure:
        """It takes whatever room there is, and makes none."""
        return Measure(PLAIN.cell_dots, PLAIN.cell_dots)


def _is_close(canvas: Canvas) -> bool:
    """Whether lines of font A touch; beside other cells a line stays as high as they are."""
    spacing = canvas.spacing_dots
    return not canvas.is_inside and spacing is not None and spacing <= FONT_DOTS[PLAIN.font][1]


def _stands_alone(character: str) -> bool:
    """Whether it is neither a control, nor invisible, nor a mark on another character."""
    return character.isprintable() and not unicodedata.category(character).startswith("M")
