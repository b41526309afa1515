"""How long is left, over several steps."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Deadline:
    """One limit that several steps share; each asks how much of it is left.

    Args:
        seconds: How long from now. A limit is always finite.
        clock: Where the time comes from, in seconds; monotonic by default.
    """

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self._end - self._clock())

    @property
    def expired(self) -> bool:
        """Whether nothing is left."""
        return self._clock() >= self._end

    def restart(self) -> None:
        """Begin anew: what was awaited has moved on."""
        self._end = self._clock() + self._seconds
