"""The paper motor: how many rows may have moved by now."""

from __future__ import annotations

from typing import Final

_STEP_SECONDS: Final = 0.01
"""Whoever watches the paper grow is shown it this often; more often would be work for nothing."""
_ROUNDING: Final = 1e-6


class Motor:
    """Moves the paper at a speed, or as fast as it is asked to.

    It starts when something is to be moved, and keeps its pace as long as there is more to move.

    Args:
        rows_per_second: The speed; ``None`` for as fast as possible.
    """

    def __init__(self, rows_per_second: float | None = None) -> None:
        self.rows_per_second = rows_per_second
        self._started_at: float | None = None
        self._moved = 0
        self._wanted = 0

    @property
    def step_rows(self) -> int | None:
        """Rows that are moved in one step; ``None`` where all of them are moved at once."""
        return None if self.rows_per_second is None else max(1, round(self.rows_per_second * _STEP_SECONDS))

    @property
    def is_running(self) -> bool:
        """Whether it has started and not stopped; never where it is as fast as it is asked to be."""
        return self._started_at is not None

    def start(self, now: float) -> None:
        """Start, where it does not run."""
        if self.rows_per_second is not None and self._started_at is None:
            self._started_at, self._moved = now, 0

    def stop(self) -> None:
        """Nothing is left to move, or something holds the paper."""
        self._started_at, self._wanted = None, 0

    def move(self, wanted: int, now: float) -> int:
        """Move ``wanted`` rows, or as many of them as there has been time for."""
        if self.rows_per_second is None or self._started_at is None:
            return wanted
        count = min(wanted, int((now - self._started_at) * self.rows_per_second + _ROUNDING) - self._moved)
        self._moved += count
        self._wanted = wanted - count
        return count

    def seconds_left(self, now: float) -> float | None:
        """How long until there is something to see: a step of the paper, or the end of what was wanted."""
        if self.rows_per_second is None or self._started_at is None or not self._wanted:
            return None
        step = min(self._wanted, self.step_rows or self._wanted)
        left = (self._moved + step) / self.rows_per_second - (now - self._started_at)
        return left if left > _ROUNDING else 0.0
