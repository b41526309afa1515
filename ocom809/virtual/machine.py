"""The machine: the parts of a virtual printer put together, and how they work on whenever it is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.firmware import Firmware
from ocom809.virtual.mouth import Mouth
from ocom809.virtual.troubles import Troubles

if TYPE_CHECKING:
    from ocom809.virtual.mechanism import Mechanism
    from ocom809.virtual.personality import Personality

_JUST_BEFORE_SECONDS: Final = 1e-10


class Machine:
    """Mechanism, firmware, faults and mouth of one printer. It has no lock: whoever touches it has taken a turn.

    Args:
        personality: Which unit it is.
        mechanism: Its mechanism.
        mac: Its hardware address, where it is not that of its personality.

    Attributes:
        mechanism: What prints.
        troubles: What goes wrong.
        mouth: What it says to the host.
        firmware: What reads the bytes.
        restarts: How often it was switched off and on.
    """

    def __init__(self, personality: Personality, mechanism: Mechanism, mac: bytes | None) -> None:
        self._answers = personality.answers
        self.mechanism = mechanism
        self.troubles = Troubles(mechanism)
        self.mouth = Mouth(self._may_speak, self.troubles.wire)
        self.firmware = Firmware(personality, mechanism, self.mouth.say, mac)
        self.restarts = 0
        mechanism.paper_feed.watch = self.troubles.watch_paper
        mechanism.on_reply = self.mouth.say
        mechanism.on_question = self.firmware.answer

    # What there is to know of it.

    @property
    def room(self) -> int:
        """Bytes that it would take now."""
        wire = self.troubles.wire
        if wire.stalled or wire.broken or not self.mechanism.sensors.powered:
            return 0
        until_fault = self.troubles.bytes_left()
        if until_fault is None:
            return self.firmware.room
        # The byte that brings a fault comes alone: what stands before it is carried out first, however it was sent.
        return min(self.firmware.room, until_fault - 1 if until_fault > 1 else until_fault)

    @property
    def is_busy(self) -> bool:
        """Whether something that was received is not done yet."""
        return self.mechanism.busy or self.firmware.is_waiting

    @property
    def seconds_until_due(self) -> float | None:
        """How long until something happens by itself; ``None`` for never."""
        firmware = self.firmware.seconds_until_room, self.firmware.keeper.seconds_left
        moments = self.troubles.seconds_left(), self.mechanism.paper_feed.seconds_left, *firmware
        return min((moment for moment in moments if moment is not None), default=None)

    # What happens to it from outside.

    def take(self, data: bytes) -> None:
        """Bytes arrive, no more than it has room for."""
        self.troubles.count_received(len(data))
        self.firmware.take(data)

    def wire_closed(self) -> None:
        """The connection ended."""
        self.troubles.wire.broken = False
        self.mouth.taken()
        self.firmware.end_text()
        self.firmware.keeper.wire_closed()
        self.mechanism.paper_feed.allow_paper()

    def power_cycle(self) -> None:
        """Somebody switches it off and on."""
        self.restarts += 1
        self._lose_power()
        self.troubles.power_cycled()

    # How it works on.

    def bring_about(self) -> bool:
        """Let happen what is due, each at its moment, and tell whether there is anything to do."""
        happened = False
        while (moment := self.troubles.next_moment()) is not None and moment <= self.mechanism.stopwatch.seconds:
            with self.mechanism.stopwatch.at(moment - _JUST_BEFORE_SECONDS):
                self.firmware.work()
            with self.mechanism.stopwatch.at(moment):
                happened |= self.troubles.bring_about()
        waited_for = 0 in (self.mechanism.paper_feed.seconds_left, self.firmware.keeper.seconds_left)
        return self.troubles.bring_about() or happened or waited_for

    def settle(self) -> None:
        """Do what can be done now."""
        self.troubles.bring_about()
        self.firmware.work()
        self.troubles.bring_about()
        if not self.mechanism.sensors.powered:
            self._lose_power()
        self.mechanism.rest()

    def _lose_power(self) -> None:
        self.firmware.lose_power()
        self.mouth.taken()

    def _may_speak(self) -> bool:
        return self._answers and self.mechanism.sensors.powered
