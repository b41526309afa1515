"""The driver's claims, set beside the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chaos_facts import personality
from chaos_paper import Paper, reference
from chaos_plan import HEALTHY_JOBS

from ocom809.commands.side_effects import SideEffect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chaos_plan import Plan
    from chaos_shop import Claim
    from chaos_world import World

_GOOD: Final = frozenset({"Printed", "Sent"})
_ENDS: Final = _GOOD | {"NotPrinted", "Unknown"}
CODE_ROWS: Final = 43
"""The tallest code of the receipts, with its words."""
_MOST_ROWS: Final = {SideEffect.DOTS.value: 2, SideEffect.CODE.value: CODE_ROWS}
"""Four bytes at most begin a prologue, which are dots in two rows of a broken picture; and one code is completed."""
_UNTELLING_BYTES: Final = 2
"""``ESC @`` begins a job and ends a prologue, so that alone tells nothing."""


def lies(plan: Plan, world: World, claims: Sequence[Claim], *, slack: float) -> list[str]:
    """All that the driver claimed and is not so, in words that name the receipt; ``slack`` is for a busy machine."""
    paper = Paper(world.printer)
    each = [words for place, claim in enumerate(claims) for words in _about_claim(plan, claim, claims[:place], slack)]
    return [*each, *_about_paper(plan, paper, claims, _announced_rows(claims)), *_about_healthy(plan, paper, claims)]


def stuck(plan: Plan, claims: Sequence[Claim]) -> bool:
    """Whether the last receipt was not printed, although all was in order since the one before."""
    last = plan.errands[-1]
    return not any(claim.end in _GOOD for claim in claims if claim.errand is last)


def longest_seconds(plan: Plan) -> float:
    """How long one job may take by the limits that were given, with all that goes wrong in between.

    The limits are of silence, so each thing that happens may begin them anew.
    """
    happenings = sum(len(errand.faults) + len(errand.wire_faults) for errand in plan.errands)
    questions = 24 * plan.reply_silence
    delays = sum(fault.seconds for errand in plan.errands for fault in errand.wire_faults)
    paper = 0.0 if plan.speed_mm_s is None else 150.0 * len(plan.errands) / plan.speed_mm_s
    return plan.reconnect + questions + (3 + 2 * happenings) * plan.silence + delays + paper + 5.0


def _about_claim(plan: Plan, claim: Claim, earlier: Sequence[Claim], slack: float) -> Iterator[str]:
    who = f"receipt {claim.errand.number} ({claim.errand.kind})"
    if claim.end not in _ENDS:
        yield f"{who}: {claim.end}: {claim.words}"
    if claim.end == "Printed" and not claim.places:
        yield f"{who}: Printed by {claim.words}, and it is not whole on paper"
    if claim.end == "NotPrinted" and (count := _bytes_of_job(claim, earlier)):
        yield f"{who}: NotPrinted, and the printer took {count} bytes of it: {claim.words}"
    limit = longest_seconds(plan) + slack
    if claim.seconds > limit:
        yield f"{who}: {claim.end} after {claim.seconds:.1f} s, and the limits allow {limit:.1f} s"


def _bytes_of_job(claim: Claim, earlier: Sequence[Claim]) -> int:
    """How many bytes of the job stand at the end of what the printer took, where they cannot be anything else.

    What was handed over before may reach the printer only now, and many receipts begin alike.
    """
    under_way = [other.data for other in earlier if other.errand is not claim.errand and other.end != "NotPrinted"]
    most = min(len(claim.data), len(claim.taken))
    for count in range(most, _UNTELLING_BYTES, -1):
        beginning = claim.data[:count]
        if claim.taken.endswith(beginning) and not any(data.startswith(beginning) for data in under_way):
            return count
    return 0


def _about_paper(plan: Plan, paper: Paper, claims: Sequence[Claim], announced: int) -> Iterator[str]:
    blocks = {claim.errand.number: reference(plan.personality, claim.data) for claim in claims}
    one_piece = not _cuts_by_surprise(plan)
    for number, block in blocks.items():
        count = len(paper.places(block, in_one_piece=one_piece))
        if count > 1:
            yield f"receipt {number}: {count} times on paper, and no word COPY"
    taken = [claim for claim in claims if claim.end != "NotPrinted"]
    damaged = [blocks[claim.errand.number] for claim in taken]
    strays = paper.strays(list(blocks.values()), damaged)
    if strays > announced:
        yield f"{strays} rows on paper with dots of no receipt that may have begun"


def _announced_rows(claims: Sequence[Claim]) -> int:
    """How many rows the driver said that freeing the printer may blacken, once for each job that broke off."""
    broken, found = -1, set()
    for claim in claims:
        found |= {(broken, words) for words in claim.announced if words in _MOST_ROWS}
        broken = broken if claim.end == "NotPrinted" else claim.errand.number
    return sum(_MOST_ROWS[words] for _, words in found)


def _about_healthy(plan: Plan, paper: Paper, claims: Sequence[Claim]) -> Iterator[str]:
    """On a printer and a wire that are in order, handed over is printed."""
    for claim in claims:
        if claim.errand.healthy and claim.end in _GOOD:
            block = reference(plan.personality, claim.data)
            if not paper.places(block, in_one_piece=not _cuts_by_surprise(plan)):
                who = f"receipt {claim.errand.number} ({claim.errand.kind})"
                yield f"{who}: {claim.end}, all was in order, and it is not whole on paper"


def _cuts_by_surprise(plan: Plan) -> bool:
    """Whether the knife may overtake the head: the program was not told, or can go by the time alone.

    By the time the printer needs, that is, and not by that of a busy machine on which the bench plays it.
    """
    unit = personality(plan.personality, plan.buffer_bytes)
    goes_by_time = plan.wire != "virtual" and not unit.answers
    return bool(unit.overtaken_rows or unit.stalled_rows) and (goes_by_time or not plan.measured)


__all__ = ["HEALTHY_JOBS", "lies", "longest_seconds", "stuck"]
