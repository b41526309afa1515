"""Opening the drawer until it is open: a pulse, a look at the sensor, and once a longer pulse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.deadline import Deadline
from ocom809.exchanges.jobs import print_job
from ocom809.exchanges.steps import Exchange, Pause
from ocom809.exchanges.verbs import asked
from ocom809.outcomes import Kicked
from ocom809.status import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocom809.exchanges.session import Session
    from ocom809.job import Job

_LOOK_SECONDS: Final = 0.05


def kick_drawer(session: Session, pulses: Sequence[tuple[int, Job]], seconds: float) -> Exchange[Kicked]:
    """Send one pulse after the other until the sensor tells that the drawer is open.

    Where the profile knows which level means open, that level tells; otherwise any change of it does. A drawer without
    a sensor, or a printer that does not answer, leaves it unknown, and gets one pulse only.

    Args:
        session: What is known of the printer.
        pulses: Their lengths in milliseconds, and the jobs that send them.
        seconds: How long to look at the sensor after each.

    Raises:
        NotPrinted: As for any job; of the first pulse.
        Unknown: As for any job.
    """
    before = (yield from asked(session)).drawer_pin_high
    if _is_open(session, before, before) is Answer.YES:
        return Kicked(opened=Answer.YES)
    sent: list[int] = []
    outcome = None
    for pulse_ms, job in pulses:
        outcome = yield from print_job(session, job)
        sent.append(pulse_ms)
        opened = yield from _looked(session, before, seconds)
        if opened is not Answer.NO:
            return Kicked(opened=opened, pulses_ms=tuple(sent), outcome=outcome)
    return Kicked(opened=Answer.NO, pulses_ms=tuple(sent), outcome=outcome)


def _looked(session: Session, before: Answer, seconds: float) -> Exchange[Answer]:
    """Whether the drawer opened within so many seconds; unknown where nothing tells."""
    limit = Deadline(seconds, clock=session.clock)
    while True:
        opened = _is_open(session, before, (yield from asked(session)).drawer_pin_high)
        if opened is not Answer.NO or limit.expired:
            return opened
        yield Pause(min(_LOOK_SECONDS, limit.left()))


def _is_open(session: Session, before: Answer, now: Answer) -> Answer:
    """What a level says: by the profile, or by having changed. A level that never changes may have no drawer on it."""
    if now is Answer.UNKNOWN or before is Answer.UNKNOWN:
        return Answer.UNKNOWN
    open_is_high = session.profile.drawer_open_is_high
    if open_is_high is not None:
        return Answer.of((now is Answer.YES) is open_is_high)
    return Answer.YES if now is not before else Answer.NO
