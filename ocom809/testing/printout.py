"""One piece of paper, as a test looks at it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ocom809.errors import MissingPackage

if TYPE_CHECKING:
    from PIL.Image import Image

    from ocom809.virtual import Event, Ticket

_QUIET_ZONE_DOTS: Final = 40
"""White around the picture that a reader of codes sees, as the counter around real paper."""


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A barcode or two-dimensional code that a reader read off the paper.

    Attributes:
        kind: Its kind as zxing-cpp names it, letters and digits only: ``EAN13``, ``Code128``, ``QRCode``.
        text: What it holds.
    """

    kind: str
    text: str


class Happenings(ABC):
    """What a test asks of the events of a paper or of a printer."""

    @property
    @abstractmethod
    def events(self) -> tuple[Event, ...]:
        """Everything that happened, oldest first; each has a ``name`` and ``details``."""

    @property
    def drawer_kicks(self) -> tuple[Event, ...]:
        """The pulses to the drawer; ``details`` of each has ``pin``, ``on_ms`` and ``off_ms``."""
        return named(self.events, "drawer")

    @property
    def alarms(self) -> tuple[Event, ...]:
        """Alarms and beeps; ``details`` of each has ``times`` and, but for a beep by BEL, ``ms``."""
        return named(self.events, "alarm", "beep")

    @property
    def cuts(self) -> tuple[Event, ...]:
        """The cuts; ``details`` of each has ``kind``."""
        return named(self.events, "cut")


class Printout(Happenings):
    """A piece of paper that can be asserted on; ``"Tea" in printout`` looks for a text within its lines.

    Args:
        ticket: The paper.
        folder: Where pictures of what is not as expected are saved.
        renews: Whether ``must_look_like`` writes the expected pictures anew.
    """

    def __init__(self, ticket: Ticket, folder: Path, *, renews: bool = False) -> None:
        self.ticket = ticket
        self._folder = folder
        self._renews = renews

    @property
    def lines(self) -> list[str]:
        """The lines of text from top to bottom, without blanks at their ends."""
        return [line.text.rstrip() for line in self.ticket.lines]

    @property
    def text(self) -> str:
        """The same as one text."""
        return "\n".join(self.lines)

    def __contains__(self, text: str) -> bool:
        return text in self.text

    def __repr__(self) -> str:
        return repr(self.ticket).replace("Ticket", type(self).__name__, 1)

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened while it was printed: cuts, drawer kicks, alarms, faults."""
        return self.ticket.events

    @property
    def millimetres(self) -> float:
        """How long the paper is."""
        return self.ticket.millimetres

    @property
    def picture(self) -> Image:
        """Its dots as a Pillow image of mode ``1``."""
        return self.ticket.to_image()

    @cached_property
    def codes(self) -> tuple[ReadCode, ...]:
        """The codes on it, from top to bottom, as zxing-cpp reads them off the dots.

        Raises:
            MissingPackage: zxing-cpp is not installed.
        """
        try:
            import zxingcpp
        except ImportError as error:
            raise MissingPackage(
                "reading codes off the paper needs the package zxing-cpp", hint="Install it: pip install zxing-cpp."
            ) from error
        from PIL import ImageOps

        picture = ImageOps.expand(self.picture.convert("L"), _QUIET_ZONE_DOTS, fill=255)
        found = sorted(zxingcpp.read_barcodes(picture), key=lambda code: code.position.top_left.y)
        return tuple(ReadCode(_kind(str(code.format)), code.text) for code in found)

    def save(self, path: str | Path) -> None:
        """Save it as a PNG that looks like the paper.

        Raises:
            OSError: It cannot be written there.
        """
        self.ticket.save(path)

    def must_look_like(self, path: str | Path) -> None:
        """Compare it, dot for dot, with a picture that was kept; ``pytest --renew-receipts`` keeps what it sees.

        Args:
            path: A picture of the printable area, one pixel for each dot.

        Raises:
            AssertionError: They differ, or there is no such picture; the message says where the paper was saved, and
                where a picture of the differences.
        """
        from ocom809.testing.comparing import must_be_same

        if self._renews:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            self.picture.save(path, "PNG", optimize=True)
        else:
            must_be_same(self.picture, Path(path), self._folder)


def named(events: tuple[Event, ...], *names: str) -> tuple[Event, ...]:
    """Those of the events that have one of the names."""
    return tuple(event for event in events if event.name in names)


def _kind(name: str) -> str:
    """Versions of zxing-cpp differ in what stands between: EAN-13, EAN13."""
    return "".join(character for character in name if character.isalnum())
