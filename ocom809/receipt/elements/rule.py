"""Lines across the paper."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from ocom809.errors import DocumentError
from ocom809.receipt.cells import wrap
from ocom809.receipt.elements.base import Element, Measure
from ocom809.receipt.pieces import Line, Piece
from ocom809.receipt.repertoire import STAND_IN
from ocom809.receipt.styles import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas

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
        """One full line. The usual one has plain substitutes; it also stands for a character that is reported lost."""
        drawn, typed = _RULES[self.thick]
        usual = drawn if canvas.repertoire.holders(drawn) else typed
        text = usual if self.character is None else canvas.lines(self.character)[0]
        if STAND_IN in text:
            text = usual
        columns = canvas.columns(PLAIN)
        yield _across(text, columns)

    def measure(self, canvas: Canvas) -> Measure:
        """It takes whatever room there is, and makes none."""
        return Measure(PLAIN.cell_dots, PLAIN.cell_dots)


@lru_cache(maxsize=64)
def _across(text: str, columns: int) -> Line:
    return Line.of(wrap(text * columns, columns)[0])


def _stands_alone(character: str) -> bool:
    """Whether it is neither a control, nor invisible, nor a mark on another character."""
    return character.isprintable() and not unicodedata.category(character).startswith("M")
