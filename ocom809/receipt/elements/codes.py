"""Codes as parts of a receipt: by the printer where it can, as dots where it cannot or where a library must draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from ocom809.commands import PDF417, Alignment, Barcode, ErrorLevel, QRCode, TextPosition
from ocom809.errors import DocumentError
from ocom809.receipt.codes.choosing import chosen_module, kind_of, size_of, with_chosen_module
from ocom809.receipt.codes.drawing import (
    exact_picture,
    matrix_picture,
    with_margin,
)
from ocom809.receipt.codes.gs1 import GS1
from ocom809.receipt.codes.library import Pattern, draw, qr_pattern
from ocom809.receipt.codes.swiss_cross import with_swiss_cross
from ocom809.receipt.elements.base import Element, Measure, must_be_alignment
from ocom809.receipt.elements.code_pictures import (
    code_measure,
    code_within_lines,
    must_fit,
    picture_of,
    placed_picture,
    text_beside,
)
from ocom809.receipt.elements.space import Space
from ocom809.receipt.elements.text import Paragraph
from ocom809.receipt.pieces import Piece, Placed
from ocom809.receipt.styles import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.profile import Profile
    from ocom809.receipt.canvas import Canvas
    from ocom809.receipt.codes.payments import Payment

_SWISS_MM = 46
_SWISS_QUIET_MM = 5
_MATRIX_KINDS = ("DataMatrix", "Aztec")
# Left alone, the library makes rectangles, the extended ones (DMRE) among them, which few scanners know.
_FORMS: dict[str, dict[str, bool]] = {"DataMatrix": {"force_square": True}}
_MOST_MODULE_DOTS = 16


@dataclass(frozen=True, slots=True)
class Code(Element):
    """A barcode, QR code or PDF417 that the printer draws itself, or that is sent as dots where it does not.

    Attributes:
        command: The command that draws it.
        alignment: Where it stands.
        chooses_module: Whether the paper decides how large the modules are, and not the command.
        as_dots: Send dots even where the printer could draw it.
        quiet_zone: White above and below as well, which matters for two-dimensional codes.
        caption: Readable text of our own below it, which takes the place of the printer's.
    """

    name: ClassVar[str] = "code"
    command: Barcode | QRCode | PDF417
    alignment: Alignment = Alignment.CENTER
    chooses_module: bool = False
    as_dots: bool = False
    quiet_zone: bool = False
    caption: str = ""

    def __post_init__(self) -> None:
        must_be_alignment(self.alignment)

    def sized(self, profile: Profile) -> Barcode | QRCode | PDF417:
        """The command with the module that it gets on this paper.

        Raises:
            DocumentError: It fits at no module that scans.
        """
        return with_chosen_module(self.command, profile) if self.chooses_module else self.command

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The command, or dots in its place; text by both. Within lines, where no command can stand, always dots."""
        if canvas.is_inside:
            yield from code_within_lines(self, canvas)
            return
        command = self.sized(canvas.profile)
        margin = _white(command, canvas) if self.quiet_zone else None
        if margin is not None:
            yield from margin.layout(canvas)
        if self.as_dots or not _is_native(command, canvas.profile):
            yield from self._drawn(command, canvas)
        else:
            command.check(canvas.profile)
            yield Placed(command, self.alignment)
        if self.caption:
            yield from Paragraph(self.caption, PLAIN, self.alignment).layout(canvas)
        if margin is not None:
            yield from margin.layout(canvas)

    def measure(self, canvas: Canvas) -> Measure:
        """From its narrowest module that scans, to the widest that the paper has room for, with white beside it."""
        kind = kind_of(self.command)
        if isinstance(self.command, PDF417):
            width = self.sized(canvas.profile).width_dots or canvas.width_dots
            return Measure(width, width)
        command = self.command
        modules = None if self.chooses_module else command.module_dots
        return code_measure(kind, lambda dots: replace(command, module_dots=dots).width_dots, canvas, modules)

    def _drawn(self, command: Barcode | QRCode | PDF417, canvas: Canvas) -> Iterator[Piece]:
        kind = kind_of(command)
        if not _is_native(command, canvas.profile):
            canvas.substitute(f"{canvas.profile.name} does not draw {kind} itself, so it is sent as dots")
        picture = picture_of(command, canvas.profile.width_dots)
        must_fit(kind, picture.width, canvas.profile)
        text = text_beside(command)
        if text is not None and text[1] in (TextPosition.ABOVE, TextPosition.BOTH):
            yield from Paragraph(text[0], text[2], self.alignment).layout(canvas)
        yield from placed_picture(picture, self.alignment, canvas)
        if text is not None and text[1] in (TextPosition.BELOW, TextPosition.BOTH):
            yield from Paragraph(text[0], text[2], self.alignment).layout(canvas)


