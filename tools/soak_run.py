"""Runs the streams of ``soak_streams.py`` one by one and counts what came of them; started by ``tools/soak``."""

from __future__ import annotations

import argparse
import multiprocessing
import random
import signal
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from soak_checks import check
from soak_hunt import Suspect, slower_ones
from soak_streams import Stream, stream

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

CAUGHT = Path(__file__).resolve().parent.parent / ".cache" / "soak"
SLOWEST_SECONDS: Final = 1.0
ENDLESS_SECONDS: Final = 20.0
LARGEST_MIB: Final = 256
ADDRESS_SPACE_BYTES: Final = 2 * 1024**3
PROGRESS_SECONDS: Final = 15.0
BLOCK_STREAMS: Final = 50
MOST_TOLD: Final = 20


class TooLong(BaseException):
    """A stream was given up. No ``Exception``, so that nothing on the way can take it for its own."""


@dataclass(slots=True)
class Tally:
    """What was found; times in seconds of the processor, memory in MiB."""

    streams: int = 0
    exceptions: int = 0
    slow: int = 0
    large: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    largest: tuple[float, int] = (0.0, -1)
    bad_ones: list[str] = field(default_factory=list)

    @property
    def bad(self) -> int:
        """Streams that were not as they should be, counted once for each reason."""
        return self.exceptions + self.slow + self.large

    def add(self, other: Tally) -> None:
        """Count in what another one found."""
        self.streams += other.streams
        self.exceptions += other.exceptions
        self.slow += other.slow
        self.large += other.large
        self.slowest = max(self.slowest, other.slowest)
        self.largest = max(self.largest, other.largest)

    def __str__(self) -> str:
        return (
            f"{self.streams} streams, {self.exceptions} exceptions, "
            f"{self.slow} too slow, {self.large} over {LARGEST_MIB} MiB; "
            f"slowest {self.slowest[0]:.3f} s (number {self.slowest[1]}), "
            f"largest {self.largest[0]:.0f} MiB more than at rest (number {self.largest[1]})"
        )


def main() -> int:
    """Run the streams that were asked for, tell how it goes, and return 1 where any was bad."""
    asked = arguments()
    if asked.hunt:
        return hunt(asked.seed, asked.minutes * 60)
    print(f"seed {asked.seed}, from number {asked.first}", flush=True)
    end = asked.first + asked.streams
    blocks = [(asked.seed, range(at, min(at + BLOCK_STREAMS, end))) for at in range(asked.first, end, BLOCK_STREAMS)]
    # New processes, not copies of this one: they are the same on every system, and small.
    with multiprocessing.get_context("spawn").Pool(asked.jobs, initializer=bound_memory) as pool:
        tally = collected(pool.imap_unordered(run_block, blocks), asked.minutes * 60)
    return 1 if tally.bad else 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="tools/soak", description="Throw streams at the virtual printer.")
    parser.add_argument("--streams", type=int, default=10_000, help="how many (10000)")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="repeat a run")
    parser.add_argument("--first", type=int, default=0, help="number of the first stream, to repeat a single one (0)")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="end after so long, whatever is left")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes share the work (1)")
    parser.add_argument("--hunt", action="store_true", help="breed slow streams from slow ones; needs --minutes")
    asked = parser.parse_args()
    if asked.hunt and asked.minutes == float("inf"):
        parser.error("--hunt goes on for as long as --minutes says")
    return asked


def hunt(seed: int, seconds: float) -> int:
    """Mutate the slowest streams towards slower ones, tell of each, and return 1 where one took too long."""
    print(f"seed {seed}, hunting for {seconds:.0f} s", flush=True)
    bound_memory()
    slowest = Suspect(0.0, b"")
    for suspect in slower_ones(random.Random(f"hunt {seed}"), seconds):  # noqa: S311 - a repeatable pattern, no secret
        slowest = max(slowest, suspect)
        print(f"{suspect.seconds:.3f} s for {len(suspect.data)} bytes", flush=True)
    name = f"hunt-{seed}"
    keep(Stream(slowest.data, (), "ocpp-809"), name, f"{slowest.seconds:.3f} s")
    print(f"done: slowest {slowest.seconds:.3f} s, kept as .cache/soak/{name}.bin", flush=True)
    return 1 if slowest.seconds > SLOWEST_SECONDS else 0


def collected(tallies: Iterable[Tally], seconds: float) -> Tally:
    """One tally of all, which is told now and then; what comes after so many seconds is left out."""
    total, begun = Tally(), time.monotonic()
    told = begun
    for tally in tallies:
        for words in tally.bad_ones[: max(0, MOST_TOLD - total.bad)]:
            print(words, flush=True)
        total.add(tally)
        now = time.monotonic()
        if now - told > PROGRESS_SECONDS:
            told = now
            print(f"{now - begun:.0f} s: {total}", flush=True)
        if now - begun > seconds:
            break
    took = time.monotonic() - begun
    print(f"done in {took:.0f} s, {total.streams / took:.0f} a second: {total}", flush=True)
    return total


def run_block(block: tuple[int, range]) -> Tally:
    """Run streams one by one."""
    seed, numbers = block
    tally = Tally()
    for number in numbers:
        attend(tally, seed, number)
    return tally


def attend(tally: Tally, seed: int, number: int) -> None:
    """Run one stream and count what came of it."""
    given = stream(seed, number)
    rest = begin_measuring()
    # The processor's time: what other programs do meanwhile is not the printer's fault.
    begin = time.process_time()
    problem = trouble_with(given)
    seconds, mib = time.process_time() - begin, peak_mib() - rest
    tally.streams += 1
    tally.slowest = max(tally.slowest, (seconds, number))
    tally.largest = max(tally.largest, (mib, number))
    tally.exceptions += bool(problem)
    slow = seconds > SLOWEST_SECONDS * given.passes
    tally.slow += slow
    tally.large += mib > LARGEST_MIB
    if problem or slow or mib > LARGEST_MIB:
        tally.bad_ones.append(keep(given, f"{seed}-{number}", f"{seconds:.3f} s, {mib:.0f} MiB\n{problem}"))


def trouble_with(given: Stream) -> str:
    """Check the stream; the traceback of what was raised, or nothing."""
    alarm(ENDLESS_SECONDS)
    try:
        check(given)
    except (Exception, TooLong):  # noqa: BLE001 - whatever it is, it is what we look for
        return traceback.format_exc()
    finally:
        alarm(0)
    return ""


def keep(given: Stream, name: str, problem: str) -> str:
    """Write down a bad stream, so that it can be looked at; what is to be told of it."""
    CAUGHT.mkdir(parents=True, exist_ok=True)
    (CAUGHT / f"{name}.bin").write_bytes(given.data)
    words = f"{name}: {given.personality} {given.faults} cuts {given.cuts}\n{problem}"
    (CAUGHT / f"{name}.txt").write_text(words, encoding="utf-8")
    return words


def alarm(seconds: float) -> None:
    """Give up after so many seconds of the processor, where the system has such alarms; 0 for no longer."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, _give_up)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong(f"still at it after {ENDLESS_SECONDS:g} s of the processor")


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
