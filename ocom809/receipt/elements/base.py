"""What every element is, and what their values are checked for when they are made."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment
from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.pieces import Piece


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


def must_be_alignment(alignment: object) -> None:
    """Refuse what is no alignment."""
    if not isinstance(alignment, Alignment):
        raise DocumentError(f"align must be an Alignment (LEFT, CENTER, RIGHT), not {alignment!r}")
