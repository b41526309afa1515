"""Pictures of the drop-in: the dots that python-escpos prints, dithered once, in slices that join without seams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ocom809.errors import DocumentError
from ocom809.escpos.errors import refused, translated
from ocom809.escpos.original import EscposImage, constants, exceptions
from ocom809.profile import OCPP809
from ocom809.receipt.pictures import read_picture
from ocom809.receipt.pictures.packing import packed
from ocom809.receipt.pictures.reading import ENOUGH_PIXELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL.Image import Image

    from ocom809.receipt.pictures import Picture, Shading

    Clean = Callable[[bytes], bytes]
    """What is done to dots before they are sent: nothing, or what ``ocom809.receipt.harmless`` does."""

_BYTE_DOTS: Final = 8
_FINE_ROWS, _COARSE_ROWS = 24, 8
_STRIPE_SPACING: Final[bytes] = constants.ESC + b"3\x10"
_MOST_GRAPHICS_BYTES: Final = 65535 - 10
"""``GS ( L`` counts its bytes in two bytes; ten of them are its own."""


def dots_of(source: object, shading: Shading | None = None) -> Image:
    """The dots of a picture, a set pixel black.

    Without a shading they are those that python-escpos prints: on white, in grey, by Floyd and Steinberg's dither.

    Raises:
        DocumentError: It cannot be read, or is too large; also the error of the original.
    """
    from PIL import Image, ImageChops

    picture = _read(source)
    if shading is None:
        grey = Image.frombuffer("L", (picture.width, picture.height), picture.grey, "raw", "L", 0, 1)
        return ImageChops.invert(grey).convert("1")
    bitmap = picture.dots(picture.width, shading, gamma=OCPP809.picture_gamma)
    row_bytes = -(-bitmap.width // _BYTE_DOTS)
    margin = row_bytes * _BYTE_DOTS - bitmap.width
    rows = b"".join([(row << margin).to_bytes(row_bytes, "big") for row in bitmap.numbers()])
    return Image.frombytes("1", (bitmap.width, bitmap.height), rows)


def _read(source: object) -> Picture:
    try:
        picture = read_picture(source)
    except DocumentError as error:
        cause = type(error.__cause__)
        raise translated(error, *([cause] if issubclass(cause, OSError) else [])) from error
    if picture.width > ENOUGH_PIXELS:
        raise refused(f"the picture is wider than {ENOUGH_PIXELS} dots, and no paper is", exceptions.ImageWidthError)
    return picture


def refuse_if_wider(width_dots: int, paper_dots: int) -> None:
    """Refuse what is wider than the paper, if that is known (other than 0)."""
    if paper_dots and width_dots > paper_dots:
        raise refused(
            f"the picture is {width_dots} dots wide and the paper {paper_dots}",
            exceptions.ImageWidthError,
            hint="Scale it down, or print it by ocom809.Receipt, which does.",
        )


def original_fragments(source: Any, rows: int, paper_dots: int, *, center: bool) -> Iterator[Image]:
    """The dots as the original sends them: each fragment dithered anew, cut from the picture before it was centred."""
    from PIL import Image

    whole = EscposImage(source)
    refuse_if_wider(whole.width, paper_dots)
    if center and paper_dots:
        whole.center(paper_dots)
    tall = whole.height > rows
    for image in map(EscposImage, whole.split(rows)) if tall else [whole]:
        yield Image.frombytes("1", (image.width, image.height), image.to_raster_format())


def centred(dots: Image, width_dots: int) -> Image:
    """The dots in the middle of a white picture of this width."""
    from PIL import Image

    canvas = Image.new("1", (width_dots, dots.height))
    canvas.paste(dots, ((width_dots - dots.width) // 2, 0))
    return canvas


def slices(dots: Image, rows: int) -> Iterator[Image]:
    """The dots in slices of at most so many rows."""
    for top in range(0, dots.height, rows):
        yield dots.crop((0, top, dots.width, min(top + rows, dots.height)))


def raster(dots: Image, clean: Clean, *, fine_down: bool, fine_across: bool) -> bytes:
    """``GS v 0``: everything in one command."""
    density = (not fine_across) | (not fine_down) << 1
    row_bytes = -(-dots.width // _BYTE_DOTS)
    head: bytes = constants.GS + b"v0" + bytes([density]) + _two_bytes(row_bytes) + _two_bytes(dots.height)
    return head + clean(packed(dots))


def graphics(dots: Image, clean: Clean, *, fine_down: bool, fine_across: bool) -> bytes:
    """``GS ( L``: one function stores the dots, the other prints them."""
    scale = bytes([1 if fine_across else 2, 1 if fine_down else 2])
    stored = b"0p0" + scale + b"1" + _two_bytes(dots.width) + _two_bytes(dots.height) + clean(packed(dots))
    return _graphics_function(stored) + _graphics_function(b"02")


def _graphics_function(data: bytes) -> bytes:
    head: bytes = constants.GS + b"(L"
    return head + _two_bytes(len(data)) + data


def _two_bytes(number: int) -> bytes:
    """The lower two bytes, as the original sends them of any number; ``most_rows`` lets none get so large."""
    return (number % 0x10000).to_bytes(2, "little")


def columns(dots: Image, clean: Clean, *, fine_down: bool, fine_across: bool) -> bytes:
    """``ESC *``: stripes of 24 or 8 rows, each a line of its own."""
    from PIL import Image

    rows = _FINE_ROWS if fine_down else _COARSE_ROWS
    mode = bytes([fine_across | (32 if fine_down else 0)])
    head: bytes = constants.ESC + b"*" + mode + _two_bytes(dots.width)
    stripes = [dots.crop((0, top, dots.width, top + rows)) for top in range(0, dots.height, rows)]
    data = [clean(packed(stripe.transpose(Image.Transpose.TRANSPOSE))) for stripe in stripes]
    end: bytes = constants.LINESPACING_RESET
    return _STRIPE_SPACING + b"".join([head + part + b"\n" for part in data]) + end


def most_rows(impl: str, dots: Image, fragment_height: int) -> int:
    """How many rows a slice has: no more than asked for, than the command counts, and than a small buffer holds."""
    fits = {
        "bitImageRaster": OCPP809.band_rows,
        "graphics": _MOST_GRAPHICS_BYTES // -(-dots.width // _BYTE_DOTS),
        "bitImageColumn": dots.height,
    }[impl]
    return fits if impl == "bitImageColumn" else min(fits, fragment_height)


COMMANDS: Final[dict[str, Callable[..., bytes]]] = {
    "bitImageRaster": raster,
    "graphics": graphics,
    "bitImageColumn": columns,
}
"""By the names that python-escpos gives them."""
