"""Lines across the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.errors import DocumentError
from ocom809.receipt.elements.base import Element, Measure
from ocom809.receipt.pieces import Line, Piece, Span
from ocom809.receipt.scripts.order import repeated
from ocom809.receipt.styles import PLAIN
from ocom809.receipt.words import stands_alone
from ocom809.receipt.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas

_RULES = {False: ("─", "-"), True: ("═", "=")}


@dataclass(frozen=True, slots=True)
class Rule(Element):
    """A line across the paper: a drawn one where the printer has it, hyphens otherwise, or any character with ink.

    A character that the printer lacks is drawn as in text.
    """

    name: ClassVar[str] = "rule"
    character: str | None = None
    thick: bool = False

    def __post_init__(self) -> None:
        if self.character is not None and (type(self.character) is not str or len(self.character) != 1):
            raise DocumentError(f"a rule is made of one character, not {self.character!r}")
        if self.character and not stands_alone(self.character):
            raise DocumentError(f"a rule is made of a character that can be seen, not of U+{ord(self.character):04X}")
        if type(self.thick) is not bool:
            raise DocumentError(f"thick must be True or False, not {self.thick!r}")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """One full line. The usual one has plain substitutes; it also stands for a character that is reported lost."""
        drawn, typed = _RULES[self.thick]
        usual = drawn if canvas.repertoire.holders(drawn) else typed
        sign, room = canvas.sign(self.character or usual, PLAIN, usual), canvas.room_dots(PLAIN)
        if self.character and width_of(sign) > room:
            canvas.losses.add(self.character)
            sign = (Span(usual),)
        yield Line(repeated(sign, room // width_of(sign)))

    def measure(self, canvas: Canvas) -> Measure:
        """It takes whatever room there is, and makes none."""
        return Measure(PLAIN.cell_dots, PLAIN.cell_dots)
