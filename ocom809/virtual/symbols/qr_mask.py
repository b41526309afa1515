"""The mask of a QR code: where the data stands in a symbol, and which of the eight masks leaves the fewest bad spots.

All modules of a symbol are one number, row by row from the upper left one on, which is the highest bit. So a mask is
one operation, and the rules of ISO/IEC 18004 by which a masked symbol loses points are a few more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_POINTS_BLOCK, _POINTS_FINDER, _POINTS_UNBALANCED = 3, 40, 10
# Which modules a mask turns round, by row and column.
_MASKS: Final[tuple[Callable[[int, int], bool], ...]] = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, _column: row % 2 == 0,
    lambda _row, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)


def best_mask(modules: int, size: int, masks: tuple[int, ...]) -> int:
    """The mask that loses the fewest points, the first of several.

    Args:
        modules: The symbol without a mask and without format and version information.
        size: Modules in a row.
        masks: What each mask turns round.
    """
    return min(range(len(masks)), key=lambda mask: _points_lost(modules ^ masks[mask], size))


def mask_numbers(size: int, data_places: tuple[int, ...]) -> tuple[int, ...]:
    """What each mask turns round in a symbol whose data stands in these places."""
    cells = [(1 << size * size - 1 - place, *divmod(place, size)) for place in data_places]
    return tuple(sum(bit for bit, row, column in cells if turns(row, column)) for turns in _MASKS)


def zigzag(size: int, is_free: Sequence[bool]) -> tuple[int, ...]:
    """The free places in the order of the data: two columns at a time from the right, upwards and downwards in turn."""
    # The timing pattern's column is left out: beyond it, pairs stand one column farther to the left.
    pairs = [right if right > 6 else right - 1 for right in range(size - 1, 0, -2)]  # noqa: PLR2004
    places = (
        row * size + column
        for turn, right in enumerate(pairs)
        for row in (range(size) if turn % 2 else range(size - 1, -1, -1))
        for column in (right, right - 1)
    )
    return tuple(place for place in places if is_free[place])


def _points_lost(modules: int, size: int) -> int:
    everything = (1 << size * size) - 1
    balance = modules.bit_count() * 100 / (size * size)
    lost = int(abs(balance - 50) / 5) * _POINTS_UNBALANCED
    for step, within in ((1, _beside(size)), (size, _below(size))):
        # 1 where a module is like the one before it.
        alike = (everything ^ modules ^ modules >> step) & within[1]
        lost += _lost_by_runs(alike, step) + _lost_by_finders(modules, everything ^ modules, step, within[10])
    beside = (everything ^ modules ^ modules >> 1) & _beside(size)[1]
    blocks = beside & beside >> size & (everything ^ modules ^ modules >> size) & _below(size)[1]
    return lost + blocks.bit_count() * _POINTS_BLOCK


def _lost_by_runs(alike: int, step: int) -> int:
    """Each run of five or more loses three points, and one more for each module beyond five."""
    fives = alike & alike >> step & alike >> 2 * step & alike >> 3 * step
    runs = fives & ~(fives >> step)
    return fives.bit_count() + runs.bit_count() * 2


def _lost_by_finders(dark: int, light: int, step: int, within: int) -> int:
    """What looks like a finder pattern, 1011101, with four white modules before or behind it."""
    found = dark & light >> step & dark >> 2 * step & dark >> 3 * step
    found &= dark >> 4 * step & light >> 5 * step & dark >> 6 * step
    white = light & light >> step
    white &= white >> 2 * step
    behind, before = white & found >> 4 * step & within, found & white >> 7 * step & within
    return (behind.bit_count() + before.bit_count()) * _POINTS_FINDER


@lru_cache(maxsize=40)
def _beside(size: int) -> dict[int, int]:
    """The modules that have so many others before them in their row."""
    return {count: int(("0" * count + "1" * (size - count)) * size, 2) for count in (1, 10)}


@lru_cache(maxsize=40)
def _below(size: int) -> dict[int, int]:
    """The modules that have so many others above them in their column."""
    return {count: (1 << size * (size - count)) - 1 for count in (1, 10)}
