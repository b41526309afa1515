"""What a printer object can be asked to print with one call: each verb is a document."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ocom809.commands import Alarm, Cut, CutMode, DrawerPin, FeedLines, OpenDrawer, Raw, SelfTest
from ocom809.commands.drawer import drawer_pin_of
from ocom809.receipt import Receipt, test_page

if TYPE_CHECKING:
    from ocom809.profile import Profile


Ending = TypeVar("Ending")


class Acts(ABC, Generic[Ending]):
    """One act each; all of them are jobs of ``print`` and end as it does, at once or when they are awaited."""

    profile: Profile

    @abstractmethod
    def print(self, document: object) -> Ending:
        """Print a document."""

    def print_image(self, picture: Any, **options: Any) -> Ending:
        """Print a picture: a file's path, a Pillow image or its bytes; ``options`` as ``Receipt.image`` takes them."""
        return self.print(Receipt().image(picture, **options))

    def print_self_test(self) -> Ending:
        """Have the unit print its own self-test page, by the command that its profile names."""
        return self.print([SelfTest.for_profile(self.profile)])

    def print_test_page(self) -> Ending:
        """Print our test page: widths, fonts, code pages, grey steps, codes and a ruler."""
        return self.print(test_page(self.profile))

    def send(self, data: bytes) -> Ending:
        """Send raw bytes as one job, as they are.

        Nobody here reads them: ``Printed`` says that the printer has processed them all, not that a line that they
        leave open is on paper.
        """
        return self.print([Raw(data)])

    def cut(self, *, full: bool = False) -> Ending:
        """Feed to the knife and cut; most of the class cut partially whatever is asked."""
        return self.print([Cut(CutMode.FULL if full else CutMode.PARTIAL)])

    def feed(self, lines: int = 4) -> Ending:
        """Feed ``lines`` lines of paper, 1 to 255."""
        return self.print([FeedLines(lines)])

    def open_drawer(self, *, pin: DrawerPin | None = None, pulse_ms: int = 50) -> Ending:
        """Send a pulse of 2 to 510 ms to the cash drawer. Whether it opened is not known; ``kick_drawer`` looks.

        Args:
            pin: Which pin of its plug; ``None`` takes that of the profile, or else pin 2.
            pulse_ms: How long the pulse lasts.
        """
        return self.print([OpenDrawer(pin or drawer_pin_of(self.profile), on_ms=pulse_ms)])

    def alarm(self, *, times: int = 3, duration_ms: int = 100, sound: bool = True, light: bool = True) -> Ending:
        """Sound the buzzer and flash the light ``times`` times, where the unit has them."""
        return self.print([Alarm(times, duration_ms, sound=sound, light=light)])
