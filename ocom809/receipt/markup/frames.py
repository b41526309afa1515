"""Lines between columns, drawn by characters that join."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocom809.receipt.markup.layout import Frame
    from ocom809.receipt.repertoire import Repertoire

# By up, down, left and right.
_JOINTS = {
    (False, False, True, True): "─",
    (True, True, False, False): "│",
    (False, True, False, True): "┌",
    (False, True, True, False): "┐",
    (True, False, False, True): "└",
    (True, False, True, False): "┘",
    (True, True, False, True): "├",
    (True, True, True, False): "┤",
    (False, True, True, True): "┬",
    (True, False, True, True): "┴",
    (True, True, True, True): "┼",
}
_TYPED = {"─": "-", "│": "|"}


def joints(frame: Frame) -> tuple[int, str]:
    """The first column of a frame, and its characters from there on.

    A lone line without columns has nothing to join on either side; it is drawn as if it went on.
    """
    spans = [range(bars[0], bars[-1]) for bars in (frame.above, frame.below) if bars]
    bars = {*frame.above, *frame.below}
    first, last = min(bars), max(bars)
    drawn = ""
    for column in range(first, last + 1):
        left, right = (any(place in span for span in spans) for place in (column - 1, column))
        joint = (column in frame.above, column in frame.below, left, right)
        drawn += _JOINTS.get(joint, "│" if column in bars else " ")
    return first, drawn


def printable(drawn: str, repertoire: Repertoire) -> str:
    """The same where the printer has these characters; else typed by ``+``, ``-`` and ``|``."""
    if all(character == " " or repertoire.holders(character) for character in set(drawn)):
        return drawn
    return "".join(character if character == " " else _TYPED.get(character, "+") for character in drawn)
