"""How a job is cut into stretches for a unit that must not be given all of it at once, and how long paper takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ocom809.job import Job
    from ocom809.profile import Profile

STALL_SECONDS: Final = 0.5
"""What an XP-80T needs behind dense black before it may cut (printd project, measured there)."""
_MARGIN_SECONDS: Final = 0.1
_SAFETY: Final = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a job that goes out in one piece.

    Attributes:
        begin: Offset of its first byte.
        end: Offset behind its last byte.
        is_fenced: The next byte may go only when all of it is processed.
        pause_seconds: And when so much time has passed then.
    """

    begin: int
    end: int
    is_fenced: bool = False
    pause_seconds: float = 0.0


def stretches(job: Job, profile: Profile) -> tuple[Stretch, ...]:
    """The job in pieces, as this unit needs it; one piece where nothing is known against that."""
    pauses = dict.fromkeys(job.fences, _pause_before_cut(profile)) if _fences_cuts(profile) else {}
    ends = sorted({*pauses, *_paced(job, profile, sorted(pauses))} - {0, job.total})
    begins = [0, *ends]
    return tuple(
        Stretch(begin, end, is_fenced=end != job.total, pause_seconds=pauses.get(end, 0.0))
        for begin, end in zip(begins, [*ends, job.total], strict=True)
    )


def modelled_seconds(job: Job, profile: Profile, stretch: Stretch) -> float:
    """How long at most a stretch should take to print, on a unit that does not tell; generous."""
    share = (stretch.end - stretch.begin) / job.total if job.total else 0.0
    millimetres = job.paper_mm * share if job.paper_mm is not None else 0.0
    return _SAFETY * millimetres / profile.millimetres_per_second + _MARGIN_SECONDS + _buffer_seconds(profile)


def _fences_cuts(profile: Profile) -> bool:
    return profile.cuts_early is True or profile.stalls_on_black is True


def _pause_before_cut(profile: Profile) -> float:
    """The head may be behind what was processed by a buffer of rows; behind black it needs longer."""
    early = _SAFETY * _buffer_seconds(profile) + _MARGIN_SECONDS if profile.cuts_early else 0.0
    return max(early, STALL_SECONDS + _MARGIN_SECONDS if profile.stalls_on_black else 0.0)


def _buffer_seconds(profile: Profile) -> float:
    """How long the rows of a full receive buffer take to print."""
    rows = min(profile.receive_buffer_bytes, _MOST_BUFFER_BYTES) / (profile.width_dots / 8)
    return rows / profile.dots_per_mm / profile.millimetres_per_second


_MOST_BUFFER_BYTES: Final = 64 * 1024


def _paced(job: Job, profile: Profile, fences: list[int]) -> list[int]:
    """Offsets between commands that keep each piece within what the unit may be given beyond the last proof."""
    most = profile.unacknowledged_bytes
    if most is None:
        return []
    ends: list[int] = []
    begin, last = 0, 0
    for place in sorted({*job.boundaries, *fences}):
        if place - begin > most and last > begin:
            ends.append(last)
            begin = last
        begin, last = (place if place in fences else begin), place
    return ends
