"""Chinese mode: two-byte characters, 24 × 24 dots each, and their own styles."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from ocom809.commands._wire import flag, member, within
from ocom809.commands.base import Command
from ocom809.errors import CommandError

_FIRST_LEAD_BYTE = 0x81
_BYTES_EACH = 2


@dataclass(frozen=True, slots=True)
class ChineseMode(Command):
    """``FS &`` or ``FS .``: whether a byte of 81h and above starts a two-byte character.

    Units with a Chinese font start with it on, and ``ESC @`` switches it on again (seen on several units of the
    class), so text of any code page needs ``ChineseMode(False)`` first.
    """

    on: bool

    def __post_init__(self) -> None:
        flag("on", self.on)

    def encode(self) -> bytes:
        """``1C 26`` on, ``1C 2E`` off."""
        return b"\x1c&" if self.on else b"\x1c."


@dataclass(frozen=True, slots=True)
class ChineseText(Command):
    """Characters of the printer's Chinese font, two bytes each. Chinese mode must be on.

    Args:
        text: Two-byte characters only; ASCII goes out as :class:`Text`.
        codec: The codec of the unit's font: gb18030 (of which it holds the two-byte part), gbk, big5, …

    Raises:
        CommandError: A character that the codec lacks or that does not take exactly two bytes.
    """

    text: str
    codec: str = "gb18030"

    def __post_init__(self) -> None:
        if type(self.text) is not str:
            raise CommandError(f"text must be a str, not {type(self.text).__name__}")
        for position, character in enumerate(self.text, start=1):
            code = self._code_of(character)
            if len(code) != _BYTES_EACH or code[0] < _FIRST_LEAD_BYTE or code[1] <= ord(" "):
                raise CommandError(
                    f"{character!r} (character {position}) is no two-byte character of {self.codec}",
                    hint="Print it as Text, or let a receipt choose.",
                )

    def _code_of(self, character: str) -> bytes:
        try:
            return character.encode(self.codec)
        except UnicodeEncodeError as error:
            raise CommandError(f"{self.codec} has no {character!r}") from error
        except (LookupError, UnicodeError, TypeError) as error:
            raise CommandError(f"{self.codec!r} is no codec for text") from error

    def encode(self) -> bytes:
        """Two bytes for each character."""
        return b"".join([self._code_of(character) for character in self.text])


@dataclass(frozen=True, slots=True, kw_only=True)
class ChinesePrintMode(Command):
    """``FS !``: doubled size and underline of Chinese characters; what is not asked for is switched off."""

    double_width: bool = False
    double_height: bool = False
    underline: bool = False

    def __post_init__(self) -> None:
        for name in ("double_width", "double_height", "underline"):
            flag(name, getattr(self, name))

    def encode(self) -> bytes:
        """``1C 21 n``: bit 2 double width, 3 double height, 7 underline."""
        return b"\x1c!" + bytes([self.double_width << 2 | self.double_height << 3 | self.underline << 7])


@dataclass(frozen=True, slots=True)
class ChineseUnderline(Command):
    """``FS -``: a line of 0 (off), 1 or 2 dots under Chinese characters."""

    dots: int

    def __post_init__(self) -> None:
        within("underline dots", self.dots, 0, 2)

    def encode(self) -> bytes:
        """``1C 2D n``."""
        return b"\x1c-" + bytes([self.dots])


@dataclass(frozen=True, slots=True)
class ChineseSpacing(Command):
    """``FS S``: dots to the left and to the right of each Chinese character, 0 to 255 each."""

    left: int
    right: int

    def __post_init__(self) -> None:
        within("left spacing", self.left, 0, 255)
        within("right spacing", self.right, 0, 255)

    def encode(self) -> bytes:
        """``1C 53 n1 n2``."""
        return b"\x1cS" + bytes([self.left, self.right])


@dataclass(frozen=True, slots=True)
class ChineseQuadruple(Command):
    """``FS W``: Chinese characters doubled in both directions, on or off."""

    on: bool

    def __post_init__(self) -> None:
        flag("on", self.on)

    def encode(self) -> bytes:
        """``1C 57 n``."""
        return b"\x1cW" + bytes([self.on])


class KanjiCode(enum.Enum):
    """How two-byte characters are coded on units with a Japanese font."""

    JIS = 0
    SHIFT_JIS = 1


@dataclass(frozen=True, slots=True)
class SelectKanjiCode(Command):
    """``FS C``: the coding of Kanji. For units with a Japanese font only; not in the manual of the class."""

    code: KanjiCode

    def __post_init__(self) -> None:
        member("Kanji code", self.code, KanjiCode)

    def encode(self) -> bytes:
        """``1C 43 n``."""
        return b"\x1cC" + bytes([self.code.value])
