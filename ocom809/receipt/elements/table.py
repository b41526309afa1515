"""Tables: rows of cells in columns, with or without lines between them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from ocom809.errors import DocumentError
from ocom809.receipt.borders import NO_BORDER, Border
from ocom809.receipt.elements.base import Element, Measure, lines_of
from ocom809.receipt.elements.columns import MOST_CELLS, Cell, Column
from ocom809.receipt.elements.table_plan import Plan, plan_of
from ocom809.receipt.styles import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.pieces import Line, Piece

MOST_ROWS = 10_000
_MOST_WHITE = 16


@dataclass(frozen=True, slots=True)
class Table(Element):
    """Rows of cells; each column is as wide in all of them.

    Attributes:
        rows: The cells of each row; a row with fewer cells than columns ends in white.
        columns: The columns; none at all makes as many automatic ones as are needed.
        header: The cells above, in bold.
        border: Its lines.
        padding: Columns of white beside a bar of the border.
        gap: Columns of white between two columns without a bar.
        style: How text looks that has no style of its own.
    """

    name: ClassVar[str] = "table"
    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[Column, ...] = ()
    header: tuple[Cell, ...] | None = None
    border: Border = NO_BORDER
    padding: int = field(default=1, kw_only=True)
    gap: int = field(default=1, kw_only=True)
    style: Style = field(default=PLAIN, kw_only=True)

    def __post_init__(self) -> None:
        if not 1 <= len(self.rows) <= MOST_ROWS:
            raise DocumentError(f"a table has 1 to {MOST_ROWS} rows, not {len(self.rows)}")
        if self.style.rotated or self.style.upside_down:
            raise DocumentError("a table stands upright: neither rotated nor upside down")
        if not isinstance(self.border, Border):
            raise DocumentError(f"border must be a Border, not {self.border!r}")
        for name in ("padding", "gap"):
            value = getattr(self, name)
            if type(value) is not int or not 0 <= value <= _MOST_WHITE:
                raise DocumentError(f"{name} must be 0 to {_MOST_WHITE} columns, not {value!r}")
        self._check_columns()

    def _check_columns(self) -> None:
        if len(self.columns) > MOST_CELLS or not all(isinstance(column, Column) for column in self.columns):
            raise DocumentError(f"columns must be at most {MOST_CELLS} Column, not {self.columns!r:.60}")
        most = len(self.columns) or MOST_CELLS
        for number, row in enumerate(self.all_rows(), start=0 if self.header else 1):
            place = f"row {number}" if number else "the header"
            if not all(isinstance(cell, Cell) for cell in row):
                raise DocumentError(f"{place} is made of cells, not of {row!r:.60}")
            if not 1 <= sum(cell.span for cell in row) <= most:
                raise DocumentError(f"{place} takes {sum(cell.span for cell in row)} columns, and there are {most}")

    def all_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The header, if there is one, and all rows."""
        return self.rows if self.header is None else (self.header, *self.rows)

    def full_columns(self) -> tuple[Column, ...]:
        """The columns; where none were given, as many as the longest row needs."""
        return self.columns or (Column(),) * max(sum(cell.span for cell in row) for row in self.all_rows())

    def row_style(self, number: int) -> Style:
        """The style of a row of ``all_rows``."""
        return replace(self.style, bold=True) if self.header is not None and number == 0 else self.style

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """Its lines, with those of the border between them."""
        plan = plan_of(self, canvas)
        rows = self.all_rows()
        yield from plan.rule(self.border.top, None, rows[0])
        for number, row in enumerate(rows):
            if number:
                is_below_header = self.header is not None and number == 1
                stroke = self.border.header if is_below_header else self.border.rows
                yield from plan.rule(stroke, rows[number - 1], row)
            yield from self._row(number, row, plan, canvas)
        yield from plan.rule(self.border.bottom, rows[-1], None)

    def _row(self, number: int, row: Sequence[Cell], plan: Plan, canvas: Canvas) -> Iterator[Line]:
        style = self.row_style(number)
        grid = plan.grid(row, style)
        name = f"row {number + (self.header is None)}" if number or self.header is None else "the header"
        cells = []
        for cell, slot, first in zip(row, grid.slots, plan.first_columns(row), strict=True):
            room = plan.room(slot.width_dots)
            room.enter(f"{canvas.place}, {name}")
            lines = lines_of(cell.elements(plan.columns[first], style), room)
            decimals = plan.decimals.get(first) if cell.span == 1 else None
            cells.append([decimals.aligned(line, slot.width_dots) for line in lines] if decimals else lines)
        yield from grid.lines(cells)

    @property
    def depth(self) -> int:
        """One more than the elements of its cells."""
        return max(cell.depth for row in self.all_rows() for cell in row)

    def measure(self, canvas: Canvas) -> Measure:
        """From the least that its columns can do with to what keeps all their lines whole."""
        return plan_of(self, canvas).measure
