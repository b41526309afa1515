"""The methods of a receipt that lay out text: lines, rows, tables, boxes, margins and white."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.borders import FRAME, NO_BORDER, Border
from ocom809.receipt.builder import Builder, several
from ocom809.receipt.elements import (
    Box,
    Cell,
    Element,
    Margin,
    Paragraph,
    Row,
    Rule,
    Sideways,
    Space,
    Spacing,
    Table,
)
from ocom809.receipt.elements.columns import MOST_CELLS, CellLike, as_cell
from ocom809.receipt.elements.table import MOST_ROWS
from ocom809.receipt.overflow import Overflow
from ocom809.receipt.styles import TextStyle, style_of
from ocom809.receipt.words import Styled, Words, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Unpack

    from ocom809.receipt.elements import Column


class Layout(Builder):
    """What lays out text; each method adds an element and returns the receipt."""

    __slots__ = ()

    def text(
        self,
        *text: str | Styled,
        align: Alignment | None = None,
        overflow: Overflow = Overflow.WRAP,
        **style: Unpack[TextStyle],
    ) -> Self:
        """Lines of text. Without text, an empty line.

        Args:
            text: What to print; several texts, some of them ``styled``, go on in the same line. Line ends, U+2028 and
                U+2029 among them, start new lines; tabs go to the next multiple of 8 columns; control characters are
                printed by name and reported. What has no ink (U+00AD, U+200B, U+FEFF, joiners, variation selectors)
                leaves no trace and, since nothing is missing on the paper, is not reported.
            align: Where the lines stand. Without, on the left; those whose first letter is Arabic, Hebrew or of another
                script that runs to the left, on the right.
            overflow: What becomes of lines that are too long: ``WRAP``, ``CLIP`` or ``ELLIPSIS``.
            style: ``bold``, ``underline`` (True or 1, or 2 dots), ``invert`` (white on black), ``width`` and ``height``
                (1 to 8), ``font`` (A or B), ``upside_down``, ``rotated`` (each character by a quarter, clockwise).
        """
        return self._append(Paragraph(joined(text), style_of(style), align, overflow))

    def row(
        self,
        *cells: Words,
        widths: Sequence[int | None] | None = None,
        aligns: Sequence[Alignment] | None = None,
        leader: str = "",
        **style: Unpack[TextStyle],
    ) -> Self:
        """Cells beside one another.

        What is too long for its cell is wrapped within it, so nothing is cut off.

        Args:
            cells: One text each, or a tuple of texts, some of them ``styled``.
            widths: Columns of each cell, with the blank column that parts it from the next; ``None`` shares the rest.
                Without widths, the right one of two cells takes what it needs and the left one the rest; three and
                more share the line equally.
            aligns: Where text stands in each cell; without, the last one to the right and the others to the left.
            leader: A character, such as ``.``, that leads from each cell to the next; what the printer lacks is drawn.
            style: As for ``text``; it goes for the whole row.
        """
        return self._append(
            Row(
                cells,
                several("widths", widths, MOST_CELLS),
                several("aligns", aligns, MOST_CELLS),
                style_of(style),
                leader,
            )
        )

    def rule(self, character: str | None = None, *, thick: bool = False) -> Self:
        """A line across the paper: drawn, doubly if ``thick``, or made of any character that can be seen.

        A character that the printer lacks is drawn; one that nothing can draw is reported as lost, and the usual line
        stands in its place.
        """
        return self._append(Rule(character, thick))

    def feed(self, lines: int | None = None, *, mm: float | None = None) -> Self:
        """Empty paper: so many lines of the default height, or millimetres; one line if nothing is said."""
        if lines is None and mm is None:
            lines = 1
        return self._append(Space(lines or 0, mm or 0))

    def line_spacing(self, *, mm: float | None = None, dots: int | None = None) -> Self:
        """From line to line in all that follows, in millimetres or dots; without both, the printer's default.

        The default is about 4 mm (30 dots); 3 mm (24 dots) is as close as lines of font A come, and saves a
        fifth of the paper. A taller line takes what it needs. At 3 mm and less, drawn rules stand in the lower cells of
        font B, 17 dots high.
        """
        if mm is not None and dots is not None:
            raise DocumentError("line spacing is given in millimetres or in dots, not in both")
        return self._append(Spacing(dots, mm))

    # Elements in elements

    def table(
        self,
        rows: Iterable[Sequence[CellLike | Builder]],
        *,
        columns: Sequence[Column] = (),
        header: Sequence[CellLike | Builder] | None = None,
        border: Border = NO_BORDER,
        padding: int = 1,
        gap: int = 1,
        **style: Unpack[TextStyle],
    ) -> Self:
        """A table, whose columns are as wide in all its rows.

        Args:
            rows: The cells of each row: texts, tuples of texts, receipts made of lines, or ``Cell`` with a span or an
                alignment of its own.
            columns: A ``Column`` for each, which says how wide it is and where its text stands. Without, all columns
                are as wide as their texts need.
            header: Cells above them in bold.
            border: The lines around and between cells: ``GRID``, ``FRAME``, ``RULES``, ``DOUBLE`` or a ``Border``.
            padding: Columns of white beside a bar of the border.
            gap: Columns of white where no bar stands between two columns.
            style: As for ``text``, but neither ``upside_down`` nor ``rotated``; it goes for all cells that have none.
        """
        return self._append(
            Table(
                several("rows", rows, MOST_ROWS, _cells) or (),
                several("columns", columns, MOST_CELLS) or (),
                None if header is None else _cells(header),
                border,
                padding=padding,
                gap=gap,
                style=style_of(style),
            )
        )

    def box(
        self,
        content: Words | Builder,
        *,
        border: Border = FRAME,
        width: int | None = None,
        align: Alignment = Alignment.CENTER,
        padding: int = 1,
    ) -> Self:
        """A frame around a text or around a receipt that is made of lines.

        Args:
            content: What stands in it; commands, cuts and drawers cannot. Codes are sent as dots there.
            border: The frame.
            width: Columns of font A in all; without, the whole line; 0 is as few as the content needs.
            align: Where the box stands if it is narrower than the line.
            padding: Columns of white beside its bars.
        """
        return self._append(Box(_elements(content), border, width=width, alignment=align, padding=padding))

    def margin(self, content: Words | Builder, *, left_mm: float = 0, right_mm: float = 0) -> Self:
        """A text or a receipt between margins; pictures and codes keep to them as well."""
        return self._append(Margin(_elements(content), left_mm=left_mm, right_mm=right_mm))

    def sideways(self, text: str, *, align: Alignment = Alignment.LEFT, **style: Unpack[TextStyle]) -> Self:
        """Text turned by a quarter, clockwise, so that its lines run down the paper; the first one is the rightmost.

        Where the printer lacks one of its characters, all of it is drawn, and that is reported.
        """
        return self._append(Sideways(text, style_of(style), align))


def _cells(cells: Sequence[CellLike | Builder]) -> tuple[Cell, ...]:
    return several("cells", cells, MOST_CELLS, _cell) or ()


def _cell(cell: CellLike | Builder) -> Cell:
    return Cell(cell.elements) if isinstance(cell, Builder) else as_cell(cell)


def _elements(content: Words | Builder) -> tuple[Element, ...]:
    return content.elements if isinstance(content, Builder) else (Paragraph(content),)
