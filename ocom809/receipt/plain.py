"""Plain lines: of one style, in characters that the printer has, none of them wide. They go to bytes many at once.

An element that comes down to one such line says so (``Element.plain_line``), and needs none of the objects by which
other lines are wrapped, ordered and measured. The bytes are the very same.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from ocom809.commands import AbsolutePosition, Command, LineFeed, LineSpacing, Text
from ocom809.errors import CommandError
from ocom809.receipt.cells import has_wide
from ocom809.receipt.pictures.long import LongPicture
from ocom809.receipt.pieces import all_texts
from ocom809.receipt.settling import LONG_WHITE, POSITION_BYTES, is_long

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocom809.receipt.pieces import PlacedTexts
    from ocom809.receipt.repertoire import Repertoire

AT_THE_LEFT = (0,)
"""Where the text of a line begins that has but one, mostly."""


class Lines(Command):
    """Plain lines on their way: a shorthand for the commands that ``commands`` names, with their bytes."""

    __slots__ = ()
    cell_dots: int
    spacing: LineSpacing | None
    """What is sent at the end of the first line, if the line spacing changes there."""
    _sent: tuple[str, ...]
    """The bytes of each line as characters of the same numbers, which join faster."""

    def encode(self) -> bytes:
        """The characters of each line, what leads from one text to the next and selects pages, and ``0A``."""
        return "".join(self._sent).encode("latin-1")

    @property
    def ends(self) -> tuple[int, ...]:
        """Offsets behind each line."""
        return tuple(accumulate(map(len, self._sent)))

    @property
    @abstractmethod
    def count(self) -> int:
        """How many lines."""

    @property
    @abstractmethod
    def commands(self) -> Iterator[Command]:
        """The same as the commands that the manual names."""

    def line_end(self, number: int) -> Iterator[Command]:
        """What ends a line, which are counted from 0."""
        if self.spacing is not None and number == 0:
            yield self.spacing
        yield LineFeed()


@dataclass(frozen=True, slots=True)
class PlainText(Lines):
    """Plain lines of ASCII.

    Raises:
        CommandError: Something that is not printable ASCII.
    """

    lines: tuple[PlacedTexts, ...]
    cell_dots: int
    spacing: LineSpacing | None = None
    _sent: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = "".join(all_texts(self.lines))
        if not (words.isascii() and words.isprintable()):
            raise CommandError("plain lines hold nothing but printable ASCII")
        sent = [
            f"{texts[0]}\n"
            if lefts == AT_THE_LEFT and len(texts) == 1
            else form(lefts, tuple(map(len, texts)), self.cell_dots) % texts
            for lefts, texts in self.lines
        ]
        object.__setattr__(self, "_sent", with_spacing(sent, self.spacing))

    @property
    def count(self) -> int:
        """How many lines."""
        return len(self.lines)

    @property
    def commands(self) -> Iterator[Command]:
        """The same as the commands that the manual names."""
        for number, (lefts, texts) in enumerate(self.lines):
            here = 0
            for x, text in zip(lefts, texts, strict=True):
                if x != here:
                    yield moved(here, x, self.cell_dots)
                yield Text(text)
                here = x + len(text) * self.cell_dots
            yield from self.line_end(number)


def moved(here: int, there: int, cell_dots: int) -> Command:
    """To another place in the line: by blanks, which leave no ink, where that is no longer than a position."""
    blanks, rest = divmod(there - here, cell_dots)
    return AbsolutePosition(there) if rest or not 0 <= blanks <= POSITION_BYTES else Text(" " * blanks)


def with_spacing(sent: list[str], spacing: LineSpacing | None) -> tuple[str, ...]:
    """The bytes of lines, the first of which changes the line spacing."""
    if spacing is not None:
        sent[0] = sent[0][:-1] + spacing.encode().decode("latin-1") + "\n"
    return tuple(sent)


@lru_cache(maxsize=1024)
def form(lefts: tuple[int, ...], lengths: tuple[int, ...], cell_dots: int) -> str:
    """What stands around the texts of a line: ``%s`` for each of them, and what leads from one to the next.

    Rows of one list have texts of the same few lengths, so most lines find their form ready-made.
    """
    parts, here = [], 0
    for left, length in zip(lefts, lengths, strict=True):
        if left != here:
            parts.append(moved(here, left, cell_dots).encode().decode("latin-1").replace("%", "%%"))
        parts.append("%s")
        here = left + length * cell_dots
    return "".join(parts) + "\n"


def spelled_out(commands: Iterable[Command]) -> Iterator[Command]:
    """Commands as the manual names them."""
    for command in commands:
        if isinstance(command, Lines | LongPicture):
            yield from command.commands
        else:
            yield command


def is_plain(text: str, repertoire: Repertoire) -> bool:
    """Whether a text is sent as it is: nothing is to be drawn or shortened, and no white stands at its end."""
    if text[-1:] in ("", " "):
        return False
    if text.isascii():
        return text.isprintable() and LONG_WHITE not in text
    return repertoire.are_simple(text) and not is_long(text) and not has_wide(text)
