"""The methods of a receipt that make the printer do something other than print: cut, kick, sound, obey."""

from __future__ import annotations

from typing import Self

from ocom809.commands import Alarm, Beep, Command, Cut, CutMode, DrawerPin, Raw
from ocom809.receipt.elements import Act, Drawer, Given
from ocom809.receipt.layout import Layout


class Acts(Layout):
    """What acts; each method adds an element and returns the receipt."""

    __slots__ = ()

    def cut(self, mode: CutMode = CutMode.PARTIAL, *, feed_dots: int | None = 0) -> Self:
        """Feed to the knife (and ``feed_dots`` more) and cut; ``None`` cuts where the paper stands."""
        return self._append(Act(Cut(mode, feed_dots)))

    def drawer(self, pin: DrawerPin | None = None, *, on_ms: int = 50, off_ms: int = 500) -> Self:
        """A pulse to the cash drawer, in its turn; without a pin, on that of the profile, or else on pin 2."""
        return self._append(Drawer(pin, on_ms, off_ms))

    def alarm(self, times: int = 3, *, duration_ms: int = 200, sound: bool = True, light: bool = True) -> Self:
        """Sound the buzzer, flash the light, or both."""
        return self._append(Act(Alarm(times, duration_ms, sound, light)))

    def beep(self, times: int = 1, *, duration_ms: int = 100) -> Self:
        """Beep, on units that know no alarm light."""
        return self._append(Act(Beep(times, duration_ms)))

    def add(self, *commands: Command) -> Self:
        """Commands as they are. What they set holds until the next element, each of which states its own style."""
        for command in commands:
            self._append(Given(command))
        return self

    def raw(self, data: bytes) -> Self:
        """Bytes as they are; whoever gives them answers for what the printer does with them."""
        return self._append(Given(Raw(data)))
