"""Pictures of codes on the paper: dot for dot, alone or within lines, where they keep white all around."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ocom809.commands import PDF417, Alignment, Barcode, Font, QRCode, TextPosition
from ocom809.errors import DocumentError
from ocom809.receipt.codes.choosing import kind_of, size_of
from ocom809.receipt.codes.drawing import linear_picture, pdf417_picture, qr_picture, readable_text, with_margin
from ocom809.receipt.elements.base import Measure
from ocom809.receipt.elements.image import Image
from ocom809.receipt.elements.text import Paragraph
from ocom809.receipt.pictures import read_picture
from ocom809.receipt.pictures.dithers import Dither
from ocom809.receipt.pictures.tones import Shading
from ocom809.receipt.pictures.width import NATURAL
from ocom809.receipt.styles import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL.Image import Image as Pixels

    from ocom809.profile import Profile
    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.elements.codes import Code
    from ocom809.receipt.pieces import Piece

_AS_DRAWN = Shading(dither=Dither.THRESHOLD, sharpness=0)


def code_measure(kind: str, width_dots: Callable[[int], int], canvas: Canvas, module_dots: int | None) -> Measure:
    """How wide a code wants to be within lines.

    Args:
        kind: The kind of code.
        width_dots: The symbol's width for a module.
        canvas: The paper.
        module_dots: The module, if it was chosen already.
    """
    size = size_of(kind)
    modules = list(size.modules(canvas.profile.dots_per_mm)) if module_dots is None else [module_dots]
    with_white = [width_dots(module) + 2 * size.quiet_modules * module for module in modules]
    least = width_dots(modules[-1])
    return Measure(least, next((width for width in with_white if width <= canvas.width_dots), least))


def code_within_lines(code: Code, canvas: Canvas) -> Iterator[Piece]:
    """A code in a cell or a box, as dots: the printer gives its own codes lines of their own.

    It keeps its quiet zone on all sides, as far as the cell has room, because borders and text stand around it.
    """
    profile = canvas.profile
    command = code.sized(profile)
    picture = picture_of(command, profile.width_dots)
    must_fit(kind_of(command), picture.width, profile)
    quiet = size_of(kind_of(command)).quiet_modules * command.module_dots
    beside = min(quiet, (profile.width_dots - picture.width) // 2)
    picture = with_margin(picture, beside, 0 if isinstance(command, Barcode) else quiet)
    text = text_beside(command)
    if text is not None and text[1] in (TextPosition.ABOVE, TextPosition.BOTH):
        yield from Paragraph(text[0], text[2], code.alignment).layout(canvas)
    yield from placed_picture(picture, code.alignment, canvas)
    if text is not None and text[1] in (TextPosition.BELOW, TextPosition.BOTH):
        yield from Paragraph(text[0], text[2], code.alignment).layout(canvas)
    if code.caption:
        yield from Paragraph(code.caption, PLAIN, code.alignment).layout(canvas)


def placed_picture(picture: Pixels, alignment: Alignment, canvas: Canvas) -> Iterator[Piece]:
    """A code's picture on the paper, dot for dot: black and white only, as it was drawn."""
    image = Image(read_picture(picture), NATURAL, alignment, _AS_DRAWN)
    yield from image.layout(canvas)


def must_fit(kind: str, width_dots: int, profile: Profile, columns: int = 0) -> None:
    """Refuse a code wider than the paper; a scaled one would not scan.

    Raises:
        DocumentError: It is.
    """
    if width_dots > profile.width_dots:
        fitting = profile.width_dots // columns if columns else 0
        raise DocumentError(
            f"this {kind} is {width_dots} dots wide and {profile.name} has {profile.width_dots}",
            hint=f"It fits with module_dots={fitting}." if fitting else "Take a narrower module, or shorten the data.",
        )


def picture_of(command: Barcode | QRCode | PDF417, paper_dots: int) -> Pixels:
    """The code as dots, without text."""
    if isinstance(command, Barcode):
        return linear_picture(command)
    return qr_picture(command) if isinstance(command, QRCode) else pdf417_picture(command, paper_dots)


def text_beside(command: Barcode | QRCode | PDF417) -> tuple[str, TextPosition, Style] | None:
    """A barcode's readable text, where it stands, and in which style; nothing where none is asked for."""
    if not isinstance(command, Barcode) or command.text is TextPosition.NONE:
        return None
    style = PLAIN if command.font is Font.A else replace(PLAIN, font=Font.B)
    return readable_text(command), command.text, style
