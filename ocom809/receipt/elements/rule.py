"""Lines across the paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Font
from ocom809.errors import DocumentError
from ocom809.receipt.elements.base import Element, Measure
from ocom809.receipt.pieces import Line, Part, Piece, PlainLine, Span
from ocom809.receipt.scripts.order import repeated
from ocom809.receipt.settling import settled
from ocom809.receipt.styles import FONT_DOTS, PLAIN, Style
from ocom809.receipt.words import stands_alone
from ocom809.receipt.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas

_LOW = Style(font=Font.B)
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
        """One full line. The usual one has plain substitutes; it also stands for a character that is reported lost.

        Where lines stand as close as they can, a drawn one takes the lower cell of font B.
        """
        drawn, typed = _RULES[self.thick]
        usual = drawn if canvas.repertoire.holders(drawn) else typed
        sign = canvas.sign(self.character, PLAIN, usual) if self.character else (Span(usual, PLAIN),)
        if self.character and width_of(sign) > canvas.room_dots(PLAIN):
            canvas.losses.add(self.character)
            sign = (Span(usual),)
        is_low = sign == (Span(drawn, PLAIN),) and _is_close(canvas)
        style = _LOW if is_low else PLAIN
        sign = (Span(drawn, style),) if is_low else sign
        yield _across(sign, canvas.room_dots(style), is_low=is_low)

    def plain_line(self, canvas: Canvas) -> PlainLine | None:
        """The usual one, where it is sent in characters of one size."""
        if self.character is not None:
            return None
        drawn, typed = _RULES[self.thick]
        is_drawn = bool(canvas.repertoire.holders(drawn))
        style = _LOW if is_drawn and _is_close(canvas) else PLAIN
        room_dots = canvas.rooms_dots[style is _LOW]
        return _plainly(drawn if is_drawn else typed, style, room_dots, canvas.spacing_dots)

    def measure(self, canvas: Canvas) -> Measure:
        """It takes whatever room there is, and makes none."""
        return Measure(PLAIN.cell_dots, PLAIN.cell_dots)


@lru_cache(maxsize=64)
def _across(sign: tuple[Part, ...], room_dots: int, *, is_low: bool) -> Line:
    line = Line(repeated(sign, room_dots // width_of(sign)))
    return replace(line, spacing_dots=line.height_dots) if is_low else line


@lru_cache(maxsize=64)
def _plainly(sign: str, style: Style, room_dots: int, spacing_dots: int | None) -> PlainLine | None:
    line = settled(_across((Span(sign, style),), room_dots, is_low=style is _LOW), room_dots)
    if len(line.spans) != 1 or not isinstance(line.spans[0], Span):
        return None
    span, own_dots = line.spans[0], line.spacing_dots
    return (span.style, line.alignment, spacing_dots if own_dots is None else own_dots), ((0,), (span.text,))


def _is_close(canvas: Canvas) -> bool:
    """Whether lines of font A touch; beside other cells a line stays as high as they are."""
    spacing = canvas.spacing_dots
    return not canvas.is_inside and spacing is not None and spacing <= FONT_DOTS[PLAIN.font][1]
