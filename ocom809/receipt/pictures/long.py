"""Long photos, whose first rows are on their way before the last ones are dithered.

Whatever can be refused is refused before. Each section is dithered with a run-up of rows above it, whose dots are
thrown away: after these the errors that a dither hands down are those of the picture, and no seam shows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ocom809.commands import Command
from ocom809.receipt.pictures.bands import Place, bands, placed
from ocom809.receipt.pictures.dithers import Dither, dithered
from ocom809.receipt.pictures.packing import packed_ink
from ocom809.receipt.pictures.picture import Bitmap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from ocom809.commands import Alignment, Feed, Raster
    from ocom809.profile import Profile
    from ocom809.receipt.pictures.picture import Picture
    from ocom809.receipt.pictures.tones import Shading

LONG_ROWS: Final = 1024
"""Pictures of more rows are sent in sections."""
SECTION_ROWS: Final = 480
_RUN_UP_ROWS: Final = 32  # like the sections a multiple of 8, so that Bayer's pattern goes on
_BYTE_DOTS: Final = 8


@dataclass(frozen=True, slots=True)
class LongPicture(Command):
    """A picture that becomes raster commands section by section, as they are asked for.

    Attributes:
        grey: The picture, scaled and toned, from the byte on in which its ink begins to the last column with ink.
        dither: How it becomes dots.
        left: White dots on the left of it.
        place: Where it stands on the paper.
        band_rows: Rows of one raster command, at most.
    """

    grey: Image = field(repr=False)
    dither: Dither
    left: int
    place: Place
    band_rows: int

    def encode(self) -> bytes:
        """The bytes of all its commands, which takes as long as to dither all of it."""
        return b"".join(self.parts())

    def parts(self) -> Iterator[bytes]:
        """The bytes of one section after the other."""
        for section in self._sections():
            yield b"".join([command.encode() for command in bands(section, self.place, self.band_rows)])

    @property
    def commands(self) -> Iterator[Raster | Feed]:
        """The same as commands."""
        for section in self._sections():
            yield from bands(section, self.place, self.band_rows)

    def _sections(self) -> Iterator[Bitmap]:
        height = self.grey.height
        for top in range(0, height, SECTION_ROWS):
            first, end = max(0, top - _RUN_UP_ROWS), min(top + SECTION_ROWS, height)
            dots = dithered(self.grey.crop((0, first, self.grey.width, end)), self.dither)
            yield self._cut(dots.crop((0, top - first, dots.width, end - first)))

    def _cut(self, dots: Image) -> Bitmap:
        """Without white rows above and below; all sections are equally wide."""
        data, row_bytes = packed_ink(dots), -(-dots.width // _BYTE_DOTS)
        top = (len(data) - len(data.lstrip(b"\0"))) // row_bytes
        bottom = -(-len(data.rstrip(b"\0")) // row_bytes)
        rows = data[top * row_bytes : bottom * row_bytes]
        lead = self.left % _BYTE_DOTS
        return Bitmap(self.left + dots.width, dots.height, self.left, top, dots.width - lead, rows)


def long_picture(
    picture: Picture, width_dots: int, shading: Shading, alignment: Alignment, profile: Profile
) -> LongPicture | None:
    """The picture to be sent in sections; ``None`` where it is short, or quick to make, or white.

    Raises:
        DocumentError: Longer than any receipt.
    """
    from PIL import ImageChops

    size = picture.size_of(width_dots)
    if size[1] <= LONG_ROWS:
        return None
    grey, dither, _ = picture.ready(size, shading, profile.picture_gamma)
    box = ImageChops.invert(grey).getbbox()
    if dither is Dither.THRESHOLD or box is None:
        return None
    left, right = box[0], box[2]
    place = placed(Bitmap(size[0], size[1], left, 0, right - left, b"\0"), alignment, profile.width_dots)
    inked = grey.crop((left - left % _BYTE_DOTS, 0, right, size[1]))
    return LongPicture(inked, dither, left, place, profile.band_rows)
