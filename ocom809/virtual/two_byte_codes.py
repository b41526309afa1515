"""How two-byte characters are coded: where one ends, and which character it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ocom809.virtual.glyphs import UNDEFINED

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS: Final = range(0x30, 0x3A)
_GBK_LEADS: Final = range(0x81, 0xFF)
_JIS_LEADS: Final = range(0x21, 0x7F)
_SHIFT_JIS_LEADS: Final = frozenset((*range(0x81, 0xA0), *range(0xE0, 0xFD)))


class TwoByteCode(NamedTuple):
    """A code in which some characters have more than one byte.

    Attributes:
        name: What it is called.
        size: Bytes of the character that begins with these two, or with the only one that is here.
        decode: The character, or ``UNDEFINED``.
    """

    name: str
    size: Callable[[bytes], int]
    decode: Callable[[bytes], str]


def _gbk_size(ahead: bytes) -> int:
    """GBK has two bytes, GB18030 four where the second is a digit."""
    if ahead[0] not in _GBK_LEADS:
        return 1
    return 4 if len(ahead) > 1 and ahead[1] in _DIGITS else 2


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


GBK: Final = TwoByteCode("GBK", _gbk_size, _gbk)
JIS: Final = TwoByteCode("JIS", lambda ahead: 2 if ahead[0] in _JIS_LEADS else 1, _jis)
SHIFT_JIS: Final = TwoByteCode("Shift-JIS", lambda ahead: 2 if ahead[0] in _SHIFT_JIS_LEADS else 1, _shift_jis)
KANJI_CODES: Final = (JIS, SHIFT_JIS)
"""FS C 0 and 1, on units with a Japanese ROM."""
