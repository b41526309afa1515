"""Pictures that the printer keeps: one in its working memory, up to 255 in its flash memory."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ocom809.commands._wire import in_steps, low_high, member, must_fit_paper, octets, within
from ocom809.commands.base import Command
from ocom809.errors import CommandError

if TYPE_CHECKING:
    from ocom809.profile import Profile

MOST_DOWNLOADED_BLOCKS = 912
"""Blocks of 8 × 8 dots that ``GS *`` takes."""
MOST_NV_BYTES = 64 * 1024
"""What all pictures of ``FS q`` may take together by the manual, four bytes of measures for each included.

The test tool of Xprinter refuses over 32 KB, so a unit with less memory is likely.
"""
_UNIT_DOTS = 8


class ImageScale(enum.Enum):
    """How large a kept picture is printed."""

    NORMAL = 0
    DOUBLE_WIDTH = 1
    DOUBLE_HEIGHT = 2
    QUADRUPLE = 3
    """Doubled in both directions."""


@dataclass(frozen=True, slots=True)
class DefineDownloadedImage(Command):
    """``GS *``: keep one picture in working memory, until ``ESC @``, ``ESC &``, another ``GS *`` or switching off.

    Args:
        width_dots: 8 to 2040 in steps of 8.
        height_dots: 8 to 384 in steps of 8; width × height is at most 912 blocks of 8 × 8 dots.
        data: Column by column from the left, ``height_dots / 8`` bytes each, the top dot in the highest bit.
    """

    width_dots: int
    height_dots: int
    data: bytes = field(repr=False)

    def __post_init__(self) -> None:
        across = _units("width_dots", self.width_dots, 255)
        down = _units("height_dots", self.height_dots, 48)
        within("blocks of 8 × 8 dots", across * down, 1, MOST_DOWNLOADED_BLOCKS)
        _must_fill(self.data, across, down)

    def encode(self) -> bytes:
        """``1D 2A x y d…``: x and y in units of 8 dots."""
        return b"\x1d*" + bytes([self.width_dots // _UNIT_DOTS, self.height_dots // _UNIT_DOTS]) + self.data

    def check(self, profile: Profile) -> None:
        """Refuse a picture wider than the paper."""
        must_fit_paper(self.width_dots, profile)


@dataclass(frozen=True, slots=True)
class PrintDownloadedImage(Command):
    """``GS /``: print the picture of ``GS *``. Only where the line is empty; without a picture nothing happens."""

    scale: ImageScale = ImageScale.NORMAL

    def __post_init__(self) -> None:
        member("scale", self.scale, ImageScale)

    def encode(self) -> bytes:
        """``1D 2F m``."""
        return b"\x1d/" + bytes([self.scale.value])


@dataclass(frozen=True, slots=True)
class NVImage:
    """One picture for the printer's flash memory; :class:`DefineNVImages` sends it.

    Args:
        width_dots: 8 to 8184 in steps of 8.
        height_dots: 8 to 2304 in steps of 8.
        data: Column by column from the left, ``height_dots / 8`` bytes each, the top dot in the highest bit.
    """

    width_dots: int
    height_dots: int
    data: bytes = field(repr=False)

    def __post_init__(self) -> None:
        across = _units("width_dots", self.width_dots, 1023)
        down = _units("height_dots", self.height_dots, 288)
        _must_fill(self.data, across, down)

    @property
    def stored(self) -> bytes:
        """``xL xH yL yH d…``, in units of 8 dots: what it takes in flash memory."""
        return low_high(self.width_dots // _UNIT_DOTS) + low_high(self.height_dots // _UNIT_DOTS) + self.data


@dataclass(frozen=True, slots=True)
class DefineNVImages(Command):
    """``FS q``: write pictures to flash memory, where they stay without power. **All** earlier ones are erased.

    The printer is busy while it writes and obeys no command, not even in real time; then it resets itself, so all
    settings are those of power-on and a network connection may drop. Send it alone, at the start of a line, and wait
    before the next job. Flash wears out: the manual asks for at most about ten writes a day, so this is for setting
    a printer up and never for a receipt.

    Args:
        images: 1 to 255 pictures; the first is number 1 for :class:`PrintNVImage`. Together at most 64 KB
            (``MOST_NV_BYTES``); over 32 KB it depends on the unit.
    """

    images: tuple[NVImage, ...]

    def __post_init__(self) -> None:
        if type(self.images) is not tuple or not all(isinstance(image, NVImage) for image in self.images):
            raise CommandError("images must be a tuple of NVImage")
        within("pictures", len(self.images), 1, 255)
        within("bytes of pictures for flash memory", self.stored_bytes, 1, MOST_NV_BYTES)

    @property
    def stored_bytes(self) -> int:
        """Flash memory that they take."""
        return sum(len(image.stored) for image in self.images)

    def encode(self) -> bytes:
        """``1C 71 n [xL xH yL yH d…]…``."""
        return b"\x1cq" + bytes([len(self.images)]) + b"".join([image.stored for image in self.images])

    def check(self, profile: Profile) -> None:
        """Refuse pictures wider than the paper."""
        for image in self.images:
            must_fit_paper(image.width_dots, profile)


@dataclass(frozen=True, slots=True)
class ClearNVImages(Command):
    """``FS q`` with one blank picture of 8 × 8 dots: the way of Xprinter's Android SDK to erase all of them.

    It is a write like any other: the printer resets itself and its flash memory wears, see :class:`DefineNVImages`.
    """

    def encode(self) -> bytes:
        """``1C 71 01 01 00 01 00`` and eight times ``00``."""
        return b"\x1cq\x01\x01\x00\x01\x00" + bytes(8)


@dataclass(frozen=True, slots=True)
class PrintNVImage(Command):
    """``FS p``: print a picture from flash memory. At the start of a line only; an unknown number prints nothing.

    One measured relative of the OCPP-809 does not know the command and prints two characters instead.
    """

    number: int = 1
    scale: ImageScale = ImageScale.NORMAL

    def __post_init__(self) -> None:
        within("picture number", self.number, 1, 255)
        member("scale", self.scale, ImageScale)

    def encode(self) -> bytes:
        """``1C 70 n m``."""
        return b"\x1cp" + bytes([self.number, self.scale.value])


def _units(name: str, dots: int, most: int) -> int:
    """Dots in units of 8, if they are a whole number of them from 1 to ``most``."""
    return in_steps(name, dots, _UNIT_DOTS, most * _UNIT_DOTS, step=_UNIT_DOTS) // _UNIT_DOTS


def _must_fill(data: bytes, across: int, down: int) -> None:
    octets("picture data", data)
    wanted = across * down * _UNIT_DOTS
    if len(data) != wanted:
        raise CommandError(f"a picture of {across * 8} × {down * 8} dots takes {wanted} bytes, not {len(data)}")
