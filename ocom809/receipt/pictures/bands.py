"""Dots to raster bands and feeds: where they stand on the paper, and what of them need not be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.commands import Alignment, Feed, Raster
from ocom809.receipt.harmless import harmless
from ocom809.receipt.pictures.packing import packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.receipt.pictures.picture import Bitmap

_BYTE_DOTS: Final = 8
_MOST_FEED_DOTS: Final = 255
# A feed and the head of the next band are 11 bytes; nothing is gained by saving less.
_WORTH_A_FEED_BYTES: Final = 24
# Bayer's dither of a light grey has seven white rows in eight; a band for each of the others would make motors stutter.
_WORTH_A_FEED_ROWS: Final = 8
_ROWS_LIKE_REAL_TIME: Final = (0x0410, 0x0510)
"""Rows whose number, low byte first, would stand in a band's head as DLE EOT or DLE ENQ."""


@dataclass(frozen=True, slots=True)
class Place:
    """How ink comes to stand dot for dot where it should, although bands are whole bytes.

    Attributes:
        alignment: The alignment of its bands.
        lead: White dots on the left of the ink within them.
        row_bytes: Bytes of one row of them.
    """

    alignment: Alignment
    lead: int
    row_bytes: int


def placed(dots: Bitmap, alignment: Alignment, paper_dots: int) -> Place:
    """The place of a picture's ink that takes the fewest bytes; the alignment that was asked for, where several do."""
    left = left_edge(dots.width, alignment, paper_dots) + dots.left
    places = [place for choice in Alignment if (place := _place(choice, left, dots.ink_width, paper_dots))]
    return min(places, key=lambda place: (place.row_bytes, place.alignment is not alignment))


def _place(alignment: Alignment, left: int, ink_width: int, paper_dots: int) -> Place | None:
    """How ink of this width comes to begin at ``left`` by this alignment; ``None`` where that cannot be."""
    for row_bytes in range(-(-ink_width // _BYTE_DOTS), paper_dots // _BYTE_DOTS + 1):
        lead = left - left_edge(row_bytes * _BYTE_DOTS, alignment, paper_dots)
        if lead >= 0 and lead + ink_width <= row_bytes * _BYTE_DOTS:
            return Place(alignment, lead, row_bytes)
    if alignment is Alignment.LEFT:  # the last byte hangs over the paper; how that is aligned otherwise is not known
        return Place(alignment, left, -(-(left + ink_width) // _BYTE_DOTS))
    return None


def left_edge(width_dots: int, alignment: Alignment, paper_dots: int) -> int:
    """Where something of this width begins."""
    free = max(0, paper_dots - width_dots)
    return {Alignment.LEFT: 0, Alignment.CENTER: free // 2, Alignment.RIGHT: free}[alignment]


def bands(dots: Bitmap, place: Place, band_rows: int) -> Iterator[Raster | Feed]:
    """A picture as raster commands of at most ``band_rows`` rows, which join without seams, and feeds for white rows.

    A white dot becomes black wherever the bytes of a real-time command (10h before 04h, 05h or 14h) would stand
    otherwise, because some printers would carry it out: see decision 008.
    """
    if not dots.rows:
        yield from feeds(dots.height)
        return
    rows = shifted(dots, place)
    yield from feeds(dots.top)
    size, end = place.row_bytes, 0
    for first, last in _inked(rows, size):
        yield from feeds(first - end)
        for top, bottom in _cuts(first, last, band_rows):
            yield Raster(size, rows[size * top : size * bottom])
        end = last
    yield from feeds(dots.height - dots.top - dots.ink_height)


def shifted(dots: Bitmap, place: Place) -> bytes:
    """The rows as they are sent: moved to the right by the lead, and free of real-time commands."""
    if place.lead == dots.lead and place.row_bytes == dots.row_bytes:
        return harmless(dots.rows)
    from PIL import Image

    whole = Image.frombytes("1", (dots.row_bytes * _BYTE_DOTS, dots.ink_height), dots.rows)
    ink = whole.crop((dots.lead, 0, dots.lead + dots.ink_width, dots.ink_height))
    canvas = Image.new("1", (place.row_bytes * _BYTE_DOTS, dots.ink_height), 0)
    canvas.paste(ink, (place.lead, 0))
    return harmless(packed(canvas))


def feeds(rows: int) -> Iterator[Feed]:
    """White rows, by the paper's motion alone."""
    while rows > 0:
        yield Feed(min(rows, _MOST_FEED_DOTS))
        rows -= _MOST_FEED_DOTS


def _inked(rows: bytes, row_bytes: int) -> Iterator[tuple[int, int]]:
    """First row and end of each stretch between white rows that are worth a feed."""
    white = b"\0" * (row_bytes * max(_WORTH_A_FEED_ROWS, -(-_WORTH_A_FEED_BYTES // row_bytes)))
    first, end = 0, len(rows) // row_bytes
    place = rows.find(white)
    while place >= 0:
        top = -(-place // row_bytes)
        bottom = top
        while bottom < end and not rows[bottom * row_bytes : (bottom + 1) * row_bytes].strip(b"\0"):
            bottom += 1
        if (bottom - top) * row_bytes >= len(white):
            yield first, top
            first = bottom
        place = rows.find(white, max(bottom * row_bytes, place + 1))
    yield first, end


def _cuts(first: int, end: int, band_rows: int) -> Iterator[tuple[int, int]]:
    """First row and end of each band."""
    top = first
    while top < end:
        bottom = min(top + band_rows, end)
        bottom -= bottom - top in _ROWS_LIKE_REAL_TIME
        yield top, bottom
        top = bottom
