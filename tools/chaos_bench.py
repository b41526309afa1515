"""One chaos run from beginning to end: build the world, let the shop print, judge what came of it."""

from __future__ import annotations

import gc
import logging
import os
import signal
import threading
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chaos_judge import lies, stuck
from chaos_shop import Shop
from chaos_simulated import SimulatedDevice, SimulatedTime
from chaos_world import World

from ocom809.commands.side_effects import SideEffect
from ocom809.virtual import SimulatedClock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from chaos_plan import Plan
    from chaos_shop import Claim
    from chaos_stage import Stage

HUNG_SECONDS: Final = 60.0
"""Real seconds after which a run is given up, whatever its limits are: more than any of them on a busy machine."""
BUSY_SECONDS: Final = 20.0
"""How much longer than its limits a job may take by the real clock, because others use the processor too."""
_SETTLE_SECONDS: Final = 30.0
_FILES: Final = Path("/proc/self/fd")


class Hung(BaseException):
    """The run was given up. No ``Exception``, so that nothing on the way can take it for its own."""


@dataclass(slots=True)
class Result:
    """What came of one run.

    Attributes:
        plan: What was planned.
        ends: How often the driver said what; of healthy jobs apart.
        lies: What it claimed and is not so.
        stuck: Whether the last receipt was not printed although all was in order.
        split: Receipts that were ``Printed`` over the change of a roll, so in two pieces.
        trace: What happened.
    """

    plan: Plan
    ends: Counter[str] = field(default_factory=Counter)
    lies: list[str] = field(default_factory=list)
    stuck: bool = False
    split: int = 0
    trace: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        found = "\n".join(f"  LIE: {words}" for words in self.lies)
        return f"{self.plan.name}: {self.plan}\n{found}\n" + "\n".join(self.trace)


def run(plan: Plan) -> Result:
    """Do what is planned; whatever happens is in the result."""
    result = Result(plan)
    before = held()
    _alarm(HUNG_SECONDS)
    try:
        (_simulated if plan.wire == "virtual" else _real)(plan, result)
    except Hung:
        result.lies.append(f"hung: still at it after {HUNG_SECONDS:g} real seconds\n{traceback.format_exc()}")
    finally:
        _alarm(0)
    result.lies += leaks(before)
    return result


def _simulated(plan: Plan, result: Result) -> None:
    clock = SimulatedClock()
    world = World(plan, clock)
    _heard_by(world)
    time_ = SimulatedTime(world, clock)
    shop = Shop(plan, world, SimulatedDevice(time_), clock, time_.sleep)
    try:
        shop.run()
    finally:
        shop.printer.close()
        end = clock() + _SETTLE_SECONDS
        while world.printer.is_printing and clock() < end:
            time_.step(1.0)
        _conclude(result, world, shop.claims, slack=0.0)


def _real(plan: Plan, result: Result) -> None:
    world = World(plan, time.monotonic)
    _heard_by(world)
    with _stage(plan.wire)(world) as stage:
        in_order = partial(stage.carry_out_breaks, _SETTLE_SECONDS)
        shop = Shop(plan, world, stage.uri, time.monotonic, hold=stage.hold, in_order=in_order)
        try:
            shop.run()
            # All is in order by now, so what is on its way arrives, however busy the machine is.
            stage.settle(_SETTLE_SECONDS)
        finally:
            shop.printer.close()
            stage.settle(_SETTLE_SECONDS)
            _conclude(result, world, shop.claims, slack=BUSY_SECONDS)


class _Told(logging.Handler):
    """Writes into the trace what the driver says of freeing a printer."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def emit(self, record: logging.LogRecord) -> None:
        """Write it down."""
        self._world.note(record.getMessage())
        self._world.announced += [effect.value for effect in SideEffect if record.getMessage().endswith(effect.value)]


def _heard_by(world: World) -> None:
    """From here on this world hears it, and no other one."""
    logging.getLogger("ocom809.exchanges.resynchronising").handlers = [_Told(world)]


def _stage(wire: str) -> type[Stage]:
    """Loaded only where it is needed: not every system has what these wires need."""
    if wire == "tcp":
        from chaos_tcp import TcpStage

        return TcpStage
    from chaos_pty import PtyStage

    return PtyStage


def _conclude(result: Result, world: World, claims: Sequence[Claim], *, slack: float) -> None:
    for claim in claims:
        result.ends[claim.end + (" when healthy" if claim.errand.healthy else "")] += 1
        result.split += claim.end == "Printed" and any(changed for _, _, changed in claim.places)
    result.lies += lies(result.plan, world, claims, slack=slack)
    result.stuck = stuck(result.plan, claims)
    result.trace = world.trace


# What a run must give back


def held() -> tuple[int, int]:
    """How many files and sockets this process holds (0 where that is not told), and how many threads."""
    return len(list(_FILES.iterdir())) if _FILES.exists() else 0, threading.active_count()


def leaks(before: tuple[int, int]) -> list[str]:
    """What is held now and was not before."""
    if held() == before:
        return []
    gc.collect()
    files, threads = (now - was for now, was in zip(held(), before, strict=True))
    named = {"files or sockets": files, "threads": threads}
    return [f"a leak: {count} more {what} than before" for what, count in named.items() if count > 0]


def _alarm(seconds: float) -> None:
    """Give up after so many real seconds, where the system has such alarms; 0 for no more."""
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGALRM, _give_up if seconds else signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise Hung(os.getpid())
