"""Characters and how they look: text, line feed, weight, underline, size, font, rotation."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, field

from ocom809.commands._wire import flag, member, within
from ocom809.commands.base import Command
from ocom809.errors import CommandError

CONTROL_BYTES = re.compile(rb"[\x00-\x1f\x7f]")


class Font(enum.Enum):
    """The printer's built-in fonts, as ``ESC M`` and ``GS f`` count them."""

    A = 0
    """12 × 24 dots: 48 characters on 576 dots."""
    B = 1
    """9 × 17 dots: 64 characters on 576 dots."""


@dataclass(frozen=True, slots=True)
class Text(Command):
    """Characters of one code page, and nothing but characters: no control character can be in it.

    The codec must be that of the page that the printer stands on; choosing pages for Unicode text is the document's
    work (``ocom809.receipt``), not this value's.

    Args:
        text: What to print, without line ends; :class:`LineFeed` is a command of its own.
        codec: The Python codec of the chosen code page.

    Raises:
        CommandError: A control character, a character that the codec lacks, or no such codec.
    """

    text: str
    codec: str = "ascii"
    _data: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if type(self.text) is not str:
            raise CommandError(f"text must be a str, not {type(self.text).__name__}")
        if not self.text.isprintable():
            _refuse_controls(self.text)
        try:
            data = self.text.encode(self.codec)
        except (LookupError, UnicodeError, TypeError) as error:
            raise self._refusal(error) from error
        if CONTROL_BYTES.search(data):
            raise CommandError(f"{self.codec} turns this text into control bytes, which the printer would obey")
        object.__setattr__(self, "_data", data)

    def encode(self) -> bytes:
        """The characters, one or more bytes each."""
        return self._data

    def _refusal(self, error: Exception) -> CommandError:
        if not isinstance(error, UnicodeEncodeError):
            return CommandError(f"{self.codec!r} is no codec for text")
        return CommandError(
            f"{self.codec} has no {self.text[error.start : error.end]!r} (character {error.start + 1})",
            hint="Choose a code page that holds it, or let a receipt choose.",
        )


def _refuse_controls(text: str) -> None:
    for position, character in enumerate(text, start=1):
        if character < " " or "\x7f" <= character <= "\x9f":
            raise CommandError(
                f"text holds the control character {ord(character):02X}h (character {position})",
                hint="Text is never sent as a command; use LineFeed, Tab or Raw.",
            )


@dataclass(frozen=True, slots=True)
class LineFeed(Command):
    """``LF``: print the line and go to the next. The class ignores CR, so this alone ends a line."""

    def encode(self) -> bytes:
        """``0A``."""
        return b"\n"


@dataclass(frozen=True, slots=True)
class Bold(Command):
    """``ESC E``: bold on or off."""

    on: bool

    def __post_init__(self) -> None:
        flag("on", self.on)

    def encode(self) -> bytes:
        """``1B 45 n``."""
        return b"\x1bE" + bytes([self.on])


@dataclass(frozen=True, slots=True)
class DoubleStrike(Command):
    """``ESC G``: double strike, which looks the same as bold on this class."""

    on: bool

    def __post_init__(self) -> None:
        flag("on", self.on)

    def encode(self) -> bytes:
        """``1B 47 n``."""
        return b"\x1bG" + bytes([self.on])


@dataclass(frozen=True, slots=True)
class Underline(Command):
    """``ESC -``: a line of 0 (off), 1 or 2 dots; never under tabs, rotated or inverted characters."""

    dots: int

    def __post_init__(self) -> None:
        within("underline dots", self.dots, 0, 2)

    def encode(self) -> bytes:
        """``1B 2D n``."""
        return b"\x1b-" + bytes([self.dots])


@dataclass(frozen=True, slots=True)
class Invert(Command):
    """``GS B``: white on black on or off. It wins over underline."""

    on: bool

    def __post_init__(self) -> None:
        flag("on", self.on)

    def encode(self) -> bytes:
        """``1D 42 n``."""
        return b"\x1dB" + bytes([self.on])


@dataclass(frozen=True, slots=True)
class Size(Command):
    """``GS !``: character size, 1 to 8 times the font's width and height. It also enlarges Chinese characters."""

    width: int = 1
    height: int = 1

    def __post_init__(self) -> None:
        within("width", self.width, 1, 8)
        within("height", self.height, 1, 8)

    def encode(self) -> bytes:
        """``1D 21 n``: width - 1 in the high half of n, height - 1 in the low half."""
        return b"\x1d!" + bytes([(self.width - 1) << 4 | (self.height - 1)])


@dataclass(frozen=True, slots=True)
class SelectFont(Command):
    """``ESC M``: font A or B."""

    font: Font

    def __post_init__(self) -> None:
        member("font", self.font, Font)

    def encode(self) -> bytes:
        """``1B 4D n``."""
        return b"\x1bM" + bytes([self.font.value])


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintMode(Command):
    """``ESC !``: font, bold, doubled size and underline at one blow; what is not asked for is switched off."""

    font: Font = Font.A
    bold: bool = False
    double_height: bool = False
    double_width: bool = False
    underline: bool = False

    def __post_init__(self) -> None:
        member("font", self.font, Font)
        for name in ("bold", "double_height", "double_width", "underline"):
            flag(name, getattr(self, name))

    def encode(self) -> bytes:
        """``1B 21 n``: bit 0 font B, 3 bold, 4 double height, 5 double width, 7 underline."""
        bits = self.font.value | self.bold << 3 | self.double_height << 4 | self.double_width << 5 | self.underline << 7
        return b"\x1b!" + bytes([bits])


@dataclass(frozen=True, slots=True)
class Rotate(Command):
    """``ESC V``: characters turned 90 degrees clockwise, on or off."""

    on: bool

    def __post_init__(self) -> None:
        flag("on", self.on)

    def encode(self) -> bytes:
        """``1B 56 n``."""
        return b"\x1bV" + bytes([self.on])


@dataclass(frozen=True, slots=True)
class UpsideDown(Command):
    """``ESC {``: whole lines upside down, on or off. The printer takes it at the start of a line only."""

    on: bool

    def __post_init__(self) -> None:
        flag("on", self.on)

    def encode(self) -> bytes:
        """``1B 7B n``."""
        return b"\x1b{" + bytes([self.on])


@dataclass(frozen=True, slots=True)
class CharacterSpacing(Command):
    """``ESC SP``: 0 to 255 dots to the right of each character, doubled where characters are doubly wide."""

    dots: int

    def __post_init__(self) -> None:
        within("character spacing", self.dots, 0, 255)

    def encode(self) -> bytes:
        """``1B 20 n``."""
        return b"\x1b " + bytes([self.dots])
