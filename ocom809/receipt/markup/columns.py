"""One line of the source, taken apart at its pipes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ocom809.commands import Alignment
from ocom809.receipt.markup.escapes import parted, unescaped, without_line_signs, without_text_signs
from ocom809.receipt.markup.values import LARGEST_SIZE, Column, Fragment, Look

BLANKS = "\t "
_DECORATION = re.compile(r"""([_"`\n]|\^+)""")
_BY_BLANKS = {
    (False, False): Alignment.CENTER,
    (True, True): Alignment.CENTER,
    (True, False): Alignment.RIGHT,
    (False, True): Alignment.LEFT,
}


@dataclass(frozen=True, slots=True)
class RawColumn:
    """What stands between two pipes.

    Attributes:
        source: As it was written, without the blanks around it.
        alignment: To which pipes it is drawn: those that it touches.
        column: Where it starts in the source, from 1.
    """

    source: str
    alignment: Alignment
    column: int

    @property
    def text(self) -> str:
        """What was written, with the escaped signs of a line in hexadecimal."""
        return without_line_signs(self.source)


def raw_columns(line: str) -> list[RawColumn]:
    """The columns of one line."""
    start = len(line) - len(line.lstrip(BLANKS)) + 1
    parts = parted(line.strip(BLANKS), "|")
    opens, closes = parts[0] == "", parts[-1] == ""
    first, end = 0, len(parts)
    if len(parts) > 1:
        first = 1 if opens else 0
        # A single pipe stands for both of them.
        end = len(parts) - 1 if closes and len(parts) - 1 > first else len(parts)
    columns = []
    for place, part in enumerate(parts):
        if first <= place < end:
            blanks = _blanks_around(part, place, parts)
            lead = len(part) - len(part.lstrip(BLANKS))
            columns.append(RawColumn(part.strip(BLANKS), _BY_BLANKS[blanks], start + lead))
        start += len(part) + 1
    return columns


def _blanks_around(part: str, place: int, parts: list[str]) -> tuple[bool, bool]:
    """Whether blanks part the text from the pipe on its left, and on its right.

    Where there is no pipe at all, at the edge of the paper, the text stays away from it if it touches the other one.
    """
    before, after = part[:1] in BLANKS and part != "", part[-1:] in BLANKS and part != ""
    if len(parts) > 1 and part:
        if place == 0:
            before = not after
        if place == len(parts) - 1:
            after = not before
    return before, after


def column_of(raw: RawColumn) -> Column:
    """The text of a column by lines and looks."""
    lines: list[list[Fragment]] = [[]]
    look = Look()
    for piece in _DECORATION.split(without_text_signs(raw.text)):
        if piece == "\n":
            lines.append([])
        elif piece[:1] in _SWITCHES and piece:
            look = _SWITCHES[piece[0]](look, len(piece))
        elif text := unescaped(piece):
            lines[-1].append(Fragment(text, look))
    return Column(tuple(map(tuple, lines)), raw.alignment)


def _resized(look: Look, carets: int) -> Look:
    """The size that so many carets switch on, or off again."""
    size = min(carets, LARGEST_SIZE)
    return Look(look.underline, look.bold, look.invert, 0 if look.size == size else size)


_SWITCHES = {
    "_": lambda look, _: Look(not look.underline, look.bold, look.invert, look.size),
    '"': lambda look, _: Look(look.underline, not look.bold, look.invert, look.size),
    "`": lambda look, _: Look(look.underline, look.bold, not look.invert, look.size),
    "^": _resized,
}
