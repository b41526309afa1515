"""Barcodes and two-dimensional codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment, Command
from ocom809.receipt.elements.base import Element, must_be_alignment
from ocom809.receipt.pieces import Piece, Placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Code(Element):
    """A barcode or a two-dimensional code that the printer draws itself; ``name`` says which."""

    name: ClassVar[str] = "code"
    command: Command
    alignment: Alignment = Alignment.CENTER

    def __post_init__(self) -> None:
        must_be_alignment(self.alignment)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The command, if the printer can draw it."""
        self.command.check(canvas.profile)
        yield Placed(self.command, self.alignment)
