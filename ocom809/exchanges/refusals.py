"""Why a job is refused before its first byte: what it ends in is always ``NotPrinted``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.errors import NotPrinted, Ocom809Error
from ocom809.exchanges.proofs import is_measured

if TYPE_CHECKING:
    from ocom809.exchanges.session import Session
    from ocom809.status import Status


def refuse_unless_ready(status: Status, total: int) -> None:
    """Refuse a job while the printer says that it cannot print. What is unknown stops nothing.

    Raises:
        NotPrinted: With the printer's own reasons.
    """
    reasons = status.reasons()
    if reasons:
        raise NotPrinted(f"not printed, nothing was sent: {', '.join(reasons)}", total=total, reasons=reasons)


def not_asked(error: Ocom809Error, total: int) -> NotPrinted:
    """What a job ends in when the question before it failed: nothing of the job was sent."""
    return NotPrinted(f"not printed, nothing was sent: {error.message}", hint=error.hint, total=total)


def still_waiting(total: int) -> NotPrinted:
    """What a job ends in when the printer is silent since an earlier one broke off: it would swallow this one too."""
    return NotPrinted(
        "not printed, nothing was sent: the printer has been silent since a job broke off",
        hint="It may still wait for the rest of that job and would swallow the next one: switch it off and on.",
        total=total,
    )


def refusal_of_silence(session: Session, total: int) -> NotPrinted | None:
    """What a job ends in where the printer is silent; ``None`` where nobody knows that it should not be."""
    if session.broken is not None and session.has_answered:
        return still_waiting(total)
    if is_measured(session.profile, "answers_real_time", value=True):
        return NotPrinted(
            "not printed, nothing was sent: the printer is silent, and was measured to answer",
            hint="Another program or computer may hold it, it may be off, or it waits for the rest of a broken job.",
            total=total,
        )
    return None
