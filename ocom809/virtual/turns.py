"""One at a time: the lock of a virtual printer, and who is told when its turn brought a change."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ocom809.virtual.watchers import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ocom809.virtual.ticket import Ticket


class Turns:
    """Whoever touches the printer takes a turn, in which nobody else does.

    Args:
        bring_about: Lets happen what is due, and tells whether anything was.
        settle: Does what has become possible.

    Attributes:
        fresh_tickets: What came off during this turn and nobody was told of yet.
        watchers: Who is told.
    """

    def __init__(self, bring_about: Callable[[], bool], settle: Callable[[], None]) -> None:
        self.fresh_tickets: list[Ticket] = []
        self.watchers = Watchers()
        self._bring_about = bring_about
        self._settle = settle
        self._changed = threading.Condition(threading.RLock())
        self._version = 0

    @contextmanager
    def take(self, *, poll: bool = False) -> Iterator[None]:
        """Hold the lock, bring about what is due, and afterwards do what has become possible.

        A poll that finds nothing due changes nothing and tells nobody. Watchers are told when the lock is free again.
        """
        with self._changed:
            due = self._bring_about()
            if due:
                self._settle()
            yield
            changed = due or not poll
            if changed:
                self._settle()
                self._version += 1
                self._changed.notify_all()
            tickets, self.fresh_tickets[:] = list(self.fresh_tickets), []
        if changed:
            self.watchers.tell(tickets)

    @property
    def version(self) -> int:
        """A number that grows whenever something may have changed."""
        with self._changed:
            return self._version

    def wait(self, since: int, seconds: float) -> None:
        """Wait until ``version`` is no longer ``since``, or for ``seconds``; then bring about what is due."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != since, seconds)
        with self.take(poll=True):
            pass
