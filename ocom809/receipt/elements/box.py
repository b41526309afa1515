"""A frame around other elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.borders import FRAME, Border
from ocom809.receipt.elements.base import Element, Measure, depth_of, lines_of, must_be_alignment, must_be_elements
from ocom809.receipt.elements.columns import Cell
from ocom809.receipt.elements.table import Table
from ocom809.receipt.pieces import Line, Skip, before
from ocom809.receipt.styles import FONT_DOTS, PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.pieces import Piece

_MOST_COLUMNS = 128


@dataclass(frozen=True, slots=True)
class Box(Element):
    """Elements made of lines, in a frame.

    Attributes:
        elements: What stands in it.
        border: The frame.
        width: Columns of font A that it takes in all; without, the whole line; 0 means as few as it needs.
        alignment: Where it stands, if it is narrower than the line.
        padding: Columns of white beside the bars.
    """

    name: ClassVar[str] = "box"
    elements: tuple[Element, ...]
    border: Border = FRAME
    width: int | None = field(default=None, kw_only=True)
    alignment: Alignment = field(default=Alignment.CENTER, kw_only=True)
    padding: int = field(default=1, kw_only=True)

    def __post_init__(self) -> None:
        must_be_elements(self.name, self.elements)
        must_be_alignment(self.alignment)
        if self.width is not None and (type(self.width) is not int or not 0 <= self.width <= _MOST_COLUMNS):
            raise DocumentError(f"a box is 0 to {_MOST_COLUMNS} columns wide or None, not {self.width!r}")
        self._as_table()

    def _as_table(self) -> Table:
        return Table(((Cell(self.elements),),), border=self.border, padding=self.padding)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The lines of its elements within the frame."""
        table = self._as_table()
        if self.width is None:
            yield from table.layout(canvas)
            return
        width = self._width_dots(canvas)
        lead = Skip(before(self.alignment, canvas.width_dots - width))
        for line in lines_of((table,), canvas.narrowed(width)):
            yield Line((lead, *line.spans), spacing_dots=line.spacing_dots)

    def _width_dots(self, canvas: Canvas) -> int:
        if self.width:
            wanted = self.width * PLAIN.cell_dots
            if wanted > canvas.width_dots:
                raise DocumentError(f"{self.width} columns are more than a line has")
            return wanted
        least = FONT_DOTS[PLAIN.font][0]
        return max(min(self._as_table().measure(canvas).most_dots, canvas.width_dots), least)

    @property
    def depth(self) -> int:
        """One more than its elements."""
        return depth_of(self.elements)

    def measure(self, canvas: Canvas) -> Measure:
        """What its elements want, and the frame."""
        if self.width:
            return Measure(self.width * PLAIN.cell_dots, self.width * PLAIN.cell_dots)
        return self._as_table().measure(canvas)
