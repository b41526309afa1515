"""Sides take turns, so that whatever else the machine does strikes all of them alike."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benching.rivals import ESCPOS, OURS, Answer, Side, environment
from benching.rows import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_TENTH, _NINETIETH = 0, 8  # of the nine places that part a sample into tenths
_FEWEST = 3


@dataclass(frozen=True)
class Effort:
    """How long a side may take for one row, in seconds, and how many turns its runs are spread over."""

    seconds: float = 3.0
    turns: int = 10
    starts: int = 15


THOROUGH: Final = Effort()
QUICK: Final = Effort(seconds=0.2, turns=3, starts=3)


@dataclass
class Samples:
    """All that one side did for one row."""

    times: list[float] = field(default_factory=list)
    extras: list[float] = field(default_factory=list)
    last: Answer | None = None

    def add(self, answer: Answer) -> None:
        """What another turn gave."""
        self.times += answer.times
        self.extras += answer.extras
        self.last = answer


def alternating(sides: Mapping[str, Side], work: str, effort: Effort) -> dict[str, Samples]:
    """Each side's samples. A first run warms up, is not counted, and tells how many a turn can hold."""
    found, rounds, number = {}, {}, 0
    for name, side in sides.items():
        first = side.ask(work)
        if first is not None:
            found[name] = Samples(last=first)
            again = side.ask(work, first=1)
            seconds = (again or first).times[0] / 1000
            rounds[name] = max(1, int(effort.seconds / effort.turns / max(seconds, 1e-6)))
    number = 2
    for _ in range(effort.turns):
        for name, samples in found.items():
            count = min(rounds[name], 200)
            if len(samples.times) >= _FEWEST and sum(samples.times) / 1000 > 2 * effort.seconds:
                continue
            answer = sides[name].ask(work, first=number, rounds=count)
            if answer is not None:
                samples.add(answer)
            number += count
    return found


def value(samples: Sequence[float]) -> Value:
    """Median and spread."""
    if len(samples) == 1:
        return Value(samples[0], samples[0], samples[0])
    parts = statistics.quantiles(samples, n=10)
    return Value(
        statistics.median(samples), max(parts[_TENTH], min(samples)), min(parts[_NINETIETH], max(samples)), len(samples)
    )


def starting(commands: Mapping[str, Sequence[str]], effort: Effort) -> dict[str, Value]:
    """How long each command takes from start to end, in milliseconds, in turns."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(effort.starts + 1):
        for name, command in commands.items():
            begin = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment())
            if number:  # the first fills the caches of the disk
                times[name].append((time.perf_counter() - begin) * 1000)
    return {name: value(samples) for name, samples in times.items()}


def import_commands(sides: Sequence[str]) -> dict[str, list[str]]:
    """What loads each library and nothing else."""
    node = {
        "receiptline": "receiptline",
        "receipt-printer-encoder": "@point-of-sale/receipt-printer-encoder",
        "node-thermal-printer": "node-thermal-printer",
    }
    python = {OURS: "import ocom809", ESCPOS: "import escpos.printer"}
    commands = {side: [sys.executable, "-c", words] for side, words in python.items()}
    commands |= {side: ["node", "-e", f"require('{package}')"] for side, package in node.items()}
    return {side: commands[side] for side in sides}


def help_commands() -> dict[str, list[str]]:
    """What shows the help of each command line."""
    script = Path(sys.executable).parent / "python-escpos"
    return {OURS: [sys.executable, "-m", "ocom809", "--help"], ESCPOS: [str(script), "--help"]}


def peak_memory(names: Sequence[str], make: Callable[[str], Side]) -> dict[str, Value]:
    """Peak memory of a fresh process that prints a whole receipt and, where it can, a long photo; in MiB."""
    found = {}
    for name in names:
        with make(name) as side:
            peaks = [answer.peak_kib for work in ("receipt", "photo") if (answer := side.ask(work))]
        if peaks:
            found[name] = value([peaks[-1] / 1024])
    return found
