"""A document as plain text, in the convention of the reference implementation.

A character of twice the width has a blank behind it, lines are drawn by ``|``, ``-`` and ``+``, and of pictures, codes
and cuts nothing is seen. Blanks at the end of a line are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.receipt.markup.layout import Cell, Frame, Item, Rule, TextRow, laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.markup.values import Document

USUAL_COLUMNS = 48


def as_text(document: Document, columns: int = USUAL_COLUMNS) -> str:
    """What stands on a paper of so many columns, as lines of text.

    Raises:
        MarkupError: More rows than any receipt has.
    """
    return "".join(line.rstrip(" ") + "\n" for item in laid_out(document, columns) for line in _lines(item))


def _lines(item: Item) -> Iterator[str]:
    if isinstance(item, TextRow):
        yield _text(item)
    elif isinstance(item, Rule):
        yield " " * item.area.left + "-" * item.area.width
    elif isinstance(item, Frame):
        yield _frame(item)


def _text(row: TextRow) -> str:
    pieces = [(bar, "|", 1) for bar in row.bars] + [_cell(cell) for cell in row.cells]
    line, end = "", 0
    for left, text, columns in sorted(pieces):
        line += " " * (left - end) + text
        end = left + columns
    return line


def _cell(cell: Cell) -> tuple[int, str, int]:
    """Where its text begins, half a column counting as a whole one; the text; and the columns that it takes."""
    text = "".join(
        characters + " " * (columns * (part.look.width - 1))
        for part in cell.row.parts
        for characters, columns in part.places
    )
    return cell.left + (cell.row.half_columns + 1) // 2, text, sum(part.columns for part in cell.row.parts)


def _frame(frame: Frame) -> str:
    crossings = {*frame.above, *frame.below}
    spans = [range(bars[0], bars[-1] + 1) for bars in (frame.above, frame.below) if bars]
    line = ""
    for column in range(max(crossings) + 1):
        drawn = "-" if any(column in span for span in spans) else " "
        line += "+" if column in crossings else drawn
    return line
