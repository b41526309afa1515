"""The receipt on which interpreters are compared: a shop's head with a logo, sixteen items, totals, QR, EAN-13, cut."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from ocom809.commands import Alignment
from ocom809.job import prepare
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt
from ocom809.receipt.logos import StoredLogo, StoredLogos, storable

if TYPE_CHECKING:
    from ocom809.receipt.elements import Image
    from ocom809.receipt.logos import StorableLogo

KINDS: Final = ("full", "without-logo", "text-only", "stored-logo")
DATA: Final = Path(__file__).resolve().parent / "bench_data"
_COLUMNS: Final = (None, 5, 10)
_ALIGNS: Final = (Alignment.LEFT, Alignment.RIGHT, Alignment.RIGHT)
_CENTER: Final = Alignment.CENTER
_LOGO: Final = DATA / "common-logo.png"
_LOGO_KEY: Final = "shop"
_LINE_DOTS: Final = 24
_QR_DOTS, _MODULE_DOTS, _BARCODE_DOTS = 6, 3, 80


def common_stream(kind: str = "full") -> bytes:
    """The bytes that the driver sends for it; with a stored logo, to a printer that is known to keep it."""
    return prepare(common_receipt(kind), OCPP809, stored_logos=stored_logos).data


def common_receipt(kind: str = "full", data: dict[str, Any] | None = None) -> Receipt:
    """The receipt of ``bench_data``, with lines as close as receiptline sets them, and codes of the same size.

    Args:
        kind: One of ``KINDS``.
        data: What it says; that of ``bench_data`` where nothing is given.
    """
    data = data or json.loads((DATA / "common-receipt.json").read_text(encoding="utf-8"))
    receipt = Receipt().line_spacing(dots=_LINE_DOTS)
    if kind == "full":
        receipt.image(_LOGO)
    elif kind == "stored-logo":
        receipt.logo(_LOGO_KEY, _LOGO)
    _head(receipt, data)
    _goods(receipt, data)
    for line in data["foot"]:
        receipt.text(line, align=_CENTER)
    if kind != "text-only":
        receipt.qr(data["qr"], module_dots=_QR_DOTS)
        receipt.barcode(data["barcode"], module_dots=_MODULE_DOTS, height_dots=_BARCODE_DOTS)
    return receipt.cut()


def stored_logos() -> StoredLogos:
    """What a printer knows that was given the logo by ``ocom809 logo store``."""
    image = cast("Image", Receipt().image(_LOGO).elements[0])
    form = storable(image.dots(OCPP809), image.alignment, OCPP809)
    return StoredLogos((StoredLogo(_LOGO_KEY, cast("StorableLogo", form).image),))


def _head(receipt: Receipt, data: dict[str, Any]) -> None:
    name, *address = data["shop"]
    receipt.text(name, align=_CENTER, bold=True, width=2, height=2)
    for line in address:
        receipt.text(line, align=_CENTER)
    receipt.rule()
    for cells in data["head"]:
        receipt.row(*cells)
    receipt.rule()


def _goods(receipt: Receipt, data: dict[str, Any]) -> None:
    for cells in data["items"]:
        receipt.row(*cells, widths=_COLUMNS, aligns=_ALIGNS)
    receipt.rule()
    for name, amount in data["totals"]:
        receipt.row(name, amount, bold=name == "TOTAL")
    receipt.rule()
