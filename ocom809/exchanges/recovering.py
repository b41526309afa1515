"""Ending a cutter error, by the command that a printer obeys at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.commands import Recover, RecoverAndClear
from ocom809.exchanges.asking import ask_how_it_is
from ocom809.exchanges.holding import hold
from ocom809.exchanges.steps import Exchange, Send
from ocom809.status import Status

if TYPE_CHECKING:
    from ocom809.exchanges.session import Session


def recover(session: Session, *, discard: bool = False) -> Exchange[Status]:
    """Send ``DLE ENQ 1`` (go on from the line where it failed) or ``2`` (forget what waits), and ask how it is then.

    Printers heed it after a recoverable error only, and most of those are a stuck cutter. With ``discard`` the rest of
    an unfinished job is lost, which is what makes printing it again safe from coming out twice.

    Raises:
        DeviceError: The wire failed.
        ReplyError: It answered nonsense.
    """
    yield from hold(session)
    yield Send((RecoverAndClear() if discard else Recover()).encode())
    if not session.two_way:
        return Status.unknown()
    return (yield from ask_how_it_is(session))
