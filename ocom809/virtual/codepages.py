"""The character tables behind ESC t and ESC R, as the manual and the vendors' tools number them.

This is the witness's own table; the driver has another, so that a wrong number in one of them shows.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from ocom809.virtual.glyphs import UNDEFINED

_KATAKANA: Final = "half-width katakana"
# What Epson prints for 80h to 9Fh of its katakana page. Likely for this class too, no source says so.
_KATAKANA_BLOCKS: Final = "▁▂▃▄▅▆▇█▏▎▍▌▋▊▉┼┴┬┤├▔─│▕┌┐└┘╭╮╰╯"

# ESC t n: the printed name, and the codec that holds its upper half; None where no source gives its characters.
PAGES: Final[dict[int, tuple[str, str | None]]] = {
    0: ("PC437", "cp437"), 1: ("Katakana", _KATAKANA), 2: ("PC850", "cp850"), 3: ("PC860", "cp860"),
    4: ("PC863", "cp863"), 5: ("PC865", "cp865"), 6: ("West Europe", "iso8859-1"), 7: ("Greek", "cp1253"),
    8: ("Hebrew", "cp862"), 9: ("East Europe", None), 10: ("Iran", None),
    16: ("WPC1252", "cp1252"), 17: ("PC866", "cp866"), 18: ("PC852", "cp852"), 19: ("PC858", "cp858"),
    20: ("Iran II", None), 21: ("Latvian", None), 22: ("Arabic", "cp864"), 23: ("PT151", "cp1251"),
    24: ("PC747", "cp737"), 25: ("WPC1257", "cp1257"), 26: ("Thai", "cp874"), 27: ("Vietnam", "cp1258"),
    28: ("PC864", "cp864"), 29: ("PC1001", None), 30: ("Uigur", None), 31: ("Hebrew", None), 32: ("WPC1255", "cp1255"),
    33: ("WPC1256", "cp1256"), 34: ("WPC1256", None), 35: ("WPC1257", None),
    50: ("PC437", "cp437"), 51: ("Katakana", _KATAKANA), 52: ("PC437", "cp437"), 53: ("PC858", "cp858"),
    54: ("PC852", "cp852"), 55: ("PC860", "cp860"), 56: ("PC861", "cp861"), 57: ("PC863", "cp863"),
    58: ("PC865", "cp865"), 59: ("PC866", "cp866"), 60: ("PC855", "cp855"), 61: ("PC857", "cp857"),
    62: ("PC862", "cp862"), 63: ("PC864", "cp864"), 64: ("PC737", "cp737"), 65: ("PC851", None),
    66: ("PC869", "cp869"), 67: ("PC928", "iso8859-7"), 68: ("PC772", None), 69: ("PC774", None),
    70: ("PC874", "cp874"), 71: ("WPC1252", "cp1252"), 72: ("WPC1250", "cp1250"), 73: ("WPC1251", "cp1251"),
    74: ("PC3840", None), 75: ("PC3841", None), 76: ("PC3843", None), 77: ("PC3844", None), 78: ("PC3845", None),
    79: ("PC3846", None), 80: ("PC3847", None), 81: ("PC3848", None), 82: ("PC1001", None), 83: ("PC2001", None),
    84: ("PC3001", None), 85: ("PC3002", None), 86: ("PC3011", None), 87: ("PC3012", None), 88: ("PC3021", None),
    89: ("PC3041", None), 90: ("WPC1253", "cp1253"), 91: ("WPC1254", "cp1254"), 92: ("WPC1256", "cp1256"),
    93: ("PC720", "cp720"), 94: ("WPC1258", "cp1258"), 95: ("PC775", "cp775"), 96: ("Thai 2", None),
    255: ("Thai", None),
}  # fmt: skip

_REPLACED: Final = "#$@[\\]^`{|}~"

# ESC R n: the set's name, and what stands for # $ @ [ \ ] ^ ` { | } ~ in it.
INTERNATIONAL_SETS: Final[dict[int, tuple[str, str]]] = {
    0: ("USA", "#$@[\\]^`{|}~"),
    1: ("France", "#$à°ç§^`éùè¨"),
    2: ("Germany", "#$§ÄÖÜ^`äöüß"),
    3: ("UK", "£$@[\\]^`{|}~"),
    4: ("Denmark I", "#$@ÆØÅ^`æøå~"),
    5: ("Sweden", "#¤ÉÄÖÅÜéäöåü"),
    6: ("Italy", "#$@°\\é^ùàòèì"),
    7: ("Spain I", "₧$@¡Ñ¿^`¨ñ}~"),
    8: ("Japan", "#$@[¥]^`{|}~"),
    9: ("Norway", "#¤ÉÆØÅÜéæøåü"),
    10: ("Denmark II", "#$ÉÆØÅÜéæøåü"),
    11: ("Spain II", "#$á¡Ñ¿é`íñóú"),
    12: ("Latin America", "#$á¡Ñ¿éüíñóú"),
    13: ("Korea", "#$@[₩]^`{|}~"),
    14: ("Slovenia/Croatia", "#$ŽŠĐĆČžšđćč"),
    15: ("China", "#¥@[\\]^`{|}~"),
}


@lru_cache(maxsize=64)
def characters(page: int, international: int) -> tuple[str, ...]:
    """What each of the 256 codes prints; ``UNDEFINED`` for a code that no source gives a character."""
    table = [chr(code) for code in range(0x7F)] + ["⌂"] + [_upper(page, code) for code in range(0x80, 0x100)]
    _, replacing = INTERNATIONAL_SETS.get(international, INTERNATIONAL_SETS[0])
    for replaced, character in zip(_REPLACED, replacing, strict=True):
        table[ord(replaced)] = character
    return tuple(table)


def known(page: int) -> bool:
    """Whether the characters of a page are known."""
    return PAGES.get(page, ("", None))[1] is not None


def _upper(page: int, code: int) -> str:
    _, codec = PAGES.get(page, ("", None))
    if codec is None:
        return UNDEFINED
    if codec == _KATAKANA:
        return _katakana(code)
    character = bytes([code]).decode(codec, errors="replace")
    # Controls and format characters (the C1 set, writing direction marks) have no dots.
    return UNDEFINED if unicodedata.category(character) in {"Cc", "Cf"} and character != "\xad" else character


def _katakana(code: int) -> str:
    """JIS X 0201 from A1h to DFh; what stands above differs from printer to printer."""
    if code < 0x80 + len(_KATAKANA_BLOCKS):
        return _KATAKANA_BLOCKS[code - 0x80]
    return chr(code - 0xA1 + 0xFF61) if 0xA1 <= code <= 0xDF else UNDEFINED  # noqa: PLR2004 - the standard's range
