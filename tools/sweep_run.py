"""Breaks every job of ``sweep_jobs.py`` at every byte and counts what came of it; started by ``tools/sweep``."""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Final

from tools.sweep_checks import Break, Found, check
from tools.sweep_jobs import JOBS, LONG_JOBS, SETTING_JOBS, SETTING_UNITS, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BLOCK_BREAKS: Final = 100
PROGRESS_SECONDS: Final = 15.0
MOST_TOLD: Final = 40


def breaks(
    names: Iterable[str], *, ranges: int, seed: int, units: Iterable[str] = (), every: int = 1
) -> Iterator[tuple[str, Break]]:
    """Every byte of these jobs on every unit: known exactly, and ``ranges`` times within a range that is drawn."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for name in names:
        data = {**JOBS, **LONG_JOBS}[name]
        for unit in units or (SETTING_UNITS if name in SETTING_JOBS else UNITS):
            for offset in range(0, len(data) + 1, every):
                yield name, Break(data, offset, offset, offset, unit)
                for _ in range(ranges):
                    yield name, Break(data, offset, *_range_around(rng, offset, len(data)), unit)


def _range_around(rng: random.Random, offset: int, size: int) -> tuple[int, int]:
    """Sometimes a few bytes, sometimes everything: a reset loses what the printer's system had not read."""
    most = rng.choice((2, 20, size))
    return max(0, offset - rng.randint(0, most)), min(size, offset + rng.randint(0, most))


def main() -> int:
    """Try them all, tell how it goes, and return 1 where anything was wrong."""
    asked = arguments()
    names = asked.job or [*JOBS, *(LONG_JOBS if asked.long else ())]
    print(f"seed {asked.seed}", flush=True)
    blocks = _blocks(breaks(names, ranges=asked.ranges, seed=asked.seed, units=asked.unit, every=asked.every))
    with multiprocessing.get_context("spawn").Pool(asked.jobs) as pool:
        return 1 if collected(pool.imap_unordered(run_block, blocks)) else 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="tools/sweep", description="Break jobs at every byte and go on.")
    parser.add_argument("--job", action="append", choices=[*JOBS, *LONG_JOBS], help="only this one; may be repeated")
    parser.add_argument("--unit", action="append", default=[], help="only on this personality; may be repeated")
    parser.add_argument("--every", type=int, default=1, help="only every so many bytes (1)")
    parser.add_argument("--long", action="store_true", help="a whole receipt and a large picture too")
    parser.add_argument("--ranges", type=int, default=2, help="ranges around each byte, as a broken TCP gives (2)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="repeat a run")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes share the work (1)")
    return parser.parse_args()


def run_block(block: list[tuple[str, Break]]) -> list[tuple[str, Break, Found]]:
    """Try some, and give back what is worth telling."""
    return [(name, one, check(one)) for name, one in block]


def collected(results: Iterable[list[tuple[str, Break, Found]]]) -> int:
    """Tell what was wrong, and how often which side effect was promised; the number of breaks with a problem."""
    tried = bad = longest = 0
    promised: Counter[tuple[str, str]] = Counter()
    begun = told = time.monotonic()
    for block in results:
        for name, one, found in block:
            tried, longest = tried + 1, max(longest, found.bytes)
            kind = "known" if one.lowest == one.highest else "range"
            promised.update((kind, effect.name) for effect in found.promised)
            if found.problems:
                bad += 1
                if bad <= MOST_TOLD:
                    print(_told(name, one, found), flush=True)
        if time.monotonic() - told > PROGRESS_SECONDS:
            told = time.monotonic()
            print(f"{told - begun:.0f} s: {tried} breaks, {bad} with a problem", flush=True)
    print(f"done in {time.monotonic() - begun:.0f} s: {tried} breaks, {bad} with a problem, longest prologue {longest}")
    for (kind, effect), times in sorted(promised.items()):
        print(f"  {kind}: {effect} {times}")
    return bad


def _told(name: str, one: Break, found: Found) -> str:
    words = "; ".join(found.problems)
    effects = ", ".join(effect.name for effect in found.promised) or "nothing"
    place = f"{name!r} on {one.unit} at {one.offset} ({one.lowest} to {one.highest})"
    return f"{place}: {words}; promised {effects}; broken behind {one.data[: one.offset][-12:].hex(' ')}"


def _blocks(every: Iterator[tuple[str, Break]]) -> Iterator[list[tuple[str, Break]]]:
    block: list[tuple[str, Break]] = []
    for one in every:
        block.append(one)
        if len(block) == BLOCK_BREAKS:
            yield block
            block = []
    yield block


if __name__ == "__main__":
    sys.exit(main())
