"""The journal of a printer: what happened beside the paper, when, and at which millimetre."""

from __future__ import annotations

from collections import deque
from types import MappingProxyType
from typing import TYPE_CHECKING

from ocom809.virtual.event import Event
from ocom809.virtual.paper_path import EVENTS_KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocom809.virtual.clock import Stopwatch
    from ocom809.virtual.paper_path import PaperPath


class Journal:
    """Notes what happens, for itself and for the piece of paper on which it happened.

    Args:
        stopwatch: What the time is.
        paper: Where the paper is.

    Attributes:
        events: What happened, oldest first; the newest 10,000.
    """

    def __init__(self, stopwatch: Stopwatch, paper: PaperPath) -> None:
        self.events: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self._stopwatch = stopwatch
        self._paper = paper

    def note(self, name: str, details: Mapping[str, int | str] | None = None) -> None:
        """Note what happens now, whatever waits."""
        event = Event(name, self._stopwatch.seconds, self._paper.mm, MappingProxyType(dict(details or {})))
        self.events.append(event)
        self._paper.note(event)
