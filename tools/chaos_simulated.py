"""The wire ``virtual`` of the chaos bench: in one thread, and in simulated time, so that waiting costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

from ocom809.devices.abilities import Abilities
from ocom809.devices.base import Device
from ocom809.errors import DeviceGone, DeviceNotFound

if TYPE_CHECKING:
    from chaos_world import World

    from ocom809.devices.uri import DeviceURI
    from ocom809.virtual import SimulatedClock

LEAST_SECONDS: Final = 1e-6
"""Time always goes on, whatever is said to be due."""


class SimulatedTime:
    """Time that passes while somebody waits, and in which the world goes on.

    Args:
        world: What goes on.
        clock: The clock of world and printer.
    """

    def __init__(self, world: World, clock: SimulatedClock) -> None:
        self.world = world
        self.clock = clock

    def step(self, most_seconds: float) -> None:
        """Let time pass until something happens, for so many seconds at most."""
        self.clock.go(max(LEAST_SECONDS, min(most_seconds, self.world.seconds_until_due)))
        self.world.look()

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        end = self.clock() + seconds
        while (left := end - self.clock()) > LEAST_SECONDS:
            self.step(left)


class SimulatedDevice(Device):
    """A wire to the printer of a world; it breaks as a TCP connection or an adapter does when the power fails.

    Args:
        time: Whose time passes.
    """

    abilities = Abilities(two_way=True, hot_pluggable=True, discards_on_abort=True)

    def __init__(self, time: SimulatedTime) -> None:
        super().__init__("virtual:")
        self._time = time
        self._world = time.world
        self._breaks = 0

    @classmethod
    def from_uri(cls, uri: DeviceURI) -> Self:
        """No URI names a world."""
        raise NotImplementedError(uri.text)

    def _open(self, silence: float) -> None:
        del silence  # it is there or it is not
        self._world.look()
        if not self._world.printer.sensors.powered:
            raise DeviceNotFound(f"{self.uri} has no power")
        self._breaks = self._world.breaks
        self._world.printer.outage = False
        self._world.link.reconnected()

    def _write(self, chunk: memoryview, silence: float) -> int:
        link, end = self._world.link, self._time.clock() + silence
        while True:
            self._must_be_there()
            room = link.room()
            taken = self._world.printer.receive(chunk[:room]) if room else 0
            if taken:
                link.went(taken)
                self._fetch()
                return taken
            if self._time.clock() >= end:
                return 0
            self._time.step(end - self._time.clock())

    def _read(self, size: int, silence: float) -> bytes:
        del size  # a piece of a reply is short
        end = self._time.clock() + silence
        while True:
            self._fetch()
            if data := self._world.link.arriving():
                return data
            if self._world.link.is_half_closed:
                raise DeviceGone(f"{self.uri}: the printer closed the connection")
            self._must_be_there()
            if self._time.clock() >= end:
                return b""
            self._time.step(end - self._time.clock())

    def _close(self) -> None:
        self._world.printer.wire_closed()

    def _fetch(self) -> None:
        self._world.look()
        self._world.link.answer(self._world.printer.replies())

    def _must_be_there(self) -> None:
        self._world.look()
        if self._world.printer.wire_is_broken or self._world.link.breaks or self._breaks != self._world.breaks:
            raise DeviceGone(f"{self.uri} is gone")
