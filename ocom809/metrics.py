"""Figures of what a printer does, by a plain function that is told of each job; ``Metrics`` adds them up.

::

    figures = Metrics()
    printer = Printer("tcp://192.168.1.87", on_job=figures)
    …
    figures.jobs["printed"], figures.bytes_sent, figures.last_seen
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.errors import NotPrinted, Unknown
from ocom809.outcomes import Printed, Sent

if TYPE_CHECKING:
    from ocom809.outcomes import Outcome

INTERRUPTED: Final = "interrupted"
OUTCOMES: Final = {Printed: "printed", Sent: "sent", NotPrinted: "not printed", Unknown: "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReport:
    """How one job went.

    Attributes:
        uri: The printer.
        outcome: ``printed``, ``sent``, ``not printed``, ``unknown``; or ``interrupted`` by Ctrl-C or a cancelled task,
            which is as unknown.
        sent: Bytes of it that the printer has taken for certain.
        total: Bytes of it.
        seconds: From the call to its end, waiting for others included.
        waited_seconds: How much of that the job waited for other jobs of this printer.
        reasons: What stopped it, in the printer's own words.
        last_seen: When the printer last said anything, in seconds since 1970; ``None`` for never.
    """

    uri: str
    outcome: str
    sent: int
    total: int
    seconds: float
    waited_seconds: float = 0.0
    reasons: tuple[str, ...] = ()
    last_seen: float | None = None


class Timing:
    """When a job was asked for, and when its turn came."""

    def __init__(self) -> None:
        self._asked = time.monotonic()
        self._begun: float | None = None

    def begin(self) -> None:
        """Its turn has come."""
        self._begun = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since it was asked for."""
        return time.monotonic() - self._asked

    @property
    def waited_seconds(self) -> float:
        """Until its turn came."""
        return (time.monotonic() if self._begun is None else self._begun) - self._asked


def report(
    uri: str, total: int, timing: Timing, ending: Outcome | BaseException, last_seen: float | None = None
) -> JobReport:
    """What is told of a job that has just ended."""
    return JobReport(
        uri=uri,
        outcome=OUTCOMES.get(type(ending), INTERRUPTED),
        sent=_sent(ending),
        total=total,
        seconds=timing.seconds,
        waited_seconds=timing.waited_seconds,
        reasons=ending.reasons if isinstance(ending, Printed | Sent | NotPrinted | Unknown) else (),
        last_seen=last_seen,
    )


def _sent(ending: Outcome | BaseException) -> int:
    """Bytes that were taken for certain."""
    if isinstance(ending, Printed | Sent):
        return ending.total
    return ending.sent if isinstance(ending, NotPrinted | Unknown) else 0


class Metrics:
    """Adds up the jobs of one printer or of many; hand it over as ``on_job``. It may be used from any thread.

    Attributes:
        jobs: How many ended in what, by the name of the outcome.
        reasons: What stopped jobs, and how often.
        bytes_sent: Bytes that printers took.
        seconds: What all jobs took together.
        waited_seconds: How much of that they waited for one another.
        last_seen: When each printer last said anything, by its URI, in seconds since 1970.
        began: When the counting began, in seconds since 1970.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.jobs: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.bytes_sent = 0
        self.seconds = 0.0
        self.waited_seconds = 0.0
        self.last_seen: dict[str, float] = {}
        self.began = time.time()

    @property
    def uptime_seconds(self) -> float:
        """For how long it has counted."""
        return time.time() - self.began

    def __call__(self, report: JobReport) -> None:
        """Count a job."""
        with self._lock:
            self.jobs[report.outcome] += 1
            self.reasons.update(report.reasons)
            self.bytes_sent += report.sent
            self.seconds += report.seconds
            self.waited_seconds += report.waited_seconds
            if report.last_seen is not None:
                self.last_seen[report.uri] = report.last_seen
