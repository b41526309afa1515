"""Pictures as dots: raster bands and column images. A set bit is a black dot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ocom809.commands._wire import flag, low_high, must_fit_paper, octets, one_of, within
from ocom809.commands.base import Command
from ocom809.errors import CommandError

if TYPE_CHECKING:
    from ocom809.profile import Profile

MOST_RASTER_ROWS = 4095
"""What the most patient printer of the family takes in one ``GS v 0``; ``Profile.band_rows`` says what is wise."""
MOST_ROW_BYTES = 128
"""1024 dots, more than any paper of the class holds."""
MOST_COLUMNS = 1023
_BYTE_DOTS = 8


@dataclass(frozen=True, slots=True)
class Raster(Command):
    """``GS v 0``: a band of a picture, row by row. The safest image command of the class.

    The printer takes it only where its line is empty, and draws what fits; the rest is lost without a word, so a
    band with ink beyond the paper is refused here. Bands of at most ``Profile.band_rows`` rows are known to work.

    The data goes as it is. Some printers obey real-time commands (``DLE EOT``, ``DLE ENQ``, ``DLE DC4``) even there, so
    10h before 04h, 05h or 14h is better avoided, as the pictures of a receipt do.

    Args:
        row_bytes: Bytes of one row: 72 for 576 dots.
        data: All rows from the top, the leftmost dot in the highest bit; its length is a multiple of ``row_bytes``.
        double_width: Draw each dot two dots wide.
        double_height: Draw each row twice.
    """

    row_bytes: int
    data: bytes = field(repr=False)
    double_width: bool = field(default=False, kw_only=True)
    double_height: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        within("row_bytes", self.row_bytes, 1, MOST_ROW_BYTES)
        octets("raster data", self.data)
        flag("double_width", self.double_width)
        flag("double_height", self.double_height)
        if len(self.data) % self.row_bytes:
            raise CommandError(f"{len(self.data)} bytes are no whole number of rows of {self.row_bytes} bytes")
        within("raster rows", self.rows, 1, MOST_RASTER_ROWS)

    @property
    def rows(self) -> int:
        """Rows of data."""
        return len(self.data) // self.row_bytes

    @property
    def width_dots(self) -> int:
        """Dots across the paper."""
        return self.row_bytes * _BYTE_DOTS * (1 + self.double_width)

    @property
    def height_dots(self) -> int:
        """Dots along the paper."""
        return self.rows * (1 + self.double_height)

    def encode(self) -> bytes:
        """``1D 76 30 m xL xH yL yH d…``: m 0 as it is, 1 doubly wide, 2 doubly high, 3 both."""
        mode = self.double_width | self.double_height << 1
        return b"\x1dv0" + bytes([mode]) + low_high(self.row_bytes) + low_high(self.rows) + self.data

    def check(self, profile: Profile) -> None:
        """Refuse a picture wider than the paper; white dots that fill its last byte may hang over the edge."""
        dots_each = 1 + self.double_width
        columns_beyond = -(-(self.width_dots - profile.width_dots) // dots_each)
        if not 0 < columns_beyond < _BYTE_DOTS or self._has_ink_in_last(columns_beyond):
            must_fit_paper(self.width_dots, profile)

    def _has_ink_in_last(self, columns: int) -> bool:
        last_bytes = self.data[self.row_bytes - 1 :: self.row_bytes]
        return any(byte & ((1 << columns) - 1) for byte in last_bytes)


@dataclass(frozen=True, slots=True)
class ColumnImage(Command):
    """``ESC *``: one strip of a picture, 8 or 24 dots high, column by column. Slow, and it works nearly everywhere.

    It belongs to a text line: end it with a line feed at ``LineSpacing(24)`` (16 for 8 dots) to join strips.

    Args:
        columns: 1 to 1023.
        data: One (8 dots) or three (24 dots) bytes for each column, the top dot in the highest bit.
        dots: Height of the strip: 8 or 24.
        double_density: Each column one dot wide; otherwise two.
    """

    columns: int
    data: bytes = field(repr=False)
    dots: int = field(default=24, kw_only=True)
    double_density: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        within("columns", self.columns, 1, MOST_COLUMNS)
        one_of("the height of a column image", self.dots, (8, 24))
        flag("double_density", self.double_density)
        octets("column data", self.data)
        if len(self.data) != self.columns * self.dots // 8:
            raise CommandError(
                f"{self.columns} columns of {self.dots} dots take {self.columns * self.dots // 8} bytes, "
                f"not {len(self.data)}"
            )

    @property
    def width_dots(self) -> int:
        """Dots across the paper."""
        return self.columns if self.double_density else 2 * self.columns

    def encode(self) -> bytes:
        """``1B 2A m nL nH d…``: m 0 or 1 for 8 dots, 32 or 33 for 24 dots, odd for double density."""
        mode = self.double_density | (32 if self.dots == 24 else 0)  # noqa: PLR2004 - the manual's own numbers
        return b"\x1b*" + bytes([mode]) + low_high(self.columns) + self.data

    def check(self, profile: Profile) -> None:
        """Refuse a strip wider than the paper."""
        must_fit_paper(self.width_dots, profile)
