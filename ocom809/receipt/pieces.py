"""What elements come down to: lines of styled text and dots, and commands that stand at the start of a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from ocom809.commands import Alignment, Command
from ocom809.errors import DocumentError
from ocom809.receipt.cells import cell_width
from ocom809.receipt.styles import PLAIN, Style, TextStyle, style_of

__all__ = [
    "BAND_ROWS",
    "PLAIN",
    "Dots",
    "Foreign",
    "Line",
    "Part",
    "Piece",
    "Placed",
    "Plain",
    "Skip",
    "Span",
    "Style",
    "TextStyle",
    "reads",
    "style_of",
]

BAND_ROWS = 24
"""Rows of one band of ``ESC *``, which stands in a line on the same rows as a character of font A."""
_COLUMN_DOTS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one style.

    Attributes:
        text: Characters that the printer has, as ``Repertoire.printable`` gives them.
        style: How they look.
    """

    text: str
    style: Style = PLAIN

    def __post_init__(self) -> None:
        if "\n" in self.text:
            raise DocumentError("a part of a line cannot hold the end of a line")

    @property
    def width_dots(self) -> int:
        """Dots from the first character to what follows the last one."""
        if self.text.isascii():
            return len(self.text) * self.style.cell_dots
        wide = sum(cell_width(character) > 1 for character in self.text)
        return (len(self.text) - wide) * self.style.cell_dots + wide * self.style.wide_dots

    @property
    def above_dots(self) -> int:
        """Rows above the baseline."""
        return self.style.above_dots

    @property
    def below_dots(self) -> int:
        """Rows below the baseline."""
        return self.style.below_dots


@dataclass(frozen=True, slots=True)
class Dots:
    """Something drawn that stands in a line among characters: those that the printer lacks, or marks.

    Its lowest 24 rows lie where a character of font A lies; further rows reach up. Such a tall one cannot stand beside
    text that is taller than 24 dots, because the printer prints each line at once and never goes back: draw that text
    as well, see ``Line``.

    Attributes:
        width_dots: Dots across.
        rows: One number for each row from the top, 24 or more; the leftmost dot is the highest of ``width_dots`` bits.
        text: How it reads.
    """

    width_dots: int
    rows: tuple[int, ...] = field(repr=False)
    text: str = ""

    def __post_init__(self) -> None:
        if self.width_dots < 1 or len(self.rows) < BAND_ROWS:
            raise DocumentError(f"dots in a line are at least 1 wide and {BAND_ROWS} rows high")
        if not all(0 <= row < 1 << self.width_dots for row in self.rows):
            raise DocumentError(f"a row of dots has more than the {self.width_dots} that it should have")

    @property
    def above_dots(self) -> int:
        """Rows above the baseline."""
        return len(self.rows) - PLAIN.below_dots

    @property
    def below_dots(self) -> int:
        """Rows below the baseline."""
        return PLAIN.below_dots

    def cut(self, left: int, right: int) -> Dots:
        """The dots from column ``left`` to before column ``right``."""
        width, shift = right - left, self.width_dots - right
        rows = tuple((row >> shift) & ((1 << width) - 1) for row in self.rows)
        return Dots(width, rows, self.text if left == 0 else "")


@dataclass(frozen=True, slots=True)
class Skip:
    """White in a line, in dots."""

    dots: int

    def __post_init__(self) -> None:
        if self.dots < 0:
            raise DocumentError(f"white of {self.dots} dots leads backwards")

    @property
    def width_dots(self) -> int:
        """Dots across."""
        return self.dots

    @property
    def above_dots(self) -> int:
        """None: it needs no rows."""
        return 0

    @property
    def below_dots(self) -> int:
        """None: it needs no rows."""
        return 0


Part: TypeAlias = Span | Dots | Skip


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
        styles = [part.style for part in self.spans if isinstance(part, Span)]
        if len({style.upside_down for style in styles}) > 1:
            raise DocumentError("only a whole line stands upside down, not a part of it")
        tall = any(isinstance(part, Dots) and len(part.rows) > BAND_ROWS for part in self.spans)
        if tall and any(style.above_dots > PLAIN.above_dots or style.upside_down for style in styles):
            raise DocumentError("dots of more than 24 rows cannot stand beside taller text, nor upside down")

    @classmethod
    def of(cls, text: str, style: Style = PLAIN, alignment: Alignment = Alignment.LEFT) -> Line:
        """A line of characters of one style."""
        return cls((Span(text, style),), alignment)

    @property
    def width_dots(self) -> int:
        """Dots from its first part to the end of its last."""
        return sum(part.width_dots for part in self.spans)

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
    text = part.text.rstrip(" ")
    return Span(text, part.style) if text else None


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


Piece: TypeAlias = Line | Placed | Plain | Foreign
