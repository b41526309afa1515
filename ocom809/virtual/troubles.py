"""What each fault does to the printer and its wire, when it comes, and how it is mended."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.virtual.faults import Fault, FaultKind, FaultSchedule, Unit
from ocom809.virtual.paper import DOTS_PER_MM

if TYPE_CHECKING:
    from ocom809.virtual.mechanism import Mechanism


@dataclass(slots=True)
class WireState:
    """What is wrong between printer and host.

    Attributes:
        silent: No answer leaves the printer.
        rubbish: Every answer is turned into nonsense.
        stalled: No byte is taken.
        broken: The connection is to break; whoever carries it breaks it.
    """

    silent: bool = False
    rubbish: bool = False
    stalled: bool = False
    broken: bool = False


class Troubles:
    """The faults of one printer: those to come, and those that are there.

    Args:
        mechanism: Where faults of the mechanism show.
    """

    def __init__(self, mechanism: Mechanism) -> None:
        self.wire = WireState()
        self.received = 0
        self._mechanism = mechanism
        self._schedule = FaultSchedule(DOTS_PER_MM)

    def order(self, fault: Fault) -> None:
        """Let ``fault`` come, counted from now; seconds count from the first byte where none has come yet."""
        now = self._mechanism.stopwatch.seconds if self.received or not fault.amount else None
        self._schedule.order(fault, dots=self._mechanism.paper.advanced_dots, received=self.received, now=now)

    def count_received(self, size: int) -> None:
        """``size`` bytes have arrived."""
        if not self.received:
            self._schedule.start_clock(self._mechanism.stopwatch.seconds)
        self.received += size

    def bring_about(self) -> bool:
        """Let happen what is due, and tell whether anything was."""
        if self._schedule.is_empty:
            return False
        mechanism = self._mechanism
        due = self._schedule.due(
            dots=mechanism.paper.advanced_dots, received=self.received, now=mechanism.stopwatch.seconds
        )
        for fault in due:
            mechanism.note("fault", {"kind": fault.kind.value})
            self._set(fault.kind, wrong=True)
        return bool(due)

    def mend(self, kind: FaultKind) -> None:
        """Take what is to come of this kind off the list, and mend what is there."""
        self._schedule.cancel(kind)
        if kind is FaultKind.PAPER_OUT and not self._mechanism.sensors.paper_present:
            self._mechanism.change_roll()
        if kind is FaultKind.CUTTER_JAM:
            self._mechanism.sensors.cutter_error = False
        self._set(kind, wrong=False)

    def power_cycled(self) -> None:
        """Switching off and on mends what is the firmware's; what is out of paper or broken stays so."""
        for kind in (FaultKind.POWER_LOSS, FaultKind.SILENCE, FaultKind.RUBBISH, FaultKind.STALL):
            self._set(kind, wrong=False)
        self._mechanism.sensors.unrecoverable = False
        self._mechanism.sensors.cutter_error = False

    def watch_paper(self) -> int | None:
        """For the mechanism, before paper moves: bring about what is due; dots until the next fault."""
        if self._schedule.is_empty:
            return None
        self.bring_about()
        left = self._schedule.left(Unit.MILLIMETRES, self._mechanism.paper.advanced_dots)
        return None if left is None else math.ceil(left)

    def bytes_left(self) -> int | None:
        """Bytes until the next fault that counts them."""
        left = self._schedule.left(Unit.BYTES, self.received)
        return None if left is None else math.ceil(left)

    def next_moment(self) -> float | None:
        """When the next timed fault comes, or should have come, in the mechanism's seconds."""
        return self._schedule.next(Unit.SECONDS)

    def seconds_left(self) -> float | None:
        """Seconds until the next timed fault."""
        return self._schedule.left(Unit.SECONDS, self._mechanism.stopwatch.seconds)

    def _set(self, kind: FaultKind, *, wrong: bool) -> None:
        where, attribute, when_wrong = _PLACES[kind]
        holders = {_SENSORS: self._mechanism.sensors, _KNIFE: self._mechanism.knife, _WIRE: self.wire}
        setattr(holders[where], attribute, wrong == when_wrong)


_SENSORS, _KNIFE, _WIRE = "sensors", "knife", "wire"

# Where each fault shows, and what stands there while it lasts.
_PLACES: Final = {
    FaultKind.PAPER_OUT: (_SENSORS, "paper_present", False),
    FaultKind.NEAR_END: (_SENSORS, "near_end", True),
    FaultKind.COVER_OPEN: (_SENSORS, "cover_open", True),
    FaultKind.OFFLINE: (_SENSORS, "switched_offline", True),
    FaultKind.POWER_LOSS: (_SENSORS, "powered", False),
    FaultKind.CUTTER_JAM: (_KNIFE, "is_blocked", True),
    FaultKind.SILENCE: (_WIRE, "silent", True),
    FaultKind.RUBBISH: (_WIRE, "rubbish", True),
    FaultKind.STALL: (_WIRE, "stalled", True),
    FaultKind.DISCONNECT: (_WIRE, "broken", True),
}
