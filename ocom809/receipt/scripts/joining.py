"""Arabic letters in their joined forms, for a Pillow that cannot shape text itself.

The forms are characters of their own (Arabic Presentation Forms); Python's Unicode data says which letter each is a
form of, and so also which letters join to which side.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_FORMS: Final = ("isolated", "final", "initial", "medial")
_ISOLATED, _FINAL, _INITIAL, _MEDIAL = _FORMS
_JOINER: Final = "\u0640\u200d"
_LAM: Final = "\u0644"


def joined_forms(word: str) -> str:
    """A word in the order in which it is read, each letter in the form that its neighbours ask for."""
    letters = _ligated(word)
    result = []
    for place, letter in enumerate(letters):
        joins_last = _joins_next(_neighbour(letters, place, -1)) and _joins_last(letter)
        joins_next = _joins_next(letter) and _joins_last(_neighbour(letters, place, 1))
        form = _FORMS[2 * joins_next + joins_last]
        result.append(_table().get(letter, {}).get(form) or letter)
    return "".join(letter for letter in result if letter != "\u200d")


def _ligated(word: str) -> list[str]:
    """Lam and alef are written as one, even with marks between them."""
    letters: list[str] = []
    for letter in word:
        if letters and letters[-1] == _LAM and _LAM + letter in _table():
            letters[-1] = _LAM + letter
        else:
            letters.append(letter)
    return letters


def _neighbour(letters: list[str], place: int, step: int) -> str:
    """The next letter in a direction that is not a mark, or nothing."""
    place += step
    while 0 <= place < len(letters) and unicodedata.category(letters[place][0]) == "Mn":
        place += step
    return letters[place] if 0 <= place < len(letters) else ""


def _joins_next(letter: str) -> bool:
    return letter != "" and (letter in _JOINER or _INITIAL in _table().get(letter, {}))


def _joins_last(letter: str) -> bool:
    return letter != "" and (letter in _JOINER or _FINAL in _table().get(letter, {}))


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    """Letter (or lam with alef) to the characters of its forms."""
    table: dict[str, dict[str, str]] = {}
    for number in (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE80, 0xFEFD)):
        kind, *codes = unicodedata.decomposition(chr(number)).split() or [""]
        base = "".join(chr(int(code, 16)) for code in codes)
        if kind.strip("<>") in _FORMS and (len(base) == 1 or base[0] == _LAM):
            table.setdefault(base, {})[kind.strip("<>")] = chr(number)
    return table
