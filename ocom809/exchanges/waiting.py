"""What a caller is told while a printer makes no progress, and what it may decide."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from ocom809.deadline import Deadline
from ocom809.status import Status

if TYPE_CHECKING:
    from ocom809.exchanges.session import Session


LOOK_SECONDS: Final = 1.0
"""How often a caller is told that there is no progress."""
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
        problem: Where the printer cannot be reached, before a job: what the last try ended in. Empty otherwise.
    """

    seconds: float
    left_seconds: float
    sent: int
    total: int
    reasons: tuple[str, ...] = ()
    status: Status = _UNKNOWN
    problem: str = ""


OnWait = Callable[[Waiting], "Decision | None"]
_Given = ParamSpec("_Given")
_Said = TypeVar("_Said")


class CallerRaised(BaseException):
    """What a function of the caller's raised, on its way out of a conversation.

    It is no failure of this wire's, whatever it is: a ``DeviceError`` of another printer above all would else be
    counted as if no byte of the job had gone.
    """

    def __init__(self, original: BaseException) -> None:
        super().__init__(original)
        self.original = original


def guarded(function: Callable[_Given, _Said] | None) -> Callable[_Given, _Said] | None:
    """The function, with whatever it raises told from what the wire raises."""
    if function is None:
        return None

    def call(*given: _Given.args, **named: _Given.kwargs) -> _Said:
        try:
            return function(*given, **named)
        except BaseException as error:
            raise CallerRaised(error) from error

    return call


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
        self._since = self._told_at = session.clock()
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
        return self._told(
            Waiting(
                seconds=self.waited,
                left_seconds=self.left,
                sent=self.sent,
                total=self._total,
                reasons=self.reasons,
                status=self.status,
            )
        )

    def ask_whether_to_try_on(self, problem: str, left_seconds: float) -> Decision:
        """Tell the caller, before the job, that the printer cannot be reached; hear whether to try again.

        Whoever was told within the last second is told later.
        """
        if self._clock() - self._told_at < LOOK_SECONDS:
            return Decision.WAIT
        return self._told(
            Waiting(seconds=self.waited, left_seconds=left_seconds, sent=0, total=self._total, problem=problem)
        )

    @property
    def is_told(self) -> bool:
        """Whether a caller wants to hear of it."""
        return self._on_wait is not None

    def _told(self, waiting: Waiting) -> Decision:
        decision = self._on_wait(waiting) if self._on_wait else None
        self._told_at = self._clock()
        return decision or Decision.WAIT