@dataclass(frozen=True, slots=True)
class MatrixCode(Element):
    """A DataMatrix or an Aztec code, which no command of the class draws: always dots.

    Attributes:
        kind: ``DataMatrix`` or ``Aztec``.
        data: A text, bytes, or GS1 data.
        alignment: Where it stands.
        module_dots: Side of a module, 1 to 16 dots; ``None`` takes the largest that fits, up to 0.75 mm.
    """

    name: ClassVar[str] = "code"
    kind: str
    data: str | bytes | GS1
    alignment: Alignment = Alignment.CENTER
    module_dots: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in _MATRIX_KINDS:
            raise DocumentError(f"the kind of code must be one of {', '.join(_MATRIX_KINDS)}, not {self.kind!r}")
        held: object = self.data
        if not isinstance(held, (str, bytes, GS1)) or not held:
            raise DocumentError(f"a {self.kind} holds a text, bytes or GS1 data, not {self.data!r}")
        if self.module_dots is not None and self.module_dots not in range(1, _MOST_MODULE_DOTS + 1):
            raise DocumentError(f"module_dots must be 1 to {_MOST_MODULE_DOTS}, not {self.module_dots!r}")
        must_be_alignment(self.alignment)

    def pattern(self) -> Pattern:
        """The symbol in modules."""
        if isinstance(self.data, GS1):
            return draw(self.kind, self.data.text, gs1=True, **_FORMS.get(self.kind, {}))
        return draw(self.kind, self.data, **_FORMS.get(self.kind, {}))

    def module(self, pattern: Pattern, profile: Profile) -> int:
        """The side of a module on this paper."""
        if self.module_dots is not None:
            return self.module_dots
        return chosen_module(self.kind, lambda dots: pattern.columns * dots, profile, lambda: "Shorten the data.")

    def measure(self, canvas: Canvas) -> Measure:
        """As that of the printer's own codes."""
        pattern = self.pattern()
        return code_measure(self.kind, lambda dots: pattern.columns * dots, canvas, self.module_dots)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The picture, with its quiet zone."""
        pattern = self.pattern()
        module = self.module(pattern, canvas.profile)
        must_fit(self.kind, pattern.columns * module, canvas.profile, pattern.columns)
        picture = matrix_picture(pattern, module)
        quiet = size_of(self.kind).quiet_modules * module
        if picture.width + 2 * quiet <= canvas.profile.width_dots:
            picture = with_margin(picture, quiet)
        yield from placed_picture(picture, self.alignment, canvas)


@dataclass(frozen=True, slots=True)
class SwissCode(Element):
    """A Swiss QR code: 46 mm wide, the cross of 7 mm in its middle, 5 mm of white around; always dots."""

    name: ClassVar[str] = "Swiss QR code"
    payload: str
    alignment: Alignment = Alignment.CENTER

    def measure(self, canvas: Canvas) -> Measure:
        """Fixed by its standard."""
        width = (_SWISS_MM + 2 * _SWISS_QUIET_MM) * canvas.profile.dots_per_mm
        return Measure(width, width)

    def layout(self, canvas: Canvas) -> Iterator[Piece]:
        """The picture, exactly as large as the standard demands."""
        dots_per_mm = canvas.profile.dots_per_mm
        side, quiet = _SWISS_MM * dots_per_mm, _SWISS_QUIET_MM * dots_per_mm
        if side + 2 * quiet > canvas.profile.width_dots:
            raise DocumentError(
                f"a Swiss QR code takes {_SWISS_MM + 2 * _SWISS_QUIET_MM} mm with its white and {canvas.profile.name} "
                f"prints {canvas.profile.width_dots / dots_per_mm:g} mm",
                hint="The standard allows no smaller one: print it on 80 mm paper.",
            )
        pattern = qr_pattern(self.payload.encode(), ErrorLevel.M.name)
        picture = with_swiss_cross(exact_picture(pattern, side), dots_per_mm)
        yield from placed_picture(with_margin(picture, quiet), self.alignment, canvas)


def payment_element(payment: Payment, alignment: Alignment, module_dots: int | None) -> Element:
    """The code of a payment as its standard wants it.

    Raises:
        DocumentError: A module for the Swiss code, whose size is fixed.
    """
    from ocom809.receipt.codes.payments import Payment, SwissBill

    if not isinstance(payment, Payment):
        raise DocumentError(f"a payment was expected, not {type(payment).__name__}", hint="SepaTransfer, Pix, UPI …")
    if isinstance(payment, SwissBill):
        if module_dots is not None:
            raise DocumentError("a Swiss QR code is 46 mm wide: its module cannot be chosen")
        return SwissCode(payment.payload, alignment)
    command = QRCode(payment.payload, level=payment.level, module_dots=module_dots or 1)
    return Code(command, alignment, chooses_module=module_dots is None, quiet_zone=True)


def _is_native(command: Barcode | QRCode | PDF417, profile: Profile) -> bool:
    if isinstance(command, Barcode):
        return command.symbology.value in profile.barcodes
    return profile.qr_code if isinstance(command, QRCode) else profile.pdf417


def _white(command: Barcode | QRCode | PDF417, canvas: Canvas) -> Space | None:
    """White paper as high as the quiet zone; linear codes need none above and below."""
    if isinstance(command, Barcode):
        return None
    dots = size_of(kind_of(command)).quiet_modules * command.module_dots
    return Space(0, dots / canvas.profile.dots_per_mm)
