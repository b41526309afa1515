"""What takes a place of its own on a line: a character with the marks on it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ocom809.receipt.cells import cell_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocom809.commands import Alignment
    from ocom809.receipt.markup.values import Fragment
    from ocom809.receipt.markup.wrapping import Row

Places = list[tuple[str, int]]
"""Characters, each with the marks on it and the columns that it takes."""

MOST_MARKS = 30
"""On one letter, as the Unicode stream-safe text format has it; further ones stand alone."""
_BEHIND_A_CONSONANT = "\u0e33\u0eb3"  # Thai and Lao AM: a mark and a letter in one, never parted from what they follow


class Characters:
    """How wide the characters of a document are, as the language has it.

    Args:
        is_east_asian: Whether it is a document of East Asia, where signs such as □ and × are as wide as its letters.
            Unicode calls their width ambiguous, and wide among wide characters. That goes for letters too, but ``é``
            and ``я`` are no wider in a Chinese shop than elsewhere.
    """

    def __init__(self, *, is_east_asian: bool = False) -> None:
        self._is_east_asian = is_east_asian

    def begin(self, number: int) -> None:
        """What comes next stands in this line of the source."""

    def places(self, text: str) -> Places:
        """The places of a text; a mark takes no column, unless it stands alone."""
        return _places(text, is_east_asian=self._is_east_asian)

    def whole_rows(self, line: Sequence[Fragment], width: int, alignment: Alignment) -> list[Row] | None:
        """The rows of a line of a column where it is set as a whole; ``None`` where it is set place by place."""

    def leave_out(self, characters: str) -> None:
        """This is wider than its whole column, so it does not stand on the paper."""


def is_east_asian(text: str) -> bool:
    """Whether any character of a text is a wide one by nature."""
    return not text.isascii() and any(unicodedata.east_asian_width(character) in "WF" for character in set(text))


def _places(text: str, *, is_east_asian: bool) -> Places:
    if text.isascii():
        return [(character, 1) for character in text]
    places: Places = []
    for character in text:
        category = unicodedata.category(character)
        is_mark = category in ("Mn", "Me")
        if places and len(places[-1][0]) <= MOST_MARKS and (is_mark or character in _BEHIND_A_CONSONANT):
            before, columns = places[-1]
            places[-1] = before + character, columns + (0 if is_mark else 1)
        elif is_east_asian and category[0] in "SPN" and unicodedata.east_asian_width(character) == "A":
            places.append((character, 2))
        else:
            places.append((character, cell_width(character)))
    return places
