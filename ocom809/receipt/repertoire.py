"""Which characters a printer has by its own fonts, and what becomes of all the others.

Every text passes through here before it is measured and encoded. What comes out holds only characters that the
printer's tables hold, each as wide as it is printed: one column, or two for a character of the Chinese font. Nothing
is dropped without a word: what the printer lacks is told to ``Losses``.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocom809.profile import CodePage, Profile
    from ocom809.receipt.losses import Losses

STAND_IN = "\ufffd"
"""Stands where a character is lost; printed as a white question mark on black, which no text holds by itself."""
NO_BREAK_SPACE = "\u00a0"
"""A blank at which no line is broken; printed as a blank."""

_MOST_WORDS = 4096  # whose code pages are remembered
_MOST_MARKS = 30  # on one letter, as the Unicode stream-safe text format has it; more makes normalising slow
_PRINTABLE_ASCII = bytes(range(0x20, 0x7F))
_CONTROL_NAMES = (
    *("NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI"),
    *("DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US"),
)
_SHOWN_CONTROLS = {chr(number): f"<{name}>" for number, name in enumerate(_CONTROL_NAMES)} | {"\x7f": "<DEL>"}

# The same ink: blanks of any width, and hyphens that differ only in where a line may be broken.
_SAME_INK = (
    {chr(number): " " for number in (*range(0x2000, 0x200B), 0x205F, 0x1680)}
    | {"\u00a0": NO_BREAK_SPACE, "\u2007": NO_BREAK_SPACE, "\u202f": NO_BREAK_SPACE, "\u3000": "  "}
    | {"\u2010": "-", "\u2011": "-"}
)
# Without ink: joiners, variation selectors, the soft hyphen, the mark at the start of a file.
_NO_INK = frozenset("\u00ad\u034f\u200b\u200c\u200d\u2060\ufeff") | {chr(number) for number in range(0xFE00, 0xFE10)}
# Letters that join have one form in a code page, and would stand side by side unjoined; they are drawn (decision 015).
_JOINING = "AL"
# Printers set every letter from left to right. A text that is not put in order for that would come out mirrored, so
# there these letters count as lost: a gap on the paper, and told.
_RIGHT_TO_LEFT = ("R", "AL")
_THAI_AND_LAO = ("\u0e00", "\u0eff")  # drawn where a font has them, because of their marks
# They order a text and have no ink, see scripts.typesetting.
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
_SHOWN_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")


class Repertoire:
    """The characters of some code pages and, where the printer has one, of its Chinese font.

    Attributes:
        pages: The pages that can be used, best first: highest confidence, then lowest number. A page whose codec
            does not keep ASCII as it is (cp864 has no percent sign) is left out, because ASCII text must be free to
            stay on any page.
        simple: Characters that were found to be simple, see ``is_simple``; there are no more than the printer has.
        holders_of_all: The pages that hold all of several characters beyond ASCII, looked up where they were asked for
            lately; characters that no page holds do not count.
        best: The best of several pages, given by their bits, looked up likewise; ``None`` where there is none.
        chinese_codec: The codec of the Chinese font, or ``None`` where there is none for sure.
    """

    def __init__(self, pages: tuple[CodePage, ...], chinese_codec: str | None) -> None:
        self.chinese_codec = chinese_codec
        usable = [page for page in pages if page.codec and keeps_ascii(page.codec)]
        self.pages = tuple(sorted(usable, key=lambda page: (-page.evidence.confidence, page.number)))
        self._holders: dict[str, int] = {}
        self.holders_of_all = lru_cache(maxsize=_MOST_WORDS)(self._holders_of_all)
        self.best = lru_cache(maxsize=_MOST_WORDS)(self._best)
        self.simple: set[str] = set(_PRINTABLE_ASCII.decode("ascii"))
        for place, page in enumerate(self.pages):
            for character in upper_half(page.codec or ""):
                if unicodedata.bidirectional(character) == _JOINING:
                    continue
                self._holders[character] = self._holders.get(character, 0) | 1 << place

    def holders(self, character: str) -> int:
        """The pages that hold a character beyond ASCII: bit n stands for ``pages[n]``; 0 where none does."""
        return self._holders.get(character, 0)

    def _holders_of_all(self, characters: str) -> int:
        """The pages that hold all of several characters beyond ASCII; those that no page holds do not count."""
        found = -1
        for character in characters:
            found &= self._holders.get(character, -1)
        return found

    def _best(self, pages: int) -> CodePage | None:
        """The page of the lowest bit, because the best stand first."""
        return self.pages[(pages & -pages).bit_length() - 1] if pages else None

    def is_chinese(self, character: str) -> bool:
        """Whether the character is printed by the Chinese font, two columns wide."""
        return (
            self.chinese_codec is not None
            and character not in self._holders
            and unicodedata.east_asian_width(character) in "WF"
            and _is_two_bytes(character, self.chinese_codec)
        )

    def printable(self, line: str, losses: Losses) -> str:
        """One line of text as it can be printed, composed (NFC) first.

        Blanks of all kinds become blanks, and characters without ink vanish. Controls, among them those of the
        writing direction, are shown by name, as ``<ESC>`` or ``<U+202E>``: they are data, and never reach the
        printer as bytes. A character that the printer lacks becomes ``STAND_IN``; a mark on the letter before it is
        left out. Controls, stand-ins and left-out marks are told to ``losses``.
        """
        if line.isascii() and line.isprintable():
            return line
        return "".join([self._in_reading_order(character, losses) for character in self.composed(line, losses)])

    def composed(self, line: str, losses: Losses) -> str:
        """The line in NFC, with no more marks on a letter than any script needs."""
        return _composed(line, losses)

    def has(self, character: str) -> bool:
        """Whether the printer's own fonts hold the character, or one with the same ink."""
        return (
            " " <= character <= "~"
            or character in self._holders
            or character in _SAME_INK
            or self.is_chinese(character)
        )

    def is_simple(self, character: str) -> bool:
        """Whether the printer has the character as it is, and it neither joins, runs to the left nor takes marks."""
        if character in self.simple:
            return True
        if not self._looks_simple(character):
            return False
        self.simple.add(character)
        return True

    def are_simple(self, characters: str) -> bool:
        """Whether all are: so most lines are set without looking at each letter."""
        return self.simple.issuperset(characters) or all(map(self.is_simple, set(characters)))

    def _looks_simple(self, character: str) -> bool:
        return (
            self.has(character)
            and character not in _SAME_INK
            and not unicodedata.category(character).startswith("M")
            and unicodedata.bidirectional(character) not in (*_RIGHT_TO_LEFT, "AN")
            and unicodedata.normalize("NFC", character) == character
            and not _THAI_AND_LAO[0] <= character <= _THAI_AND_LAO[1]
        )

    def is_plain(self, character: str) -> bool:
        """Whether there is nothing to draw: it has no ink, or is a control, which is printed by name."""
        return character in _NO_INK or (
            unicodedata.category(character) in _SHOWN_CATEGORIES and character not in _DIRECTIONS
        )

    def _in_reading_order(self, character: str, losses: Losses) -> str:
        if unicodedata.bidirectional(character) in _RIGHT_TO_LEFT:
            losses.add(character)
            return _visible(character)
        return self.shown(character, losses)

    def shown(self, character: str, losses: Losses) -> str:
        """What the printer's own fonts print for a character; if that is something else, it is told to ``losses``."""
        if " " <= character <= "~" or character in self._holders or self.is_chinese(character):
            return character
        if character in _SAME_INK:
            return _SAME_INK[character]
        if character in _NO_INK:
            return ""
        losses.add(character)
        return _visible(character)


