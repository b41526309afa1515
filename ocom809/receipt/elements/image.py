"""Pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment, Raster
from ocom809.errors import DocumentError
from ocom809.receipt.bands import strips
from ocom809.receipt.elements.base import Element, Measure, must_be_alignment
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
        """Bands that the printer takes one by one and that join without seams; within lines, strips of them."""
        paper = canvas.profile.width_dots
        width = self._width_dots(paper)
        if canvas.is_inside:
            yield from strips(self._dots(width), width, self.alignment)
            return
        alignment, lead = placed(width, self.alignment, paper)
        for band in self._bands(width, canvas.profile.band_rows, lead):
            band.check(canvas.profile)
            yield Placed(band, alignment)

    def measure(self, canvas: Canvas) -> Measure:
        """As wide as it gets."""
        width = self._width_dots(canvas.profile.width_dots)
        return Measure(width, width)

    def _width_dots(self, paper: int) -> int:
        if self.width_dots is not None and self.width_dots > paper:
            raise DocumentError(f"{self.width_dots} dots are wider than the paper, which has {paper}")
        return min(self.width_dots or paper, self.picture.width)

    def _bands(self, width: int, band_rows: int, lead: int = 0) -> Iterator[Raster]:
        return self.picture.bands(width, threshold=self.threshold, band_rows=band_rows, lead_dots=lead)

    def _dots(self, width: int) -> Iterator[int]:
        """Its rows as numbers of as many bits as it has dots."""
        for band in self._bands(width, band_rows=1):
            yield int.from_bytes(band.data) >> band.width_dots - width
