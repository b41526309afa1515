"""Frames and lines of tables and boxes, made of the printer's own line characters or, where it has none, of + - |."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from ocom809.receipt.repertoire import Repertoire


class Stroke(enum.IntEnum):
    """A line of a border."""

    NONE = 0
    SINGLE = 1
    DOUBLE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """Which lines a table has; ``GRID``, ``FRAME``, ``RULES`` and ``DOUBLE`` are ready-made.

    Attributes:
        top: Above it, and ``bottom`` below it.
        bottom: See ``top``.
        sides: On its left and right.
        columns: Between columns.
        rows: Between rows.
        header: Below the header, instead of ``rows``.
    """

    top: Stroke = Stroke.NONE
    bottom: Stroke = Stroke.NONE
    sides: Stroke = Stroke.NONE
    columns: Stroke = Stroke.NONE
    rows: Stroke = Stroke.NONE
    header: Stroke = Stroke.NONE

    def __post_init__(self) -> None:
        for name in ("top", "bottom", "sides", "columns", "rows", "header"):
            if not isinstance(getattr(self, name), Stroke):
                raise DocumentError(f"{name} must be a Stroke (NONE, SINGLE, DOUBLE), not {getattr(self, name)!r}")

    @property
    def has_bars(self) -> bool:
        """Whether any line runs from the top down, so that the lines of text have to join."""
        return bool(self.sides or self.columns)


_S, _D = Stroke.SINGLE, Stroke.DOUBLE
NO_BORDER = Border()
FRAME = Border(top=_S, bottom=_S, sides=_S)
GRID = Border(top=_S, bottom=_S, sides=_S, columns=_S, rows=_S, header=_S)
RULES = Border(top=_S, bottom=_S, header=_S)
DOUBLE = Border(top=_D, bottom=_D, sides=_D, columns=_S, header=_D)

# By the strokes up, down, left and right. Code pages hold those whose up and down are alike, and left and right too.
_BARS_AND_RULES = {(1, 1, 0, 0): "│", (2, 2, 0, 0): "║", (0, 0, 1, 1): "─", (0, 0, 2, 2): "═"}
_SHAPES = (
    (0, 1, 0, 1),
    (0, 1, 1, 1),
    (0, 1, 1, 0),
    (1, 1, 0, 1),
    (1, 1, 1, 1),
    (1, 1, 1, 0),
    (1, 0, 0, 1),
    (1, 0, 1, 1),
)
_LAST_SHAPE = (1, 0, 1, 0)
_JUNCTIONS = {(1, 1): "┌┬┐├┼┤└┴┘", (1, 2): "╒╤╕╞╪╡╘╧╛", (2, 1): "╓╥╖╟╫╢╙╨╜", (2, 2): "╔╦╗╠╬╣╚╩╝"}
_CHARACTERS = _BARS_AND_RULES | {
    (up * upright, down * upright, left * level, right * level): character
    for (upright, level), characters in _JUNCTIONS.items()
    for (up, down, left, right), character in zip((*_SHAPES, _LAST_SHAPE), characters, strict=True)
}
_TYPED = {"│": "|", "║": "|", "─": "-", "═": "="}


def joint(up: int, down: int, left: int, right: int) -> str:
    """The character where strokes meet; where both strokes of a direction differ, the heavier one goes on."""
    upright, level = max(up, down), max(left, right)
    key = (upright if up else 0, upright if down else 0, level if left else 0, level if right else 0)
    return _CHARACTERS.get(key) or _alone(upright, level)


def _alone(upright: int, level: int) -> str:
    """Where a stroke ends with nothing to join: as if it went on."""
    if upright and level:
        return _CHARACTERS[upright, upright, level, level]
    return _CHARACTERS.get((upright, upright, level, level), " ")


def typed(text: str, repertoire: Repertoire) -> str:
    """The text, in + - | = where the printer lacks one of its line characters."""
    if all(character == " " or repertoire.holders(character) for character in text):
        return text
    return "".join([character if character == " " else _TYPED.get(character, "+") for character in text])
