"""Elements between margins, and the distance between lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ocom809.errors import DocumentError
from ocom809.receipt.elements.base import Element, Measure, depth_of, lines_of, must_be_elements, must_be_millimetres
from ocom809.receipt.pieces import Area, Line, Skip, before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.pieces import Piece

_MOST_SPACING_DOTS = 255


@dataclass(frozen=True, slots=True)
class Margin(Element):
    """Elements with white on their left and right; codes and pictures stand between the margins as well.

    Attributes:
        elements: What stands between the margins.
        left_mm: White on the left.
        right_mm: White on the right.
    """

    name: ClassVar[str] = "margin"
    elements: tuple[Element, ...]
    left_mm: float = field(default=0, kw_only=True)
    right_mm: float = field(default=0, kw_only=True)

    def __post_init__(self) -> None:
        must_be_elements(self.name, self.elements)
        must_be_millimetres("left_mm", self.left_mm)
        must_be_millimetres("right_mm", self.right_mm)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The elements on the paper between; within lines, as lines with white on their left."""
        left, right = self._dots(canvas)
        if canvas.is_inside:
            yield from self._lines(canvas, left, right)
            return
        width = canvas.profile.width_dots - left - right
        room, outer = canvas.narrowed(width, inside=False), canvas.area
        room.area = Area(outer.left_dots + left, width)
        yield room.area
        for element in self.elements:
            yield from (room.fitting(piece) for piece in element.layout(room))
        yield outer

    def _lines(self, canvas: Canvas, left: int, right: int) -> Iterator[Line]:
        """Within lines no margin can be set, so white moves each of them."""
        width = canvas.width_dots - left - right
        for line in lines_of(self.elements, canvas.narrowed(width)):
            lead = left + before(line.alignment, max(width - line.width_dots, 0))
            yield Line((Skip(lead), *line.spans), spacing_dots=line.spacing_dots)

    def _dots(self, canvas: Canvas) -> tuple[int, int]:
        per_mm = canvas.profile.dots_per_mm
        return round(self.left_mm * per_mm), round(self.right_mm * per_mm)

    @property
    def depth(self) -> int:
        """One more than its elements."""
        return depth_of(self.elements)

    def measure(self, canvas: Canvas) -> Measure:
        """What its elements want, and the margins."""
        left, right = self._dots(canvas)
        room = canvas.narrowed(canvas.width_dots - left - right)
        measures = [element.measure(room) for element in self.elements]
        least = max((measure.least_dots for measure in measures), default=0)
        most = max((measure.most_dots for measure in measures), default=0)
        return Measure(left + least + right, left + most + right)


@dataclass(frozen=True, slots=True)
class Spacing(Element):
    """The distance from line to line for what follows; ``None`` is the printer's default.

    A line that is taller takes what it needs: 24 dots (3 mm) for font A, 17 for font B.
    """

    name: ClassVar[str] = "line spacing"
    dots: int | None = None
    millimetres: float | None = None

    def __post_init__(self) -> None:
        if self.dots is not None and (type(self.dots) is not int or not 0 <= self.dots <= _MOST_SPACING_DOTS):
            raise DocumentError(f"line spacing must be 0 to {_MOST_SPACING_DOTS} dots, not {self.dots!r}")
        if self.millimetres is not None:
            must_be_millimetres("line spacing", self.millimetres)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """Nothing by itself; lines that have no spacing of their own take it."""
        dots = self.dots if self.millimetres is None else round(self.millimetres * canvas.profile.dots_per_mm)
        if dots is not None and dots > _MOST_SPACING_DOTS:
            raise DocumentError(f"line spacing of {dots} dots is more than the {_MOST_SPACING_DOTS} that can be said")
        canvas.spacing_dots = dots
        yield from ()
