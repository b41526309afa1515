"""What a printer object can be asked to print with one call: each verb is a document."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ocom809.commands import Alarm, Cut, CutMode, DrawerPin, FeedLines, OpenDrawer, Raw, SelfTest
from ocom809.receipt import Receipt, test_page

if TYPE_CHECKING:
    from pathlib import Path

    from ocom809.devices.base import Device
    from ocom809.logo_keeping import LogoKeeper
    from ocom809.outcomes import Outcome
    from ocom809.profile import Profile


class OfSession:
    """An attribute of a printer that its session holds, so that conversations see what was set last."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, printer: Any, owner: type) -> Any:
        return self if printer is None else getattr(printer.session, self._name)

    def __set__(self, printer: Any, value: Any) -> None:
        setattr(printer.session, self._name, value)


class PrinterVerbs(ABC):
    """One act each; all of them are jobs of ``print`` and end as it does."""

    device: Device
    profile: Profile
    _logo_file: str | Path | None

    @abstractmethod
    def print(self, document: object) -> Outcome:
        """Print a document."""

    def print_image(self, picture: Any, **options: Any) -> Outcome:
        """Print a picture: a file's path, a Pillow image or its bytes; ``options`` as ``Receipt.image`` takes them."""
        return self.print(Receipt().image(picture, **options))

    @cached_property
    def logos(self) -> LogoKeeper:
        """The logos that the printer keeps in its flash memory, as this computer's record of them tells."""
        from ocom809.logo_keeping import LogoKeeper
        from ocom809.logo_record import LogoRecord

        named = self._logo_file
        record = LogoRecord(named) if named is not None else LogoRecord.of_unit(self.device.uri)
        return LogoKeeper(self, record)  # type: ignore[arg-type]  # every printer with verbs is a Printer

    def store_logo(self, key: str, picture: Any, **options: Any) -> Outcome:
        """Write a picture to the printer's flash memory, from which ``Receipt.logo`` prints it by a few bytes.

        This is for setting a printer up: **all** pictures that other programs stored there are erased, the printer
        starts anew, and flash memory wears, so it is refused after ten writes within a day. Receipts print the logo by
        its number only when ``logos.note(seen=True)`` has said that a person saw it on ``logos.print_check()``, or
        where the profile says ``stored_images = true``. Where just that is stored already, nothing is sent.

        Args:
            key: What receipts call it; one of that key is replaced.
            picture: A file's path, a Pillow image or its bytes.
            options: As ``Receipt.image`` takes them; ``Receipt.logo`` must be given the same.

        Raises:
            InputError: It cannot be stored; nothing was sent.
            NotPrinted: The printer refused, or took no byte.
            Unknown: It was interrupted; until it is stored again, the logo is printed as a picture.
        """
        return self.logos.store(key, picture, **options)

    def print_self_test(self) -> Outcome:
        """Have the unit print its own self-test page, by the command that its profile names."""
        return self.print([SelfTest.for_profile(self.profile)])

    def print_test_page(self) -> Outcome:
        """Print our test page: widths, fonts, code pages, grey steps, codes and a ruler."""
        return self.print(test_page(self.profile))

    def send(self, data: bytes) -> Outcome:
        """Send raw bytes as one job, as they are.

        Nobody here reads them: ``Printed`` says that the printer has processed them all, not that a line that they
        leave open is on paper.
        """
        return self.print([Raw(data)])

    def cut(self, *, full: bool = False) -> Outcome:
        """Feed to the knife and cut; most of the class cut partially whatever is asked."""
        return self.print([Cut(CutMode.FULL if full else CutMode.PARTIAL)])

    def feed(self, lines: int = 4) -> Outcome:
        """Feed ``lines`` lines of paper, 1 to 255."""
        return self.print([FeedLines(lines)])

    def open_drawer(self, *, pin: DrawerPin = DrawerPin.PIN_2, pulse_ms: int = 50) -> Outcome:
        """Send a pulse of 2 to 510 ms to the cash drawer. Whether it opened is not known."""
        return self.print([OpenDrawer(pin, on_ms=pulse_ms)])

    def alarm(self, *, times: int = 3, duration_ms: int = 100, sound: bool = True, light: bool = True) -> Outcome:
        """Sound the buzzer and flash the light ``times`` times, where the unit has them."""
        return self.print([Alarm(times, duration_ms, sound=sound, light=light)])
