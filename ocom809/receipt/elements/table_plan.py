"""Where the columns and the border of a table stand on one paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ocom809.receipt.assembly import Bar, Grid, Slot
from ocom809.receipt.borders import Stroke, joint, typed
from ocom809.receipt.decimals import Decimals
from ocom809.receipt.elements.base import Measure
from ocom809.receipt.pieces import Line, Span
from ocom809.receipt.styles import FONT_DOTS, Style
from ocom809.receipt.widths import Wish, shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.elements.columns import Cell, Column
    from ocom809.receipt.elements.table import Table


@dataclass(frozen=True)
class Plan:
    """The places of all columns, in dots.

    Attributes:
        table: The table.
        canvas: The paper.
        columns: Its columns.
        wishes: What each asked for, in characters.
        widths: What each got, in characters.
        decimals: The numbers of those columns that align them.
    """

    table: Table
    canvas: Canvas
    columns: tuple[Column, ...]
    wishes: tuple[Wish, ...]
    widths: tuple[int, ...]
    decimals: Mapping[int, Decimals]
    _rooms: dict[int, Canvas] = field(default_factory=dict)

    @cached_property
    def starts(self) -> list[int]:
        """Dots from the left edge to each column."""
        places, x = [], self._side
        for width in self.widths:
            places.append(x)
            x += width * self.table.style.cell_dots + self._between
        return places

    @property
    def _bar(self) -> Style:
        return Style(font=self.table.style.font)

    @property
    def _side(self) -> int:
        """The bar on the left or right with its white."""
        return self._bar.cell_dots * (1 + self.table.padding) if self.table.border.sides else 0

    @property
    def _between(self) -> int:
        """The bar between two columns with its white, or the gap instead."""
        if self.table.border.columns:
            return self._bar.cell_dots * (1 + 2 * self.table.padding)
        return self.table.style.cell_dots * self.table.gap

    @property
    def width_dots(self) -> int:
        """From edge to edge."""
        return self.overhead_dots + sum(self.widths) * self.table.style.cell_dots

    @property
    def overhead_dots(self) -> int:
        """What is not for cells."""
        return 2 * self._side + (len(self.columns) - 1) * self._between

    @property
    def measure(self) -> Measure:
        """How wide the table wants to be."""
        unit = self.table.style.cell_dots
        least, most = sum(wish.least for wish in self.wishes), sum(wish.most for wish in self.wishes)
        return Measure(self.overhead_dots + least * unit, self.overhead_dots + most * unit)

    def room(self, width_dots: int) -> Canvas:
        """The paper of a cell."""
        if width_dots not in self._rooms:
            self._rooms[width_dots] = self.canvas.narrowed(width_dots)
        return self._rooms[width_dots]

    def first_columns(self, row: Sequence[Cell]) -> Iterator[int]:
        """The number of the column that each cell begins in."""
        number = 0
        for cell in row:
            yield number
            number += cell.span

    def grid(self, row: Sequence[Cell], style: Style) -> Grid:
        """The rooms of a row's cells, and the bars between them. Nothing leads from one heading to the next."""
        is_header = row is self.table.header
        slots = []
        for cell, first in zip(row, self.first_columns(row), strict=True):
            column, last = self.columns[first], first + cell.span - 1
            end = self.starts[last] + self.widths[last] * self.table.style.cell_dots
            slots.append(
                Slot(
                    self.starts[first],
                    end - self.starts[first],
                    cell.vertical or column.vertical,
                    self.canvas.sign(column.leader, style, ".") if column.leader and not is_header else (),
                )
            )
        bars = tuple(
            Bar(x, self._shown(joint(stroke, stroke, 0, 0)), self._bar) for x, stroke in self._bars(row).items()
        )
        return Grid(tuple(slots), bars, style, 0 if bars else self.width_dots, self._pitch)

    @property
    def _pitch(self) -> int | None:
        """Lines stand close together where bars have to join."""
        return FONT_DOTS[self.table.style.font][1] if self.table.border.has_bars else None

    def _bars(self, row: Sequence[Cell] | None) -> dict[int, int]:
        """The strokes that run down through a row, by their place."""
        bars: dict[int, int] = {}
        if row is None:
            return bars
        border = self.table.border
        if border.sides:
            bars[0] = border.sides
            bars[self.width_dots - self._bar.cell_dots] = border.sides
        if border.columns:
            inner = [*self.first_columns(row)][1:]
            filled = sum(cell.span for cell in row)
            for number in [*inner, *range(filled, len(self.columns))]:
                bars[self.starts[number] - self._bar.cell_dots * (1 + self.table.padding)] = border.columns
        return bars

    def rule(self, stroke: Stroke, above: Sequence[Cell] | None, below: Sequence[Cell] | None) -> Iterator[Line]:
        """A line of the border, if there is one, joined to the bars of the rows above and below it."""
        if not stroke:
            return
        up, down = self._bars(above), self._bars(below)
        step, end = self._bar.cell_dots, self.width_dots
        text = "".join(
            [
                joint(up.get(x, 0), down.get(x, 0), stroke if x else 0, stroke if x + step < end else 0)
                for x in range(0, end - step + 1, step)
            ]
        )
        yield Line((Span(self._shown(text), self._bar),), spacing_dots=self._pitch)

    def _shown(self, text: str) -> str:
        return typed(text, self.canvas.repertoire)


