"""Logos: pictures that the printer may keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import PrintDownloadedImage, PrintNVImage
from ocom809.receipt.elements.base import Element, Measure
from ocom809.receipt.logos import must_be_key, storable
from ocom809.receipt.pieces import Piece, Placed, Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.commands import Command
    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.elements.image import Image
    from ocom809.receipt.logos import StorableLogo


@dataclass(frozen=True, slots=True)
class Logo(Element):
    """A picture that goes by its number where the printer is known to keep exactly its dots, and whole otherwise."""

    name: ClassVar[str] = "logo"
    key: str
    image: Image

    def __post_init__(self) -> None:
        must_be_key(self.key)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """Its number in flash memory, the picture in working memory if it comes again, or the picture itself."""
        logo = self._storable(canvas)
        number = canvas.stored_logos.number_of(self.key, logo.image) if logo else None
        if logo and number is not None:
            yield from _around(PrintNVImage(number), logo)
        elif logo and logo.downloadable and canvas.profile.downloaded_images and self in canvas.repeated:
            yield from self._downloaded(logo, canvas)
        else:
            yield from self.image.layout(canvas)

    def measure(self, canvas: Canvas) -> Measure:
        """As wide as its picture gets."""
        return self.image.measure(canvas)

    def _storable(self, canvas: Canvas) -> StorableLogo | None:
        """Within lines there is no command for what is stored."""
        if canvas.is_inside:
            return None
        return storable(self.image.dots(canvas.profile), self.image.alignment, canvas.profile)

    def _downloaded(self, logo: StorableLogo, canvas: Canvas) -> Iterator[Piece]:
        if logo.downloadable and canvas.memory.logo != self:
            canvas.memory.logo = self
            yield Placed(logo.downloadable, logo.alignment)
        yield from _around(PrintDownloadedImage(), logo)


def _around(command: Command, logo: StorableLogo) -> Iterator[Piece]:
    """The command that prints it, and the white above and below."""
    yield from map(Plain, logo.above)
    yield Placed(command, logo.alignment)
    yield from map(Plain, logo.below)
