"""How two-byte characters are coded: where one ends, and which character it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ocom809.virtual.glyphs import UNDEFINED

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS: Final = range(0x30, 0x3A)


class TwoByteCode(NamedTuple):
    """A code in which some characters have more than one byte.

    Attributes:
        name: What it is called.
        singles: Finds a run of bytes that are characters by themselves, as no character of more bytes begins with one.
        size: Bytes of the character that begins with these two, or with the only one that is here.
        decode: The character, or ``UNDEFINED``.
    """

    name: str
    singles: re.Pattern[bytes]
    size: Callable[[bytes], int]
    decode: Callable[[bytes], str]


def _gbk_size(ahead: bytes) -> int:
    """GBK has two bytes, GB18030 four where the second is a digit."""
    return 4 if len(ahead) > 1 and ahead[1] in _DIGITS else 2


def _two(_ahead: bytes) -> int:
    return 2


def _gbk(part: bytes) -> str:
    return _decoded(part, "gb18030")


def _jis(part: bytes) -> str:
    return _decoded(bytes(byte | 0x80 for byte in part), "euc_jp")


def _shift_jis(part: bytes) -> str:
    return _decoded(part, "cp932")


def _decoded(part: bytes, codec: str) -> str:
    try:
        character = part.decode(codec)
    except UnicodeDecodeError:
        return UNDEFINED
    has_dots = len(character) == 1 and (character.isprintable() or character.isspace())
    return character if has_dots else UNDEFINED


GBK: Final = TwoByteCode("GBK", re.compile(rb"[^\x81-\xfe]+"), _gbk_size, _gbk)
JIS: Final = TwoByteCode("JIS", re.compile(rb"[^\x21-\x7e]+"), _two, _jis)
SHIFT_JIS: Final = TwoByteCode("Shift-JIS", re.compile(rb"[^\x81-\x9f\xe0-\xfc]+"), _two, _shift_jis)
KANJI_CODES: Final = (JIS, SHIFT_JIS)
"""FS C 0 and 1, on units with a Japanese ROM."""
