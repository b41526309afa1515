"""Numbers below one another, with their decimal points on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.receipt.pieces import Line, Part, Skip
from ocom809.receipt.wrapping import as_text, width_from, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_ANY_DIGIT = re.compile(r"\d")
_TAILS = {mark: re.compile(rf"(?:{re.escape(mark)}\d*)?\D*\Z") for mark in ".,"}


@dataclass(frozen=True, slots=True)
class Decimals:
    """The numbers of one column.

    Attributes:
        mark: The decimal mark, ``.`` or ``,``.
        before_dots: The most that any of them takes before its mark.
        after_dots: The most that any of them takes from its mark on.
    """

    mark: str
    before_dots: int = 0
    after_dots: int = 0

    @classmethod
    def of(cls, mark: str, lines: Iterable[tuple[Part, ...]]) -> Decimals:
        """What the numbers among these lines take."""
        before = after = 0
        for line in lines:
            tail = _tail_dots(line, mark)
            if tail is not None:
                after = max(after, tail)
                before = max(before, width_of(line) - tail)
        return cls(mark, before, after)

    @property
    def width_dots(self) -> int:
        """What they take together."""
        return self.before_dots + self.after_dots

    def aligned(self, line: Line, width_dots: int) -> Line:
        """A number with white behind it, so that its mark stands below those of the others."""
        tail = _tail_dots(line.spans, self.mark)
        if tail is None:
            return line
        white = max(min(self.after_dots - tail, width_dots - line.width_dots), 0)
        return Line((*line.spans, Skip(white)), line.alignment, line.spacing_dots)


def _tail_dots(parts: tuple[Part, ...], mark: str) -> int | None:
    """Dots from the mark on, or behind the last digit of a number without one; None for what is no number."""
    text = as_text(parts)
    if not _ANY_DIGIT.search(text):
        return None
    match = _TAILS[mark].search(text)
    return width_from(parts, match.start()) if match else None
