"""Paper: how it is measured, how a piece of it came off, and what a reader reads on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

DOTS_PER_MM: Final = 8
LINE_BYTES: Final = 100
"""What a line of text takes in memory beside its characters, about."""


class Ending(Enum):
    """How a piece of paper came off."""

    FULL_CUT = "full cut"
    PARTIAL_CUT = "partial cut"
    TORN_OFF = "torn off"
    PAPER_END = "paper end"


@dataclass(frozen=True, slots=True)
class TextLine:
    """What a reader reads at one place of the paper.

    Attributes:
        y_dots: The upper edge of the line, in dots from the top of the paper.
        text: The characters.
    """

    y_dots: int
    text: str


def text_bytes(lines: Sequence[TextLine]) -> int:
    """What lines of text take in memory, about."""
    return sum(len(line.text) for line in lines) + LINE_BYTES * len(lines)


def row_bytes(width_dots: int) -> int:
    """Whole bytes that a row of ``width_dots`` takes."""
    return (width_dots + 7) // 8
