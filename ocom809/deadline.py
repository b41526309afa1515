"""How long is left, over several steps."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from ocom809.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable


class Deadline:
    """One limit that several steps share; each asks how much of it is left.

    Args:
        seconds: How long from now. A limit is always finite.
        clock: Where the time comes from, in seconds; monotonic by default.

    Raises:
        InputError: The limit is endless.
    """

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        if not math.isfinite(seconds):
            raise InputError(f"a limit is a finite number of seconds, not {seconds}")
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


def finite(seconds: float) -> float:
    """The limit itself.

    Raises:
        InputError: It is negative or endless.
    """
    if type(seconds) not in (int, float) or not 0 <= seconds < float("inf"):
        raise InputError(f"a limit is a finite number of seconds, not {seconds!r}")
    return seconds
