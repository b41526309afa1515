"""Time: that of a printer since it was made, and a clock for tests, which stands still until it is told to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from ocom809.errors import InputError

Clock: TypeAlias = Callable[[], float]
"""Where the time comes from, in seconds."""


class SimulatedClock:
    """Give it to a ``VirtualPrinter`` as its clock, and let the time pass that a test needs.

    Args:
        seconds: What it shows at first.
    """

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds

    def __call__(self) -> float:
        """The time in seconds."""
        return self._seconds

    def go(self, seconds: float) -> None:
        """Let so many seconds pass.

        Raises:
            InputError: They are negative: time does not go back.
        """
        if not seconds >= 0:
            raise InputError(f"a clock goes on by 0 seconds or more, not by {seconds}")
        self._seconds += seconds


class Stopwatch:
    """The time since a printer was made.

    Args:
        clock: Where the time comes from.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._made_at = clock()
        self._moment: float | None = None

    @property
    def seconds(self) -> float:
        """Time since it was made; an earlier moment while that is caught up with."""
        seconds = self._clock() - self._made_at
        return seconds if self._moment is None else min(seconds, self._moment)

    @contextmanager
    def at(self, moment: float) -> Iterator[None]:
        """Let it be that moment, which has passed unseen."""
        self._moment = moment
        try:
            yield
        finally:
            self._moment = None
