"""Cells beside one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.elements.base import Element, must_be_alignment
from ocom809.receipt.pieces import Line, Piece
from ocom809.receipt.rows import joined, shared_widths
from ocom809.receipt.styles import PLAIN, Style
from ocom809.receipt.words import must_be_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas

_MOST_CELLS = 32


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
            must_be_text("a cell", cell)
        for kind, values in (("widths", self.widths), ("alignments", self.alignments)):
            if values is not None and len(values) != len(self.cells):
                raise DocumentError(f"a row of {len(self.cells)} cells has as many {kind}, not {len(values)}")
        for alignment in self.alignments or ():
            must_be_alignment(alignment)
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
            yield Line.of(line, self.style)

    def _usual_alignments(self) -> tuple[Alignment, ...]:
        last = Alignment.RIGHT if len(self.cells) > 1 else Alignment.LEFT
        return (*[Alignment.LEFT] * (len(self.cells) - 1), last)
