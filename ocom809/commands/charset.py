"""Which characters a byte stands for: code pages and international sets."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from ocom809.commands._wire import member, within
from ocom809.commands.base import Command


@dataclass(frozen=True, slots=True)
class SelectCodePage(Command):
    """``ESC t``: the page that bytes 80h to FFh are drawn from. ``ESC @`` goes back to page 0.

    On units with a Chinese font such bytes start a Chinese character until ``FS .`` (``ChineseMode(False)``) was
    sent, whatever page is chosen.
    """

    number: int

    def __post_init__(self) -> None:
        within("code page", self.number, 0, 255)

    def encode(self) -> bytes:
        """``1B 74 n``."""
        return b"\x1bt" + bytes([self.number])


class InternationalSet(enum.Enum):
    """National replacements for a dozen ASCII characters such as ``#``, ``$``, ``[`` and ``~``."""

    USA = 0
    FRANCE = 1
    GERMANY = 2
    UK = 3
    DENMARK_I = 4
    SWEDEN = 5
    ITALY = 6
    SPAIN_I = 7
    JAPAN = 8
    NORWAY = 9
    DENMARK_II = 10
    SPAIN_II = 11
    LATIN_AMERICA = 12
    KOREA = 13
    SLOVENIA_CROATIA = 14
    CHINA = 15


@dataclass(frozen=True, slots=True)
class SelectInternationalSet(Command):
    """``ESC R``: a national set. Units with a Chinese font start with ``CHINA``, where ``$`` prints as ``¥``."""

    international_set: InternationalSet

    def __post_init__(self) -> None:
        member("international set", self.international_set, InternationalSet)

    def encode(self) -> bytes:
        """``1B 52 n``."""
        return b"\x1bR" + bytes([self.international_set.value])
