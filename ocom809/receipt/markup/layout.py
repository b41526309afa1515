"""A document on a paper of so many columns: what stands where, and still nothing of the printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.errors import MarkupError
from ocom809.receipt.markup.areas import Area, block_area, text_area
from ocom809.receipt.markup.characters import Characters
from ocom809.receipt.markup.values import Border, Column, CutLine, Document, PropertyLine, RuleLine, TextLine
from ocom809.receipt.markup.wrapping import Row, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.markup.values import Settings, SourceLine

MOST_ROWS = 10_000
"""30 metres of paper."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column in one row; ``left`` counts the columns of the paper on its left."""

    left: int
    row: Row


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of text.

    Attributes:
        number: Line of the source, from 1.
        left: Columns on the left of the line's area.
        cells: From left to right; those that are empty are left out.
        bars: Columns in which a line comes down from above and goes on below.
        height: Of the highest character, in lines.
    """

    number: int
    left: int
    cells: tuple[Cell, ...]
    bars: tuple[int, ...] = ()
    height: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across an area."""

    number: int
    area: Area


@dataclass(frozen=True, slots=True)
class Frame:
    """A line across with lines that go up and down from it.

    Attributes:
        number: Line of the source, from 1.
        above: Columns in which a line comes down to it; none at the top of a frame.
        below: Columns in which a line goes down from it; none at its foot.
    """

    number: int
    above: tuple[int, ...]
    below: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """What a property asks for: a picture, a code, a command."""

    line: PropertyLine
    area: Area


@dataclass(frozen=True, slots=True)
class Knife:
    """A cut."""

    number: int


Item = TextRow | Rule | Frame | Block | Knife


def laid_out(document: Document, columns: int, characters: Characters | None = None) -> Iterator[Item]:
    """What comes onto a paper of so many columns, from top to bottom.

    Args:
        document: What to print.
        columns: How many characters of usual size stand on a line.
        characters: How wide they are; without it, as wide as the language has them.

    Raises:
        MarkupError: More rows than any receipt has.
    """
    characters = characters or Characters(is_east_asian=document.is_east_asian)
    setter = _Setter(columns, characters)
    rows = 0
    for line in document.lines:
        characters.begin(line.number)
        for item in setter.set(line):
            rows += 1
            if rows > MOST_ROWS:
                raise MarkupError(f"over {MOST_ROWS} rows on paper are refused", line=line.number, column=1)
            yield item
    yield from setter.end(document.lines[-1].number if document.lines else 1)


class _Setter:
    """Sets line after line, and knows how far the lines between columns have come.

    They begin only with the text behind the property that asks for them, and a rule among them waits for the text
    below it, because only then the columns are known that go down from it.
    """

    def __init__(self, columns: int, characters: Characters) -> None:
        self._columns, self._characters = columns, characters
        self._ruled = False
        self._above: tuple[int, ...] = ()
        self._frame_is_due = False

    def set(self, line: SourceLine) -> Iterator[Item]:
        """What one line of the source comes down to."""
        if isinstance(line, TextLine):
            yield from self._text(line)
        elif isinstance(line, CutLine):
            yield from self.end(line.number)
            yield Knife(line.number)
        elif isinstance(line, RuleLine):
            yield from self._rule(line)
        else:
            yield from self._property(line)

    def end(self, number: int) -> Iterator[Item]:
        """The foot of the frame, if one is open."""
        if self._above:
            yield Frame(number, self._above, ())
        self._above, self._frame_is_due = (), self._ruled

    def _rule(self, line: RuleLine) -> Iterator[Item]:
        if self._ruled:
            self._frame_is_due = True
        else:
            yield Rule(line.number, block_area(line.settings, self._columns))

    def _property(self, line: PropertyLine) -> Iterator[Item]:
        if line.ruled is not None:
            self._ruled = line.ruled
            yield from self.end(line.number)
        if line.values:
            yield Block(line, block_area(line.settings, self._columns))

    def _text(self, line: TextLine) -> Iterator[Item]:
        area = text_area(line.settings, len(line.columns), self._columns)
        bars = _bars(area) if self._ruled else ()
        if self._frame_is_due:
            yield Frame(line.number, self._above, bars)
        self._frame_is_due, self._above = False, bars
        yield from _rows(line, area, bars, self._characters)


def _bars(area: Area) -> tuple[int, ...]:
    """The columns in which lines between columns stand; one even where all columns have no width."""
    bars = [area.left]
    for width in area.widths:
        bars.append(bars[-1] + width + 1)
    return tuple(bars)


def _rows(line: TextLine, area: Area, bars: tuple[int, ...], characters: Characters) -> Iterator[TextRow]:
    columns = [line.columns[place] if place < len(line.columns) else Column() for place in area.places]
    texts = [wrapped(column, width, characters) for column, width in zip(columns, area.widths, strict=True)]
    lefts = _lefts(area, line.settings)
    count = max((len(rows) for rows in texts), default=0) if line.settings.wraps else 1
    for number in range(max(count, 1)):
        cells = tuple(
            Cell(left, rows[number])
            for left, rows in zip(lefts, texts, strict=True)
            if number < len(rows) and rows[number].parts
        )
        yield TextRow(line.number, area.left, cells, bars, max((cell.row.height for cell in cells), default=1))


def _lefts(area: Area, settings: Settings) -> list[int]:
    """Where each column of an area begins."""
    lefts, left = [], area.left + (1 if settings.border is Border.LINE else 0)
    for width in area.widths:
        lefts.append(left)
        left += width + settings.border.columns
    return lefts
