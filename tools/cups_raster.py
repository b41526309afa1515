"""A page of CUPS raster, version 3, as filters read it from their standard input; only what a black page needs."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocom809.virtual.bitmap import Bitmap

SYNC = b"3SaR"
HEADER_BYTES = 1796
BLACK = 3
POINTS_PER_INCH = 72


def page(picture: Bitmap, *, dpi: int = 203, row_count: int = 0) -> bytes:
    """``picture`` as one page of one bit a dot, 1 = black; ``row_count`` is what a PPD gives as ``cupsRowCount``."""
    row_bytes = (picture.width + 7) // 8
    size = (picture.width * POINTS_PER_INCH // dpi + 1, picture.height * POINTS_PER_INCH // dpi + 1)
    header = bytearray(HEADER_BYTES)
    numbers = {
        276: (dpi, dpi),  # HWResolution
        292: size,  # ImagingBoundingBox, its upper corner
        340: (1,),  # NumCopies
        352: size,  # PageSize
        372: (picture.width, picture.height),  # cupsWidth, cupsHeight
        384: (1, 1, row_bytes, 0, BLACK, 0, row_count),  # from cupsBitsPerColor to cupsRowCount
        420: (1,),  # cupsNumColors
    }
    for place, values in numbers.items():
        struct.pack_into(f"<{len(values)}I", header, place, *values)
    struct.pack_into("<3f", header, 424, 1.0, *size)
    padding = row_bytes * 8 - picture.width
    return SYNC + bytes(header) + b"".join((row << padding).to_bytes(row_bytes) for row in picture.rows)
