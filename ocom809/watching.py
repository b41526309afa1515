"""Watching a printer: it is asked now and then, and what has changed is told."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Final, Protocol, Self

from ocom809.errors import DeviceError, InputError, ReplyError
from ocom809.status import Answer, Status
from ocom809.status.changes import REACHABLE, Change, changes, remembered

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

logger = logging.getLogger(__name__)

EVERY_SECONDS: Final = 2.0
LONGEST_PAUSE_SECONDS: Final = 30.0
_GROWTH: Final = 2.0


class Asked(Protocol):
    """What can be watched."""

    def status(self) -> Status:
        """How it is; all unknown where it is silent."""
        ...


class Lookout:
    """What is known of a printer over time, without a clock or a wire of its own: ``Watch`` and tasks share it.

    Attributes:
        status: The last that was known of each fact.
        reachable: Whether it answered when it was asked last; unknown before.
        last_seen: When it answered last, in seconds since 1970; ``None`` for never.
    """

    def __init__(self, every: float = EVERY_SECONDS) -> None:
        if not 0 < every < float("inf"):
            raise InputError(f"a printer is asked every so many seconds, more than none, not {every!r}")
        self._every = every
        self._pause = every
        self.status = Status.unknown()
        self.reachable = Answer.UNKNOWN
        self.last_seen: float | None = None

    def heard(self, status: Status) -> tuple[Change, ...]:
        """It was asked, and this is what it said; a silent printer said that nothing is known."""
        if status == Status.unknown():
            return self.lost()
        found = (*self._reached(Answer.YES), *changes(self.status, status))
        self.status = remembered(self.status, status)
        self.last_seen, self._pause = time.time(), self._every
        return found

    def lost(self) -> tuple[Change, ...]:
        """It could not be asked, or did not answer. What it was before stays what is known."""
        found = self._reached(Answer.NO)
        if not found:
            self._pause = min(self._pause * _GROWTH, max(self._every, LONGEST_PAUSE_SECONDS))
        return found

    @property
    def pause(self) -> float:
        """How long to wait before the next question, in seconds: longer while nobody answers."""
        return self._pause

    def _reached(self, answer: Answer) -> tuple[Change, ...]:
        before, self.reachable = self.reachable, answer
        return () if answer is before else (Change(fact=REACHABLE, before=before, after=answer),)


class Watch:
    """Asks a printer for its status in a thread of its own, and tells what has changed. Made by ``Printer.watch``.

    Args:
        printer: The printer. It is asked between jobs, never inside one.
        on_change: Told of each change, in that thread. What it raises is logged, and the watch goes on.
        every: How often to ask, in seconds. A printer that does not answer is asked less and less often, down to every
            30 s.

    Use it in a ``with`` statement, or ``close`` it.
    """

    def __init__(self, printer: Asked, on_change: Callable[[Change], object], *, every: float = EVERY_SECONDS) -> None:
        self._printer = printer
        self._on_change = on_change
        self._lookout = Lookout(every)
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="ocom809-watch", daemon=True)
        self._thread.start()

    @property
    def status(self) -> Status:
        """The last that was known of each fact."""
        return self._lookout.status

    @property
    def reachable(self) -> Answer:
        """Whether it answered when it was asked last."""
        return self._lookout.reachable

    @property
    def last_seen(self) -> float | None:
        """When it answered last, in seconds since 1970; ``None`` for never."""
        return self._lookout.last_seen

    def close(self) -> None:
        """End it; a question that is under way is waited for, unless ``on_change`` itself ends the watch."""
        self._end.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _go_on(self) -> None:
        while not self._end.is_set():
            for change in self._look():
                self._tell(change)
            self._end.wait(self._lookout.pause)

    def _look(self) -> tuple[Change, ...]:
        try:
            return self._lookout.heard(self._printer.status())
        except (DeviceError, ReplyError) as error:
            logger.info("watching: %s", error)
            return self._lookout.lost()

    def _tell(self, change: Change) -> None:
        """Tell whoever watches; what that raises is logged, for the next change has to be told all the same."""
        try:
            self._on_change(change)
        except Exception:
            logger.exception("what watches a printer failed at: %s", change)
