"""Plain lines: ASCII of one style, as most lines of most receipts are. They go to bytes many at once.

An element that comes down to one such line says so (``Element.plain_line``), and needs none of the objects by which
other lines are wrapped, ordered, measured and split by code pages. The bytes are the very same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ocom809.commands import AbsolutePosition, Command, LineFeed, Text
from ocom809.errors import CommandError
from ocom809.receipt.pictures.long import LongPicture
from ocom809.receipt.settling import LONG_WHITE, POSITION_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocom809.receipt.pieces import PlacedTexts


@dataclass(frozen=True, slots=True)
class PlainText(Command):
    """Plain lines on their way: a shorthand for the commands that ``commands`` names, with their bytes.

    Raises:
        CommandError: Something that is not printable ASCII.
    """

    lines: tuple[PlacedTexts, ...]
    cell_dots: int
    _data: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = "".join([text for line in self.lines for _, text in line])
        if not (words.isascii() and words.isprintable()):
            raise CommandError("plain lines hold nothing but printable ASCII")
        object.__setattr__(self, "_data", "".join(self._parts()).encode("latin-1"))

    def encode(self) -> bytes:
        """The characters of each line, what leads from one text to the next, and ``0A``."""
        return self._data

    @property
    def commands(self) -> Iterator[Command]:
        """The same as the commands that the manual names."""
        for line in self.lines:
            here = 0
            for x, text in line:
                if x != here:
                    yield moved(here, x, self.cell_dots)
                yield Text(text)
                here = x + len(text) * self.cell_dots
            yield LineFeed()

    def _parts(self) -> list[str]:
        """The bytes as characters of the same numbers, which join faster."""
        parts, cell_dots = [], self.cell_dots
        for line in self.lines:
            here = 0
            for x, text in line:
                if x != here:
                    parts.append(_moved_as_text(here, x, cell_dots))
                parts.append(text)
                here = x + len(text) * cell_dots
            parts.append("\n")
        return parts


def moved(here: int, there: int, cell_dots: int) -> Command:
    """To another place in the line: by blanks, which leave no ink, where that is no longer than a position."""
    blanks, rest = divmod(there - here, cell_dots)
    return AbsolutePosition(there) if rest or not 0 <= blanks <= POSITION_BYTES else Text(" " * blanks)


@lru_cache(maxsize=4096)
def _moved_as_text(here: int, there: int, cell_dots: int) -> str:
    return moved(here, there, cell_dots).encode().decode("latin-1")


def spelled_out(commands: Iterable[Command]) -> Iterator[Command]:
    """Commands as the manual names them."""
    for command in commands:
        if isinstance(command, PlainText | LongPicture):
            yield from command.commands
        else:
            yield command


def is_plain(text: str) -> bool:
    """Whether a text is printable ASCII that is sent as it is: nothing to shorten, and no white at its end."""
    return text.isascii() and text.isprintable() and text[-1:] not in ("", " ") and LONG_WHITE not in text
