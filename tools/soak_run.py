"""Runs the streams of ``soak_streams.py`` one by one and counts what came of them; started by ``tools/soak``."""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
import traceback
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from soak_streams import Stream, stream

from ocom809.virtual import VirtualPrinter
from ocom809.virtual.decode import decode, listing

if TYPE_CHECKING:
    from types import FrameType

CAUGHT = Path(__file__).resolve().parent.parent / ".cache" / "soak"
SLOWEST_SECONDS: Final = 1.0
ENDLESS_SECONDS: Final = 20.0
LARGEST_MIB: Final = 256
ADDRESS_SPACE_BYTES: Final = 2 * 1024**3
PROGRESS_SECONDS: Final = 15.0
MOST_TOLD: Final = 20


class TooLong(BaseException):
    """A stream was given up. No ``Exception``, so that nothing on the way can take it for its own."""


@dataclass(slots=True)
class Tally:
    """What was found; times in seconds, memory in MiB."""

    begun: float = field(default_factory=time.monotonic)
    streams: int = 0
    exceptions: int = 0
    slow: int = 0
    large: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    largest: tuple[float, int] = (0.0, -1)

    @property
    def bad(self) -> int:
        """Streams that were not as they should be, counted once for each reason."""
        return self.exceptions + self.slow + self.large

    def __str__(self) -> str:
        return (
            f"{self.streams} streams in {time.monotonic() - self.begun:.0f} s, {self.exceptions} exceptions, "
            f"{self.slow} over {SLOWEST_SECONDS:g} s, {self.large} over {LARGEST_MIB} MiB; "
            f"slowest {self.slowest[0]:.3f} s (number {self.slowest[1]}), "
            f"largest {self.largest[0]:.0f} MiB more than at rest (number {self.largest[1]})"
        )


def main() -> int:
    """Run the streams that were asked for, tell how it goes, and return 1 where any was bad."""
    asked = arguments()
    bound_memory()
    print(f"seed {asked.seed}, from number {asked.first}", flush=True)
    tally, told = Tally(), time.monotonic()
    for number in range(asked.first, asked.first + asked.streams):
        attend(tally, asked.seed, number)
        now = time.monotonic()
        if now - told > PROGRESS_SECONDS:
            told = now
            print(tally, flush=True)
        if now - tally.begun > asked.minutes * 60:
            break
    print(f"done: {tally}", flush=True)
    return 1 if tally.bad else 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="tools/soak", description="Throw streams at the virtual printer.")
    parser.add_argument("--streams", type=int, default=10_000, help="how many (10000)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="repeat a run")
    parser.add_argument("--first", type=int, default=0, help="number of the first stream, to repeat a single one (0)")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="end after so long, whatever is left")
    return parser.parse_args()


def attend(tally: Tally, seed: int, number: int) -> None:
    """Run one stream and count what came of it."""
    given = stream(seed, number)
    rest = begin_measuring()
    begin = time.perf_counter()
    problem = trouble_with(given)
    seconds, mib = time.perf_counter() - begin, peak_mib() - rest
    tally.streams += 1
    tally.slowest = max(tally.slowest, (seconds, number))
    tally.largest = max(tally.largest, (mib, number))
    tally.exceptions += bool(problem)
    tally.slow += seconds > SLOWEST_SECONDS
    tally.large += mib > LARGEST_MIB
    if problem or seconds > SLOWEST_SECONDS or mib > LARGEST_MIB:
        keep(given, f"{seed}-{number}", f"{seconds:.3f} s, {mib:.0f} MiB\n{problem}", aloud=tally.bad <= MOST_TOLD)


def trouble_with(given: Stream) -> str:
    """Run the stream through the printer and through ``decode``; the traceback of what was raised, or nothing."""
    alarm(ENDLESS_SECONDS)
    try:
        print_out(given)
        for instruction in decode(given.data):
            listing(instruction)
    except (Exception, TooLong):  # noqa: BLE001 - whatever it is, it is what we look for
        return traceback.format_exc()
    finally:
        alarm(0)
    return ""


def print_out(given: Stream) -> None:
    """Let a printer have it in chunks, and look at everything that comes of it."""
    printer = VirtualPrinter(personality=given.personality, faults=given.faults)
    edges = (0, *given.cuts, len(given.data))
    for start, end in pairwise(edges):
        printer.receive(given.data[start:end])
        printer.replies()
    printer.wire_closed()
    printer.tear_off()
    for ticket in printer.tickets:
        _ = ticket.text, ticket.events, ticket.millimetres, ticket.black_dots
    _ = printer.paper.text, printer.events, printer.sensors
    printer.power_cycle()
    printer.print_self_test()


def keep(given: Stream, name: str, problem: str, *, aloud: bool) -> None:
    """Write down a bad stream, so that it can be looked at."""
    CAUGHT.mkdir(parents=True, exist_ok=True)
    (CAUGHT / f"{name}.bin").write_bytes(given.data)
    words = f"{name}: {given.personality} {given.faults} cuts {given.cuts}\n{problem}"
    (CAUGHT / f"{name}.txt").write_text(words, encoding="utf-8")
    if aloud:
        print(words, flush=True)


def alarm(seconds: float) -> None:
    """Give up after so long, where the system has such alarms; 0 for no longer."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _give_up)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong(f"still at it after {ENDLESS_SECONDS:g} s")


def bound_memory() -> None:
    """Let a runaway stream fail here with a MemoryError, rather than take the machine with it; not on Windows."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE_BYTES, ADDRESS_SPACE_BYTES))


def begin_measuring() -> float:
    """Forget the peak of memory so far; what is in use now, in MiB. Linux alone has this."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak_mib()


def peak_mib() -> float:
    """The most memory in use since the measuring began; 0 where it cannot be told."""
    if sys.platform != "linux":
        return 0.0
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
