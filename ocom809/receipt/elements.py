"""What a receipt is made of: frozen values, each checked when it is made, each laid out without knowing the wire.

What depends on the printer (does it fit?) is checked when an element is laid out on a ``Canvas``, which is before any
byte exists.
"""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment, Command, Feed
from ocom809.errors import DocumentError
from ocom809.receipt.cells import wrap
from ocom809.receipt.pieces import PLAIN, Foreign, Line, Piece, Placed, Plain, Style
from ocom809.receipt.repertoire import STAND_IN
from ocom809.receipt.rows import joined, shared_widths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas

MOST_CHARACTERS = 1_000_000
"""Of one text: some 90 metres of paper."""
_MOST_CELLS = 32
_MOST_FEED_LINES = 255
_MOST_FEED_MM = 1000
_FEED_STEP_DOTS = 255
_RULES = {False: ("─", "-"), True: ("═", "=")}


class Element(ABC):
    """A part of a document. ``name`` is what messages call it."""

    __slots__ = ()
    name: ClassVar[str]

    @abstractmethod
    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The lines and commands that it comes down to on this paper.

        Raises:
            InputError: It does not fit.
        """


@dataclass(frozen=True, slots=True)
class Paragraph(Element):
    """Text of one style; lines that are too long are wrapped at blanks."""

    name: ClassVar[str] = "text"
    text: str
    style: Style = PLAIN
    alignment: Alignment = Alignment.LEFT

    def __post_init__(self) -> None:
        _must_be_text(self.name, self.text)
        _must_be_alignment(self.alignment)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """One line or more for each line of the text."""
        columns = canvas.columns(self.style)
        for line in canvas.lines(self.text):
            for part in wrap(line, columns):
                yield Line(part, self.style, self.alignment)


@dataclass(frozen=True, slots=True)
class Row(Element):
    """Cells beside one another; what is too long for its cell goes on below, within the cell."""

    name: ClassVar[str] = "row"
    cells: tuple[str, ...]
    widths: tuple[int | None, ...] | None = None
    alignments: tuple[Alignment, ...] | None = None
    style: Style = PLAIN

    def __post_init__(self) -> None:
        if not 1 <= len(self.cells) <= _MOST_CELLS:
            raise DocumentError(f"a row has 1 to {_MOST_CELLS} cells, not {len(self.cells)}")
        for cell in self.cells:
            _must_be_text("a cell", cell)
        for kind, values in (("widths", self.widths), ("alignments", self.alignments)):
            if values is not None and len(values) != len(self.cells):
                raise DocumentError(f"a row of {len(self.cells)} cells has as many {kind}, not {len(values)}")
        for alignment in self.alignments or ():
            _must_be_alignment(alignment)
        for place, columns in enumerate(self.widths or ()):
            # Every cell but the last one gives a column to the gap on its right.
            least = 1 if place == len(self.cells) - 1 else 2
            if columns is not None and (type(columns) is not int or columns < least):
                raise DocumentError(f"cell {place + 1} must be at least {least} columns wide or None, not {columns!r}")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The joined lines, all of them left-aligned because blanks do the work."""
        cells = [canvas.lines(cell) for cell in self.cells]
        widths = shared_widths(cells, canvas.columns(self.style), self.widths)
        for line in joined(cells, widths, self.alignments or self._usual_alignments()):
            yield Line(line, self.style)

    def _usual_alignments(self) -> tuple[Alignment, ...]:
        last = Alignment.RIGHT if len(self.cells) > 1 else Alignment.LEFT
        return (*[Alignment.LEFT] * (len(self.cells) - 1), last)


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
        text = canvas.lines(self.character or usual)[0]
        if STAND_IN in text:
            text = usual
        columns = canvas.columns(PLAIN)
        yield Line(wrap(text * columns, columns)[0])


@dataclass(frozen=True, slots=True)
class Code(Element):
    """A barcode or a two-dimensional code that the printer draws itself; ``name`` says which."""

    name: ClassVar[str] = "code"
    command: Command
    alignment: Alignment = Alignment.CENTER

    def __post_init__(self) -> None:
        _must_be_alignment(self.alignment)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The command, if the printer can draw it."""
        self.command.check(canvas.profile)
        yield Placed(self.command, self.alignment)


@dataclass(frozen=True, slots=True)
class Space(Element):
    """Empty paper, in lines or millimetres."""

    name: ClassVar[str] = "feed"
    lines: int = 0
    millimetres: float = 0

    def __post_init__(self) -> None:
        if type(self.lines) is not int or not 0 <= self.lines <= _MOST_FEED_LINES:
            raise DocumentError(f"feed lines must be 0 to {_MOST_FEED_LINES}, not {self.lines!r}")
        if type(self.millimetres) not in (int, float) or not 0 <= self.millimetres <= _MOST_FEED_MM:
            raise DocumentError(f"feed millimetres must be 0 to {_MOST_FEED_MM}, not {self.millimetres!r}")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """Feeds in dots, because units of the class were seen to feed at most four lines at a time."""
        profile = canvas.profile
        dots = self.lines * profile.line_spacing_dots + round(self.millimetres * profile.dots_per_mm)
        while dots > 0:
            yield Plain(Feed(min(dots, _FEED_STEP_DOTS)))
            dots -= _FEED_STEP_DOTS


@dataclass(frozen=True, slots=True)
class Act(Element):
    """A command with an effect of its own: cut, drawer, alarm."""

    name: ClassVar[str] = "command"
    command: Command

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The command, if the printer can do it."""
        self.command.check(canvas.profile)
        yield Plain(self.command)


@dataclass(frozen=True, slots=True)
class Given(Element):
    """A command of the caller's, passed on as it is."""

    name: ClassVar[str] = "command"
    command: Command

    def __post_init__(self) -> None:
        if not isinstance(self.command, Command):
            raise DocumentError(f"a command was expected, not {type(self.command).__name__}")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The command, if the printer can do it."""
        self.command.check(canvas.profile)
        yield Foreign(self.command)


def _stands_alone(character: str) -> bool:
    """Whether it is neither a control, nor invisible, nor a mark on another character."""
    return character.isprintable() and not unicodedata.category(character).startswith("M")


def _must_be_text(name: str, text: object) -> None:
    if type(text) is not str:
        raise DocumentError(f"{name} must be a str, not {type(text).__name__}", hint="Format numbers first.")
    if len(text) > MOST_CHARACTERS:
        raise DocumentError(f"{name} of {len(text)} characters is refused: {MOST_CHARACTERS} is the most")


def _must_be_alignment(alignment: object) -> None:
    if not isinstance(alignment, Alignment):
        raise DocumentError(f"align must be an Alignment (LEFT, CENTER, RIGHT), not {alignment!r}")
