"""Pictures to dots: read within bounds, put upright on white, made grey, scaled once, dithered once, cut into bands."""

from __future__ import annotations

import threading
import warnings
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ocom809.commands import Alignment, Raster
from ocom809.errors import DocumentError
from ocom809.receipt.harmless import harmless
from ocom809.receipt.shades import grey_on_white

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

FILE_LIMIT_BYTES = 64 * 1024 * 1024
PIXEL_LIMIT = 50_000_000
ROW_LIMIT = 20_000
"""Rows of dots on paper: 2.5 metres."""

# Vector formats are left out on purpose: Pillow reads them by starting other programs.
_COMMON_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "PPM")
_RARER_FORMATS = ("WEBP", "TIFF", "MPO", "DIB", "ICO", "PCX", "TGA", "AVIF")
_BYTE_DOTS = 8
_WARNINGS = threading.Lock()
_BLACK_AS_ONE = bytes(255 - value for value in range(256))
_ROWS_LIKE_REAL_TIME = (0x0410, 0x0510)
"""Rows whose number, low byte first, would stand in a band's head as DLE EOT or DLE ENQ."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in grey, upright and on white, ready to be scaled.

    Attributes:
        width: Pixels across.
        height: Pixels down.
        grey: One byte a pixel from the top left, 0 = black.
    """

    width: int
    height: int
    grey: bytes = field(repr=False)

    def bands(self, width_dots: int, *, threshold: int | None, band_rows: int, lead_dots: int = 0) -> Iterator[Raster]:
        """The picture as raster commands of at most ``band_rows`` rows, which join without seams.

        A white dot becomes black wherever the bytes of a real-time command (10h before 04h, 05h or 14h) would stand
        otherwise, because some printers would carry it out: see decision 008.

        Args:
            width_dots: How wide it gets, at most ``width``.
            threshold: Grey values below it become black; ``None`` dithers (Floyd-Steinberg), which leaves pure black
                and white as they are.
            band_rows: The most rows in one command.
            lead_dots: White on the left of it; what is left of the last byte is white on the right.

        Raises:
            DocumentError: Longer than any receipt.
        """
        height = max(1, round(self.height * width_dots / self.width))
        if height > ROW_LIMIT:
            raise DocumentError(f"a picture of {height} rows of dots is refused: {ROW_LIMIT} is the most")
        row_bytes = _whole_bytes(lead_dots + width_dots) // _BYTE_DOTS
        dots = self._dots((width_dots, height), threshold, row_bytes * _BYTE_DOTS, lead_dots)
        dots = harmless(dots)
        cuts = _cuts(height, band_rows)
        return (Raster(row_bytes, dots[row_bytes * top : row_bytes * bottom]) for top, bottom in cuts)

    def _dots(self, size: tuple[int, int], threshold: int | None, padded_width: int, lead: int) -> bytes:
        from PIL import Image

        image = Image.frombytes("L", (self.width, self.height), self.grey)
        if size != image.size:
            image = image.resize(size, Image.Resampling.LANCZOS)
        if threshold is not None:
            image = image.point([0] * threshold + [255] * (256 - threshold))
        # White beside it, not whatever the last byte would hold otherwise.
        canvas = Image.new("1", (padded_width, size[1]), 1)
        canvas.paste(image.convert("1"), (lead, 0))
        return canvas.tobytes().translate(_BLACK_AS_ONE)


def placed(width_dots: int, alignment: Alignment, paper_dots: int) -> tuple[Alignment, int]:
    """How a picture comes to stand dot for dot where it should, although bands are whole bytes.

    Returns:
        The alignment of its bands, and the white dots on the left within them.
    """
    band_dots = _whole_bytes(width_dots)
    lead = _left_edge(width_dots, alignment, paper_dots) - _left_edge(band_dots, alignment, paper_dots)
    # How printers align what is wider than their paper is not known.
    return (Alignment.LEFT if band_dots > paper_dots else alignment), lead


def _cuts(rows: int, band_rows: int) -> Iterator[tuple[int, int]]:
    """First row and end of each band."""
    top = 0
    while top < rows:
        bottom = min(top + band_rows, rows)
        bottom -= bottom - top in _ROWS_LIKE_REAL_TIME
        yield top, bottom
        top = bottom


