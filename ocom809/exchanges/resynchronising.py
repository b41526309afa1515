"""Freeing a printer of what a broken job left half, before the next job can become the rest of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from ocom809.commands.resynchronising import resynchronisation
from ocom809.commands.side_effects import SideEffect
from ocom809.errors import CommandError, NotPrinted
from ocom809.exchanges.steps import Exchange, Send

if TYPE_CHECKING:
    from ocom809.exchanges.session import Break, Session

logger = logging.getLogger(__name__)

PROLOGUE_SECONDS: Final = 5.0
"""A printer that takes nothing of a prologue for so long is not ready for a job either."""


def resynchronise(session: Session, broken: Break, total: int) -> Exchange[None]:
    """Send the bytes that free the printer's parser, wherever it stopped. They are no part of any job.

    Asked is nothing before: a parser that waits for a picture would take the question for dots. What cannot be avoided,
    such as a few dots in the broken receipt, is logged.

    Raises:
        NotPrinted: It may wait for more than is worth sending.
        DeviceError: The wire failed.
    """
    try:
        freeing = resynchronisation(broken.data, broken.lowest, broken.highest)
    except CommandError as error:
        raise NotPrinted(f"not printed, nothing was sent: {error.message}", hint=error.hint, total=total) from error
    for effect in freeing.side_effects:
        logger.warning("%s: freeing it of a broken job may bring this about: %s", session.uri, effect.value)
    if SideEffect.ANSWER in freeing.side_effects:
        session.owes(session.unanswered + 1)
    if freeing.data:
        yield Send(freeing.data, silence=min(session.silence, PROLOGUE_SECONDS))
