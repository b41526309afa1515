"""A day of a shop: receipts, troubles, people who mend, and what must be true in the evening."""

from __future__ import annotations

import argparse
import random
import sys
import tracemalloc
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from chaos_bench import held, leaks
from chaos_facts import profile
from chaos_paper import Counted, reference
from chaos_plan import KINDS_OF_WIRE_FAULT, PRINTER_FAULTS, Errand, Plan, WireFault
from chaos_receipts import MOST_NUMBERS, document
from chaos_simulated import SimulatedDevice, SimulatedTime
from chaos_world import World

from ocom809 import Printer
from ocom809.errors import NotPrinted, Unknown
from ocom809.job import as_copy, prepare
from ocom809.outcomes import Printed
from ocom809.virtual import SimulatedClock

if TYPE_CHECKING:
    from ocom809.job import Job

KINDS: Final = ("words", "words_first", "picture", "codes", "strips", "black", "long")
"""All that are cut off, so that each piece of paper is one receipt."""
BUFFER_BYTES: Final = 4096
ONE_IN_FAULTY: Final = 8
TRIES: Final = 40
REST_SECONDS: Final = 30.0
MOST_GROWTH_BYTES: Final = 256 * 1024
_HOUR: Final = 3600.0
_DRIVER: Final = (
    tracemalloc.Filter(inclusive=True, filename_pattern="*/ocom809/*"),
    tracemalloc.Filter(inclusive=False, filename_pattern="*/ocom809/virtual/*"),
)


@dataclass(slots=True)
class Evening:
    """What the day came to.

    Attributes:
        receipts: How many were wanted.
        ends: What the driver said, how often.
        copies: How often a receipt was printed again, headed COPY.
        given_up: Receipts that are on no paper, of which the driver said so.
        wrong: What should not be.
        stories: What happened to each receipt that was given up.
        grown_bytes: How much more memory the driver held in the evening than after the first tenth of the day.
    """

    receipts: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    copies: int = 0
    given_up: int = 0
    wrong: list[str] = field(default_factory=list)
    grown_bytes: int = 0
    stories: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        ends = ", ".join(f"{count} {end}" for end, count in sorted(self.ends.items()))
        lost = f"{self.copies} printed again as COPY, {self.given_up} given up with a word"
        return f"{self.receipts} receipts: {ends}; {lost}; the driver holds {self.grown_bytes} bytes more; " + (
            f"{len(self.wrong)} WRONG" if self.wrong else "all is well"
        )


