"""What every element is, and what their values are checked for when they are made."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.pieces import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.pieces import Piece, PlainLine

_MOST_MM = 1000
_DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide an element wants to be.

    Attributes:
        least_dots: Narrower than that, words are broken or it does not fit at all.
        most_dots: Wider than that, white is all it gains.
    """

    least_dots: int
    most_dots: int


class Element(ABC):
    """A part of a document. ``name`` is what messages call it."""

    __slots__ = ()
    name: ClassVar[str]

    @abstractmethod
    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The lines and commands that it comes down to on this paper.

        Raises:
            InputError: It does not fit.
        """

    def plain_line(self, canvas: Canvas) -> PlainLine | None:
        """The one plain line that it comes down to, if that is known at a glance; ``layout`` gives the same.

        Returns:
            Its look and its texts.
        """
        del canvas
        return None

    def inner(self) -> Iterable[tuple[int | None, Element]]:
        """Elements within that stand on the same paper, each with its line in the source; none by default."""
        return ()

    def measure(self, canvas: Canvas) -> Measure:
        """How wide it wants to be on this paper; what is lost on the way is not counted."""
        lines = [piece for piece in self.layout(canvas.silent()) if isinstance(piece, Line)]
        width = max((line.trimmed().width_dots for line in lines), default=0)
        return Measure(width, width)

    @property
    def depth(self) -> int:
        """How deep elements nest in it."""
        return 0


def lines_of(elements: Iterable[Element], canvas: Canvas) -> list[Line]:
    """Elements as lines of a cell or a box.

    Raises:
        DocumentError: One of them is not made of lines.
    """
    lines = []
    for element in elements:
        for own in element.layout(canvas):
            piece = canvas.fitting(own)
            if not isinstance(piece, Line):
                raise DocumentError(
                    f"a {element.name} cannot stand in a cell or a box",
                    hint="It takes lines of its own: put it above or below.",
                )
            lines.append(piece)
    return lines


def must_be_alignment(alignment: object) -> None:
    """Refuse what is no alignment."""
    if not isinstance(alignment, Alignment):
        raise DocumentError(f"align must be an Alignment (LEFT, CENTER, RIGHT), not {alignment!r}")


def must_be_elements(name: str, elements: object) -> None:
    """Refuse what is no tuple of elements."""
    if type(elements) is not tuple or not all(isinstance(element, Element) for element in elements):
        raise DocumentError(f"{name} is made of elements, not of {elements!r:.60}")
    if depth_of(elements) > _DEEPEST:
        raise DocumentError(f"elements nest at most {_DEEPEST} deep")


def depth_of(elements: Iterable[Element]) -> int:
    """How deep elements nest, with what holds them."""
    return 1 + max((element.depth for element in elements), default=0)


def must_be_millimetres(name: str, value: object) -> None:
    """Refuse what is no length in millimetres."""
    if type(value) not in (int, float) or not 0 <= value <= _MOST_MM:  # type: ignore[operator]
        raise DocumentError(f"{name} must be 0 to {_MOST_MM} mm, not {value!r}")
