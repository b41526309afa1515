"""What elements come down to: lines of styled text and dots, and commands that stand at the start of a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from ocom809.commands import Alignment, Command
from ocom809.errors import DocumentError
from ocom809.receipt.parts import BAND_ROWS, Dots, Part, Skip, Span
from ocom809.receipt.styles import PLAIN, Style, TextStyle, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BAND_ROWS",
    "PLAIN",
    "Area",
    "Dots",
    "Foreign",
    "Line",
    "Look",
    "Part",
    "Piece",
    "Placed",
    "PlacedTexts",
    "Plain",
    "PlainLine",
    "PlainLines",
    "Skip",
    "Span",
    "Style",
    "TextStyle",
    "all_texts",
    "before",
    "reads",
    "style_of",
]

_COLUMN_DOTS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, its parts side by side on a common baseline.

    Attributes:
        spans: Text, dots and white from left to right.
        alignment: Where the whole stands.
        spacing_dots: From this line to the next, 0 to 255; a taller line takes what it needs. ``None`` is the
            printer's default.
    """

    spans: tuple[Part, ...]
    alignment: Alignment = Alignment.LEFT
    spacing_dots: int | None = None

    def __post_init__(self) -> None:
        if len(self.spans) > 1 and len({part.style.upside_down for part in self.spans if type(part) is Span}) > 1:
            raise DocumentError("only a whole line stands upside down, not a part of it")

    @classmethod
    def of(cls, text: str, style: Style = PLAIN, alignment: Alignment = Alignment.LEFT) -> Line:
        """A line of characters of one style."""
        return cls((Span(text, style),), alignment)

    @property
    def width_dots(self) -> int:
        """Dots from its first part to the end of its last."""
        return sum([part.width_dots for part in self.spans])

    @property
    def height_dots(self) -> int:
        """Rows that its parts need; the paper moves by these or by the line spacing, whichever is more."""
        above = max((part.above_dots for part in self.spans), default=0)
        return above + max((part.below_dots for part in self.spans), default=0)

    @property
    def upside_down(self) -> bool:
        """Whether it stands on its head."""
        return any(isinstance(part, Span) and part.style.upside_down for part in self.spans)

    @property
    def text(self) -> str:
        """How it reads, white as blanks."""
        return reads(self.spans)

    def trimmed(self) -> Line:
        """Without what leaves no ink at its end; it would shift a centred line."""
        if self.spans and _inked(self.spans[-1]) is self.spans[-1]:
            return self
        spans = list(self.spans)
        while spans:
            last = spans.pop()
            kept = _inked(last)
            if kept is not None:
                spans.append(kept)
                break
        return Line(tuple(spans), self.alignment, self.spacing_dots)


def _inked(part: Part) -> Part | None:
    """The part without white at its end; ``None`` where nothing is left."""
    if isinstance(part, Skip):
        return None
    if isinstance(part, Dots) or part.style.fills_blanks:
        return part
    text = part.text
    if text and text[-1] != " ":
        return part
    text = text.rstrip(" ")
    return replace(part, text=text) if text else None


def before(alignment: Alignment, free_dots: int) -> int:
    """How much of the white beside something lies on its left."""
    if alignment is Alignment.LEFT:
        return 0
    return free_dots if alignment is Alignment.RIGHT else free_dots // 2


def reads(parts: tuple[Part, ...]) -> str:
    """How parts of a line read, white as blanks of font A."""
    words, white = [], 0
    for part in parts:
        if isinstance(part, Skip):
            white += part.dots
        else:
            words += [" " * round(white / _COLUMN_DOTS), part.text]
            white = 0
    return "".join(words)


@dataclass(frozen=True, slots=True)
class Placed:
    """A command that draws something by itself, at the start of a line: a code or a picture."""

    command: Command
    alignment: Alignment = Alignment.LEFT


@dataclass(frozen=True, slots=True)
class Plain:
    """A command that changes nothing of what lines rely on: feed, cut, drawer, alarm."""

    command: Command


@dataclass(frozen=True, slots=True)
class Foreign:
    """A command of the caller's, after which nothing is known of style, alignment and code page."""

    command: Command


@dataclass(frozen=True, slots=True)
class Area:
    """Where lines, pictures and codes stand from here on.

    Attributes:
        left_dots: The left margin.
        width_dots: The room beside it; ``None`` is all of it.
    """

    left_dots: int = 0
    width_dots: int | None = None


PlacedTexts: TypeAlias = tuple[tuple[int, ...], tuple[str, ...]]
"""Texts of one line from left to right: the dots from the left edge to each, and the texts."""

_LEFTS, _TEXTS = itemgetter(0), itemgetter(1)


def all_texts(lines: Iterable[PlacedTexts]) -> Iterable[str]:
    """The texts of several lines, one after the other."""
    return chain.from_iterable(map(_TEXTS, lines))


Look: TypeAlias = tuple[Style, Alignment, int | None]
"""Of a plain line: its style, where it stands, and the spacing to the next one (as of ``Line``)."""
PlainLine: TypeAlias = tuple[Look, PlacedTexts]
"""A plain line: its look and its texts. There are so many that classes of their own would show in the time."""


@dataclass(slots=True)
class PlainLines:
    """Plain lines of the same look, one below the other, ready to be sent; see ``plain``.

    Attributes:
        style: The style of all.
        alignment: Where they stand.
        spacing_dots: From each to the next; ``None`` is the printer's default.
        lines: The texts of each line.
    """

    style: Style
    alignment: Alignment
    spacing_dots: int | None
    lines: list[PlacedTexts]

    @property
    def texts(self) -> list[str]:
        """The texts of all lines."""
        return list(all_texts(self.lines))

    @property
    def lefts(self) -> tuple[tuple[int, ...], ...]:
        """Where the texts of each line begin."""
        return tuple(map(_LEFTS, self.lines))

    @property
    def is_ascii(self) -> bool:
        """Whether no code page is needed."""
        return "".join(all_texts(self.lines)).isascii()


Piece: TypeAlias = Line | PlainLines | Placed | Plain | Foreign | Area
