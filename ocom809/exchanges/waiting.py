"""What a caller is told while a printer makes no progress, and what it may decide."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.deadline import Deadline
from ocom809.status import Status

if TYPE_CHECKING:
    from ocom809.exchanges.session import Session


_UNKNOWN: Final = Status.unknown()


class Decision(enum.Enum):
    """What a caller decides while it waits."""

    WAIT = "wait"
    """Go on waiting, until the patience is over."""
    RECOVER = "recover"
    """Send ``DLE ENQ 1``, which ends a cutter error. Heeded behind the last byte of the job only; else as ``WAIT``."""
    GIVE_UP = "give up"
    """End the job now, as if the patience were over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The printer makes no progress.

    Attributes:
        seconds: For how long.
        left_seconds: How long it is waited for still.
        sent: Bytes of the job that the printer has taken.
        total: Bytes of the job.
        reasons: Why, in the printer's own words; empty where it does not say.
        status: How the printer is, as far as it says.
    """

    seconds: float
    left_seconds: float
    sent: int
    total: int
    reasons: tuple[str, ...] = ()
    status: Status = _UNKNOWN


OnWait = Callable[[Waiting], "Decision | None"]


class Patience:
    """One job's waiting: how long already, how long still, and why; ``stops`` are all reasons that were met.

    Args:
        session: Whose clock and limits count.
        total: Bytes of the job.
        seconds: The longest time without progress; the session's where ``None``.
        on_wait: Told about once a second; what it returns decides, and ``None`` means to wait.
    """

    def __init__(self, session: Session, total: int, seconds: float | None, on_wait: OnWait | None) -> None:
        self.seconds = session.silence if seconds is None else seconds
        self.status = Status.unknown()
        self.reasons: tuple[str, ...] = ()
        self.stops: tuple[str, ...] = ()
        self.sent = 0
        self._clock = session.clock
        self._total = total
        self._on_wait = on_wait
        self._since = session.clock()
        self._limit = Deadline(self.seconds, clock=session.clock)
        self._granted = Deadline(0.0, clock=session.clock)

    @property
    def waited(self) -> float:
        """Seconds since the last progress."""
        return self._clock() - self._since

    @property
    def left(self) -> float:
        """Seconds until the patience is over."""
        return max(self._limit.left(), self._granted.left())

    @property
    def is_over(self) -> bool:
        """Whether nothing is left of it."""
        return self._limit.expired and self._granted.expired

    def moved(self, sent: int | None = None) -> None:
        """There was progress: begin to wait anew."""
        self.sent = self.sent if sent is None else sent
        self._since = self._clock()
        self._limit.restart()

    def grant(self, seconds: float) -> None:
        """So long the paper takes by itself, on top of the patience."""
        self._granted = Deadline(self.seconds + seconds, clock=self._clock)

    def learned(self, status: Status) -> None:
        """The printer said how it is; that something has changed is progress."""
        self.status, reasons = status, status.reasons()
        if reasons != self.reasons:
            self.moved()
        self.reasons = reasons
        self.stops += tuple(reason for reason in reasons if reason not in self.stops)

    def ask_caller(self) -> Decision:
        """Tell the caller, and hear what it wants."""
        if self._on_wait is None:
            return Decision.WAIT
        told = Waiting(
            seconds=self.waited,
            left_seconds=self.left,
            sent=self.sent,
            total=self._total,
            reasons=self.reasons,
            status=self.status,
        )
        return self._on_wait(told) or Decision.WAIT
