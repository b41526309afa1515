"""What one printer object remembers from one conversation to the next. No I/O happens here."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ocom809.profile import OCPP809, Profile

if TYPE_CHECKING:
    from collections.abc import Callable

REPLY_SILENCE_SECONDS: Final = 1.0
PATIENCE_SECONDS: Final = 60.0
RECONNECT_SECONDS: Final = 10.0
CONNECT_SECONDS: Final = 5.0
_MOST_UNANSWERED: Final = 64


@dataclass(frozen=True, slots=True)
class Break:
    """A job that broke off.

    Attributes:
        data: Its bytes, from the last place that the printer has proven to have reached, and the question behind it.
        lowest: The printer has read at least so many of them.
        highest: The printer has read at most so many of them, now or when it goes on.
    """

    data: bytes
    lowest: int
    highest: int


@dataclass(slots=True, kw_only=True)
class Session:
    """One printer's memory, and the limits and habits that its owner chose.

    Attributes:
        uri: What messages call the printer.
        profile: The facts of the unit.
        silence: How long a job may make no progress, in seconds.
        reply_silence: How long an answer may take, in seconds.
        ask_first: Whether the printer is asked before each job.
        reconnect_seconds: How long to try to take hold of the wire again before a job; 0 tries once.
        two_way: Whether answers come back on this wire.
        loses_unread: Whether a break may also take away what the printer's end of the wire had acknowledged.
        clock: Where the time comes from, in seconds.
        chance: A number from 0 to 1, so that many clients do not knock at the same moment.
        answers: Whether to ask on this connection; a printer that never answers is asked once.
        has_answered: Whether it ever answered a question.
        is_dropped: An error made us let go of the wire; the next conversation takes hold of it again.
        is_fresh: Nothing has passed since the wire was opened, so that it cannot have gone stale.
        broken: The job that broke off, until the printer is known to be free of it.
        unanswered: Questions that wait their turn and have no answer yet: these may still come.
        expects_late: A real-time question was given up: its answer may still come.
        last_seen: When the last byte came from the printer, by ``clock``.
    """

    uri: str = ""
    profile: Profile = OCPP809
    silence: float = PATIENCE_SECONDS
    reply_silence: float = REPLY_SILENCE_SECONDS
    ask_first: bool = True
    reconnect_seconds: float = RECONNECT_SECONDS
    two_way: bool = True
    loses_unread: bool = True
    clock: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = field(default=random.random)
    answers: bool = True
    has_answered: bool = False
    is_dropped: bool = False
    is_fresh: bool = True
    broken: Break | None = None
    unanswered: int = 0
    expects_late: bool = False
    last_seen: float | None = None

    @property
    def connect_seconds(self) -> float:
        """How long one try to take hold of the wire may last."""
        return min(self.silence, CONNECT_SECONDS)

    def opened(self, *, two_way: bool, loses_unread: bool = True) -> None:
        """The wire is held, anew, and these are its abilities."""
        self.two_way = self.answers = two_way
        self.loses_unread = loses_unread
        self.is_dropped, self.is_fresh = False, True

    def heard(self, data: bytes) -> bytes:
        """Note that the printer was there; what came is handed on."""
        if data:
            self.last_seen = self.clock()
        return data

    def owes(self, answers: int) -> None:
        """Note how many answers may still come."""
        self.unanswered = max(0, min(answers, _MOST_UNANSWERED))
