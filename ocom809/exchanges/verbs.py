"""Short conversations that a printer object holds besides its jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.exchanges.asking import ask_how_it_is
from ocom809.exchanges.preflight import hold
from ocom809.exchanges.steps import LetGo, Open
from ocom809.status import Status

if TYPE_CHECKING:
    from ocom809.exchanges.session import Session
    from ocom809.exchanges.steps import Answer, Exchange


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
    """Hand over what is under way and let go of the wire; the next conversation takes hold of it again."""
    session.is_dropped = True
    yield LetGo()
