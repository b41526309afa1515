"""Streams in, paper out, and how to look at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from ocom809.virtual import VirtualPrinter
from ocom809.virtual.bitmap import Bitmap

if TYPE_CHECKING:
    from ocom809.virtual.event import Event
    from ocom809.virtual.ticket import Ticket

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Paper:
    """What came out of the printer.

    Attributes:
        pieces: Every piece of paper, in order.
        events: What happened beside the paper.
    """

    pieces: list[Ticket]
    events: list[Event]

    @property
    def tickets(self) -> list[Ticket]:
        """The pieces with text on them."""
        return [piece for piece in self.pieces if piece.lines]

    @property
    def texts(self) -> list[str]:
        """Every line of text, from the first piece to the last."""
        return [line.text for piece in self.pieces for line in piece.lines]

    @property
    def places(self) -> list[tuple[int, str]]:
        """Every line of text with its upper edge, in rows of ``bitmap``."""
        found, top = [], 0
        for piece in self.pieces:
            found += [(top + line.y_dots, line.text) for line in piece.lines]
            top += piece.height_dots
        return found

    @property
    def rows(self) -> list[int]:
        """The rows of all pieces, top to bottom; none where nothing came off."""
        return [row for piece in self.pieces for row in piece.bitmap().rows]

    @property
    def bitmap(self) -> Bitmap:
        """All pieces as one, so that it does not matter where the knife went."""
        return Bitmap(self.pieces[0].width_dots, tuple(self.rows))


def names() -> list[str]:
    """Every stream, by the name of its file."""
    return sorted(path.stem for path in FOLDER.glob("*.bin"))


def stream(name: str) -> bytes:
    """The bytes of a stream."""
    return (FOLDER / f"{name}.bin").read_bytes()


def printed(data: bytes, personality: str = "ocpp-809") -> Paper:
    """What the virtual printer makes of a stream; paper that is not cut is torn off."""
    printer = VirtualPrinter(personality=personality)
    printer.receive(data)
    printer.tear_off()
    return Paper(list(printer.tickets), list(printer.events))


def source_picture() -> Bitmap:
    """The picture that was given to every peer."""
    with Image.open(FOLDER / "picture.png") as image:
        return rows_of(image)


def rows_of(image: Image.Image) -> Bitmap:
    """A black and white picture as dots, 1 = black."""
    width, height = image.size
    spare = -width % 8
    packed = image.convert("1").tobytes("raw", "1;I")
    rows = Bitmap.from_bytes(packed, (width + spare) // 8).rows
    return Bitmap(width, tuple(row >> spare for row in rows[:height]))
