"""PDF417 codes that the printer draws itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ocom809.commands._wire import flag, low_high, utf_8_or_octets, within
from ocom809.commands.base import Command
from ocom809.commands.pdf417_capacity import (
    HIGHEST_LEVEL,
    LEAST_ROWS,
    MOST_CODEWORDS,
    MOST_COLUMNS,
    MOST_ROWS,
    capacity,
    columns_within,
    data_codewords,
    level_for,
    width_modules,
)
from ocom809.errors import CommandError
from ocom809.profile import OCPP809

if TYPE_CHECKING:
    from ocom809.profile import Profile

_FUNCTION = b"\x1d(k"
_MOST_BYTES = 2710  # as many digits as the largest symbol holds
_MODULES = range(2, 9)


@dataclass(frozen=True, slots=True)
class PDF417(Command):
    """``GS ( k`` with cn 48: settings, level, store and print. At the start of a line only.

    A printer leaves out what does not fit, without a word. So what does not fit by the plain packing of the standard
    is refused: here what fits no paper, by ``check`` what does not fit the printer's.

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
        within("columns", self.columns, 0, MOST_COLUMNS)
        if self.rows != 0:
            within("rows", self.rows, LEAST_ROWS, MOST_ROWS)
        within("module_dots", self.module_dots, _MODULES[0], _MODULES[-1])
        within("row_height", self.row_height, 2, 8)
        if self.level is not None:
            within("level", self.level, 0, HIGHEST_LEVEL)
        within("ratio", self.ratio, 1, 40)
        flag("truncated", self.truncated)
        within("bytes in a PDF417", len(self.payload), 1, _MOST_BYTES)
        if self.columns * self.rows > MOST_CODEWORDS:
            raise CommandError(
                f"a PDF417 of {self.columns} columns and {self.rows} rows has {self.columns * self.rows} codewords "
                f"and {MOST_CODEWORDS} are the most",
                hint="Give one of the two, and the printer chooses the other.",
            )
        self._must_hold("at most")

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
        return width_modules(self.columns or 1, self.truncated)

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
                # Where the printer chooses the columns, narrower bars leave room for more of them.
                hint=f"It fits with module_dots={fitting[-1 if self.columns else 0]}."
                if fitting
                else "Fewer columns would fit.",
            )
        self._must_hold(f"on the {profile.width_dots} dots of {profile.name}", profile.width_dots)

    def _must_hold(self, where: str, paper_dots: int | None = None) -> None:
        """Refuse more data than a symbol of this form holds, on paper of any width or of ``paper_dots``."""
        described = 1 + data_codewords(self.payload)  # the first one says how many there are
        level = level_for(described, self.ratio) if self.level is None else self.level
        room = capacity(self.columns, self.rows, most_columns=self._most_columns(self.module_dots, paper_dots))
        needed = described + 2 ** (level + 1)
        if needed > room:
            raise CommandError(
                f"{len(self.payload)} bytes need {needed} codewords with their correction "
                f"and this PDF417 holds {room} {where}",
                hint=self._advice(described, level, paper_dots),
            )

    def _most_columns(self, module_dots: int, paper_dots: int | None) -> int:
        return MOST_COLUMNS if paper_dots is None else columns_within(paper_dots // module_dots, self.truncated)

    def _advice(self, described: int, level: int, paper_dots: int | None) -> str:
        """What would hold the data: as few changes as possible, and less correction only if nothing else helps."""
        paper = paper_dots or OCPP809.width_dots
        most, finest = (self._most_columns(module, paper) for module in (self.module_dots, _MODULES[0]))
        ways = [
            ("rows=0", capacity(self.columns, 0, most_columns=most), level),
            ("columns=0", capacity(0, self.rows, most_columns=most), level),
            ("columns=0, rows=0", capacity(0, 0, most_columns=most), level),
        ]
        ways += [
            (
                f"columns=0, rows=0, module_dots={_MODULES[0]}{', level=' + str(lower) if lower < level else ''}",
                capacity(0, 0, most_columns=finest),
                lower,
            )
            for lower in range(level, -1, -1)
        ]
        fitting = (way for way, room, lower in ways if described + 2 ** (lower + 1) <= room)
        return next((f"It fits with {way}." for way in fitting), "Share it out to several codes, or use a QR code.")
