"""Who wants to be told what a virtual printer does."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ocom809.virtual.ticket import Ticket

    OnTicket = Callable[[Ticket], None]
    OnChange = Callable[[], None]

Function = TypeVar("Function")

logger = logging.getLogger(__name__)


class Watchers:
    """Functions that are called when a ticket comes off or something changes.

    One that was added twice, for two servers of one printer, is called once, and goes when it was removed twice.
    """

    def __init__(self) -> None:
        self._on_ticket: list[OnTicket] = []
        self._on_change: list[OnChange] = []

    def add(self, on_ticket: OnTicket | None, on_change: OnChange | None) -> Callable[[], None]:
        """Add either or both; what comes back removes them again."""
        if on_ticket is not None:
            self._on_ticket.append(on_ticket)
        if on_change is not None:
            self._on_change.append(on_change)

        def remove() -> None:
            if on_ticket is not None:
                self._on_ticket.remove(on_ticket)
            if on_change is not None:
                self._on_change.remove(on_change)

        return remove

    def tell(self, tickets: Iterable[Ticket]) -> None:
        """Tell of ``tickets``, then that something changed."""
        for ticket in tickets:
            for on_ticket in _each_once(self._on_ticket):
                _call(on_ticket, ticket)
        for on_change in _each_once(self._on_change):
            _call(on_change)


def _call(function: Callable[..., None], *arguments: object) -> None:
    """Call a watcher; what goes wrong there is logged, for it is neither the printer's fault nor the host's."""
    try:
        function(*arguments)
    except Exception:
        logger.exception("a watcher of the virtual printer failed")


def _each_once(functions: list[Function]) -> list[Function]:
    return [function for place, function in enumerate(functions) if function not in functions[:place]]
