"""Cells beside one another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.assembly import Grid, Slot
from ocom809.receipt.elements.base import Element, Measure, must_be_alignment
from ocom809.receipt.pieces import Line, Piece
from ocom809.receipt.rows import GAP_COLUMNS, shared_widths
from ocom809.receipt.styles import PLAIN, Style
from ocom809.receipt.words import Words, must_be_leader, must_be_words
from ocom809.receipt.wrapping import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas

_MOST_CELLS = 32


@dataclass(frozen=True, slots=True)
class Row(Element):
    """Cells beside one another; what is too long for its cell goes on below, within the cell."""

    name: ClassVar[str] = "row"
    cells: tuple[Words, ...]
    widths: tuple[int | None, ...] | None = None
    alignments: tuple[Alignment, ...] | None = None
    style: Style = PLAIN
    leader: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.cells) <= _MOST_CELLS:
            raise DocumentError(f"a row has 1 to {_MOST_CELLS} cells, not {len(self.cells)}")
        for cell in self.cells:
            must_be_words("a cell", cell)
        self._must_be_as_many("widths", self.widths)
        self._must_be_as_many("alignments", self.alignments)
        must_be_leader(self.leader)
        for alignment in self.alignments or ():
            must_be_alignment(alignment)
        for place, columns in enumerate(self.widths or ()):
            # Every cell but the last one gives a column to the gap on its right.
            least = 1 if place == len(self.cells) - 1 else 2
            if columns is not None and (type(columns) is not int or columns < least):
                raise DocumentError(f"cell {place + 1} must be at least {least} columns wide or None, not {columns!r}")

    def _must_be_as_many(self, kind: str, values: tuple[object, ...] | None) -> None:
        if values is not None and len(values) != len(self.cells):
            raise DocumentError(f"a row of {len(self.cells)} cells has as many {kind}, not {len(values)}")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The cells side by side, which need no alignment of the printer's."""
        cells = [canvas.parts(cell, self.style) for cell in self.cells]
        pitch = self.style.cell_dots
        naturals = [max([-(-width_of(line) // pitch) for line in cell]) for cell in cells]
        widths = shared_widths(naturals, canvas.columns(self.style), self.widths)
        slots = _slots(tuple(widths), pitch, self.leader)
        grid = Grid(slots, fill=self.style, width_dots=sum(widths) * pitch)
        alignments = self.alignments or self._usual_alignments()
        yield from grid.lines(
            [
                [Line(part, alignment) for line in cell for part in wrapped(line, slot.width_dots)]
                for cell, slot, alignment in zip(cells, slots, alignments, strict=True)
            ]
        )

    def measure(self, canvas: Canvas) -> Measure:
        """From two columns for each cell to all cells in one line."""
        pitch, gaps = self.style.cell_dots, (len(self.cells) - 1) * GAP_COLUMNS
        cells = [canvas.silent().parts(cell, self.style) for cell in self.cells]
        return Measure((len(cells) + gaps) * pitch, sum(max(map(width_of, lines)) for lines in cells) + gaps * pitch)

    def _usual_alignments(self) -> tuple[Alignment, ...]:
        last = Alignment.RIGHT if len(self.cells) > 1 else Alignment.LEFT
        return (*[Alignment.LEFT] * (len(self.cells) - 1), last)


@lru_cache(maxsize=256)
def _slots(widths: tuple[int, ...], pitch: int, leader: str) -> tuple[Slot, ...]:
    """The rooms of cells of so many columns, which are the same in all rows of a list."""
    slots, x = [], 0
    for number, columns in enumerate(widths, start=1):
        gap = GAP_COLUMNS if number < len(widths) else 0
        slots.append(Slot(x * pitch, (columns - gap) * pitch, leader=leader if gap else ""))
        x += columns
    return tuple(slots)