def plan_of(table: Table, canvas: Canvas) -> Plan:
    """Measure the cells of a table, and share the width of the paper.

    Raises:
        DocumentError: It does not fit.
    """
    columns = table.full_columns()
    decimals = {number: _decimals(table, canvas, number) for number, column in enumerate(columns) if column.decimal}
    wishes = tuple(_wish(table, canvas, number, decimals.get(number)) for number in range(len(columns)))
    plan = Plan(table, canvas, columns, wishes, (), decimals)
    room = (canvas.room_dots(table.style) - plan.overhead_dots) // table.style.cell_dots
    return Plan(table, canvas, columns, wishes, tuple(shared(_with_shares(wishes, columns), room)), decimals)


def _cells_of(table: Table, number: int) -> Iterator[tuple[Cell, Style]]:
    """The cells that stand in one column alone, with their styles."""
    for place, row in enumerate(table.all_rows()):
        first = 0
        for cell in row:
            if first == number and cell.span == 1:
                yield cell, table.row_style(place)
            first += cell.span


def _decimals(table: Table, canvas: Canvas, number: int) -> Decimals:
    silent, mark = canvas.silent(), table.full_columns()[number].decimal
    texts = [(cell.content, style) for cell, style in _cells_of(table, number) if not cell.has_elements]
    lines = [line for words, style in texts for line in silent.parts(words, style)]  # type: ignore[arg-type]
    return Decimals.of(mark, lines)


def _wish(table: Table, canvas: Canvas, number: int, decimals: Decimals | None) -> Wish:
    unit, column = table.style.cell_dots, table.full_columns()[number]
    if column.width is not None:
        return Wish(column.width, column.width, column.width)
    if column.mm is not None:
        width = max(1, -(-round(column.mm * canvas.profile.dots_per_mm) // unit))
        return Wish(width, width, width)
    measures = [
        element.measure(canvas) for cell, style in _cells_of(table, number) for element in cell.elements(column, style)
    ]
    wordwise = _units(max([measure.least_dots for measure in measures], default=0), unit)
    most = _units(max([measure.most_dots for measure in measures], default=0), unit)
    if decimals:
        most = max(most, _units(decimals.width_dots, unit))
        wordwise = most
    return Wish(1, wordwise, wordwise if column.share else most, column.share or 0)


def _units(dots: int, unit: int) -> int:
    return max(1, -(-dots // unit))


def _with_shares(wishes: tuple[Wish, ...], columns: tuple[Column, ...]) -> list[Wish]:
    """What is left over goes to somebody: to the first automatic column, if no column has a share."""
    result = list(wishes)
    automatic = [number for number, column in enumerate(columns) if column.is_automatic]
    if automatic and not any(wish.share for wish in wishes):
        wish = wishes[automatic[0]]
        result[automatic[0]] = Wish(wish.least, wish.wordwise, wish.most, 1)
    return result
