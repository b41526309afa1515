"""A receipt as a shop hands it over its counter; its logo is drawn here, so no picture file is needed."""

from __future__ import annotations

from ocom809.commands import Alignment, Font, TextPosition
from ocom809.receipt.drawings import tea_cup
from ocom809.receipt.receipt import Receipt

_GOODS = (
    ("2", "Crème brûlée", "3.90", "7.80"),
    ("1", "Jalapeño & cheddar toast", "6.40", "6.40"),
    ("3", "Smørrebrød, smoked salmon with dill and lemon", "4.20", "12.60"),
    ("1", "Żurek, small", "3.50", "3.50"),
    ("4", "Darjeeling first flush", "4.15", "16.60"),
    ("1", "Returned: blue teapot", "-5.00", "-5.00"),
)
_COLUMNS = (4, None, 8, 9)
_ALIGNS = (Alignment.RIGHT, Alignment.LEFT, Alignment.RIGHT, Alignment.RIGHT)
_CENTER = Alignment.CENTER


def demo_receipt() -> Receipt:
    """Logo, styles, sizes, accents and €, table rows, EAN-13, Code 128, QR, drawer, alarm and cut."""
    receipt = Receipt()
    _head(receipt)
    _goods(receipt)
    _total(receipt)
    _codes(receipt)
    return receipt.drawer().alarm(times=2, duration_ms=100).cut()


def _head(receipt: Receipt) -> None:
    receipt.image(tea_cup()).feed(mm=1)
    receipt.text("The Linden Café", width=2, height=2, bold=True, align=_CENTER)
    receipt.text("Teas · Pâtisserie · Books", align=_CENTER)
    receipt.text("12 Königsallee, Düsseldorf   Tel. 0211 555 0142", font=Font.B, align=_CENTER)
    receipt.feed(mm=1).rule(thick=True)
    receipt.row("Receipt 2026-004817", "14.03.2026 09:41")
    receipt.row("Table 7", "Served by Zoë").rule()


def _goods(receipt: Receipt) -> None:
    receipt.row("Qty", "Item", "Each", "Sum", widths=_COLUMNS, aligns=_ALIGNS, bold=True)
    for goods in _GOODS:
        receipt.row(*goods, widths=_COLUMNS, aligns=_ALIGNS)
    receipt.rule()


def _total(receipt: Receipt) -> None:
    receipt.row("Subtotal", "41.90")
    receipt.row("incl. 7 % VAT", "2.74").feed(mm=1)
    receipt.row("TOTAL", "€ 41.90", width=2, height=2, bold=True).feed(mm=1)
    receipt.row("Card ···· 4242", "€ 41.90")
    receipt.row("Change", "€ 0.00").rule(thick=True)
    receipt.text("  PAID – THANK YOU  ", invert=True, height=2, align=_CENTER).feed()


def _codes(receipt: Receipt) -> None:
    receipt.text("Tell us how it was", underline=True, align=_CENTER).feed(mm=1)
    receipt.qr("https://example.com/linden/feedback?r=2026-004817", module_dots=5).feed(mm=2)
    receipt.text("Voucher: 10 % off your next pot", bold=True, align=_CENTER).feed(mm=1)
    receipt.barcode("LINDEN-10-7F3K", height_dots=72, module_dots=2).feed(mm=2)
    receipt.barcode("4006381333931", height_dots=72, text=TextPosition.BELOW).feed(mm=2)
    receipt.text("Goods may be returned within 14 days with this receipt.", font=Font.B, align=_CENTER)
    receipt.text("Merci · Danke · Gracias · Dziękujemy", font=Font.B, align=_CENTER)
