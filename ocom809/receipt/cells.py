"""How wide text is in columns, and where it is clipped and wrapped.

The texts here are what ``Repertoire.printable`` gave, so each character takes what it takes on paper: two columns
where it is wide (East Asian Width W and F), otherwise one. A mark that has no letter of its own in Unicode (Thai
vowels, Vietnamese tones beyond NFC) stays with its letter at line ends; being a byte of its own it takes a column on
this class, unless no page holds it and it was left out before.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ocom809.commands import Alignment

if TYPE_CHECKING:
    from collections.abc import Sequence

# Where the characters of two columns lie, and a few others.
_MAY_BE_WIDE = re.compile("[\u1100-\u115f\u231a-\u23ff\u25fd-\u2bff\u2e80-\U0010ffff]")


def cell_width(character: str) -> int:
    """Columns of one character: 1 or 2."""
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def has_wide(text: str) -> bool:
    """Whether a character of two columns may be among them, which can be told at a glance."""
    return not text.isascii() and _MAY_BE_WIDE.search(text) is not None


def width(text: str) -> int:
    """Columns of a text."""
    return sum(map(cell_width, text)) if has_wide(text) else len(text)


def clip(text: str, columns: int) -> str:
    """As many whole characters from the left as fit into ``columns``."""
    return text[: _full(text, [cell_width(character) for character in text], 0, columns)]


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most ``columns``, broken at blanks where possible, beside wide characters, else within the word.

    Blanks within a line stay as they are, so that what was aligned by blanks stays aligned; those at a break vanish.
    A wide character does not fit a single column: there it stands alone and too wide.
    """
    widths = [cell_width(character) for character in text] if has_wide(text) else [1] * len(text)
    return [text[start:end] for start, end in breaks(text, widths, columns)]


def breaks(text: str, widths: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Where each line of a text that is wrapped begins and ends; ``widths`` are those of its characters."""
    lines, start = [], 0
    while start < len(text):
        end = max(_full(text, widths, start, room), start + 1)
        if end < len(text):
            end = _break_at(text, start, end)
        lines.append((start, start + len(text[start:end].rstrip(" ")) if end < len(text) else end))
        start = end
        while text[start : start + 1] == " ":
            start += 1
    return lines or [(0, len(text))]


def pad(text: str, columns: int, alignment: Alignment = Alignment.LEFT) -> str:
    """The text with blanks around it, so that it takes ``columns`` and stands where ``alignment`` says."""
    blanks = max(columns - width(text), 0)
    before = {Alignment.LEFT: 0, Alignment.CENTER: blanks // 2, Alignment.RIGHT: blanks}[alignment]
    return " " * before + text + " " * (blanks - before)


def _full(text: str, widths: Sequence[int], start: int, room: int) -> int:
    """Where a line that begins at ``start`` is full; never between a letter and its mark, if that can be."""
    end, used = start, 0
    while end < len(text):
        used += widths[end]
        if used > room:
            break
        end += 1
    return _before_letter(text, start, end)


def _before_letter(text: str, start: int, end: int) -> int:
    """``end``, or the place in front of the letter whose marks would be cut off there."""
    place = end
    while start < place < len(text) and unicodedata.category(text[place]).startswith("M"):
        place -= 1
    return place if place > start else end


def _break_at(text: str, start: int, end: int) -> int:
    """The last good place to break a line from ``start`` that is full at ``end``, or ``end`` itself."""
    indent = len(text[start:end]) - len(text[start:end].lstrip(" "))
    for place in range(end, start + indent, -1):
        if " " in text[place - 1 : place + 1] or _is_beside_wide(text, place):
            return place
    return end


def _is_beside_wide(text: str, place: int) -> bool:
    return cell_width(text[place - 1]) > 1 or (cell_width(text[place]) > 1)
