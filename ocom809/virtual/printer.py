"""The virtual printer: what stands on the counter, with a wire on one side and people on the other."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING, Final

from ocom809.virtual.allowance import FREE_ROWS
from ocom809.virtual.answers import automatic_status
from ocom809.virtual.building import adjusted, mechanism_of
from ocom809.virtual.faults import Fault, FaultKind, as_faults, ends_of_roll
from ocom809.virtual.firmware import Firmware
from ocom809.virtual.mouth import Mouth
from ocom809.virtual.paper import DOTS_PER_MM
from ocom809.virtual.settings.of_unit import UnitSettings
from ocom809.virtual.troubles import Troubles
from ocom809.virtual.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ocom809.virtual.clock import Clock
    from ocom809.virtual.event import Event
    from ocom809.virtual.personality import Personality
    from ocom809.virtual.sensors import Sensors
    from ocom809.virtual.ticket import Ticket

TURN_BYTES: Final = 4096
_JUST_BEFORE_SECONDS: Final = 1e-10
_ESC_V: Final = b"\x1bv"


class VirtualPrinter:
    """A printer made of software: bytes go in, paper comes out, and everything can be looked at.

    It works whenever it is touched, in the thread that touches it; it has no thread of its own. It prints as fast as it
    can, or at a speed, and then takes as long as a printer would by its clock.
    All methods may be called from any thread.

    Args:
        personality: Which unit of the class to be, by name (several as ``unyka+small-buffer``) or as a value.
        faults: What shall go wrong, as ``KIND[@WHEN]``, see ``faults``.
        clock: Where the time comes from, in seconds.
        width_dots: Printable dots, where they differ from the personality's.
        receive_buffer_bytes: Size of the receive buffer, where it differs from the personality's.
        speed_mm_s: Paper moved in a second, 1 to 1000 mm; as fast as possible where None.
        mac: Its hardware address, six bytes; that of its personality where None.
        most_paper_mm: Paper that a stream may ask for, beside 8 mm for each of its bytes and 60 m for each whole
            minute; beyond that it stops with the event ``too much paper`` and an error, until the power was off. It is
            counted anew at power-on, with a new roll, and when the connection closes. ``None`` for no bound.

    Attributes:
        personality: Which unit it is.
        settings: What it keeps without power, and the doors through which that is set.

    Raises:
        InputError: An unknown personality or fault, or a size out of range.
    """

    def __init__(
        self,
        *,
        personality: str | Personality = "ocpp-809",
        faults: str | Iterable[str | Fault] = (),
        clock: Clock = time.monotonic,
        width_dots: int | None = None,
        receive_buffer_bytes: int | None = None,
        speed_mm_s: float | None = None,
        mac: bytes | None = None,
        most_paper_mm: float | None = FREE_ROWS / DOTS_PER_MM,
    ) -> None:
        self.personality = adjusted(personality, width_dots, receive_buffer_bytes)
        self._mechanism = mechanism_of(self.personality, clock, speed_mm_s, most_paper_mm)
        self._troubles = Troubles(self._mechanism)
        self._restarts = 0
        self._mouth = Mouth(self._may_speak, self._troubles.wire)
        self._firmware = Firmware(self.personality, self._mechanism, self._mouth.say, mac)
        self._mechanism.paper_feed.watch = self._troubles.watch_paper
        self._mechanism.on_reply = self._mouth.say
        self._mechanism.on_question = self._firmware.answer
        self._turns = Turns(self._bring_about, self._settle)
        self._mechanism.paper.on_ticket = self._turns.fresh_tickets.append
        self.settings = UnitSettings(
            self._firmware.keeper.set_up, self.personality.settings, self._mechanism, self._mouth, self._turns
        )
        for fault in as_faults(faults):
            self.play(fault)

    # The wire's side.

    @property
    def room(self) -> int:
        """Bytes that it would take now."""
        with self._turns.take(poll=True):
            return self._room()

    def receive(self, data: bytes | memoryview, *, since: int | None = None) -> int:
        """Offer bytes and return how many it took: fewer while its buffer is full, none while it takes nothing.

        Args:
            data: What comes on the wire.
            since: Nothing is taken where ``restarts`` is no longer this: those bytes belong to a connection that ended.
        """
        taken = 0
        # An offer that is refused is no change: whoever waits for one must not be woken by it.
        while taken < len(data) and self.room:
            with self._turns.take():
                if since not in (None, self._restarts):
                    break
                chunk = bytes(data[taken : taken + min(self._room(), TURN_BYTES)])
                self._troubles.count_received(len(chunk))
                self._firmware.take(chunk)
                taken += len(chunk)
        return taken

    def replies(self) -> bytes:
        """What it has answered since the last time, in order."""
        with self._turns.take(poll=True):
            return self._mouth.taken()

    def status_port_reply(self, data: bytes) -> bytes:
        """What the status port (TCP 4000) of LAN boards answers: four bytes for each ESC v, whatever waits."""
        with self._turns.take(poll=True):
            return self._mouth.voiced(automatic_status(self._mechanism.sensors) * data.count(_ESC_V))

    @property
    def wire_is_broken(self) -> bool:
        """Whether the connection has to break now: ordered as a fault, or for want of power."""
        with self._turns.take(poll=True):
            return self._troubles.wire.broken or not self._mechanism.sensors.powered

    @property
    def restarts(self) -> int:
        """How often it has started anew, so that its LAN board and its USB socket have dropped who was connected.

        Whoever carries such a connection compares; a serial line has nothing to drop.
        """
        with self._turns.take(poll=True):
            return self._restarts

    def wire_closed(self) -> None:
        """The connection ended. Half an instruction stays, and eats the beginning of the next job, as in real units."""
        with self._turns.take():
            self._troubles.wire.broken = False
            self._mouth.taken()
            self._firmware.end_text()
            self._firmware.keeper.wire_closed()
            self._mechanism.paper_feed.allow_paper()

    # What people see.

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """The pieces of paper that came off, oldest first."""
        with self._turns.take(poll=True):
            return self._mechanism.paper.tickets

    @property
    def paper(self) -> Ticket:
        """What hangs out now, from its upper edge down to the head."""
        with self._turns.take(poll=True):
            return self._mechanism.paper.hanging

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened beside the paper, oldest first."""
        with self._turns.take(poll=True):
            return tuple(self._mechanism.journal.events)

    @property
    def sensors(self) -> Sensors:
        """A copy of what its sensors read."""
        with self._turns.take(poll=True):
            return dataclasses.replace(self._mechanism.sensors)

    @property
    def advanced_mm(self) -> float:
        """Paper that has come out since it was made, in millimetres."""
        with self._turns.take(poll=True):
            return self._mechanism.paper.mm

    @property
    def left_over(self) -> tuple[str | None, bytes]:
        """What the next job will find: the line that nothing has printed, as text, and half an instruction.

        The text is ``None`` where nothing stands in the line, and empty where it cannot be read.
        """
        with self._turns.take(poll=True):
            return self._firmware.left_over

    @property
    def is_holding(self) -> bool:
        """Whether something that was received waits, because it cannot print now."""
        with self._turns.take(poll=True):
            return self._is_busy and not self._mechanism.sensors.can_work

    @property
    def is_printing(self) -> bool:
        """Whether it is at work now, which takes time at a speed only."""
        with self._turns.take(poll=True):
            return self._is_busy and self._mechanism.sensors.can_work

    # What people do.

    def tear_off(self) -> Ticket | None:
        """Pull the printed paper out past the tear bar and tear it off; ``None`` if nothing is printed on it."""
        with self._turns.take():
            self._firmware.end_text()
            return self._mechanism.tear_off()

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
            if self._mechanism.sensors.paper_present:
                self._mechanism.change_roll()
            self._troubles.mend(FaultKind.PAPER_OUT)
            self._troubles.mend(FaultKind.NEAR_END)
            for fault in ends:
                self._troubles.order(fault)

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
            self._mechanism.knife.is_blocked = False

    def press_feed(self) -> None:
        """Press FEED once: the paper advances by a line, and a hex dump ends."""
        with self._turns.take():
            self._firmware.press_feed()

    def hold_feed(self, *, held: bool = True) -> None:
        """Hold FEED down, or let go of it; nothing prints meanwhile."""
        with self._turns.take():
            self._mechanism.sensors.feed_button = held

    def set_drawer_pin(self, *, high: bool) -> None:
        """Set the level of the drawer's sense pin, as opening or shutting a drawer does."""
        with self._turns.take():
            self._mechanism.sensors.drawer_pin_high = high

    def print_self_test(self) -> None:
        """Switch on with FEED held: the self-test page."""
        with self._turns.take():
            self._firmware.print_self_test()

    def power_cycle(self) -> None:
        """Switch off and on: what was received and not printed is lost; what is broken stays so.

        Connections over TCP and USB end by it, as those of a board that starts anew; a serial line shows nothing.
        """
        with self._turns.take():
            self._restarts += 1
            self._lose_power()
            self._troubles.power_cycled()

    def play(self, fault: str | Fault) -> None:
        """Let something go wrong: at once, or at the moment that is named, counted from now.

        Seconds count from the first byte where none has arrived yet, so that a server may wait for its client.

        Raises:
            InputError: The fault cannot be read.
        """
        faults = as_faults([fault])
        with self._turns.take():
            for item in faults:
                self._troubles.order(item)

    def cure(self, kind: str | FaultKind) -> None:
        """Mend what is wrong, and take what is still to come of this kind off the list.

        Raises:
            InputError: There is no such kind.
        """
        known = kind if isinstance(kind, FaultKind) else Fault.parse(kind).kind
        with self._turns.take():
            self._troubles.mend(known)

    # Waiting and listening.

    @property
    def version(self) -> int:
        """A number that grows whenever something may have changed."""
        return self._turns.version

    def wait_for_change(self, since: int, seconds: float) -> None:
        """Wait until ``version`` is no longer ``since``, or for ``seconds``; what happens by itself ends it too."""
        until_due = self.seconds_until_due()
        self._turns.wait(since, seconds if until_due is None else min(seconds, until_due))

    def seconds_until_due(self) -> float | None:
        """How long until something happens by itself, a timed fault or a step of moving paper; ``None`` for never."""
        with self._turns.take(poll=True):
            firmware = self._firmware.seconds_until_room, self._firmware.keeper.seconds_left
            moments = self._troubles.seconds_left(), self._mechanism.paper_feed.seconds_left, *firmware
            return min((moment for moment in moments if moment is not None), default=None)

    def watch(
        self, *, on_ticket: Callable[[Ticket], None] | None = None, on_change: Callable[[], None] | None = None
    ) -> Callable[[], None]:
        """Be told of tickets or of changes, in whichever thread causes them; what comes back ends it.

        A function that watches twice, for two servers of one printer, is told once.
        """
        with self._turns.take(poll=True):
            return self._turns.watchers.add(on_ticket, on_change)

    # Inside a turn.

    @property
    def _is_busy(self) -> bool:
        return self._mechanism.busy or self._firmware.is_waiting

    def _bring_about(self) -> bool:
        """Let happen what is due, each at its moment, and tell whether there is anything to do."""
        happened = False
        while (moment := self._troubles.next_moment()) is not None and moment <= self._mechanism.seconds:
            with self._mechanism.stopwatch.at(moment - _JUST_BEFORE_SECONDS):
                self._firmware.work()
            with self._mechanism.stopwatch.at(moment):
                happened |= self._troubles.bring_about()
        waited_for = 0 in (self._mechanism.paper_feed.seconds_left, self._firmware.keeper.seconds_left)
        return self._troubles.bring_about() or happened or waited_for

    def _settle(self) -> None:
        """Do what can be done now."""
        self._troubles.bring_about()
        self._firmware.work()
        self._troubles.bring_about()
        if not self._mechanism.sensors.powered:
            self._lose_power()
        self._mechanism.rest()

    def _lose_power(self) -> None:
        self._firmware.lose_power()
        self._mouth.taken()

    def _room(self) -> int:
        wire = self._troubles.wire
        if wire.stalled or wire.broken or not self._mechanism.sensors.powered:
            return 0
        until_fault = self._troubles.bytes_left()
        if until_fault is None:
            return self._firmware.room
        # The byte that brings a fault comes alone: what stands before it is carried out first, however it was sent.
        return min(self._firmware.room, until_fault - 1 if until_fault > 1 else until_fault)

    def _may_speak(self) -> bool:
        return self.personality.answers and self._mechanism.sensors.powered
