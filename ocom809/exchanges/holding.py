"""Taking hold of the wire: before a job with patience, before a question once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.deadline import Deadline
from ocom809.errors import DeviceError, PermissionDenied, SeveralDevices
from ocom809.exchanges.refusals import not_asked
from ocom809.exchanges.steps import Exchange, Open, Pause
from ocom809.exchanges.waiting import LOOK_SECONDS, Decision

if TYPE_CHECKING:
    from ocom809.exchanges.session import Session
    from ocom809.exchanges.waiting import Patience

_FIRST_PAUSE_SECONDS: Final = 0.1
_LONGEST_PAUSE_SECONDS: Final = 5.0
_HOPELESS: Final = (PermissionDenied, SeveralDevices)


def hold(session: Session) -> Exchange[None]:
    """Take hold of a wire that an earlier error made us let go of; tries once.

    Raises:
        DeviceError: It cannot be had.
    """
    if session.is_dropped:
        yield Open(session.connect_seconds)


def take_hold(session: Session, total: int, patience: Patience) -> Exchange[None]:
    """Take hold of the wire for a job, with patience: again and again, at growing distances that are not quite equal.

    The caller is told about once a second, and may end it.

    Raises:
        NotPrinted: It cannot be had within ``reconnect_seconds``, or the caller gives up.
    """
    limit, pause = Deadline(session.reconnect_seconds, clock=session.clock), _FIRST_PAUSE_SECONDS
    while session.is_dropped:
        try:
            yield Open(session.connect_seconds)
        except DeviceError as error:
            seconds = pause * (0.5 + session.chance())
            if isinstance(error, _HOPELESS) or limit.left() <= seconds:
                raise not_asked(error, total) from error
            yield from _waited(seconds, error, limit, patience, total)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)


def _waited(seconds: float, error: DeviceError, limit: Deadline, patience: Patience, total: int) -> Exchange[None]:
    """Wait before the next try; in short steps where somebody wants to be told meanwhile.

    Raises:
        NotPrinted: The caller gives up.
    """
    while seconds > 0:
        step = min(seconds, LOOK_SECONDS) if patience.is_told else seconds
        yield Pause(step)
        seconds -= step
        if patience.ask_whether_to_try_on(error.message, limit.left()) is Decision.GIVE_UP:
            raise not_asked(error, total) from error
