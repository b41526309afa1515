"""Freeing a printer of what a broken job left half, before the next job can become the rest of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from ocom809.commands.resynchronising import resynchronisation
from ocom809.commands.side_effects import SideEffect
from ocom809.errors import CommandError, NotPrinted
from ocom809.exchanges.proofs import IN_TURN, proof_of
from ocom809.exchanges.steps import Exchange, Pause, Send

if TYPE_CHECKING:
    from ocom809.exchanges.session import Break, Session

logger = logging.getLogger(__name__)

PROLOGUE_SECONDS: Final = 5.0
"""A printer that takes nothing of a prologue for so long is not ready for a job either."""
SETTLING_REPLIES: Final = 2
"""How many answers' time more the first answer behind a prologue may take."""
SLOWEST_BYTES_PER_SECOND: Final = 10_000
"""Of a LAN board or an adapter that takes bytes faster than it hands them on: a line of 115200 baud inside."""
FLASH_SECONDS: Final = 5.0
"""How long a printer is left alone that may have written to its flash memory, behind which it starts anew. A guess."""


def resynchronise(session: Session, broken: Break, total: int) -> Exchange[float]:
    """Send the bytes that free the printer's parser, wherever it stopped. They are no part of any job.

    Asked is nothing before: a parser that waits for a picture would take the question for dots. What cannot be avoided,
    such as a few dots in the broken receipt, is logged, and told by the next outcome.

    Returns:
        How much later than usual the next answer may come: the bytes are handed over, and still on their way.

    Raises:
        NotPrinted: It may wait for more than is worth sending.
        DeviceError: The wire failed.
    """
    try:
        freeing = resynchronisation(broken.data, broken.lowest, broken.highest)
    except CommandError as error:
        if proof_of(session.profile) is IN_TURN:
            return 0.0  # the question before the job tells whether it has been switched off meanwhile
        raise NotPrinted(f"not printed, nothing was sent: {error.message}", hint=error.hint, total=total) from error
    for effect in freeing.side_effects:
        logger.warning("%s: freeing it of a broken job may bring this about: %s", session.uri, effect.value)
    session.side_effects = tuple(dict.fromkeys((*session.side_effects, *freeing.side_effects)))
    if SideEffect.ANSWER in freeing.side_effects:
        session.owes(session.unanswered + 1)
    if freeing.data:
        yield Send(freeing.data, silence=min(session.silence, PROLOGUE_SECONDS))
    if SideEffect.STORED in freeing.side_effects:
        session.stored_in_doubt = True
        yield Pause(FLASH_SECONDS)
    return SETTLING_REPLIES * session.reply_silence + len(freeing.data) / SLOWEST_BYTES_PER_SECOND
