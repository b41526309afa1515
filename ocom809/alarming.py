"""An alarm until somebody has heard it: when to sound, and how long to wait, without a wire or a clock of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.deadline import Deadline
from ocom809.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EVERY_SECONDS: Final = 5.0
LIMIT_SECONDS: Final = 120.0
_LOOK_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarmed:
    """How an alarm ended.

    Attributes:
        acknowledged: Whether somebody acknowledged it; otherwise its time was over.
        times: How often it sounded.
        seconds: For how long.
    """

    acknowledged: bool
    times: int
    seconds: float


class Alarming:
    """One alarm that goes on.

    Args:
        acknowledged: Asked about ten times a second whether somebody has heard it.
        every: Seconds from one sounding to the next.
        limit: After so many seconds it ends by itself.
        clock: Where the time comes from.

    Raises:
        InputError: A time that is no time.
    """

    def __init__(
        self,
        acknowledged: Callable[[], object],
        *,
        every: float = EVERY_SECONDS,
        limit: float = LIMIT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not (0 < every < float("inf") and 0 <= limit < float("inf")):
            raise InputError(f"an alarm sounds every so many seconds, for so many: not {every!r} and {limit!r}")
        self._acknowledged = acknowledged
        self._every = every
        self._clock = clock
        self._begin = clock()
        self._limit = Deadline(limit, clock=clock)
        self._times = 0
        self._is_acknowledged = False

    def steps(self) -> Iterator[float]:
        """What to do: 0 is to sound it now, anything else to wait for so many seconds."""
        while not self._is_over():
            self._times += 1
            yield 0.0
            pause = Deadline(min(self._every, self._limit.left()), clock=self._clock)
            while not pause.expired and not self._is_over():
                yield max(0.001, min(_LOOK_SECONDS, pause.left()))

    @property
    def result(self) -> Alarmed:
        """How it ended."""
        return Alarmed(acknowledged=self._is_acknowledged, times=self._times, seconds=self._clock() - self._begin)

    def _is_over(self) -> bool:
        self._is_acknowledged = self._is_acknowledged or bool(self._acknowledged())
        return self._is_acknowledged or self._limit.expired
