"""Lines of styled text and dots, broken where they are too wide."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from ocom809.receipt.cells import breaks, cell_width, has_wide
from ocom809.receipt.pieces import Dots, Part, Skip, Span
from ocom809.receipt.scripts.order import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OBJECT = "\ufffc"
"""Stands for dots where places to break a line are looked for."""


def width_of(parts: Iterable[Part]) -> int:
    """Dots of parts side by side."""
    return sum([part.width_dots for part in parts])


def fits(parts: tuple[Part, ...], room_dots: int) -> bool:
    """Whether parts side by side are no wider than the room."""
    return (parts[0].width_dots if len(parts) == 1 else width_of(parts)) <= room_dots


def wrapped(parts: tuple[Part, ...], room_dots: int) -> list[tuple[Part, ...]]:
    """Lines of at most ``room_dots``, broken at blanks where possible, beside wide characters, else within the word.

    Blanks at a break vanish, all others stay. Each line is in the order in which it stands on paper. A
    character that is wider than the room stands alone and too wide; dots that are wider are parted.
    """
    if fits(parts, room_dots):
        return [ordered(parts)]
    parts = tuple(piece for part in parts for piece in _parted(part, room_dots))
    text = as_text(parts)
    widths = [width for part in parts for width in _widths(part)]
    return [ordered(line) for line in _sliced(parts, breaks(text, widths, room_dots))]


def clipped(parts: tuple[Part, ...], room_dots: int) -> tuple[Part, ...]:
    """As many whole characters, and as much of dots, as fit from the left."""
    kept: list[Part] = []
    for part in parts:
        room_dots_left = room_dots - width_of(kept)
        if part.width_dots <= room_dots_left:
            kept.append(part)
            continue
        kept.extend(_beginning(part, room_dots_left))
        break
    return tuple(kept)


def _beginning(part: Part, room_dots: int) -> Iterator[Part]:
    """What of a part fits into a room that it is too wide for."""
    if isinstance(part, Skip):
        yield Skip(room_dots)
    elif isinstance(part, Dots):
        if room_dots > 0:
            beginning = part.width_dots - room_dots if part.level % 2 else 0
            yield part.cut(beginning, beginning + room_dots)
    else:
        fitting = bisect_right(list(accumulate(_widths(part))), room_dots)
        if fitting:
            yield replace(part, text=part.text[:fitting])


def _parted(part: Part, room_dots: int) -> Iterator[Part]:
    if isinstance(part, Dots) and part.width_dots > room_dots:
        pieces = [
            part.cut(left, min(left + room_dots, part.width_dots)) for left in range(0, part.width_dots, room_dots)
        ]
        yield from reversed(pieces) if part.level % 2 else pieces
    else:
        yield part


def _as_text(part: Part) -> str:
    if isinstance(part, Span):
        return part.text
    return _OBJECT if isinstance(part, Dots) else " "


def _widths(part: Part) -> list[int]:
    if not isinstance(part, Span):
        return [part.width_dots]
    if not has_wide(part.text):
        return [part.style.cell_dots] * len(part.text)
    narrow, wide = part.style.cell_dots, part.style.wide_dots
    return [wide if cell_width(character) > 1 else narrow for character in part.text]


def _sliced(parts: tuple[Part, ...], places: Iterable[tuple[int, int]]) -> Iterator[tuple[Part, ...]]:
    """The parts between two places of their common text, for several such pairs."""
    starts = [0, *accumulate(len(_as_text(part)) for part in parts)]
    for begin, end in places:
        line: list[Part] = []
        number = max(bisect_right(starts, begin) - 1, 0)
        while number < len(parts) and starts[number] < end:
            part, start = parts[number], starts[number]
            if isinstance(part, Span):
                part = replace(part, text=part.text[max(begin - start, 0) : end - start])
            line.append(part)
            number += 1
        yield tuple(line)


def longest_word(parts: tuple[Part, ...]) -> int:
    """Dots of the longest stretch at which no line is broken, if that can be helped."""
    longest = word = 0
    for part in parts:
        for character, width in zip(_as_text(part), _widths(part), strict=True):
            if character == " ":
                word = 0
            elif cell_width(character) > 1:
                longest, word = max(longest, width), 0
            else:
                word += width
                longest = max(longest, word)
    return longest


def width_from(parts: tuple[Part, ...], place: int) -> int:
    """Dots from a character, counted over all parts, to the end."""
    widths = [width for part in parts for width in _widths(part)]
    return sum(widths[place:])


def as_text(parts: tuple[Part, ...]) -> str:
    """One character for each that can be counted: dots stand as U+FFFC, white as a blank."""
    return "".join([_as_text(part) for part in parts])
