"""Cells beside one another: how the columns of a line are shared, and lines made of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.errors import DocumentError
from ocom809.receipt.cells import pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocom809.commands import Alignment

_GAP = 1
_PAIR = 2


def joined(cells: Sequence[Sequence[str]], widths: Sequence[int], alignments: Sequence[Alignment]) -> list[str]:
    """Lines that show the cells side by side. What does not fit a cell goes on below, within the same cell.

    A cell's width counts the blank column that parts it from the next one.

    Args:
        cells: The lines of each cell.
        widths: The columns of each cell.
        alignments: Where text stands in each cell.
    """
    last = len(cells) - 1
    rooms = [columns - (_GAP if place < last else 0) for place, columns in enumerate(widths)]
    wrapped = [[part for line in cell for part in wrap(line, room)] for cell, room in zip(cells, rooms, strict=True)]
    lines = []
    for number in range(max(map(len, wrapped))):
        parts = [cell[number] if number < len(cell) else "" for cell in wrapped]
        padded = [pad(part, room, alignment) for part, room, alignment in zip(parts, rooms, alignments, strict=True)]
        lines.append((" " * _GAP).join(padded))
    return lines


def shared_widths(
    cells: Sequence[Sequence[str]], columns: int, wanted: Sequence[int | None] | None = None
) -> list[int]:
    """The columns of each cell.

    Args:
        cells: The lines of each cell.
        columns: The columns of a line.
        wanted: What each cell shall have; ``None`` takes an equal share of the rest. Without any wish, the right one
            of two cells gets what it needs and the left one the rest; three and more share the line equally.

    Raises:
        DocumentError: They do not fit.
    """
    if wanted is None:
        wanted = _pair(cells, columns) if len(cells) == _PAIR else [None] * len(cells)
    free = [place for place, share in enumerate(wanted) if share is None]
    rest = columns - sum(share or 0 for share in wanted)
    if rest < (1 + _GAP) * len(free):
        raise DocumentError(
            f"{len(wanted)} cells need at least {columns - rest + (1 + _GAP) * len(free)} columns "
            f"and a line has {columns} in this size",
            hint="Fewer or narrower cells fit.",
        )
    extra = set(free[-(rest % len(free)) :]) if free and rest % len(free) else set()
    return [share if share is not None else rest // len(free) + (place in extra) for place, share in enumerate(wanted)]


def _pair(cells: Sequence[Sequence[str]], columns: int) -> list[int | None]:
    """The right cell gets what it needs, but leaves the left one what that needs or, at least, half of the line."""
    left, right = (max(map(width, cell)) for cell in cells)
    return [None, max(1, min(right, max(columns // 2, columns - max(left, 1) - _GAP)))]
