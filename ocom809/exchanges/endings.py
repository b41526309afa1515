"""What a job ends in, in words and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ocom809.errors import DeviceError, DeviceTimeout, NotPrinted, Unknown
from ocom809.outcomes import Printed, Sent

if TYPE_CHECKING:
    from ocom809.exchanges.proofs import Proof
    from ocom809.exchanges.session import Session
    from ocom809.exchanges.waiting import Patience
    from ocom809.job import Job

_LOOK_AT_PAPER: Final = "Part of the receipt may be on paper: look before printing it again."
_REST: Final = {
    None: "Many units print the rest as soon as they can.",
    "goes on": "This unit prints the rest as soon as it can.",
    "reprints": "This unit prints the receipt again from its beginning as soon as it can.",
    "forgets": "This unit forgets the rest.",
}


class Endings:
    """The endings of one job.

    Args:
        session: What is known of the printer, and its clock.
        job: The bytes.
        patience: What was in the way.
        proof: The proof that is asked for, where there is one.
    """

    def __init__(self, session: Session, job: Job, patience: Patience, proof: Proof | None) -> None:
        self._session = session
        self._job = job
        self._patience = patience
        self._proof = proof
        self._begin = session.clock()

    def whole(self) -> Printed | Sent:
        """What a job ends in that was handed over to its last byte, and proven where there is a proof."""
        job, seconds = self._job, self._session.clock() - self._begin
        facts: dict[str, Any] = {
            "total": job.total,
            "seconds": seconds,
            "lost": job.lost,
            "substituted": job.substituted,
        }
        facts |= {"paper_mm": job.paper_mm, "reasons": self._patience.stops}
        facts["side_effects"] = tuple(effect.value for effect in self._session.side_effects)
        if self._proof is not None:
            return Printed(proof=self._proof.name, **facts)
        return Sent(why=self._why_unproven(), **facts)

    def _why_unproven(self) -> str:
        if not self._session.two_way:
            return "nothing comes back on this wire"
        if not self._job.is_provable:
            return "nothing can be asked behind a job that restarts the printer"
        if not self._session.answers:
            return "the printer answers nothing; it may be held by another client, or never answers on this wire"
        return "no proof that this unit gives was measured, which ocom809 probe or --measure does"

    def interrupted(self, error: DeviceError, proven: int) -> NotPrinted | Unknown:
        """Safe to try again is only what no byte of was taken and no byte of may have been."""
        total, written = self._job.total, min(max(error.written, proven), self._job.total)
        doubtful = min(error.in_doubt, total - written)
        facts: dict[str, Any] = {"hint": error.hint, "total": total, "reasons": self._patience.reasons}
        facts |= {"seconds": self._session.clock() - self._begin}
        said = self._said(error)
        if written == 0 and doubtful == 0:
            return NotPrinted(f"not printed, no byte was taken: {said}", **facts)
        doubt = f" (perhaps {doubtful} more)" if doubtful else ""
        facts["hint"] = f"{_LOOK_AT_PAPER} {error.hint}".rstrip()
        return Unknown(f"interrupted after {written}{doubt} of {total} bytes: {said}", sent=written, **facts)

    def _said(self, error: DeviceError) -> str:
        """A time-out by its whole time, not by that of the last look; with the printer's reasons where it told them."""
        if self._patience.reasons:
            return ", ".join(self._patience.reasons)
        if isinstance(error, DeviceTimeout) and self._session.uri:
            return f"{self._session.uri} took no byte for {self._patience.waited:.3g} s"
        return error.message

    def unproven(self, why: str, sent: int, hint: str = "") -> Unknown:
        """All that was sent was taken, and the proof did not come."""
        total, reasons = self._job.total, self._patience.reasons
        what = f"all {total} bytes were taken" if sent == total else f"{sent} of {total} bytes were taken"
        rest = _REST.get(self._session.profile.keeps_after_paper_out, "") if reasons else ""
        return Unknown(
            f"not proven, {what}: {why}",
            hint=" ".join(part for part in (_LOOK_AT_PAPER, rest, hint) if part),
            sent=sent,
            total=total,
            reasons=reasons,
            seconds=self._session.clock() - self._begin,
        )
