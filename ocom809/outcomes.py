"""What a print ends in when it ends well. The other two outcomes are errors: ``NotPrinted`` and ``Unknown``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocom809.status import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """All bytes were handed over, and nothing proves that the paper is out.

    Attributes:
        total: Bytes of the job, all of which the device took.
        seconds: From the first byte to the last.
        lost: Characters that no proven code page of the printer holds, each once; a stand-in is on the paper.
        substituted: What was printed in another way than asked, such as a code as dots; place and reason.
        why: Why this is no proof, in words.
        reasons: What stopped the printer meanwhile, in its own words, and passed.
        paper_mm: How much paper the job takes, as far as it can be reckoned; ``None`` where it cannot.
    """

    total: int
    seconds: float
    lost: tuple[str, ...] = ()
    substituted: tuple[str, ...] = ()
    why: str = "nothing was asked that would prove it"
    reasons: tuple[str, ...] = ()
    paper_mm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The printer itself answered, in order, behind the last byte of the job.

    Attributes:
        total: Bytes of the job, all of which the printer processed.
        seconds: From the first byte to the printer's answer.
        lost: Characters that no proven code page of the printer holds, each once; a stand-in is on the paper.
        substituted: What was printed in another way than asked, such as a code as dots; place and reason.
        proof: Which answer proved it.
        reasons: What stopped the printer meanwhile, in its own words, and passed.
        paper_mm: How much paper the job takes, as far as it can be reckoned; ``None`` where it cannot.
    """

    total: int
    seconds: float
    lost: tuple[str, ...] = ()
    substituted: tuple[str, ...] = ()
    proof: str
    reasons: tuple[str, ...] = ()
    paper_mm: float | None = None


Outcome = Printed | Sent
"""What a print ends in when it ends well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kicked:
    """What became of a drawer that was to be opened.

    Attributes:
        opened: Whether its sensor says that it is open; unknown where no sensor tells.
        pulses_ms: The pulses that were sent, in milliseconds; none where it stood open already.
        outcome: What the last of these jobs ended in; ``None`` where there was none.
    """

    opened: Answer
    pulses_ms: tuple[int, ...] = ()
    outcome: Outcome | None = None
