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
_MOST_UNPROVEN_BYTES: Final = 32 * 1024
"""About as much as lies between a program and a printer that reads nothing."""


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

    def behind(self, earlier: tuple[bytes, ...]) -> Break:
        """The same where jobs before it were not proven either: the printer may have stopped in one of these."""
        if not earlier:
            return self
        before = b"".join(earlier)
        return Break(before + self.data, 0, len(before) + self.highest)


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
        unproven: The newest jobs that were handed over on this connection, with nothing that proved them processed.
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
    unproven: tuple[bytes, ...] = ()
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
        self.unproven = ()

    def handed_over(self, data: bytes, *, is_proven: bool) -> None:
        """A job went to its end; without a proof the printer may have read it or not."""
        self.broken = None
        self.unproven = () if is_proven else (*self.unproven, data)
        while len(self.unproven) > 1 and sum(map(len, self.unproven)) > _MOST_UNPROVEN_BYTES:
            self.unproven = self.unproven[1:]

    def lost(self) -> None:
        """The wire failed: what was under way on it is lost, and a job that was handed over may be half there."""
        self.is_dropped = True
        if self.broken is None and self.unproven:
            *earlier, last = self.unproven
            self.broken = Break(last, 0, len(last)).behind(tuple(earlier))

    def died(self) -> None:
        """The wire failed between jobs: a job that the printer was to read to its end may have ended before."""
        self.lost()
        if self.broken is not None and self.broken.lowest == self.broken.highest:
            self.broken = Break(self.broken.data, 0, self.broken.highest)

    def heard(self, data: bytes) -> bytes:
        """Note that the printer was there; what came is handed on."""
        if data:
            self.last_seen = self.clock()
        return data

    def owes(self, answers: int) -> None:
        """Note how many answers may still come."""
        self.unanswered = max(0, min(answers, _MOST_UNANSWERED))
