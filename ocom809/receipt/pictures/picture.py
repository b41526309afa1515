"""A picture in grey, and the dots that it comes to: scaled once, toned, dithered once over the whole of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Final

from ocom809.errors import DocumentError
from ocom809.receipt.pictures.cache import Cache
from ocom809.receipt.pictures.dithers import Dither, dithered
from ocom809.receipt.pictures.packing import packed_ink
from ocom809.receipt.pictures.tones import SHARPNESS, Shading, toned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

ROW_LIMIT: Final = 20_000
"""Rows of dots on paper: 2.5 metres."""
_BYTE_DOTS: Final = 8
_REDUCING_GAP: Final = 2.0
_HASHED_STEP: Final = 251
_KEPT_BYTES: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Black and white dots, cut to their ink.

    Attributes:
        width: Dots across of the picture that they are from.
        height: Rows of it.
        left: White dots on the left of all ink.
        top: White rows above all ink.
        ink_width: Dots across that hold ink; 0 where there is none.
        rows: Rows that hold ink, or lie between such, from the byte on in which ink begins to the one in which it ends;
            the leftmost dot in the highest bit, a set bit black.
    """

    width: int
    height: int
    left: int
    top: int
    ink_width: int
    rows: bytes = field(repr=False)

    @property
    def lead(self) -> int:
        """White dots on the left of the ink within the rows, 0 to 7."""
        return self.left % _BYTE_DOTS

    @property
    def row_bytes(self) -> int:
        """Bytes of a row."""
        return -(-(self.lead + self.ink_width) // _BYTE_DOTS)

    @property
    def ink_height(self) -> int:
        """How many rows there are."""
        return len(self.rows) // self.row_bytes if self.rows else 0

    def numbers(self) -> Iterator[int]:
        """Each row of the whole picture as a number, the leftmost dot in the highest of ``width`` bits."""
        beside = self.row_bytes * _BYTE_DOTS - self.lead - self.ink_width
        right = self.width - self.left - self.ink_width
        yield from repeat(0, self.top)
        for place in range(0, len(self.rows), self.row_bytes or 1):
            yield int.from_bytes(self.rows[place : place + self.row_bytes], "big") >> beside << right
        yield from repeat(0, self.height - self.top - self.ink_height)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in grey, upright and on white, ready to be scaled.

    Attributes:
        width: Pixels across.
        height: Pixels down.
        grey: One byte a pixel from the top left, 0 = black.
        natural_dots: How wide it is on paper where nobody says; its pixels, unless it was a drawing without any.
    """

    width: int
    height: int
    grey: bytes = field(repr=False)
    natural_dots: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "natural_dots", self.natural_dots or self.width)

    def __hash__(self) -> int:
        """By a few pixels of each part, because to look at all of them takes as long as a tenth of dithering them."""
        return hash((self.width, self.height, self.natural_dots, self.grey[::_HASHED_STEP]))

    def dots(self, width_dots: int, shading: Shading, gamma: float) -> Bitmap:
        """The picture as dots. What was reckoned lately is kept, by all that it depends on.

        Args:
            width_dots: How wide it gets.
            shading: How greys become dots.
            gamma: The tone curve where ``shading`` names none.

        Raises:
            DocumentError: Longer than any receipt.
        """
        size = self.size_of(width_dots)
        gamma = gamma if shading.gamma is None else shading.gamma
        key = (self, width_dots, shading, gamma)
        found = _RECKONED.get(key)
        if found is None:
            found = _cut_to_ink(dithered(*self.ready(size, shading, gamma)))
            _RECKONED.put(key, found, len(self.grey) + len(found.rows))
        return found

    def size_of(self, width_dots: int) -> tuple[int, int]:
        """Dots across and down where it gets so wide.

        Raises:
            DocumentError: Longer than any receipt.
        """
        height = max(1, round(self.height * width_dots / self.width))
        if height > ROW_LIMIT:
            raise DocumentError(f"a picture of {height} rows of dots is refused: {ROW_LIMIT} is the most")
        return width_dots, height

    def ready(self, size: tuple[int, int], shading: Shading, gamma: float) -> tuple[Image, Dither, int]:
        """The picture scaled and toned, with the dither that it is given, and the threshold if that is one."""
        from PIL import Image

        gamma = gamma if shading.gamma is None else shading.gamma
        image = Image.frombuffer("L", (self.width, self.height), self.grey, "raw", "L", 0, 1)
        sharpness = shading.sharpness or 0
        if size != image.size:
            image = _scaled(image, size)
            sharpness = SHARPNESS if shading.sharpness is None else sharpness
        histogram = image.histogram()
        dither, threshold = shading.method(image, histogram)
        if dither is not Dither.THRESHOLD:
            # Atkinson's clears lights and darks by itself.
            grain, stretch = dither is Dither.FLOYD_STEINBERG, dither is not Dither.ATKINSON
            image = toned(image, gamma, sharpness, grain=grain, stretch=stretch, histogram=histogram)
        return image, dither, threshold


_RECKONED: Final = Cache[Bitmap](_KEPT_BYTES)


def _scaled(image: Image, size: tuple[int, int]) -> Image:
    from PIL import Image

    times, rest = divmod(size[0], image.width)
    if not rest and size[1] == times * image.height:
        # A code drawn small, or pixel art: whole steps keep its edges.
        return image.resize(size, Image.Resampling.NEAREST)
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=_REDUCING_GAP)


def _cut_to_ink(bilevel: Image) -> Bitmap:
    """By bytes, because Pillow takes longer to look at each pixel once more than to dither it."""
    width, height = bilevel.size
    data = packed_ink(bilevel)
    row_bytes = -(-width // _BYTE_DOTS)
    top = (len(data) - len(data.lstrip(b"\0"))) // row_bytes
    bottom = -(-len(data.rstrip(b"\0")) // row_bytes)
    if top >= bottom:
        return Bitmap(width, height, 0, 0, 0, b"")
    data = data[top * row_bytes : bottom * row_bytes]
    columns = _inked_columns(data, row_bytes)
    left, right = row_bytes * _BYTE_DOTS - columns.bit_length(), row_bytes * _BYTE_DOTS - _zeros_at_end(columns)
    first, end = left // _BYTE_DOTS, -(-right // _BYTE_DOTS)
    if end - first < row_bytes:
        data = b"".join([data[place + first : place + end] for place in range(0, len(data), row_bytes)])
    return Bitmap(width, height, left, top, right - left, data)


def _inked_columns(data: bytes, row_bytes: int) -> int:
    """All rows laid over one another, as a number whose highest bit is the leftmost dot."""
    rows, columns = len(data) // row_bytes, int.from_bytes(data, "big")
    while rows > 1:
        kept = (rows + 1) // 2
        bits = kept * row_bytes * _BYTE_DOTS
        columns = columns >> bits | columns & (1 << bits) - 1
        rows = kept
    return columns


def _zeros_at_end(number: int) -> int:
    return (number & -number).bit_length() - 1
