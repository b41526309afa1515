"""What happens in one chaos run, made from its seed and number alone."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from chaos_receipts import KINDS

from ocom809.virtual import PERSONALITIES

if TYPE_CHECKING:
    from collections.abc import Callable

WIRES: Final = ("tcp", "serial", "virtual")
HEALTHY_JOBS: Final = 2
"""So many jobs follow when everything has been mended; the last of them has to come out."""
UNITS: Final = tuple(sorted(PERSONALITIES))
_UNITS_TOGETHER: Final = ("unyka+small-buffer", "ocpp-80h+no-replies", "xp-80t+small-buffer", "ocpp-80h+unyka")
_MOST_JOBS: Final = 3
_ONE_IN_QUIET: Final = 8
"""Runs in which nothing goes wrong: a bench that only breaks things would not see what breaks by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WireFault:
    """What the proxy does.

    Attributes:
        kind: One of ``KINDS_OF_WIRE_FAULT``.
        after_bytes: When so many bytes of this job have gone towards the printer.
        seconds: How long it lasts, or how late things come; with 0, until everything is mended.
    """

    kind: str
    after_bytes: int
    seconds: float = 0.0

    def __str__(self) -> str:
        return f"{self.kind}@{self.after_bytes}B for {self.seconds:g} s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One receipt that the shop wants printed.

    Attributes:
        kind: Which receipt.
        number: Its number, which no other of the run has.
        faults: What goes wrong with the printer meanwhile, as ``KIND@WHEN``, counted from the beginning of the job.
        wire_faults: What goes wrong on the wire.
        mend_after: How many seconds behind a fault a person has mended it; never, before all is mended, if ``None``.
        by_recovering: The person frees the knife only, and leaves the rest to the program.
        gives_up_after: How many seconds without progress the program waits before it gives up by itself, if ever.
        thinks: How long it takes to decide that, while the printer does not wait.
        healthy: All is in order with printer and wire.
    """

    kind: str
    number: int
    faults: tuple[str, ...] = ()
    wire_faults: tuple[WireFault, ...] = ()
    mend_after: float | None = None
    by_recovering: bool = False
    gives_up_after: float | None = None
    thinks: float = 0.0
    healthy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One run.

    Attributes:
        name: Seed and number.
        wire: ``tcp``, ``serial`` or ``virtual``.
        personality: Which unit the printer is.
        measured: Whether the program has a profile with the facts of this unit as measured.
        speed_mm_s: How fast it prints; as fast as possible where ``None``.
        buffer_bytes: Its receive buffer.
        errands: What is printed, in order.
        silence: The limit for taking no byte, in seconds.
        reply_silence: The limit for an answer.
        reconnect: How long a lost wire is sought.
        holds: Another client holds the printer for so many seconds from the beginning of a job: its place, or -1.
        hold_seconds: How long it does.
        retries: How often the shop tries again what was not printed.
    """

    name: str
    wire: str
    personality: str
    measured: bool
    speed_mm_s: int | None
    buffer_bytes: int
    errands: tuple[Errand, ...]
    silence: float
    reply_silence: float
    reconnect: float
    holds: int = -1
    hold_seconds: float = 0.0
    retries: int = 1


def plan(seed: int, number: int, *, wire: str | None = None, personality: str | None = None) -> Plan:
    """The run of this number: the same one whenever it is asked for."""
    dice = random.Random(f"chaos/{seed}/{number}")  # noqa: S311 - a repeatable pattern, no secret
    chosen_wire, chosen_unit = dice.choice(WIRES), dice.choice(UNITS * 2 + _UNITS_TOGETHER * 3)
    wire, unit = wire or chosen_wire, personality or chosen_unit
    simulated = wire == "virtual"
    jobs = dice.randrange(1, _MOST_JOBS + 1)
    holds = dice.randrange(jobs) if wire == "tcp" and dice.randrange(6) == 0 else -1
    return Plan(
        name=f"{seed}-{number}",
        wire=wire,
        personality=unit,
        measured=dice.randrange(4) > 0,
        speed_mm_s=dice.choice((None, 300, 60) if simulated else (None, None, 1000)),
        buffer_bytes=dice.choice((4096, 4096, 1024, 256, 65536)),
        errands=tuple(_errands(dice, jobs, _time_scale(wire))),
        # Longer than a second, after which the program is told that it waits.
        silence=30.0 if simulated else 1.2,
        reply_silence=1.0 if simulated else 0.25,
        reconnect=dice.choice((0.0, 10.0)) if simulated else dice.choice((0.0, 0.5)),
        holds=holds,
        hold_seconds=dice.choice((0.05, 0.3, 2.0)),
        retries=dice.randrange(3),
    )


