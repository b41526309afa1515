"""A printer filter that nobody here wrote: Ghostscript's for dot matrix printers, which sends pictures by ESC *."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.judges import needed

if TYPE_CHECKING:
    from ocom809.virtual.bitmap import Bitmap

# ESC * 33 at this density, so that one dot of the page is one on paper.
DPI_ACROSS, DPI_DOWN = 120, 180
BAND_ROWS = 24
TIMEOUT_SECONDS = 60


def stream(picture: Bitmap) -> bytes:
    """The picture printed by Ghostscript as a page, with a black line below it.

    The driver ends a page with FF and ESC @. In the class FF prints in page mode only, so ESC @ forgets the last band:
    the line is there to be forgotten in place of the picture.
    """
    program = needed.tool("gs", install="apt-get install ghostscript")
    options = ("-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=epson", f"-r{DPI_ACROSS}x{DPI_DOWN}")
    page = _postscript(picture).encode("ascii")
    command = [program, *options, "-sOutputFile=-", "-"]
    return subprocess.run(command, input=page, capture_output=True, check=True, timeout=TIMEOUT_SECONDS).stdout


def _postscript(picture: Bitmap) -> str:
    row_bytes = (picture.width + 7) // 8
    padding = row_bytes * 8 - picture.width
    dots = "\n".join((row << padding).to_bytes(row_bytes).hex() for row in picture.rows)
    # From the top: a blank band, the picture, two blank bands, the line.
    height = picture.height + 3 * BAND_ROWS + 1
    size = f"{picture.width * 72 / DPI_ACROSS} {height * 72 / DPI_DOWN}"
    bottom = (2 * BAND_ROWS + 1) * 72 / DPI_DOWN
    scale = f"{picture.width * 72 / DPI_ACROSS} {picture.height * 72 / DPI_DOWN}"
    return f"""%!PS
<< /PageSize [{size}] /Margins [0 0] /.HWMargins [0 0 0 0] >> setpagedevice
/row {row_bytes} string def
0 0 {picture.width * 72 / DPI_ACROSS} {72 / DPI_DOWN} rectfill
0 {bottom} translate {scale} scale
{picture.width} {picture.height} true [{picture.width} 0 0 -{picture.height} 0 {picture.height}]
{{ currentfile row readhexstring pop }} imagemask
{dots}
showpage
"""
