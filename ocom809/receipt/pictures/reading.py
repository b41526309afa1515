"""Reading pictures, within bounds: files of every usual kind, and Pillow's own; upright, on white, in grey."""

from __future__ import annotations

import threading
import warnings
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from ocom809.errors import DocumentError
from ocom809.receipt.pictures.cache import Cache
from ocom809.receipt.pictures.picture import Picture
from ocom809.receipt.pictures.shades import grey_on_white
from ocom809.receipt.pictures.vector import drawn, is_drawing

if TYPE_CHECKING:
    from PIL.Image import Image

FILE_LIMIT_BYTES = 64 * 1024 * 1024
PIXEL_LIMIT = 50_000_000
ENOUGH_PIXELS: Final = 2048
"""Across: twice the widest paper. What has twice as many, or more, is made smaller while it is read."""

# Vector formats are left out on purpose: Pillow reads them by starting other programs.
_COMMON_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "PPM")
_RARER_FORMATS = ("WEBP", "TIFF", "MPO", "DIB", "ICO", "PCX", "TGA", "AVIF")
_ORIENTATION: Final = 0x0112
_WARNINGS = threading.Lock()
_KEPT_BYTES: Final = 16 * 1024 * 1024
_READ: Final = Cache[Picture](_KEPT_BYTES)


def read_picture(source: object, *, page: int = 1) -> Picture:
    """Read a picture from a Pillow image, a path, bytes or a binary file object.

    Of an animation, the first frame. A file that was read lately is not read again while its bytes are the same.

    Args:
        source: What to read. SVG drawings and PDF files need the extra ``images``.
        page: Which page of a PDF file, from 1.

    Raises:
        DocumentError: It cannot be read, or is too large.
        MissingPackage: A drawing, and the package that draws it is not installed.
    """
    from PIL import Image

    if type(page) is not int or page < 1:
        raise DocumentError(f"a page is a number from 1, not {page!r}")
    if isinstance(source, Image.Image):
        return _grey(source, "the picture")
    name = f"{source}" if isinstance(source, (str, Path)) else "the picture"
    data = _bounded(source, name)
    found = _READ.get((data, page))
    if found is None:
        found = drawn(data, name, page) if is_drawing(data) else _opened(data, name)
        _READ.put((data, page), found, len(data) + len(found.grey))
    return found


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
        # JPEG alone can be decoded smaller; this asks for no less than is enough.
        image.draft(None, (ENOUGH_PIXELS, 1))
        upright = ImageOps.exif_transpose(image) if image.getexif().get(_ORIENTATION, 1) != 1 else image
        grey = _reduced(grey_on_white(upright))
        return Picture(grey.width, grey.height, grey.tobytes())
    except DocumentError as error:
        raise DocumentError(f"{name}: {error.message}", hint=error.hint) from error
    except Exception as error:  # as above; a Pillow image may still have its file to decode
        raise _unreadable(name, error) from error


def _reduced(grey: Image) -> Image:
    """At most half the pixels that are more than enough, each the mean of those that it stands for."""
    times = grey.width // ENOUGH_PIXELS
    return grey.reduce(times) if times > 1 else grey


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
    from PIL import UnidentifiedImageError

    if isinstance(error, UnidentifiedImageError):  # whose own words name an object in memory
        error = UnidentifiedImageError("it begins like no kind of picture that is known here")
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return DocumentError(f"{name}: is no picture that can be read ({what})", hint="PNG and JPEG are safe choices.")
