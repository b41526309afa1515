"""Pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.elements.base import Element, must_be_alignment
from ocom809.receipt.pictures import Picture, placed
from ocom809.receipt.pieces import Piece, Placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Image(Element):
    """A picture, scaled down to the paper or to ``width_dots``, and never up."""

    name: ClassVar[str] = "image"
    picture: Picture
    width_dots: int | None = None
    alignment: Alignment = Alignment.CENTER
    threshold: int | None = None

    def __post_init__(self) -> None:
        must_be_alignment(self.alignment)
        for name, value, most in (("width_dots", self.width_dots, 65535), ("threshold", self.threshold, 255)):
            if value is not None and (type(value) is not int or not 1 <= value <= most):
                raise DocumentError(f"{name} must be 1 to {most}, not {value!r}")

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """Bands that the printer takes one by one and that join without seams."""
        paper = canvas.profile.width_dots
        if self.width_dots is not None and self.width_dots > paper:
            raise DocumentError(f"{self.width_dots} dots are wider than the paper, which has {paper}")
        width = min(self.width_dots or paper, self.picture.width)
        alignment, lead = placed(width, self.alignment, paper)
        rows = canvas.profile.band_rows
        for band in self.picture.bands(width, threshold=self.threshold, band_rows=rows, lead_dots=lead):
            band.check(canvas.profile)
            yield Placed(band, alignment)
