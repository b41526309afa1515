"""Empty paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Feed
from ocom809.errors import DocumentError
from ocom809.receipt.elements.base import Element
from ocom809.receipt.pieces import Line, Piece, Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas

_MOST_FEED_LINES = 255
_MOST_FEED_MM = 1000
_FEED_STEP_DOTS = 255


@dataclass(frozen=True, slots=True)
class Space(Element):
    """Empty paper, in lines or millimetres."""

    name: ClassVar[str] = "feed"
    lines: int = 0
    millimetres: float = 0

    def __post_init__(self) -> None:
        if type(self.lines) is not int or not 0 <= self.lines <= _MOST_FEED_LINES:
            raise DocumentError(f"feed lines must be 0 to {_MOST_FEED_LINES}, not {self.lines!r}")
        if type(self.millimetres) not in (int, float) or not 0 <= self.millimetres <= _MOST_FEED_MM:
            raise DocumentError(f"feed millimetres must be 0 to {_MOST_FEED_MM}, not {self.millimetres!r}")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """Feeds in dots, because units of the class were seen to feed at most four lines at a time."""
        dots = self.lines * canvas.line_dots + round(self.millimetres * canvas.profile.dots_per_mm)
        while dots > 0:
            step = min(dots, _FEED_STEP_DOTS)
            yield Line((), spacing_dots=step) if canvas.is_inside else Plain(Feed(step))
            dots -= _FEED_STEP_DOTS
