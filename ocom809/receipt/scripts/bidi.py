"""The order of text that runs from right to left: the Unicode Bidirectional Algorithm (UAX 9).

One paragraph goes in as characters, each gets a level: even runs to the right, odd to the left. What is printed of the
paragraph on one line is then put into the order in which it stands on paper. Explicit embeddings, overrides and
isolates are obeyed, because libraries put them around what they insert into a text; they nest 125 deep and no deeper,
and time grows with the length of the text alone.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from ocom809.receipt.scripts.brackets import MIRRORED
from ocom809.receipt.scripts.embedding import REMOVED, Embedding, first_strong
from ocom809.receipt.scripts.resolving import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_right_to_left(text: str) -> bool:
    """Whether anything in a text makes it one for this algorithm: a letter, a number, a control of that direction."""
    return any(unicodedata.bidirectional(character) in _MATTERS for character in set(text))


_MATTERS: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "FSI", "LRE", "LRO", "LRI"})


def base_level(text: str, default: int = 0) -> int:
    """The level of a paragraph: that of its first letter outside any isolate (P2, P3)."""
    return first_strong(_types(text), 0, len(text), default)


def levels(text: str, base: int | None = None) -> list[int]:
    """The level of each character of one paragraph.

    Characters without a place on paper (embedding controls and the like) have the level of what stands before them.

    Args:
        text: The paragraph, in the order in which it is read.
        base: 0 runs to the right, 1 to the left; ``None`` looks at the first letter.
    """
    return _levels(_types(text), text, base)


def visual_order(resolved: Sequence[int]) -> list[int]:
    """Places of a line's characters from left to right on paper (L2): each stretch of a level and above is turned."""
    order = list(range(len(resolved)))
    odd = [level for level in resolved if level % 2]
    for level in range(max(resolved, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and resolved[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def mirrored(character: str) -> str:
    """What is printed for a character that runs to the left: a bracket opens the other way (L4)."""
    return MIRRORED.get(character, character)


def _types(text: str) -> list[str]:
    return [unicodedata.bidirectional(character) or "L" for character in text]


def _levels(types: list[str], text: str, base: int | None) -> list[int]:
    if base is None:
        base = first_strong(types, 0, len(types), 0)
    explicit = Embedding(types, base)
    for sequence in list(explicit.sequences()):  # all of them first: resolving changes the levels
        resolve(sequence, explicit.types, text)
        for place in sequence.places:
            explicit.levels[place] += _IMPLICIT[explicit.levels[place] % 2].get(explicit.types[place], 0)
    last = base
    for place, kind in enumerate(types):
        if kind in REMOVED:
            explicit.levels[place] = last
        last = explicit.levels[place]
    return explicit.levels


_IMPLICIT: Final = ({"R": 1, "AN": 2, "EN": 2}, {"L": 1, "AN": 1, "EN": 1})
