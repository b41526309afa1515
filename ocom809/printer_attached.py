"""What is attached to a printer besides its paper, and what a program waits for there: the drawer and the alarm."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, TypeVar

from ocom809 import exchanges
from ocom809.alarming import EVERY_SECONDS, LIMIT_SECONDS, Alarmed, Alarming
from ocom809.deadline import finite
from ocom809.outcomes import Kicked, Outcome
from ocom809.printer_base import PrinterBase
from ocom809.printer_verbs import Acts

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.commands import DrawerPin
    from ocom809.exchanges import Exchange

Answer = TypeVar("Answer")


class DrawerAndAlarm(PrinterBase, Acts[Outcome]):
    """The part of a ``Printer`` that looks after its drawer and its alarm."""

    @abstractmethod
    def _walk(self, exchange: Exchange[Answer]) -> Answer:
        """Hold a conversation with the printer."""

    @abstractmethod
    def _pause(self, seconds: float) -> None:
        """Let so many seconds go by."""

    def kick_drawer(self, *, pin: DrawerPin | None = None, pulse_ms: int = 100, seconds: float = 0.5) -> Kicked:
        """Open the cash drawer, and look at its sensor: where that says that it stays shut, kick once, twice as long.

        Without a sensor, or where the printer does not answer, it is kicked once and ``opened`` is unknown. Where the
        profile does not say which level means open, any change of the level within ``seconds`` does.

        Args:
            pin: Which pin to kick; the profile's, or pin 2.
            pulse_ms: The first pulse, 2 to 510 ms. Cheap drawers often need 100 ms and more.
            seconds: How long to look at the sensor after each pulse.

        Raises:
            NotPrinted: No pulse was sent.
            Unknown: It is not known whether one was.
        """
        return self._walk(exchanges.kick_drawer(self.session, self._pulses(pin, pulse_ms), finite(seconds)))

    def alarm_until(
        self,
        acknowledged: Callable[[], object],
        *,
        every: float = EVERY_SECONDS,
        limit: float = LIMIT_SECONDS,
        **alarm: Any,
    ) -> Alarmed:
        """Sound the alarm again and again until somebody has heard it; other jobs print in between.

        Args:
            acknowledged: Asked about ten times a second; anything true ends the alarm.
            every: Seconds from one sounding to the next.
            limit: After so many seconds it ends by itself.
            alarm: As for ``alarm``.

        Raises:
            NotPrinted: As ``alarm``.
            Unknown: As ``alarm``.
        """
        alarming = Alarming(acknowledged, every=every, limit=limit, clock=self.session.clock)
        for seconds in alarming.steps():
            if seconds:
                self._pause(seconds)
            else:
                self.alarm(**alarm)
        return alarming.result
