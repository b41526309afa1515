"""What comes and goes: the difference between one search and the next."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ocom809.discovery.found import FoundPrinter

PAUSE_SECONDS = 1.0
MISSES = 2
"""So many searches in a row must miss a printer before it has left: a question or an answer by UDP can be lost."""


class Change(Enum):
    """What happened to a printer."""

    ARRIVED = "arrived"
    MOVED = "moved"
    """It has another address, and the same MAC address as before."""
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Event:
    """One arrival, move or departure.

    Attributes:
        change: What happened.
        printer: The printer as it was seen last.
        before: As it was seen before, of one that moved.
    """

    change: Change
    printer: FoundPrinter
    before: FoundPrinter | None = None


class Register:
    """Which printers are there, told from search to search.

    Args:
        misses: How many searches in a row must miss a printer before it counts as gone.
    """

    def __init__(self, misses: int = MISSES) -> None:
        self._limit = misses
        self._there: dict[str, FoundPrinter] = {}
        self._missed: dict[str, int] = {}

    def compare(self, found: Iterable[FoundPrinter]) -> tuple[Event, ...]:
        """What has changed since the last search."""
        now = {printer.identity: printer for printer in found}
        events = [event for name, printer in now.items() for event in self._seen(name, printer)]
        events += [event for name in [*self._there] if name not in now for event in self._not_seen(name)]
        return tuple(events)

    def _seen(self, name: str, printer: FoundPrinter) -> Iterator[Event]:
        before = self._there.get(name)
        self._there[name] = printer
        self._missed.pop(name, None)
        if before is None:
            yield Event(Change.ARRIVED, printer)
        elif before.address != printer.address:
            yield Event(Change.MOVED, printer, before)

    def _not_seen(self, name: str) -> Iterator[Event]:
        self._missed[name] = self._missed.get(name, 0) + 1
        if self._missed[name] >= self._limit:
            del self._missed[name]
            yield Event(Change.LEFT, self._there.pop(name))


def watch(
    find: Callable[[], Iterable[FoundPrinter]], *, pause_seconds: float = PAUSE_SECONDS, misses: int = MISSES
) -> Iterator[Event]:
    """Search again and again, without end, and give what has changed; the first search gives all as arrived.

    Args:
        find: The search, such as ``find_printers`` with its arguments bound.
        pause_seconds: How long to rest between two searches.
        misses: How many searches in a row must miss a printer before it has left.
    """
    register, resting = Register(misses), threading.Event()
    while True:
        yield from register.compare(find())
        resting.wait(pause_seconds)
