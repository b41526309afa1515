"""QR codes that the printer draws itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ocom809.commands._wire import low_high, member, one_of, utf_8_or_octets, within
from ocom809.commands.base import Command
from ocom809.commands.qr_capacity import LARGEST_VERSION, ErrorLevel, smallest_version
from ocom809.errors import CommandError

if TYPE_CHECKING:
    from ocom809.profile import Profile

MOST_BYTES = 7089
"""What the store function takes; also the most digits that any QR code holds."""
_LARGEST_OF_MODEL_1 = 14
_FUNCTION = b"\x1d(k"
_WIDEST_MODULE = 16

# A code asks when it is made, when its module is chosen and when it is checked; what it holds is bounded by then.
_smallest_version = lru_cache(maxsize=64)(smallest_version)


@dataclass(frozen=True, slots=True)
class QRCode(Command):
    """``GS ( k`` with cn 49: model, module size, error level, store and print. At the start of a line only.

    Args:
        data: A text, which goes as UTF-8, or bytes as they are.
        module_dots: Side of one module, 1 to 16 dots; scanners like 3 and more.
        level: How much of it may be lost.
        model: 2, or 1 for very old readers.

    Raises:
        CommandError: No data, more than the level holds, or an impossible setting.
    """

    data: str | bytes
    module_dots: int = field(default=6, kw_only=True)
    level: ErrorLevel = field(default=ErrorLevel.M, kw_only=True)
    model: int = field(default=2, kw_only=True)

    def __post_init__(self) -> None:
        within("module_dots", self.module_dots, 1, _WIDEST_MODULE)
        member("level", self.level, ErrorLevel)
        one_of("the QR model", self.model, (1, 2))
        within("bytes in a QR code", len(self.payload), 1, MOST_BYTES)
        if self._smallest() is None:
            raise CommandError(
                f"{len(self.payload)} bytes are too much for a QR code of model {self.model} at level "
                f"{self.level.name}",
                hint="A lower level holds more." if self.level is not ErrorLevel.L else "Shorten the data.",
            )

    @property
    def payload(self) -> bytes:
        """The bytes that the code holds."""
        return utf_8_or_octets("QR data", self.data)

    def _smallest(self) -> int | None:
        largest = LARGEST_VERSION if self.model == 2 else _LARGEST_OF_MODEL_1  # noqa: PLR2004 - a name, not a count
        version = _smallest_version(self.payload, self.level)
        return version if version and version <= largest else None

    @property
    def version(self) -> int:
        """The version that the printer will most likely choose, 1 to 40.

        An estimate: printers differ in how tightly they pack mixed data. Model 1 is reckoned as model 2.
        """
        version = self._smallest()
        assert version is not None, "a code that fits no version cannot be made"  # noqa: S101
        return version

    @property
    def width_dots(self) -> int:
        """Dots across, without the quiet zone of four modules on each side; as good an estimate as ``version``."""
        return (17 + 4 * self.version) * self.module_dots

    def encode(self) -> bytes:
        """Functions 65 (model), 67 (module), 69 (level), 80 (store) and 81 (print)."""
        return (
            (_FUNCTION + b"\x04\x001A" + bytes([48 + self.model, 0]))
            + (_FUNCTION + b"\x03\x001C" + bytes([self.module_dots]))
            + (_FUNCTION + b"\x03\x001E" + bytes([self.level.value]))
            + (_FUNCTION + low_high(len(self.payload) + 3) + b"1P0" + self.payload)
            + (_FUNCTION + b"\x03\x001Q0")
        )

    def check(self, profile: Profile) -> None:
        """Refuse it where the printer draws no QR codes, or where it is wider than the paper."""
        if not profile.qr_code:
            raise CommandError(f"{profile.name} does not draw QR codes itself", hint="Print it as a picture.")
        if self.width_dots > profile.width_dots:
            fitting = min(profile.width_dots // (17 + 4 * self.version), _WIDEST_MODULE)
            raise CommandError(
                f"this QR code is {self.width_dots} dots wide and {profile.name} has {profile.width_dots}",
                hint=f"It fits with module_dots={fitting}." if fitting else "Shorten the data.",
            )