def _left_edge(width_dots: int, alignment: Alignment, paper_dots: int) -> int:
    free = max(0, paper_dots - width_dots)
    return {Alignment.LEFT: 0, Alignment.CENTER: free // 2, Alignment.RIGHT: free}[alignment]


def _whole_bytes(dots: int) -> int:
    return -(-dots // _BYTE_DOTS) * _BYTE_DOTS


def read_picture(source: object) -> Picture:
    """Read a picture from a Pillow image, a path, bytes or a binary file object.

    Raises:
        DocumentError: It cannot be read, or is too large.
    """
    from PIL import Image

    if isinstance(source, Image.Image):
        return _grey(source, "the picture")
    name = f"{source}" if isinstance(source, (str, Path)) else "the picture"
    return _opened(_bounded(source, name), name)


def _bounded(source: Any, name: str) -> bytes:
    try:
        if isinstance(source, (bytes, bytearray, memoryview)):
            data = bytes(source)
        elif isinstance(source, (str, Path)):
            with Path(source).open("rb") as file:
                data = file.read(FILE_LIMIT_BYTES + 1)
        elif callable(getattr(source, "read", None)):
            data = _read(source, name)
        else:
            raise DocumentError(
                f"a picture is a Pillow image, a path, bytes or a binary file, not {type(source).__name__}"
            )
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if not data:
        raise DocumentError(f"{name}: is empty")
    if len(data) > FILE_LIMIT_BYTES:
        raise DocumentError(f"{name}: a picture file of over {FILE_LIMIT_BYTES} bytes is refused")
    return data


def _read(file: IO[bytes], name: str) -> bytes:
    data = file.read(FILE_LIMIT_BYTES + 1)
    if not isinstance(data, bytes):
        raise DocumentError(f"{name}: the file must be open for bytes, not for text")
    return data


def _opened(data: bytes, name: str) -> Picture:
    from PIL import Image

    # Pillow warns of large and odd files by the warnings module; what matters of that is an error here. The filters
    # belong to the whole process, hence the lock.
    with _WARNINGS, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _grey(_image(data), name)
        except DocumentError:
            raise
        except Image.DecompressionBombError as error:
            raise _too_large(name, "far too many") from error
        except Exception as error:  # decoders raise whatever they stumble over in a broken file
            raise _unreadable(name, error) from error


def _image(data: bytes) -> Image:
    """The picture, of which only the head was read so far."""
    from PIL import Image, UnidentifiedImageError

    try:
        return Image.open(BytesIO(data), formats=_COMMON_FORMATS)
    except UnidentifiedImageError:
        Image.init()  # slow, because it imports every format that Pillow knows
        return Image.open(BytesIO(data), formats=[name for name in _RARER_FORMATS if name in Image.OPEN])


def _grey(image: Image, name: str) -> Picture:
    from PIL import ImageOps

    _check_size(image.size, name)
    try:
        upright = ImageOps.exif_transpose(image)
        grey = grey_on_white(upright)
        return Picture(grey.width, grey.height, grey.tobytes())
    except DocumentError as error:
        raise DocumentError(f"{name}: {error.message}", hint=error.hint) from error
    except Exception as error:  # as above; a Pillow image may still have its file to decode
        raise _unreadable(name, error) from error


def _check_size(size: tuple[int, int], name: str) -> None:
    width, height = size
    if not width or not height:
        raise DocumentError(f"{name}: has no pixels ({width} × {height})")
    if width * height > PIXEL_LIMIT:
        raise _too_large(name, f"{width} × {height}")


def _too_large(name: str, pixels: str) -> DocumentError:
    return DocumentError(
        f"{name}: {pixels} pixels are refused: {PIXEL_LIMIT // 1_000_000} million is the most",
        hint="Scale it down first; the paper is 576 dots wide.",
    )


def _unreadable(name: str, error: Exception) -> DocumentError:
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return DocumentError(f"{name}: is no picture that can be read ({what})", hint="PNG and JPEG are safe choices.")