def _visible(character: str) -> str:
    """What is printed in place of a character that the printer lacks."""
    category = unicodedata.category(character)
    if category in _SHOWN_CATEGORIES:
        return _SHOWN_CONTROLS.get(character) or f"<U+{ord(character):04X}>"
    return "" if category in ("Mn", "Me") else STAND_IN


def _composed(line: str, losses: Losses) -> str:
    """The line in NFC, with no more marks on a letter than any script needs."""
    kept, marks = [], 0
    for character in line:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            losses.add(character)
        else:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def repertoire_of(profile: Profile) -> Repertoire:
    """What this printer is known to print; CJK only where it is known to have the font."""
    known, repertoire = _BY_PROFILE.get(id(profile), (None, None))
    if known is not profile or repertoire is None:
        repertoire = _repertoire(profile.proven_code_pages, profile.chinese_codec if profile.chinese_font else None)
        if len(_BY_PROFILE) >= _MOST_PROFILES:
            _BY_PROFILE.clear()
        _BY_PROFILE[id(profile)] = profile, repertoire
    return repertoire


# To look a profile up by its value takes longer than to print a receipt. Each is kept, so that its id stays its own.
_BY_PROFILE: dict[int, tuple[Profile, Repertoire]] = {}
_MOST_PROFILES = 16


@lru_cache(maxsize=16)
def _repertoire(pages: tuple[CodePage, ...], chinese_codec: str | None) -> Repertoire:
    return Repertoire(pages, chinese_codec)


@lru_cache(maxsize=128)
def keeps_ascii(codec: str) -> bool:
    """Whether bytes 20h to 7Eh are ASCII in this codec, and the other way round."""
    text = _PRINTABLE_ASCII.decode("ascii")
    try:
        return _PRINTABLE_ASCII.decode(codec) == text and text.encode(codec) == _PRINTABLE_ASCII
    except (LookupError, UnicodeError, TypeError, ValueError):
        return False


@lru_cache(maxsize=128)
def upper_half(codec: str) -> tuple[str, ...]:
    """The characters of bytes 80h to FFh that have ink: no controls, no blanks, no invisible ones."""
    characters = []
    for number in range(0x80, 0x100):
        byte = bytes([number])
        try:
            character = byte.decode(codec)
            if len(character) == 1 and character.isprintable() and character.encode(codec) == byte:
                characters.append(character)
        except UnicodeError:
            continue
    return tuple(characters)


def _is_two_bytes(character: str, codec: str) -> bool:
    try:
        code = character.encode(codec)
    except (LookupError, UnicodeError, TypeError):
        return False
    return len(code) == 2 and code[0] > 0x80 and code[1] > 0x20  # noqa: PLR2004 - what FS & takes for one character
