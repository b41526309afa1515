"""A picture as a part of a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment, Raster
from ocom809.receipt.elements.base import Element, must_be_alignment
from ocom809.receipt.pictures.bands import bands, placed
from ocom809.receipt.pictures.tones import AS_IT_IS, Shading
from ocom809.receipt.pictures.width import NATURAL, Width
from ocom809.receipt.pieces import Piece, Placed, Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.profile import Profile
    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.pictures.picture import Bitmap, Picture


@dataclass(frozen=True, slots=True)
class Image(Element):
    """A picture of some width, with its greys as dots."""

    name: ClassVar[str] = "image"
    picture: Picture
    width: Width = NATURAL
    alignment: Alignment = Alignment.CENTER
    shading: Shading = AS_IT_IS

    def __post_init__(self) -> None:
        must_be_alignment(self.alignment)

    def dots(self, profile: Profile) -> Bitmap:
        """The dots that it comes to on this printer."""
        width = self.width.dots_on(profile, self.picture.natural_dots)
        return self.picture.dots(width, self.shading, profile.picture_gamma)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """Bands that the printer takes one by one and that join without seams, and feeds where there is no ink."""
        profile = canvas.profile
        dots = self.dots(profile)
        place = placed(dots, self.alignment, profile.width_dots)
        for command in bands(dots, place, profile.band_rows):
            command.check(profile)
            yield Placed(command, place.alignment) if isinstance(command, Raster) else Plain(command)
