"""How a job runs: where its cuts begin, where its commands end, and how much paper it takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from ocom809.commands import Cut, PlainCut, Raw
from ocom809.paper_use import paper_mm
from ocom809.receipt.plain import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocom809.commands import Command
    from ocom809.profile import Profile


@dataclass(frozen=True, slots=True)
class Course:
    """How a job runs, as far as that is known.

    Attributes:
        fences: Offsets at which a cut begins, ascending; behind raw bytes, which nobody here can read, there are none.
        boundaries: Offsets behind whole commands, where a question may stand; none behind raw bytes either.
        paper_mm: How much paper it takes, as far as that can be reckoned; ``None`` where it cannot.
    """

    fences: tuple[int, ...] = ()
    boundaries: tuple[int, ...] = ()
    paper_mm: float | None = None


class CourseOfCommands:
    """The same of commands, reckoned when somebody asks.

    For units that take a job at one stretch, nobody asks before it is handed over. Nothing of it can fail then, because
    the commands were checked when the job was made.

    Args:
        written: The commands.
        lengths: The bytes of each.
        profile: The printer's facts.
    """

    def __init__(self, written: Sequence[Command], lengths: Sequence[int], profile: Profile) -> None:
        self._written = written
        self._lengths = lengths
        self._profile = profile

    @property
    def fences(self) -> tuple[int, ...]:
        """As of ``Course``."""
        return self._places[0]

    @property
    def boundaries(self) -> tuple[int, ...]:
        """As of ``Course``; of plain lines, where each of them ends."""
        return self._places[1]

    @cached_property
    def paper_mm(self) -> float | None:
        """As of ``Course``."""
        return paper_mm(self._written, self._profile)

    @cached_property
    def _places(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        fences: list[int] = []
        boundaries: list[int] = []
        begin = 0
        for command, end in zip(self._written, accumulate(self._lengths), strict=True):
            kind = _kind_of(type(command))
            if kind is Raw:
                break
            if kind is Cut:
                fences.append(begin)
            if kind is Lines:
                boundaries += [begin + own for own in command.ends]  # type: ignore[attr-defined]  # it is Lines
            else:
                boundaries.append(end)
            begin = end
        return tuple(fences), tuple(boundaries)


@lru_cache(maxsize=256)
def _kind_of(command: type[Command]) -> type[Command] | None:
    """What matters for places, by class, because to ask each command takes long."""
    kinds = ((Raw, Raw), (Lines, Lines), (Cut, Cut), (PlainCut, Cut))
    return next((kind for known, kind in kinds if issubclass(command, known)), None)
