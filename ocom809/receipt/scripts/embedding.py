"""Levels that controls in a text ask for, and the stretches that they part it into: rules X1 to X10 of UAX 9."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_DEPTH: Final = 125
ISOLATE_STARTS: Final = ("LRI", "RLI", "FSI")
REMOVED: Final = ("LRE", "RLE", "LRO", "RLO", "PDF", "BN")
_EMBEDDINGS: Final = {"LRE": (0, None), "RLE": (1, None), "LRO": (0, "L"), "RLO": (1, "R")}


def first_strong(types: Sequence[str], start: int, end: int, default: int) -> int:
    """The level that the first letter outside any isolate asks for (P2, P3), or ``default``."""
    depth = 0
    for place in range(start, end):
        kind = types[place]
        if kind in ISOLATE_STARTS:
            depth += 1
        elif kind == "PDI":
            if not depth and start:
                break
            depth = max(depth - 1, 0)
        elif not depth and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return default


@dataclass(frozen=True, slots=True)
class IsolatingRun:
    """An isolating run sequence: what is resolved together, with the directions on both sides of it."""

    places: list[int]
    level: int
    before: str
    after: str


class Embedding:
    """Levels that controls ask for (X1 to X8), and the sequences of them (X10)."""

    def __init__(self, types: list[str], base: int) -> None:
        self._original = types
        self._base = base
        self._partners = _isolate_partners(types)
        self.types = list(types)
        self.levels = [base] * len(types)
        # Level, override and whether it is an isolate.
        self._stack: list[tuple[int, str | None, bool]] = [(base, None, False)]
        self._beyond_isolates = self._beyond_embeddings = self._isolates = 0
        for place, kind in enumerate(types):
            self._enter(place, kind)

    def _enter(self, place: int, kind: str) -> None:
        if kind in _EMBEDDINGS:
            self.levels[place] = self._stack[-1][0]
            self._push(*_EMBEDDINGS[kind], isolate=False)
        elif kind in ISOLATE_STARTS:
            self._place(place)
            self._push(self._isolate_parity(place, kind), None, isolate=True)
        elif kind == "PDI":
            self._close_isolate()
            self._place(place)
        elif kind == "PDF":
            self._close_embedding()
        elif kind == "B":
            self.levels[place] = self._base
        elif kind != "BN":
            self._place(place)

    def _place(self, place: int) -> None:
        level, override, _ = self._stack[-1]
        self.levels[place] = level
        if override:
            self.types[place] = override

    def _isolate_parity(self, place: int, kind: str) -> int:
        if kind == "FSI" and not self._beyond_isolates:  # beyond, its direction matters no more
            return first_strong(self._original, place + 1, self._partners.get(place, len(self._original)), 0)
        return int(kind == "RLI")

    def _push(self, parity: int, override: str | None, *, isolate: bool) -> None:
        level = self._stack[-1][0] + 1
        level += level % 2 != parity
        if level <= MOST_DEPTH and not self._beyond_isolates and not self._beyond_embeddings:
            self._isolates += isolate
            self._stack.append((level, override, isolate))
        elif isolate:
            self._beyond_isolates += 1
        elif not self._beyond_isolates:
            self._beyond_embeddings += 1

    def _close_isolate(self) -> None:
        if self._beyond_isolates:
            self._beyond_isolates -= 1
        elif self._isolates:
            self._beyond_embeddings = 0
            while not self._stack.pop()[2]:
                pass
            self._isolates -= 1

    def _close_embedding(self) -> None:
        if self._beyond_isolates:
            return
        if self._beyond_embeddings:
            self._beyond_embeddings -= 1
        elif not self._stack[-1][2] and len(self._stack) > 1:
            self._stack.pop()

    def sequences(self) -> Iterator[IsolatingRun]:
        """Runs of one level, joined across isolates."""
        kept = [place for place, kind in enumerate(self._original) if kind not in REMOVED]
        runs = list(self._runs(kept))
        starts = {run[0]: number for number, run in enumerate(runs)}
        closers = set(self._partners.values())
        for run in runs:
            if self._original[run[0]] == "PDI" and run[0] in closers:
                continue  # it goes on from the run that opened the isolate
            places = list(run)
            while (partner := self._partners.get(places[-1])) is not None:
                places += runs[starts[partner]]
            yield self._sequence(places, kept)

    def _runs(self, kept: list[int]) -> Iterator[list[int]]:
        run = kept[:1]
        for before, place in pairwise(kept):
            if self.levels[before] != self.levels[place]:
                yield run
                run = []
            run.append(place)
        if run:
            yield run

    def _sequence(self, places: list[int], kept: list[int]) -> IsolatingRun:
        level = self.levels[places[0]]
        first, last = bisect_left(kept, places[0]), bisect_left(kept, places[-1])
        before = self.levels[kept[first - 1]] if first else self._base
        is_open = self._original[places[-1]] in ISOLATE_STARTS
        after = self._base if is_open or last + 1 == len(kept) else self.levels[kept[last + 1]]
        return IsolatingRun(places, level, "LR"[max(level, before) % 2], "LR"[max(level, after) % 2])


def _isolate_partners(types: Sequence[str]) -> dict[int, int]:
    """Which PDI closes which isolate (BD9)."""
    partners, opened = {}, []
    for place, kind in enumerate(types):
        if kind in ISOLATE_STARTS:
            opened.append(place)
        elif kind == "PDI" and opened:
            partners[opened.pop()] = place
    return partners
