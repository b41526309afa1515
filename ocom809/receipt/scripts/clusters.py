"""Text as people count characters: a letter with its marks, a syllable, an emoji made of several (UAX 29, in short)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ZERO_WIDTH_JOINER: Final = "\u200d"
MOST_IN_A_CLUSTER: Final = 32
_FIRST_MARK: Final = "\u0300"
_SELECTORS: Final = frozenset(chr(number) for number in range(0xFE00, 0xFE10))
_EMOJI_SELECTOR: Final = "\ufe0f"
_TEXT_SELECTOR: Final = "\ufe0e"
# What gives a direction has no ink that a mark could stand on: the mark stands alone.
_NO_BASES: Final = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
_FLAGS: Final = range(0x1F1E6, 0x1F200)
_SKINS: Final = range(0x1F3FB, 0x1F400)
_TAGS: Final = range(0xE0020, 0xE0080)
_KEYCAP: Final = "\u20e3"
_COMPOUNDING: Final = frozenset((*_FLAGS, *_SKINS, *_TAGS))
_JAMO_LEADS: Final = range(0x1100, 0x1160)
_JAMO_TAILS: Final = range(0x1160, 0x1200)
# Scripts whose letters change with their neighbours, so that only whole words can be drawn. Blocks of Unicode.
_SHAPED: Final = (
    *(range(0x0600, 0x0900), range(0x0900, 0x0E00), range(0x0F00, 0x10A0), range(0x1700, 0x18B0)),
    *(range(0x1900, 0x1C80), range(0x1CD0, 0x1D00), range(0xA800, 0xA900), range(0xA930, 0xA960)),
    *(range(0xA980, 0xAB00), range(0xABC0, 0xAC00), range(0xFB50, 0xFE00), range(0xFE70, 0xFEFF)),
    *(range(0x10A00, 0x10B00), range(0x10D00, 0x10D40), range(0x11000, 0x12000), range(0x1E900, 0x1E960)),
)
ARABIC: Final = (range(0x0600, 0x0700), range(0x0750, 0x0780), range(0x08A0, 0x0900), *_SHAPED[10:12])
# Thai and Lao write vowels before the letter that they follow, and others behind it: a line never parts them.
_STAYS_WITH_NEXT: Final = frozenset("เแโใไເແໂໃໄ([{<«‹“‘「『（")
_VOWELS_WITH_MARKS: Final = "\u0e33\u0eb3"  # am, whose circle stands above the letter before it
_STAYS_WITH_LAST: Final = frozenset("ะาๅๆฯຯະາໆ)]}>»›”’!?,.:;%…、。，！？：；」』）ー々")


def clusters(text: str) -> Iterator[str]:
    """The characters of a text with all that belongs to each; at most 32 code points in one."""
    current = ""
    for character in text:
        if current and len(current) < MOST_IN_A_CLUSTER and _joins(current, character):
            current += character
        else:
            if current:
                yield current
            current = character
    if current:
        yield current


def is_mark(character: str) -> bool:
    """Whether it stands on, under or around the letter before it."""
    return unicodedata.category(character) in ("Mn", "Me", "Mc")


def is_compound(cluster: str) -> bool:
    """Whether it is an emoji made of several, which a font may or may not have as one picture."""
    return any(character in (ZERO_WIDTH_JOINER, _KEYCAP) or ord(character) in _COMPOUNDING for character in cluster[1:])


def flag_letters(cluster: str) -> str:
    """The letters of the country that a flag stands for, or nothing."""
    if not all(ord(character) in _FLAGS for character in cluster):
        return ""
    return "".join([chr(ord(character) - _FLAGS.start + ord("A")) for character in cluster])


def is_shaped(character: str) -> bool:
    """Whether it belongs to a script of which only whole words can be drawn."""
    return character >= "\u0600" and any(ord(character) in block for block in _SHAPED)


def stands_in_columns(cluster: str) -> bool:
    """Whether it is drawn as wide as a character of the printer, or two; other letters are as wide as they come."""
    first = cluster[0]
    by_columns = first < "\u0530" or "\u1e00" <= first <= "\u1fff" or not first.isalpha()
    return by_columns or columns_of(cluster) > 1


def columns_of(cluster: str) -> int:
    """Columns that a cluster takes: marks none, emoji and wide characters two."""
    first = cluster[0]
    if first in _SELECTORS or (is_mark(first) and len(cluster) == 1):
        return 0
    if _EMOJI_SELECTOR in cluster or ord(first) in _FLAGS or _KEYCAP in cluster:
        return 2
    return 2 if unicodedata.east_asian_width(first) in "WF" and _TEXT_SELECTOR not in cluster else 1


def has_floating_marks(cluster: str) -> bool:
    """Whether it is Thai or Lao: their code pages print vowels and tones, which stand above letters, behind them."""
    return "\u0e00" <= cluster[0] <= "\u0eff"


def may_part(left: str, right: str) -> bool:
    """Whether a line may be broken between two drawn clusters: scripts without blanks allow it nearly everywhere."""
    if left[0] in _STAYS_WITH_NEXT or right[0] in _STAYS_WITH_LAST:
        return False
    return _breaks_anywhere(left[0]) and _breaks_anywhere(right[0])


def _breaks_anywhere(character: str) -> bool:
    return "\u0e00" <= character <= "\u0eff" or unicodedata.east_asian_width(character) in "WF"


def _joins(cluster: str, character: str) -> bool:
    if character < _FIRST_MARK or cluster[0] in _NO_BASES:
        return False
    number, last = ord(character), cluster[-1]
    if (
        is_mark(character)
        or character in _VOWELS_WITH_MARKS
        or character in _SELECTORS
        or character == ZERO_WIDTH_JOINER
    ):
        return not cluster.isspace()
    if last == ZERO_WIDTH_JOINER:
        return len(cluster) > 1 and unicodedata.category(character) == "So"
    if number in _FLAGS:
        return len(cluster) == 1 and ord(last) in _FLAGS
    if number in _JAMO_TAILS:
        return ord(last) in _JAMO_LEADS or ord(last) in _JAMO_TAILS or "\uac00" <= last <= "\ud7a3"
    return number in _SKINS or number in _TAGS
