"""What a change is at while it is carried out, and what it ended in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from ocom809.devices.tcp import RAW_PORT

if TYPE_CHECKING:
    from ipaddress import IPv4Address

    from ocom809.parameters.findings import Verdict
    from ocom809.parameters.plans import Plan


class Phase(Enum):
    """What is under way."""

    CHECKING = "checking that the new address is free"
    SENDING = "sending"
    SENT = "sent"
    LOOKING = "looking for the printer"


@dataclass(frozen=True, slots=True)
class Progress:
    """What is under way, for whoever watches.

    Attributes:
        phase: Which part.
        detail: Of what, in words.
        seconds_left: How long it may still take at most; 0 where that is not known.
    """

    phase: Phase
    detail: str = ""
    seconds_left: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a change ended in.

    Attributes:
        verdict: Verified, sent and unverified, or failed.
        seen: What was seen, in words.
        next_step: What to do now; empty where nothing is left to do.
        address: Where the printer is now, where that is known.
        plan: What was carried out.
        bytes_sent: How many bytes went.
        notes: What could not be checked before, and should be known.
    """

    verdict: Verdict
    seen: str
    next_step: str
    address: IPv4Address | None
    plan: Plan
    bytes_sent: int
    notes: tuple[str, ...] = ()

    @property
    def uri(self) -> str:
        """The URI under which the printer is found from now on: a ``tcp:`` one follows it to its new address."""
        target = self.plan.target
        is_moved = self.plan.moves and self.address is not None and self.address != target.address
        if not is_moved or target.scheme != "tcp":
            return target.uri
        port = "" if target.port == RAW_PORT else f":{target.port}"
        return f"tcp://{self.address}{port}"

    def facts(self) -> dict[str, Any]:
        """The result for programs."""
        return {
            "verdict": self.verdict.value,
            "seen": self.seen,
            "next_step": self.next_step,
            "address": None if self.address is None else str(self.address),
            "bytes_sent": self.bytes_sent,
            "notes": list(self.notes),
        }
