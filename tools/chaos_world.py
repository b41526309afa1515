"""The printer of a chaos run, its wire, and the person who stands beside it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

from chaos_facts import personality
from chaos_link import NEVER, Link

from ocom809.virtual import FaultKind, VirtualPrinter

if TYPE_CHECKING:
    from collections.abc import Callable

    from chaos_plan import Errand, Plan

_TAKEN_KEPT: Final = 1024 * 1024
_OUTAGES: Final = frozenset({"power-loss", "disconnect"})


class RecordingPrinter(VirtualPrinter):
    """A virtual printer that keeps what it took.

    Its connection does not outlive an outage, however short that is and whoever is busy meanwhile.

    Attributes:
        taken: All bytes that it has taken, over every connection.
        on_taken: Told when ``taken`` has grown, which is later than the printer tells of its change.
        outage: Power or connection broke, and whoever carries the wire has not ended it yet.
    """

    def __init__(self, **options: Any) -> None:
        self.taken = bytearray()
        self.on_taken: Callable[[], None] = _nobody_cares
        self.outage = False
        super().__init__(**options)

    @property
    def wire_is_broken(self) -> bool:
        """Whether the connection has to break now."""
        return self.outage or super().wire_is_broken

    def wire_closed(self) -> None:
        """The connection ended."""
        super().wire_closed()
        self.outage = False

    def receive(self, data: bytes | memoryview, **how: Any) -> int:
        """As every printer, and remember it."""
        if self.outage:
            return 0
        count = super().receive(data, **how)
        self.taken += data[: min(count, _TAKEN_KEPT - len(self.taken))]
        self.on_taken()
        return count


class World:
    """Everything outside of the program under test.

    Args:
        plan: What is to happen.
        clock: Where the time comes from.

    Attributes:
        printer: The printer.
        link: The wire.
        trace: What happened, line by line.
        breaks: How often power or connection broke from the printer's side.
        announced: What the driver said that freeing the printer of a broken job may bring about.
    """

    def __init__(self, plan: Plan, clock: Callable[[], float]) -> None:
        self.clock = clock
        unit = personality(plan.personality, plan.buffer_bytes)
        self.printer = RecordingPrinter(personality=unit, speed_mm_s=plan.speed_mm_s, clock=clock)
        self.link = Link(clock)
        self.trace: list[str] = []
        self.breaks = 0
        self.announced: list[str] = []
        self._begun_at = clock()
        self._errand: Errand | None = None
        self._acts: list[tuple[float, str]] = []
        self._seen_events = 0
        self._has_changed = True
        self._unwatch = self.printer.watch(on_change=self._changed)
        self._lock = threading.RLock()

    def note(self, words: str) -> None:
        """Write a line of the trace."""
        self.trace.append(f"{self.clock() - self._begun_at:10.4f} s  {words}")

    def begin(self, errand: Errand) -> None:
        """The next job begins, and what goes wrong with it is on its way."""
        with self._lock:
            self._errand = errand
            if errand.healthy:
                self.mend_all()
            for fault in errand.faults:
                self.printer.play(fault)
            self.link.begin(errand.wire_faults)
            self.note(f"job {errand}")

    def mend_all(self) -> None:
        """Everything that is wrong is mended: paper, cover, knife, power, wire."""
        with self._lock:
            self.look()
            self._acts.clear()
            # One by one, so that what one cure sets free cannot meet another fault that was still to come.
            for kind in (FaultKind.POWER_LOSS, *FaultKind):
                self._mend(kind.value)
            self.link.heal()
            self.note("all is mended")

    def look(self) -> None:
        """Let the person see what has happened, and do what is due."""
        with self._lock:
            self._see()
            due = [act for act in self._acts if act[0] <= self.clock()]
            self._acts = [act for act in self._acts if act not in due]
            for _, kind in due:
                self.note(f"a person mends {kind}")
                self._mend(kind)

    @property
    def seconds_until_due(self) -> float:
        """How long until something happens by itself."""
        with self._lock:
            printer = self.printer.seconds_until_due()
            acts = min((at for at, _ in self._acts), default=NEVER) - self.clock()
            return max(0.0, min(NEVER if printer is None else printer, self.link.seconds_until_due, acts))

    def _changed(self) -> None:
        self._has_changed = True

    def _see(self) -> None:
        if not self._has_changed:
            return
        self._has_changed = False
        events = self.printer.events
        new, self._seen_events = events[self._seen_events :], len(events)
        for event in new:
            if event.name not in {"fault", "cutter jam"}:
                continue
            kind = str(event.details.get("kind", "cutter-jam"))
            self.note(f"{event.name} {kind} at {event.mm:.1f} mm, {len(self.printer.taken)} bytes taken")
            if kind in _OUTAGES:
                self.breaks += 1
                self.printer.outage = True
            after = None if self._errand is None else self._errand.mend_after
            # A blocked knife is seen when it has jammed, not before.
            if after is not None and (event.name == "cutter jam" or kind != "cutter-jam"):
                self._acts.append((self.clock() + after, kind))

    def _mend(self, kind: str) -> None:
        if kind == FaultKind.POWER_LOSS.value:
            if not self.printer.sensors.powered:
                self.printer.power_cycle()
            self.printer.cure(kind)
        elif kind == FaultKind.PAPER_OUT.value:
            if not self.printer.sensors.paper_present:
                self.printer.load_paper()
            self.printer.cure(kind)
        elif kind == FaultKind.CUTTER_JAM.value and self._errand is not None and self._leaves_error():
            self.printer.free_knife()
        else:
            self.printer.cure(kind)

    def _leaves_error(self) -> bool:
        return self._errand is not None and self._errand.by_recovering and not self._errand.healthy


def _nobody_cares() -> None:
    pass
