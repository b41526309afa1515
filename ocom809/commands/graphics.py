"""Graphics of ``GS ( L`` and ``GS 8 L``: pictures in the print buffer, and in flash memory by a key of two characters.

Not in the manual of the class, and units of it were seen to print random characters instead (3nStar RPT-008; Unyka
for functions 80 to 84, which are therefore not here at all). So all of these are refused unless the profile says
``graphics=True``; :class:`~ocom809.commands.Raster` works everywhere. Functions and limits are those of the HPRT TP809
manual; Xprinter's Windows SDK sends function 69 alone. Its questions (48, 51 and 64) are left out until something
reads their answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ocom809.commands._wire import flag, low_high, must_fit_paper, octets, within
from ocom809.commands.base import Command
from ocom809.errors import CommandError

if TYPE_CHECKING:
    from ocom809.profile import Profile

WIDEST_BUFFERED_DOTS = 2047
TALLEST_BUFFERED_DOTS = 1662
WIDEST_NV_DOTS = 8192
TALLEST_NV_DOTS = 2304
MOST_NV_GRAPHICS_BYTES = 256 * 1024
"""What all graphics in flash memory may take together; one alone is held to it here."""
_TWO_BYTES = 65535
_BLACK = b"1"


@dataclass(frozen=True, slots=True)
class StoreGraphics(Command):
    """Function 112: put a picture into the print buffer; :class:`PrintGraphics` prints it.

    Args:
        width_dots: 1 to 2047; of each row's last byte the dots beyond it are ignored.
        data: Row by row from the top, each row filled up to whole bytes, the leftmost dot in the highest bit.
            1 to 1662 rows, 831 where they are doubled.
        double_width: Draw each dot two dots wide.
        double_height: Draw each row twice.
    """

    width_dots: int
    data: bytes = field(repr=False)
    double_width: bool = field(default=False, kw_only=True)
    double_height: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        within("width_dots", self.width_dots, 1, WIDEST_BUFFERED_DOTS)
        flag("double_width", self.double_width)
        flag("double_height", self.double_height)
        within("rows", _rows(self.width_dots, self.data), 1, TALLEST_BUFFERED_DOTS // (1 + self.double_height))

    def encode(self) -> bytes:
        """``1D 28 4C pL pH 30 70 30 bx by 31 xL xH yL yH d…``, over 65535 bytes ``1D 38 4C p1 p2 p3 p4 30 …``."""
        scale = bytes([1 + self.double_width, 1 + self.double_height])
        size = low_high(self.width_dots) + low_high(_rows(self.width_dots, self.data))
        return _function(b"p0" + scale + _BLACK + size + self.data)

    def check(self, profile: Profile) -> None:
        """Refuse it where the printer knows no graphics, or where it is wider than the paper."""
        _must_know_graphics(profile)
        must_fit_paper(self.width_dots * (1 + self.double_width), profile)


@dataclass(frozen=True, slots=True)
class PrintGraphics(Command):
    """Function 50: print what :class:`StoreGraphics` put into the buffer."""

    def encode(self) -> bytes:
        """``1D 28 4C 02 00 30 32``."""
        return _function(b"2")

    def check(self, profile: Profile) -> None:
        """Refuse it where the printer knows no graphics."""
        _must_know_graphics(profile)


@dataclass(frozen=True, slots=True)
class DefineNVGraphics(Command):
    """Function 67: write a picture to flash memory under a key; one of that key is replaced, all others stay.

    The printer is busy while it writes and must get no bytes then, not even real-time commands; power lost meanwhile
    may leave it broken. Flash wears out: at most about ten writes a day.

    Args:
        key: Two ASCII characters, space to ``~``.
        width_dots: 1 to 8192.
        data: Rows as in :class:`StoreGraphics`, 1 to 2304 of them, at most 256 KB.
    """

    key: str
    width_dots: int
    data: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _must_be_key(self.key)
        within("width_dots", self.width_dots, 1, WIDEST_NV_DOTS)
        within("rows", _rows(self.width_dots, self.data), 1, TALLEST_NV_DOTS)
        within("bytes for flash memory", len(self.data), 1, MOST_NV_GRAPHICS_BYTES)

    def encode(self) -> bytes:
        """``1D 28 4C pL pH 30 43 30 kc1 kc2 01 xL xH yL yH 31 d…``, or the same as ``1D 38 4C``."""
        size = low_high(self.width_dots) + low_high(_rows(self.width_dots, self.data))
        return _function(b"C0" + self.key.encode("ascii") + b"\x01" + size + _BLACK + self.data)

    def check(self, profile: Profile) -> None:
        """Refuse it where the printer knows no graphics, or where it is wider than the paper."""
        _must_know_graphics(profile)
        must_fit_paper(self.width_dots, profile)


@dataclass(frozen=True, slots=True)
class PrintNVGraphics(Command):
    """Function 69: print the picture of that key from flash memory. A key that is not there prints nothing."""

    key: str
    double_width: bool = field(default=False, kw_only=True)
    double_height: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        _must_be_key(self.key)
        flag("double_width", self.double_width)
        flag("double_height", self.double_height)

    def encode(self) -> bytes:
        """``1D 28 4C 06 00 30 45 kc1 kc2 x y``."""
        scale = bytes([1 + self.double_width, 1 + self.double_height])
        return _function(b"E" + self.key.encode("ascii") + scale)

    def check(self, profile: Profile) -> None:
        """Refuse it where the printer knows no graphics."""
        _must_know_graphics(profile)


@dataclass(frozen=True, slots=True)
class DeleteNVGraphics(Command):
    """Function 66: erase the picture of that key. A write to flash memory, see :class:`DefineNVGraphics`."""

    key: str

    def __post_init__(self) -> None:
        _must_be_key(self.key)

    def encode(self) -> bytes:
        """``1D 28 4C 04 00 30 42 kc1 kc2``."""
        return _function(b"B" + self.key.encode("ascii"))

    def check(self, profile: Profile) -> None:
        """Refuse it where the printer knows no graphics."""
        _must_know_graphics(profile)


@dataclass(frozen=True, slots=True)
class DeleteAllNVGraphics(Command):
    """Function 65: erase the pictures of all keys. A write to flash memory, see :class:`DefineNVGraphics`."""

    def encode(self) -> bytes:
        """``1D 28 4C 05 00 30 41 43 4C 52``: the last three bytes spell CLR."""
        return _function(b"ACLR")

    def check(self, profile: Profile) -> None:
        """Refuse it where the printer knows no graphics."""
        _must_know_graphics(profile)


def _function(function_and_parameters: bytes) -> bytes:
    body = b"0" + function_and_parameters
    if len(body) <= _TWO_BYTES:
        return b"\x1d(L" + low_high(len(body)) + body
    return b"\x1d8L" + len(body).to_bytes(4, "little") + body


def _rows(width_dots: int, data: bytes) -> int:
    """How many rows the data holds, if it is a whole number of them."""
    octets("graphics data", data)
    rows, rest = divmod(len(data), (width_dots + 7) // 8)
    if rest:
        raise CommandError(f"{len(data)} bytes are no whole number of rows of {width_dots} dots")
    return rows


def _must_be_key(key: object) -> None:
    if type(key) is not str or len(key) != 2 or not all(" " <= character <= "~" for character in key):  # noqa: PLR2004
        raise CommandError(f"a key is two ASCII characters, space to ~, not {key!r}")


def _must_know_graphics(profile: Profile) -> None:
    if not profile.graphics:
        raise CommandError(
            f"{profile.name} is not known to understand GS ( L and might print its bytes as text",
            hint="Print a Raster, or set graphics=True in the profile where it was tried.",
        )
