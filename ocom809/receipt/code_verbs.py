"""The methods of a receipt that add codes: barcodes, QR codes and their kin, and codes by which something is paid."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Self

from ocom809.commands import (
    PDF417,
    Alignment,
    Barcode,
    ErrorLevel,
    Font,
    QRCode,
    Symbology,
    TextPosition,
)
from ocom809.errors import DocumentError
from ocom809.receipt.acts import Acts
from ocom809.receipt.codes.gs1 import GS1
from ocom809.receipt.elements import Code, MatrixCode
from ocom809.receipt.elements.codes import payment_element

if TYPE_CHECKING:
    from ocom809.receipt.codes.payments import Payment

PDF417_OPTIONS = frozenset(item.name for item in fields(PDF417)) - {"data"}
_LEAST_MODULE = 2
"""Of a barcode whose module is chosen later."""
_BY_DIGITS = {13: Symbology.EAN13, 12: Symbology.UPC_A, 8: Symbology.EAN8}


class Codes(Acts):
    """What adds a code; each method adds an element and returns the receipt."""

    __slots__ = ()

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


def _guessed(data: object) -> Symbology:
    digits = isinstance(data, str) and data.isascii() and data.isdigit()
    return _BY_DIGITS.get(len(str(data)), Symbology.CODE128) if digits else Symbology.CODE128