class Day:
    """The shop's day.

    Args:
        seed: What makes it.
        hours: How long it is.
        unit: Which printer the shop has, measured.
        receipts: How many receipts it prints.
    """

    def __init__(self, seed: int, hours: float, unit: str, receipts: int) -> None:
        self._dice = random.Random(f"day/{seed}")  # noqa: S311 - a repeatable pattern, no secret
        self._hours, self._unit, self._wanted = hours, unit, min(receipts, MOST_NUMBERS - 1)
        self._clock = SimulatedClock()
        plan = Plan(
            name=f"day {seed}",
            wire="virtual",
            personality=unit,
            measured=True,
            speed_mm_s=300,
            buffer_bytes=BUFFER_BYTES,
            errands=(),
            silence=60.0,
            reply_silence=1.0,
            reconnect=10.0,
        )
        self.world = World(plan, self._clock)
        self._time = SimulatedTime(self.world, self._clock)
        self._profile = profile(unit, BUFFER_BYTES, measured=True)
        self._paper = Counted(self.world.printer)
        self._explained = 0
        self.evening = Evening()

    def run(self) -> Evening:
        """Let it pass, and look at it in the evening."""
        before = held()
        tracemalloc.start()
        morning = 0
        with Printer(SimulatedDevice(self._time), profile=self._profile, silence=60.0) as printer:
            printer.use_time(self._clock, self._time.sleep)
            for number in range(1, self._wanted + 1):
                self._serve(printer, number)
                if number == max(1, self._wanted // 10):
                    morning = _driver_bytes()
        self.evening.grown_bytes = _driver_bytes() - morning
        tracemalloc.stop()
        self._look_back(before)
        return self.evening

    def _serve(self, printer: Printer, number: int) -> None:
        """One customer: print the receipt, and do what a cashier does when that did not go well."""
        errand = self._errand(number)
        # A bad wire does not stay bad all day.
        self.world.link.heal()
        self.world.begin(errand)
        work = prepare(document(errand.kind, number), self._profile)
        self.evening.receipts += 1
        end = self._tried(printer, work)
        copies = 0
        while end == "Unknown" and not self._is_out(work, copies) and copies < TRIES:
            copies += 1
            end = self._tried(printer, work, copy=copies)
        self.evening.copies += copies
        if not any(self._is_out(work, copy) for copy in range(copies + 1)):
            self.evening.given_up += 1
            self.evening.stories.append("\n".join(self.world.trace))
            if end in {"Printed", "Sent"}:
                self.evening.wrong.append(f"receipt {number}: {end}, and it is on no paper")
        self._time.sleep(self._dice.uniform(0.2, 1.8) * self._hours * _HOUR / self._wanted)
        self.world.trace.clear()
        self.world.printer.taken.clear()

    def _tried(self, printer: Printer, work: Job, *, copy: int = 0) -> str:
        """Print it, and again only where nothing was printed."""
        end = ""
        for _ in range(TRIES):
            end = self._outcome(printer, work, copy)
            self.evening.ends[end] += 1
            if end != "NotPrinted":
                break
            self._time.sleep(REST_SECONDS)
        if end == "Unknown":
            # The cashier goes and looks, which takes until the trouble is over and what still prints is out.
            self._time.sleep(20 * REST_SECONDS)
            self._explained += 1
        return end

    def _outcome(self, printer: Printer, work: Job, copy: int) -> str:
        try:
            outcome: Any = printer.reprint(copy) if copy else printer.print(work)
        except NotPrinted as error:
            self.world.note(f"NotPrinted: {error}")
            return "NotPrinted"
        except Unknown as error:
            self.world.note(f"Unknown: {error}")
            return "Unknown"
        return "Printed" if isinstance(outcome, Printed) else "Sent"

    def _is_out(self, work: Job, copy: int) -> bool:
        marked = as_copy(work, copy, self._profile, stored_logos=_no_logos) if copy else work
        return self._paper.count(reference(self._unit, marked.data)) > 0

    def _errand(self, number: int) -> Errand:
        dice, kind = self._dice, self._dice.choice(KINDS)
        if dice.randrange(ONE_IN_FAULTY):
            return Errand(kind=kind, number=number, mend_after=REST_SECONDS)
        when = dice.choice((f"{dice.randrange(1, 2000)}B", f"{dice.randrange(1, 40)}mm"))
        fault = f"{dice.choice(PRINTER_FAULTS)}@{when}"
        seconds = dice.choice((1.0, 10.0, 100.0))
        wire = WireFault(kind=dice.choice(KINDS_OF_WIRE_FAULT), after_bytes=dice.randrange(1, 2000), seconds=seconds)
        of_printer = dice.randrange(2)
        return Errand(
            kind=kind,
            number=number,
            faults=(fault,) if of_printer else (),
            wire_faults=() if of_printer else (wire,),
            mend_after=dice.choice((5.0, 30.0, 120.0, 400.0)),
        )

    def _look_back(self, before: tuple[int, int]) -> None:
        evening = self.evening
        for words, count in self._paper.twice():
            evening.wrong.append(f"{count} times the same paper, without COPY: {words}")
        damaged = self._paper.damaged()
        if damaged > self._explained:
            evening.wrong.append(f"{damaged} damaged pieces of paper, and only {self._explained} were told of")
        if evening.grown_bytes > MOST_GROWTH_BYTES:
            evening.wrong.append(f"the driver's memory has grown by {evening.grown_bytes} bytes")
        evening.wrong += leaks(before)


def _no_logos() -> Any:
    from ocom809.receipt.logos import StoredLogos

    return StoredLogos()


def _driver_bytes() -> int:
    """What the driver holds, without the virtual printer and its paper, and without what this bench keeps itself."""
    reference.cache_clear()
    return sum(trace.size for trace in tracemalloc.take_snapshot().filter_traces(_DRIVER).traces)


def main() -> int:
    """Let a day pass; 1 where something was wrong in it."""
    parser = argparse.ArgumentParser(prog="tools/shop-day", description="A day of a shop, in simulated time.")
    parser.add_argument("--hours", type=float, default=24.0, help="how long the day is (24)")
    parser.add_argument("--receipts", type=int, default=1000, help="how many receipts it has, at most 1023 (1000)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="repeat a day")
    parser.add_argument("--personality", default="ocpp-809", help="which unit the shop has (ocpp-809)")
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    evening = Day(asked.seed, asked.hours, asked.personality, asked.receipts).run()
    print(evening)
    for words in evening.wrong:
        print(f"  WRONG: {words}")
    return 1 if evening.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
