"""The virtual printer: what stands on the counter, with a wire on one side and people on the other."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from ocom809.virtual.allowance import FREE_ROWS
from ocom809.virtual.answers import automatic_status
from ocom809.virtual.building import adjusted, mechanism_of
from ocom809.virtual.faults import Fault, as_faults
from ocom809.virtual.handling import Handling
from ocom809.virtual.machine import Machine
from ocom809.virtual.paper import DOTS_PER_MM
from ocom809.virtual.settings.of_unit import UnitSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ocom809.virtual.clock import Clock
    from ocom809.virtual.personality import Personality
    from ocom809.virtual.ticket import Ticket

TURN_BYTES: Final = 4096
_ESC_V: Final = b"\x1bv"


class VirtualPrinter(Handling):
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
        mechanism = mechanism_of(self.personality, clock, speed_mm_s, most_paper_mm)
        machine = Machine(self.personality, mechanism, mac)
        super().__init__(machine)
        self.settings = UnitSettings(
            machine.firmware.keeper.set_up, self.personality.settings, mechanism, machine.mouth, self._turns
        )
        for fault in as_faults(faults):
            self.play(fault)

    # The wire's side.

    @property
    def room(self) -> int:
        """Bytes that it would take now."""
        with self._turns.take(poll=True):
            return self._machine.room

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
                if since not in (None, self._machine.restarts):
                    break
                chunk = bytes(data[taken : taken + min(self._machine.room, TURN_BYTES)])
                self._machine.take(chunk)
                taken += len(chunk)
        return taken

    def replies(self) -> bytes:
        """What it has answered since the last time, in order."""
        with self._turns.take(poll=True):
            return self._machine.mouth.taken()

    def status_port_reply(self, data: bytes) -> bytes:
        """What the status port (TCP 4000) of LAN boards answers: four bytes for each ESC v, whatever waits."""
        with self._turns.take(poll=True):
            return self._machine.mouth.voiced(automatic_status(self._machine.mechanism.sensors) * data.count(_ESC_V))

    @property
    def wire_is_broken(self) -> bool:
        """Whether the connection has to break now: ordered as a fault, or for want of power."""
        with self._turns.take(poll=True):
            return self._machine.troubles.wire.broken or not self._machine.mechanism.sensors.powered

    @property
    def restarts(self) -> int:
        """How often it has started anew, so that its LAN board and its USB socket have dropped who was connected.

        Whoever carries such a connection compares; a serial line has nothing to drop.
        """
        with self._turns.take(poll=True):
            return self._machine.restarts

    def wire_closed(self) -> None:
        """The connection ended. Half an instruction stays, and eats the beginning of the next job, as in real units."""
        with self._turns.take():
            self._machine.wire_closed()

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
            return self._machine.seconds_until_due

    def watch(
        self, *, on_ticket: Callable[[Ticket], None] | None = None, on_change: Callable[[], None] | None = None
    ) -> Callable[[], None]:
        """Be told of tickets or of changes, in whichever thread causes them; what comes back ends it.

        A function that watches twice, for two servers of one printer, is told once.
        """
        with self._turns.take(poll=True):
            return self._turns.watchers.add(on_ticket, on_change)
