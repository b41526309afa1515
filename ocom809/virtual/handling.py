"""The people's side of a virtual printer: what they see of it, and what they do with it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from ocom809.virtual.faults import Fault, FaultKind, as_faults, ends_of_roll
from ocom809.virtual.turns import Turns

if TYPE_CHECKING:
    from ocom809.virtual.event import Event
    from ocom809.virtual.machine import Machine
    from ocom809.virtual.sensors import Sensors
    from ocom809.virtual.ticket import Ticket


class Handling:
    """A printer in people's hands; each look and each act is one turn, in which nobody else touches it.

    Args:
        machine: The printer without its lock.
    """

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._turns = Turns(machine.bring_about, machine.settle)
        machine.mechanism.paper.on_ticket = self._turns.fresh_tickets.append

    # What people see.

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """The pieces of paper that came off, oldest first."""
        with self._turns.take(poll=True):
            return self._machine.mechanism.paper.tickets

    @property
    def paper(self) -> Ticket:
        """What hangs out now, from its upper edge down to the head."""
        with self._turns.take(poll=True):
            return self._machine.mechanism.paper.hanging

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened beside the paper, oldest first."""
        with self._turns.take(poll=True):
            return tuple(self._machine.mechanism.journal.events)

    @property
    def sensors(self) -> Sensors:
        """A copy of what its sensors read."""
        with self._turns.take(poll=True):
            return dataclasses.replace(self._machine.mechanism.sensors)

    @property
    def advanced_mm(self) -> float:
        """Paper that has come out since it was made, in millimetres."""
        with self._turns.take(poll=True):
            return self._machine.mechanism.paper.mm

    @property
    def left_over(self) -> tuple[str | None, bytes]:
        """What the next job will find: the line that nothing has printed, as text, and half an instruction.

        The text is ``None`` where nothing stands in the line, and empty where it cannot be read.
        """
        with self._turns.take(poll=True):
            return self._machine.firmware.left_over

    @property
    def is_holding(self) -> bool:
        """Whether something that was received waits, because it cannot print now."""
        with self._turns.take(poll=True):
            return self._machine.is_busy and not self._machine.mechanism.sensors.can_work

    @property
    def is_printing(self) -> bool:
        """Whether it is at work now, which takes time at a speed only."""
        with self._turns.take(poll=True):
            return self._machine.is_busy and self._machine.mechanism.sensors.can_work

    # What people do.

    def tear_off(self) -> Ticket | None:
        """Pull the printed paper out past the tear bar and tear it off; ``None`` if nothing is printed on it."""
        with self._turns.take():
            self._machine.firmware.end_text()
            return self._machine.mechanism.tear_off()

    def load_paper(self, *, roll_mm: float | None = None, near_end_mm: float = 0.0) -> None:
        """Put in a new roll. What hangs from the old one comes off.

        Args:
            roll_mm: How much paper is on it, up to 999 999 999 mm; endless where None.
            near_end_mm: How much is left when the sensor of the near end sees it; 0 where there is no such sensor.

        Raises:
            InputError: A length is negative, or too much.
        """
        ends = [] if roll_mm is None else ends_of_roll(roll_mm, near_end_mm)
        with self._turns.take():
            if self._machine.mechanism.sensors.paper_present:
                self._machine.mechanism.change_roll()
            self._machine.troubles.mend(FaultKind.PAPER_OUT)
            self._machine.troubles.mend(FaultKind.NEAR_END)
            for fault in ends:
                self._machine.troubles.order(fault)

    def open_cover(self) -> None:
        """Open the cover."""
        self.play(Fault(FaultKind.COVER_OPEN))

    def close_cover(self) -> None:
        """Close it again."""
        self.cure(FaultKind.COVER_OPEN)

    def clear_jam(self) -> None:
        """Free the knife and end the error, so that the cut that failed is made."""
        self.cure(FaultKind.CUTTER_JAM)

    def free_knife(self) -> None:
        """Take out what blocks the knife; the error stays until the host sends DLE ENQ or the power goes."""
        with self._turns.take():
            self._machine.mechanism.knife.is_blocked = False

    def press_feed(self) -> None:
        """Press FEED once: the paper advances by a line, and a hex dump ends."""
        with self._turns.take():
            self._machine.firmware.press_feed()

    def hold_feed(self, *, held: bool = True) -> None:
        """Hold FEED down, or let go of it; nothing prints meanwhile."""
        with self._turns.take():
            self._machine.mechanism.sensors.feed_button = held

    def set_drawer_pin(self, *, high: bool) -> None:
        """Set the level of the drawer's sense pin, as opening or shutting a drawer does."""
        with self._turns.take():
            self._machine.mechanism.sensors.drawer_pin_high = high

    def print_self_test(self) -> None:
        """Switch on with FEED held: the self-test page."""
        with self._turns.take():
            self._machine.firmware.print_self_test()

    def power_cycle(self) -> None:
        """Switch off and on: what was received and not printed is lost; what is broken stays so.

        Connections over TCP and USB end by it, as those of a board that starts anew; a serial line shows nothing.
        """
        with self._turns.take():
            self._machine.power_cycle()

    def play(self, fault: str | Fault) -> None:
        """Let something go wrong: at once, or at the moment that is named, counted from now.

        Seconds count from the first byte where none has arrived yet, so that a server may wait for its client.

        Raises:
            InputError: The fault cannot be read.
        """
        faults = as_faults([fault])
        with self._turns.take():
            for item in faults:
                self._machine.troubles.order(item)

    def cure(self, kind: str | FaultKind) -> None:
        """Mend what is wrong, and take what is still to come of this kind off the list.

        Raises:
            InputError: There is no such kind.
        """
        known = kind if isinstance(kind, FaultKind) else Fault.parse(kind).kind
        with self._turns.take():
            self._machine.troubles.mend(known)
