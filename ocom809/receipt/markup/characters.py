"""What takes a place of its own on a line: a character with the marks on it."""

from __future__ import annotations

import unicodedata

from ocom809.receipt.cells import cell_width

Places = list[tuple[str, int]]
"""Characters, each with the marks on it and the columns that it takes."""

_BEHIND_A_CONSONANT = "\u0e33\u0eb3"  # Thai and Lao AM: a mark and a letter in one, never parted from what they follow


def clusters(text: str) -> Places:
    """The places of a text; a mark takes no column, unless it stands alone."""
    return _places(text, is_east_asian=False)


def east_asian_clusters(text: str) -> Places:
    """The same in a text of East Asia, where signs such as □ and × are as wide as its letters.

    Unicode calls their width ambiguous, and wide among wide characters. That goes for letters too, but ``é`` and ``я``
    are no wider in a Chinese shop than elsewhere.
    """
    return _places(text, is_east_asian=True)


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
        if places and (is_mark or character in _BEHIND_A_CONSONANT):
            before, columns = places[-1]
            places[-1] = before + character, columns + (0 if is_mark else 1)
        elif is_east_asian and category[0] in "SPN" and unicodedata.east_asian_width(character) == "A":
            places.append((character, 2))
        else:
            places.append((character, cell_width(character)))
    return places