def _time_scale(wire: str) -> float:
    """Simulated seconds cost nothing; real ones are shortened as the limits are."""
    return 1.0 if wire == "virtual" else 0.02


def _errands(dice: random.Random, jobs: int, scale: float) -> list[Errand]:
    numbers = dice.sample(range(1, 33), jobs + HEALTHY_JOBS)
    kinds = tuple(KINDS)
    faulty = [_faulty(dice, dice.choice(kinds), number, scale) for number in numbers[:jobs]]
    healthy = [Errand(kind=dice.choice(kinds), number=number, healthy=True) for number in numbers[jobs:]]
    return [*faulty, *healthy]


def _faulty(dice: random.Random, kind: str, number: int, scale: float) -> Errand:
    if dice.randrange(_ONE_IN_QUIET) == 0:
        return Errand(kind=kind, number=number)
    of_printer, of_wire = dice.choice(((1, 0), (1, 0), (0, 1), (0, 1), (2, 0), (1, 1), (0, 2)))
    mends = dice.choice((None, 0.0, 0.5, 5.0, 20.0, 60.0))
    return Errand(
        kind=kind,
        number=number,
        faults=tuple(_printer_fault(dice, scale) for _ in range(of_printer)),
        wire_faults=tuple(_wire_fault(dice, scale) for _ in range(of_wire)),
        mend_after=None if mends is None else mends * scale,
        by_recovering=dice.randrange(2) == 0,
        gives_up_after=dice.choice((None, None, None, 0.5, 3.0)),
        thinks=dice.choice((0.0, 1.0)) * scale,
    )


def _printer_fault(dice: random.Random, scale: float) -> str:
    kind = dice.choice(PRINTER_FAULTS)
    return f"{kind}@{dice.choice(_WHEN)(dice, scale)}"


def _wire_fault(dice: random.Random, scale: float) -> WireFault:
    seconds = dice.choice((0.0, 0.3, 3.0, 10.0)) * scale
    return WireFault(kind=dice.choice(KINDS_OF_WIRE_FAULT), after_bytes=_some_bytes(dice), seconds=seconds)


def _some_bytes(dice: random.Random) -> int:
    return dice.choice((dice.randrange(1, 16), dice.randrange(1, 300), dice.randrange(1, 5200)))


def _at_bytes(dice: random.Random, _scale: float) -> str:
    return f"{_some_bytes(dice)}B"


def _at_paper(dice: random.Random, _scale: float) -> str:
    return f"{dice.choice((dice.randrange(1, 20), dice.randrange(1, 60), dice.randrange(1, 240)))}mm"


def _at_time(dice: random.Random, scale: float) -> str:
    return f"{dice.choice((0.01, 0.1, 0.5, 2.0)) * scale * dice.uniform(0.2, 2):.6f}s"


_WHEN: Final[tuple[Callable[[random.Random, float], str], ...]] = (_at_bytes, _at_bytes, _at_paper, _at_paper, _at_time)

PRINTER_FAULTS: Final = (
    *("paper-out", "paper-out", "cover-open", "cutter-jam", "power-loss", "power-loss", "stall"),
    *("silence", "rubbish", "offline", "disconnect", "near-end"),
)
KINDS_OF_WIRE_FAULT: Final = (
    *("reset", "reset", "hang-up", "half-close", "stop-reading", "stop-reading", "slow"),
    *("drop-replies", "delay-replies", "split-replies", "duplicate-replies"),
)
