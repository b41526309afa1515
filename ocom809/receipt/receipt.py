"""Receipt: a document that is written from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Self, cast

from ocom809.commands import (
    PDF417,
    Alignment,
    Barcode,
    Command,
    ErrorLevel,
    Font,
    QRCode,
    Symbology,
    TextPosition,
)
from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt.acts import Acts
from ocom809.receipt.codes.gs1 import GS1
from ocom809.receipt.elements import Code, Image, Logo, MatrixCode, Paragraph
from ocom809.receipt.elements.codes import payment_element
from ocom809.receipt.pictures import read_picture
from ocom809.receipt.pictures.tones import shading_of
from ocom809.receipt.pictures.width import Width

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Unpack

    from ocom809.profile import Profile
    from ocom809.receipt.codes.payments import Payment
    from ocom809.receipt.lint import Findings
    from ocom809.receipt.pictures.tones import ImageShading

_LAST_LINE_END = re.compile(r"(\r\n|\r|\n)\Z")
PDF417_OPTIONS = frozenset(item.name for item in fields(PDF417)) - {"data"}
_LEAST_MODULE = 2
"""Of a barcode whose module is chosen later."""
_BY_DIGITS = {13: Symbology.EAN13, 12: Symbology.UPC_A, 8: Symbology.EAN8}


class Receipt(Acts):
    """A document, written from top to bottom; each method adds an element and returns the receipt.

    ::

        Receipt().text("Tea", bold=True).row("Total", "4.20 €").barcode("4006381333931").cut()

    An impossible value is refused at once. What depends on the printer, such as the width of the paper, is checked
    when the receipt is composed for it, before any byte exists.
    """

    __slots__ = ()

    @classmethod
    def from_text(cls, text: str) -> Self:
        """A plain text, as a file holds it; long lines are wrapped. A line end at its end adds no empty line."""
        return cls([Paragraph(_LAST_LINE_END.sub("", text, count=1) if type(text) is str else text)])

    @classmethod
    def from_markup(cls, text: str) -> Self:
        """A document in ReceiptLine, the receipt markup that the OFSC published; it says itself where it is cut.

        ::

            Receipt.from_markup(Path("shop.receipt").read_text(encoding="utf-8"))

        Raises:
            MarkupError: It means nothing, or asks for what cannot be; the message begins with line and column.
            DocumentError: More of it than any receipt needs.
        """
        from ocom809.receipt.markup.element import Markup

        return cls([Markup.of(text)])

    def check(self, profile: Profile = OCPP809) -> Findings:
        """What would go wrong on a printer with these facts, without printing: see :class:`Findings`."""
        from ocom809.receipt.lint import check

        return check(self, profile)

    @classmethod
    def from_template(cls, source: str | Path, data: Mapping[str, Any] | str, *, locale: str | None = None) -> Self:
        """A Jinja2 template of receipt markup with a shop's data; a value is text, whatever signs it holds.

        ::

            Receipt.from_template(Path("shop.receipt.j2"), {"items": [{"name": "Tea", "price": "4.20"}]})

        Args:
            source: The template, or the path of the file that holds it.
            data: What it speaks of: a mapping of plain values, or the same as a JSON text.
            locale: In whose way money, numbers and dates are written, such as ``de_DE``; without it, what the data
                names as ``locale``; without that, in that of no country.

        Raises:
            DocumentError: It can't be read, does not fit its data, goes on for ever, or makes no markup; the message
                names the template's line.
            MissingPackage: Jinja2 is not installed, or Babel where a locale is named.
        """
        from ocom809.receipt.templates import document_of, read_template
        from ocom809.receipt.templates.data import from_json

        name, text = read_template(source)
        values = from_json(data) if isinstance(data, str) else data
        return cls([document_of(text, values, locale=locale, name=name)])

    # Codes and pictures

    def barcode(
        self,
        data: str,
        symbology: Symbology | None = None,
        *,
        align: Alignment = Alignment.CENTER,
        height_dots: int = 100,
        module_dots: int | None = None,
        text: TextPosition = TextPosition.BELOW,
        font: Font = Font.A,
        as_dots: bool = False,
    ) -> Self:
        """A barcode; where the printer does not draw this kind, it is sent as dots and that is reported.

        Args:
            data: What it holds.
            symbology: The kind. Without it 13 digits are EAN13, 12 are UPC-A, 8 are EAN8, anything else is CODE128.
            align: Where it stands.
            height_dots: Height of the bars, 1 to 255.
            module_dots: Width of the thinnest bar, 2 to 6. Without it, 3 (0.375 mm), or 2 where 3 does not fit.
            text: Where the readable text stands.
            font: Font of that text.
            as_dots: Send dots even where the printer could draw it.

        Raises:
            CommandError: A wrong check digit, or data that this kind cannot hold.
        """
        module = _LEAST_MODULE if module_dots is None else module_dots
        command = Barcode(
            symbology or _guessed(data), data, height_dots=height_dots, module_dots=module, text=text, font=font
        )
        return self._append(Code(command, align, module_dots is None, as_dots))

    def gs1(
        self,
        data: GS1 | str,
        *,
        align: Alignment = Alignment.CENTER,
        height_dots: int = 100,
        module_dots: int | None = None,
        caption: bool = True,
        as_dots: bool = False,
    ) -> Self:
        """A GS1-128 barcode, with its data readable below, each identifier in brackets.

        Args:
            data: :class:`~ocom809.receipt.codes.GS1`, or the form that people read: ``(01)04006381333931(10)A7``.
            align: Where it stands.
            height_dots: Height of the bars, 1 to 255.
            module_dots: As for ``barcode``.
            caption: Whether the readable text stands below.
            as_dots: Send dots even where the printer could draw it.

        Raises:
            DocumentError: Data that GS1 does not allow, or more than 48 characters.
        """
        elements = data if isinstance(data, GS1) else GS1.parse(data)
        module = _LEAST_MODULE if module_dots is None else module_dots
        command = Barcode(
            Symbology.CODE128, elements.code_128, height_dots=height_dots, module_dots=module, text=TextPosition.NONE
        )
        text = elements.text if caption else ""
        return self._append(Code(command, align, module_dots is None, as_dots, caption=text))

    def qr(
        self,
        data: str | bytes,
        *,
        align: Alignment = Alignment.CENTER,
        module_dots: int | None = None,
        level: ErrorLevel = ErrorLevel.M,
        quiet_zone: bool = False,
        as_dots: bool = False,
    ) -> Self:
        """A QR code; a text goes into it as UTF-8.

        Args:
            data: What it holds.
            align: Where it stands.
            module_dots: Side of a module, 1 to 16. Without it the largest that fits, from 6 (0.75 mm) down to 3.
            level: How much of it may be lost.
            quiet_zone: Feed four modules of white above and below, as the standard demands beside ink.
            as_dots: Send dots even where the printer could draw it.
        """
        command = QRCode(data, module_dots=1 if module_dots is None else module_dots, level=level)
        return self._append(Code(command, align, module_dots is None, as_dots, quiet_zone))

    def pdf417(
        self,
        data: str | bytes,
        *,
        align: Alignment = Alignment.CENTER,
        quiet_zone: bool = False,
        as_dots: bool = False,
        **options: Any,
    ) -> Self:
        """A PDF417 code; ``options`` are those of the command ``PDF417``.

        Without ``module_dots`` the module is chosen, 3 dots or 2, and so are the columns where those are not given.
        """
        unknown = sorted(set(options) - PDF417_OPTIONS)
        if unknown:
            raise DocumentError(f"PDF417 has no {unknown[0]!r}", hint=f"It has {', '.join(sorted(PDF417_OPTIONS))}.")
        return self._append(Code(PDF417(data, **options), align, "module_dots" not in options, as_dots, quiet_zone))

    def datamatrix(
        self, data: str | bytes | GS1, *, align: Alignment = Alignment.CENTER, module_dots: int | None = None
    ) -> Self:
        """A DataMatrix, drawn here and sent as dots; of :class:`~ocom809.receipt.codes.GS1` data a GS1 DataMatrix.

        Without ``module_dots`` the largest module that fits, from 6 dots (0.75 mm) down to 3. Needs the extra
        ``codes``.
        """
        return self._append(MatrixCode("DataMatrix", data, align, module_dots))

    def aztec(self, data: str | bytes, *, align: Alignment = Alignment.CENTER, module_dots: int | None = None) -> Self:
        """An Aztec code, drawn here and sent as dots; modules as for ``datamatrix``. Needs the extra ``codes``."""
        return self._append(MatrixCode("Aztec", data, align, module_dots))

    def payment(self, payment: Payment, *, align: Alignment = Alignment.CENTER, module_dots: int | None = None) -> Self:
        """The QR code of a payment: ``SepaTransfer``, ``SwissBill``, ``Pix``, ``UPI`` or ``ZatcaInvoice``.

        Its level, its white and, of the Swiss code, its size and cross are those of its standard.
        """
        return self._append(payment_element(payment, align, module_dots))

    def image(
        self,
        picture: object,
        *,
        align: Alignment = Alignment.CENTER,
        width_dots: int | None = None,
        width_mm: float | None = None,
        share: float | None = None,
        max_height_dots: int | None = None,
        max_height_mm: float | None = None,
        page: int = 1,
        **shading: Unpack[ImageShading],
    ) -> Self:
        """A picture, which is read at once: later changes of the file do not matter.

        Here and there a white dot comes out black, so that no dots look like a real-time command (decision 008).

        Args:
            picture: A Pillow image, a path, bytes, or a binary file object: PNG, JPEG, WebP, GIF, BMP, TIFF and more;
                SVG and PDF with the extra ``images``. Of an animation, the first frame.
            align: Where it stands.
            width_dots: How wide it gets, in dots. Without any width, each pixel is a dot, and wider pictures are
                scaled down to the paper.
            width_mm: The same in millimetres.
            share: The same as a part of the paper, up to 1.
            max_height_dots: The most rows of dots; a picture that would be higher gets narrower.
            max_height_mm: The same in millimetres.
            page: Which page of a PDF file, from 1.
            shading: How greys become dots: ``dither`` (a ``Dither``; without it, line art gets a threshold and
                anything else Floyd-Steinberg), ``threshold`` (1 to 255: darker greys are black, the others white),
                ``gamma`` (how much middle greys are lightened, 0.2 to 5; without it, the profile's) and ``sharpness``
                (of edges, 0 to 5).

        Raises:
            DocumentError: It cannot be read, or is too large.
        """
        width = Width(
            dots=width_dots, mm=width_mm, share=share, max_height_dots=max_height_dots, max_height_mm=max_height_mm
        )
        return self._append(Image(read_picture(picture, page=page), width, align, shading_of(shading)))

    def logo(self, key: str, picture: object, **options: Any) -> Self:
        """A picture that the printer may keep: there it goes by its number, and whole where that is not certain.

        The printer's record must hold the very dots that this picture comes to; see ``Printer.store_logo``.

        Args:
            key: What the logo is called, up to 32 characters.
            picture: The picture, as for ``image``.
            options: The other options of ``image``; they must be those with which it was stored.
        """
        image = Receipt().image(picture, **options).elements[0]
        return self._append(Logo(key, cast("Image", image)))


def as_receipt(document: object) -> Receipt:
    """A document as a receipt: a receipt, a text, one command, or an iterable of commands.

    Raises:
        DocumentError: It is none of these.
    """
    if isinstance(document, Receipt):
        return document
    if isinstance(document, str):
        return Receipt.from_text(document)
    if isinstance(document, Command):
        return Receipt().add(document)
    if isinstance(document, Iterable) and not isinstance(document, (bytes, bytearray, memoryview)):
        receipt = Receipt()
        for command in document:  # one by one, so that an endless iterable meets the limit
            receipt.add(command)
        return receipt
    raise DocumentError(
        f"a document is a Receipt, a text or commands, not {type(document).__name__}",
        hint="Raw bytes are sent by Printer.send.",
    )


def _guessed(data: object) -> Symbology:
    digits = isinstance(data, str) and data.isascii() and data.isdigit()
    return _BY_DIGITS.get(len(str(data)), Symbology.CODE128) if digits else Symbology.CODE128
