"""Short conversations that a printer object holds besides its jobs."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from ocom809.deadline import Deadline
from ocom809.errors import DeviceError
from ocom809.exchanges.asking import ask_how_it_is
from ocom809.exchanges.holding import hold
from ocom809.exchanges.steps import LetGo, Open, Receive
from ocom809.status import Status

if TYPE_CHECKING:
    from ocom809.exchanges.session import Session
    from ocom809.exchanges.steps import Answer, Exchange

OWED_SECONDS: Final = 5.0
"""How long a printer that has answered before is heard out, before a wire is let go of on which it owes an answer."""


def asked(session: Session) -> Exchange[Status]:
    """How the printer is; all unknown on a wire without answers.

    Raises:
        ReplyError: It answered nonsense.
        DeviceError: The wire failed.
    """
    yield from hold(session)
    if not session.two_way:
        return Status.unknown()
    return (yield from ask_how_it_is(session))


def held(session: Session, exchange: Exchange[Answer]) -> Exchange[Answer]:
    """Another conversation, on a wire that is taken hold of again first where an error made us let go of it.

    What it asked may still be answered when it broke off.
    """
    yield from hold(session)
    try:
        return (yield from exchange)
    except BaseException:
        session.expects_late = True
        raise


def take(session: Session) -> Exchange[None]:
    """Take hold of the wire, once.

    Raises:
        DeviceError: It cannot be had.
    """
    yield Open(session.connect_seconds)


def let_go(session: Session) -> Exchange[None]:
    """Hand over what is under way and let go of the wire; the next conversation takes hold of it again.

    A printer that has answered before and still owes an answer is heard out first: an answer that meets a connection
    which is over makes a reset, and with that a printer may lose what it had taken and not read.
    """
    owed, session.is_dropped = 0 if session.is_dropped else _owed(session), True
    is_whole = not owed
    try:
        if owed:
            is_whole = yield from _heard_out(session, owed)
    finally:
        yield LetGo()
        if not is_whole:
            # It stood still with a job of ours, perhaps, and may yet be reset by its late answer.
            session.died()


def _owed(session: Session) -> int:
    return session.unanswered + session.expects_late if session.two_way and session.has_answered else 0


def _heard_out(session: Session, owed: int) -> Exchange[bool]:
    """Wait for so many answers, which are a byte each or more, within a limit; whether they came."""
    limit = Deadline(OWED_SECONDS, clock=session.clock)
    with suppress(DeviceError):
        while owed > 0 and not limit.expired:
            owed -= len(session.heard((yield Receive(limit.left()))))
    return owed <= 0
