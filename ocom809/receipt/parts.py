"""What stands side by side in a line: text of one style, dots, and white."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from ocom809.errors import DocumentError
from ocom809.receipt.cells import cell_width, has_wide
from ocom809.receipt.styles import PLAIN, Style

BAND_ROWS = 24
"""Rows of one band of ``ESC *``, which stands in a line on the same rows as a character of font A."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one style.

    Attributes:
        text: Characters that the printer has, as ``Repertoire.printable`` gives them.
        style: How they look.
        level: Its level in text of both directions, until the parts of its line are in order: odd runs to the left.
        width_dots: Dots from the first character to what follows the last one.
    """

    text: str
    style: Style = PLAIN
    level: int = 0
    width_dots: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        text, style = self.text, self.style
        if "\n" in text:
            raise DocumentError("a part of a line cannot hold the end of a line")
        width_dots = len(text) * style.cell_dots
        if has_wide(text):
            wide = sum(cell_width(character) > 1 for character in text)
            width_dots += wide * (style.wide_dots - style.cell_dots)
        object.__setattr__(self, "width_dots", width_dots)

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
        level: As that of a span.
    """

    width_dots: int
    rows: tuple[int, ...] = field(repr=False)
    text: str = ""
    level: int = 0

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
        return Dots(width, rows, self.text if left == 0 else "", self.level)


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
