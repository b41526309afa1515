"""PDF417 codes that the printer draws itself."""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ocom809.commands._wire import flag, low_high, utf_8_or_octets, within
from ocom809.commands.base import Command
from ocom809.errors import CommandError

if TYPE_CHECKING:
    from ocom809.profile import Profile

_FUNCTION = b"\x1d(k"
_MOST_BYTES = 2710  # as many digits as the largest symbol holds
_MOST_CODEWORDS = 928
_MODULES = range(2, 9)
_LEAST_ROWS, _MOST_ROWS = 3, 90
# What one byte takes at the tightest packing, in 1/132 codewords: 44 digits in 15, 2 characters in 1, 6 bytes in 5.
_PARTS = 132
_DIGIT, _CHARACTER, _BYTE = 45, 66, 110
_DIGITS = frozenset(string.digits.encode())
_CHARACTERS = frozenset(range(0x20, 0x7F)) | frozenset(b"\t\n\r")


@dataclass(frozen=True, slots=True)
class PDF417(Command):
    """``GS ( k`` with cn 48: settings, level, store and print. At the start of a line only.

    Args:
        data: A text, which goes as UTF-8, or bytes as they are.
        columns: Data columns, 1 to 30; 0 lets the printer choose.
        rows: 3 to 90; 0 lets the printer choose.
        module_dots: Width of the thinnest bar, 2 to 8.
        row_height: Height of a row in modules, 2 to 8.
        level: Error correction level 0 to 8; ``None`` corrects in proportion to the data, by ``ratio``.
        ratio: Correction in tenths of the data, 1 to 40; counts only where ``level`` is ``None``.
        truncated: Leave the right-hand side out, for clean surroundings.

    Raises:
        CommandError: No data, more than fits, or an impossible setting.
    """

    data: str | bytes
    columns: int = field(default=0, kw_only=True)
    rows: int = field(default=0, kw_only=True)
    module_dots: int = field(default=3, kw_only=True)
    row_height: int = field(default=3, kw_only=True)
    level: int | None = field(default=None, kw_only=True)
    ratio: int = field(default=1, kw_only=True)
    truncated: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        within("columns", self.columns, 0, 30)
        if self.rows != 0:
            within("rows", self.rows, _LEAST_ROWS, _MOST_ROWS)
        within("module_dots", self.module_dots, _MODULES[0], _MODULES[-1])
        within("row_height", self.row_height, 2, 8)
        if self.level is not None:
            within("level", self.level, 0, 8)
        within("ratio", self.ratio, 1, 40)
        flag("truncated", self.truncated)
        within("bytes in a PDF417", len(self.payload), 1, _MOST_BYTES)
        self._must_hold()

    def _must_hold(self) -> None:
        """Refuse what no packing, however tight, can bring into the symbol."""
        most = min((self.columns or 30) * (self.rows or _MOST_ROWS), _MOST_CODEWORDS)
        needed = 1 + _fewest_codewords(self.payload) + (2 if self.level is None else 2 ** (self.level + 1))
        if needed > most:
            raise CommandError(
                f"{len(self.payload)} bytes need at least {needed} codewords and this PDF417 holds {most}",
                hint="More columns or rows, or a lower level, hold more.",
            )

    @property
    def payload(self) -> bytes:
        """The bytes that the code holds."""
        return utf_8_or_octets("PDF417 data", self.data)

    @property
    def width_dots(self) -> int | None:
        """Dots across, without quiet zones; ``None`` where the printer chooses the columns."""
        return self._width_modules * self.module_dots if self.columns else None

    @property
    def _width_modules(self) -> int:
        # Start 17, left indicator 17, then right indicator 17 and stop 18, or a single closing bar.
        return 17 * (self.columns or 1) + 34 + (1 if self.truncated else 35)

    def encode(self) -> bytes:
        """Functions 65 to 70 (settings), 80 (store) and 81 (print)."""
        level = bytes([49, self.ratio]) if self.level is None else bytes([48, 48 + self.level])
        return (
            (_FUNCTION + b"\x03\x000A" + bytes([self.columns]))
            + (_FUNCTION + b"\x03\x000B" + bytes([self.rows]))
            + (_FUNCTION + b"\x03\x000C" + bytes([self.module_dots]))
            + (_FUNCTION + b"\x03\x000D" + bytes([self.row_height]))
            + (_FUNCTION + b"\x04\x000E" + level)
            + (_FUNCTION + b"\x03\x000F" + bytes([self.truncated]))
            + (_FUNCTION + low_high(len(self.payload) + 3) + b"0P0" + self.payload)
            + (_FUNCTION + b"\x03\x000Q0")
        )

    def check(self, profile: Profile) -> None:
        """Refuse it where the printer draws no PDF417, or where it is wider than the paper."""
        if not profile.pdf417:
            raise CommandError(f"{profile.name} does not draw PDF417 itself", hint="Use a QR code, or a picture.")
        narrowest = self._width_modules * self.module_dots
        if narrowest > profile.width_dots:
            fitting = [module for module in _MODULES if self._width_modules * module <= profile.width_dots]
            raise CommandError(
                f"this PDF417 is {narrowest} dots wide or more and {profile.name} has {profile.width_dots}",
                hint=f"It fits with module_dots={fitting[-1]}." if fitting else "Fewer columns would fit.",
            )


def _fewest_codewords(data: bytes) -> int:
    parts = sum(_DIGIT if byte in _DIGITS else _CHARACTER if byte in _CHARACTERS else _BYTE for byte in data)
    return -(-parts // _PARTS)
