"""How the columns of a line are shared by cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP_COLUMNS = 1
"""White between one cell and the next."""
_PAIR = 2


def shared_widths(naturals: Sequence[int], columns: int, wanted: Sequence[int | None] | None = None) -> list[int]:
    """The columns of each cell.

    Args:
        naturals: The columns that each cell needs to stand in one line.
        columns: The columns of a line.
        wanted: What each cell shall have; ``None`` takes an equal share of the rest. Without any wish, the right one
            of two cells gets what it needs and the left one the rest; three and more share the line equally.

    Raises:
        DocumentError: They do not fit.
    """
    if wanted is None:
        wanted = _pair(naturals[0], naturals[1], columns) if len(naturals) == _PAIR else (None,) * len(naturals)
    free = [place for place, share in enumerate(wanted) if share is None]
    rest = columns - sum(share or 0 for share in wanted)
    if rest < (1 + GAP_COLUMNS) * len(free):
        raise DocumentError(
            f"{len(wanted)} cells need at least {columns - rest + (1 + GAP_COLUMNS) * len(free)} columns "
            f"and a line has {columns} in this size",
            hint="Fewer or narrower cells fit.",
        )
    extra = set(free[-(rest % len(free)) :]) if free and rest % len(free) else set()
    return [share if share is not None else rest // len(free) + (place in extra) for place, share in enumerate(wanted)]


def _pair(left: int, right: int, columns: int) -> tuple[int | None, ...]:
    """The right cell gets what it needs, but leaves the left one what that needs or, at least, half of the line."""
    return (None, max(1, min(right, max(columns // 2, columns - max(left, 1) - GAP_COLUMNS))))
