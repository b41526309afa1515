"""Keeping logos in a printer's flash memory: seldom written, looked at by a person, and used only when certain."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Any, Final, cast

from ocom809.commands import ClearNVImages, DefineNVImages, Initialize, PrintNVImage
from ocom809.errors import DocumentError, InputError, NotPrinted
from ocom809.logo_record import DAY_SECONDS, MOST_WRITES_A_DAY, Keeping, LogoRecord
from ocom809.outcomes import Outcome, Sent
from ocom809.receipt import Receipt
from ocom809.receipt.logos import NOTHING_STORED, StoredLogo, StoredLogos, storable

if TYPE_CHECKING:
    from ocom809.commands import Command
    from ocom809.printer import Printer
    from ocom809.receipt.elements import Image

FLASH_SECONDS: Final = 5.0
"""How long a printer is left alone while it writes and starts anew. A guess: no source tells how long it takes."""
_LOG = logging.getLogger(__name__)


class LogoKeeper:
    """The logos of one printer; ``Printer.logos`` is one.

    Args:
        printer: The printer.
        record: What is known of it; ``None`` where nothing can be known, so that every logo is printed as a picture.
    """

    def __init__(self, printer: Printer, record: LogoRecord | None) -> None:
        self._printer = printer
        self.record = record
        self.flash_seconds = FLASH_SECONDS

    def usable(self) -> StoredLogos:
        """What receipts may print by number. Whatever is in doubt is not among it; doubt is no error here."""
        fact = self._printer.profile.stored_images
        if self.record is None or fact is False:
            return NOTHING_STORED
        try:
            keeping = self.record.read()
        except DocumentError as error:
            _LOG.warning("logos are printed as pictures: %s", error)
            return NOTHING_STORED
        looked_at = keeping.seen is True or (keeping.seen is None and fact is True)
        return keeping.logos if keeping.certain and looked_at else NOTHING_STORED

    def kept(self) -> Keeping:
        """What the record says.

        Raises:
            InputError: There is none, or it cannot be read.
        """
        return self._record().read()

    def store(self, key: str, picture: object, **options: Any) -> Outcome:
        """Store a picture under a key, beside those that are stored; see ``Printer.store_logo``."""
        image = cast("Image", Receipt().image(picture, **options).elements[0])
        profile = self._printer.profile
        form = storable(image.dots(profile), image.alignment, profile)
        if form is None:
            raise InputError(f"the logo {key!r} cannot be stored: it has no ink, or is too long or too wide")
        logos = self.kept().logos.including(StoredLogo(key, form.image))
        if logos.stored_bytes > profile.stored_image_bytes:
            raise InputError(
                f"the logos would take {logos.stored_bytes} bytes of flash memory, and "
                f"{profile.stored_image_bytes} are there",
                hint="Make them smaller, or set stored_image_bytes in the profile of a unit that has more.",
            )
        return self._write(logos, DefineNVImages(tuple(logo.image for logo in logos.logos)))

    def clear(self) -> Outcome:
        """Erase all pictures in flash memory, whoever stored them."""
        return self._write(NOTHING_STORED, ClearNVImages())

    def print_check(self) -> Outcome:
        """Print each stored logo by its number, below its key, for a person to look at.

        Raises:
            InputError: There is nothing to look at.
        """
        logos = self.kept().logos.logos
        if not logos:
            raise InputError("no logo is recorded as stored in this printer")
        receipt = Receipt().text("Stored logos", bold=True)
        for number, logo in enumerate(logos, start=1):
            receipt.feed(mm=2).text(f"{number}. {logo.key}:").add(PrintNVImage(number))
        return self._printer.print(receipt.feed(mm=2).text("Is each logo on this paper?").cut())

    def note(self, *, seen: bool) -> None:
        """Note whether a person has seen all of them on paper; only then receipts print them by number."""
        record = self._record()
        keeping = record.read()
        record.write(Keeping(keeping.logos, keeping.certain, seen, keeping.writes))

    def _record(self) -> LogoRecord:
        if self.record is None:
            raise InputError(
                f"{self._printer.device.uri} does not name one lasting unit, so no record is kept of its logos",
                hint="Name a file for it: Printer(…, logos=FILE), or --record FILE.",
            )
        return self.record

    def _write(self, logos: StoredLogos, command: Command) -> Outcome:
        """Write to flash memory, once, and leave the printer alone until it has started anew."""
        record, printer = self._record(), self._printer
        before = record.read()
        if before.certain and before.logos == logos and logos.logos:
            return Sent(total=0, seconds=0.0, why="just that is stored already, so nothing was sent")
        now = time.time()
        _must_be_allowed(before, printer, now)
        command.check(printer.profile)
        record.write(before.begun(logos, now))
        try:
            # ESC @ empties a line that an earlier program left open; FS q is obeyed only at the start of one.
            sent = printer.print([Initialize(), command])
        except (NotPrinted, InputError):
            record.write(before)
            raise
        printer.let_go()
        threading.Event().wait(self.flash_seconds)
        record.write(record.read().ended())
        return sent


def _must_be_allowed(keeping: Keeping, printer: Printer, now: float) -> None:
    if printer.profile.stored_images is False:
        raise InputError(
            f"{printer.profile.name} keeps no pictures, by its profile", hint="Receipts print its logos as pictures."
        )
    if keeping.writes_since(now - DAY_SECONDS) >= MOST_WRITES_A_DAY:
        raise InputError(
            f"flash memory was written {MOST_WRITES_A_DAY} times within a day, which is what it bears",
            hint="Try again tomorrow.",
        )
