"""A picture as a part of a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import Alignment, Raster
from ocom809.receipt.bands import strips
from ocom809.receipt.elements.base import Element, Measure, must_be_alignment
from ocom809.receipt.pictures.bands import bands, feeds, placed
from ocom809.receipt.pictures.long import long_picture
from ocom809.receipt.pictures.tones import AS_IT_IS, Shading
from ocom809.receipt.pictures.width import NATURAL, Width
from ocom809.receipt.pieces import BAND_ROWS, Piece, Placed, Plain

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
        return self.picture.dots(self.width_dots(profile), self.shading, profile.picture_gamma)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """Bands that join without seams, and feeds where there is no ink; within lines, strips of them."""
        profile = canvas.profile
        if canvas.is_lazy and profile.raster_images and not canvas.is_inside:
            picture = long_picture(self.picture, self.width_dots(profile), self.shading, self.alignment, profile)
            if picture is not None:
                yield Placed(picture, picture.place.alignment)
                return
        dots = self.dots(profile)
        if canvas.is_inside:
            yield from strips(dots.numbers(), dots.width, self.alignment)
            return
        if not profile.raster_images:
            yield from _in_columns(dots, self.alignment)
            return
        place = placed(dots, self.alignment, profile.width_dots)
        for command in bands(dots, place, profile.band_rows):
            command.check(profile)
            yield Placed(command, place.alignment) if isinstance(command, Raster) else Plain(command)

    def measure(self, canvas: Canvas) -> Measure:
        """As wide as it gets."""
        width = self.width_dots(canvas.profile)
        return Measure(width, width)

    def width_dots(self, profile: Profile) -> int:
        """How wide it gets on this printer."""
        return self.width.dots_on(profile, self.picture.natural_dots, self.picture.height / self.picture.width)


def _in_columns(dots: Bitmap, alignment: Alignment) -> Iterator[Piece]:
    """By ``ESC *``, for printers that have no ``GS v 0``: strips of 24 rows as lines, and feeds around them."""
    yield from map(Plain, feeds(dots.top))
    inked = list(strips(islice(dots.numbers(), dots.top, dots.top + dots.ink_height), dots.width, alignment))
    yield from inked
    yield from map(Plain, feeds(dots.height - dots.top - len(inked) * BAND_ROWS))
