"""How far the head is behind what was given to it, on units whose cuts do not wait for it.

Rows that come out after the cut stand below it, so a cut that comes too early is a cut higher up: nothing else need be
known of the moments between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

STALL_SECONDS: Final = 0.5
_DENSE_ROWS: Final = 24
_SHORTEST_PAUSE_SECONDS: Final = 0.05
"""Shorter ones are those of the wire and of this program; were they counted, no two runs would give the same paper."""


class HeadLag:
    """Counts the rows that are not out yet.

    Args:
        width_dots: Dots across the paper.
        rows_per_second: How fast the head catches up.
        overtaken_rows: Most rows that wait for the head.
        stalled_rows: Rows that wait for the head behind dense black, until half a second has passed or as many other
            rows stand below; dense are 24 rows one after the other of which each is black for at least a half.
    """

    def __init__(
        self, width_dots: int, *, rows_per_second: float = 2400, overtaken_rows: int = 0, stalled_rows: int = 0
    ) -> None:
        self._dense_dots = (width_dots + 1) // 2
        self._rows_per_second = rows_per_second
        self._most = overtaken_rows
        self._stalled_most = stalled_rows
        self._waiting = 0.0
        self._below_black = stalled_rows
        self._run = 0
        self._at = 0.0

    @property
    def is_possible(self) -> bool:
        """Whether the head ever is behind."""
        return bool(self._most or self._stalled_most)

    def catch_up(self, now: float) -> None:
        """Until ``now`` nothing new was given to the head."""
        pause = now - self._at
        if pause < _SHORTEST_PAUSE_SECONDS:
            return
        self._waiting = max(0.0, self._waiting - pause * self._rows_per_second)
        if pause >= STALL_SECONDS:
            self._below_black = self._stalled_most
        self._at = now

    def printed(self, rows: Sequence[int], now: float) -> None:
        """Rows of dots were given to the head."""
        if self._stalled_most:
            for row in rows:
                self._run = self._run + 1 if row.bit_count() >= self._dense_dots else 0
                self._below_black = 0 if self._run >= _DENSE_ROWS else self._below_black + 1
        self._moved(len(rows), now)

    def fed(self, dots: int, now: float) -> None:
        """White rows were."""
        self._run = 0
        self._below_black += dots
        self._moved(dots, now)

    def rows_behind(self, now: float) -> int:
        """Rows that are not out when something is cut now."""
        self.catch_up(now)
        stalled = self._stalled_most if self._below_black < self._stalled_most else 0
        return max(round(self._waiting), stalled)

    def _moved(self, rows: int, now: float) -> None:
        self._waiting = min(self._most, self._waiting + rows)
        self._at = now
