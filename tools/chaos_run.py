"""Runs the plans of ``chaos_plan.py`` one by one and tells what came of them; started by ``tools/chaos``."""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chaos_bench import run
from chaos_plan import UNITS, WIRES, plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chaos_bench import Result
    from chaos_plan import Plan

CAUGHT = Path(__file__).resolve().parent.parent / ".cache" / "chaos"
PROGRESS_SECONDS: Final = 15.0
BLOCK_RUNS: Final = 10
MOST_TOLD: Final = 20


@dataclass(slots=True)
class Tally:
    """What came of many runs.

    Attributes:
        runs: How many, by wire.
        ends: How often the driver said what, by what it said.
        bad: Runs in which it claimed what is not so.
        stuck: Runs whose last receipt was not printed although all was in order.
        split: Receipts that were ``Printed`` and are in two pieces, because the roll was changed in between.
        broken: Runs that an error broke off, mostly one of the bench's own; they prove nothing.
        told: The bad and the broken runs in words.
        lies: The lies by their kind.
    """

    runs: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    bad: int = 0
    stuck: int = 0
    split: int = 0
    broken: int = 0
    told: list[str] = field(default_factory=list)
    lies: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Count in what another one found."""
        self.runs += other.runs
        self.ends += other.ends
        self.lies += other.lies
        self.bad += other.bad
        self.stuck += other.stuck
        self.split += other.split
        self.broken += other.broken

    def count(self, result: Result) -> None:
        """Count in one run; a bad one is kept."""
        self.runs[result.plan.wire] += 1
        self.ends += result.ends
        self.stuck += result.stuck
        self.split += result.split
        self.lies += Counter(_kind(words) for words in result.lies)
        if result.lies:
            self.bad += 1
            self.told.append(f"{result.plan.wire} {result.plan.name}: " + "; ".join(result.lies))
        if result.lies or result.stuck:
            keep(result)

    def count_broken(self, tried: Plan, error: Exception) -> None:
        """Count in one that an error broke off; whose it is, its words and its cause have to tell."""
        self.broken += 1
        self.told.append(f"{tried.wire} {tried.name}: broken off by {error!r}, caused by {error.__cause__!r}")

    def __str__(self) -> str:
        runs = ", ".join(f"{count} {wire}" for wire, count in sorted(self.runs.items()))
        ends = ", ".join(f"{count} {end}" for end, count in sorted(self.ends.items()))
        found = f"{self.bad} with lies, {self.stuck} with the last receipt not printed, {self.split} over two rolls"
        found += f", {self.broken} broken off by an error" if self.broken else ""
        return f"{self.runs.total()} runs ({runs}), {found}; {ends}"


def main() -> int:
    """Run what was asked for, tell how it goes; return 1 where the driver lied in any run, or one was broken off."""
    asked = arguments()
    print(f"seed {asked.seed}, from number {asked.first}", flush=True)
    end = asked.first + asked.runs
    blocks = [
        (asked.seed, range(at, min(at + BLOCK_RUNS, end)), asked.wire, asked.personality)
        for at in range(asked.first, end, BLOCK_RUNS)
    ]
    if asked.runs == 1:
        return single(asked)
    with multiprocessing.get_context("spawn").Pool(asked.jobs) as pool:
        tally = collected(pool.imap_unordered(run_block, blocks))
    return 1 if tally.bad or tally.broken else 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="tools/chaos", description="Set the driver's claims beside the paper.")
    parser.add_argument("--runs", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="repeat the same runs")
    parser.add_argument("--first", type=int, default=0, help="number of the first run, to repeat a single one (0)")
    parser.add_argument("--wire", choices=WIRES, help="on this wire only (all, one after the other)")
    parser.add_argument("--personality", help=f"on this unit only, such as {UNITS[0]} or unyka+small-buffer (all)")
    jobs = "how many processes share the work (1); most wait, so that a free processor has room for 12"
    parser.add_argument("--jobs", type=int, default=1, help=jobs)
    return parser.parse_args()


def single(asked: argparse.Namespace) -> int:
    """One run, with all that happened in it."""
    result = run(plan(asked.seed, asked.first, wire=asked.wire, personality=asked.personality))
    print(result)
    print(f"{'the last receipt was not printed; ' if result.stuck else ''}{len(result.lies)} lies")
    return 1 if result.lies else 0


def collected(tallies: Iterable[Tally]) -> Tally:
    """One tally of all, which is told now and then."""
    total, begun = Tally(), time.monotonic()
    told = begun
    for tally in tallies:
        for words in tally.told[: max(0, MOST_TOLD - total.bad)]:
            print(words, flush=True)
        total.add(tally)
        if (now := time.monotonic()) - told > PROGRESS_SECONDS:
            told = now
            print(f"{now - begun:.0f} s: {total}", flush=True)
    took = time.monotonic() - begun
    for kind, count in total.lies.most_common():
        print(f"{count:6} × {kind}")
    print(f"done in {took:.0f} s, {total.runs.total() / took:.1f} a second: {total}", flush=True)
    return total


def run_block(block: tuple[int, range, str | None, str | None]) -> Tally:
    """Run plans one by one."""
    seed, numbers, wire, personality = block
    tally = Tally()
    for number in numbers:
        tried = plan(seed, number, wire=wire, personality=personality)
        try:
            tally.count(run(tried))
        except RuntimeError as error:
            tally.count_broken(tried, error)
    return tally


def keep(result: Result) -> None:
    """Write down a run, so that it can be looked at."""
    CAUGHT.mkdir(parents=True, exist_ok=True)
    what = "lie" if result.lies else "stuck"
    (CAUGHT / f"{what}-{result.plan.wire}-{result.plan.name}.txt").write_text(f"{result}\n", encoding="utf-8")


def _kind(words: str) -> str:
    """A lie without what differs from run to run."""
    text = words.splitlines()[0].partition(": ")[2] or words
    return " ".join(word for word in text.split() if not any(sign.isdigit() for sign in word))[:100]


if __name__ == "__main__":
    sys.exit(main())
