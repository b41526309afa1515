"""Characters of one's own: drawn by the host, kept by the printer until it is switched off or told to forget them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ocom809.commands._wire import flag, member, octets, within
from ocom809.commands.base import Command
from ocom809.commands.text import Font
from ocom809.errors import CommandError

_FIRST, _LAST = " ", "~"
_COLUMN_BYTES = 3
_MOST_COLUMNS = {Font.A: 12, Font.B: 9}
_CHINESE_LEAD_BYTE = 0xFE
_CHINESE_BYTES = 72


@dataclass(frozen=True, slots=True)
class UserCharacters(Command):
    """``ESC %``: print the characters of :class:`DefineUserCharacters` where there are any, or the built-in ones."""

    on: bool

    def __post_init__(self) -> None:
        flag("on", self.on)

    def encode(self) -> bytes:
        """``1B 25 n``."""
        return b"\x1b%" + bytes([self.on])


@dataclass(frozen=True, slots=True)
class DefineUserCharacters(Command):
    """``ESC &``: draw one or more characters that follow each other in ASCII.

    They belong to the font that is chosen when the command arrives, so send ``SelectFont(font)`` first, and they show
    after ``UserCharacters(True)``. ``ESC @`` and switching off forget them. By the manual of the class the command
    also forgets the picture of :class:`~ocom809.commands.DefineDownloadedImage`; send that one afterwards.

    Args:
        first: The ASCII character, space to ``~``, that the first drawing stands for; the next one stands for the
            character behind it, and so on.
        drawings: For each character its columns from the left, three bytes each, the top dot in the highest bit.
            1 to 12 columns in font A and 1 to 9 in font B; missing ones stay white. Font B is 17 dots high: of the
            third byte it shows the highest bit only.
        font: The font that the drawings are for. It sets the limit and sends nothing.

    Raises:
        CommandError: No drawing, one of a wrong size, or more than there are characters up to ``~``.
    """

    first: str
    drawings: tuple[bytes, ...] = field(repr=False)
    font: Font = field(default=Font.A, kw_only=True)

    def __post_init__(self) -> None:
        _must_be_printable(self.first)
        member("font", self.font, Font)
        if type(self.drawings) is not tuple:
            raise CommandError(f"drawings must be a tuple of bytes, not {type(self.drawings).__name__}")
        within(f"drawings from {self.first!r} on", len(self.drawings), 1, ord(_LAST) - ord(self.first) + 1)
        for position, drawing in enumerate(self.drawings, start=1):
            _must_be_columns(drawing, position, most=_MOST_COLUMNS[self.font])

    @property
    def last(self) -> str:
        """The ASCII character that the last drawing stands for."""
        return chr(ord(self.first) + len(self.drawings) - 1)

    def encode(self) -> bytes:
        """``1B 26 03 c1 c2 [x d…]…``: x columns of three bytes for each character from c1 to c2."""
        drawn = [bytes([len(drawing) // _COLUMN_BYTES]) + drawing for drawing in self.drawings]
        return b"\x1b&" + bytes([_COLUMN_BYTES, ord(self.first), ord(self.last)]) + b"".join(drawn)


@dataclass(frozen=True, slots=True)
class DeleteUserCharacter(Command):
    """``ESC ?``: forget one drawing of the chosen font; its built-in character shows again."""

    character: str

    def __post_init__(self) -> None:
        _must_be_printable(self.character)

    def encode(self) -> bytes:
        """``1B 3F n``."""
        return b"\x1b?" + self.character.encode("ascii")


@dataclass(frozen=True, slots=True)
class DefineChineseCharacter(Command):
    r"""``FS 2``: draw one character of 24 × 24 dots, printed in Chinese mode by its two bytes FEh and ``second_byte``.

    As text it is the private character that GB18030 keeps there, U+E468 for A1h to U+E4C5 for FEh, so
    ``ChineseText("\ue468")`` prints the first one.

    Args:
        second_byte: A1h to FEh.
        drawing: 24 columns from the left, three bytes each, the top dot in the highest bit: 72 bytes.
    """

    second_byte: int
    drawing: bytes = field(repr=False)

    def __post_init__(self) -> None:
        within("second_byte", self.second_byte, 0xA1, 0xFE)
        octets("drawing", self.drawing)
        if len(self.drawing) != _CHINESE_BYTES:
            raise CommandError(f"a Chinese character takes {_CHINESE_BYTES} bytes, not {len(self.drawing)}")

    def encode(self) -> bytes:
        """``1C 32 FE c2 d1 … d72``."""
        return b"\x1c2" + bytes([_CHINESE_LEAD_BYTE, self.second_byte]) + self.drawing


def _must_be_printable(character: object) -> None:
    if type(character) is not str or len(character) != 1 or not _FIRST <= character <= _LAST:
        raise CommandError(f"a user character stands for one ASCII character, space to ~, not {character!r}")


def _must_be_columns(drawing: bytes, position: int, *, most: int) -> None:
    octets(f"drawing {position}", drawing)
    if len(drawing) % _COLUMN_BYTES:
        raise CommandError(f"drawing {position} has {len(drawing)} bytes, no whole number of columns of 3 bytes")
    within(f"columns of drawing {position}", len(drawing) // _COLUMN_BYTES, 1, most)
