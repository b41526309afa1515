"""Whatever a caller hands over, it is taken or refused by an error of ours; nothing foreign escapes."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest

from ocom809 import Receipt
from ocom809.errors import InputError
from ocom809.receipt import compose
from ocom809.receipt.codes import GS1, UPI, Pix, SepaTransfer, SwissAddress, SwissBill, ZatcaInvoice

IBAN, SWISS_IBAN, VAT = "DE33100205000001194700", "CH5800791123000889012", "310122393500003"
HOME = SwissAddress("a", "1", "b")
NOW = datetime.now(UTC)
MAKERS = {
    "qr": lambda value: compose(Receipt().qr(value)),
    "qr as dots": lambda value: compose(Receipt().qr(value, as_dots=True)),
    "aztec": lambda value: compose(Receipt().aztec(value)),
    "datamatrix": lambda value: compose(Receipt().datamatrix(value)),
    "barcode": lambda value: compose(Receipt().barcode(value)),
    "barcode as dots": lambda value: compose(Receipt().barcode(value, as_dots=True)),
    "pdf417": lambda value: compose(Receipt().pdf417(value)),
    "pdf417 as dots": lambda value: compose(Receipt().pdf417(value, as_dots=True)),
    "module": lambda value: compose(Receipt().qr("x", module_dots=value)),
    "gs1": lambda value: compose(Receipt().gs1(value)),
    "gs1 pairs": lambda value: GS1(((value, value),)),
    "gs1 elements": GS1,
    "element string": GS1.from_element_string,
    "gtin": lambda value: GS1.of(gtin=value),
    "lot": lambda value: GS1.of(lot=value),
    "count": lambda value: GS1.of(count=value),
    "expiry": lambda value: GS1.of(expiry=value),
    "price": lambda value: GS1.of(price=value),
    "payee": lambda value: SepaTransfer(value, IBAN),
    "iban": lambda value: SepaTransfer("a", value),
    "amount": lambda value: SepaTransfer("a", IBAN, value),
    "bic": lambda value: SepaTransfer("a", IBAN, bic=value),
    "purpose": lambda value: SepaTransfer("a", IBAN, purpose=value),
    "reference": lambda value: SepaTransfer("a", IBAN, reference=value),
    "text": lambda value: SepaTransfer("a", IBAN, text=value),
    "name": lambda value: SwissAddress(value, "1", "b"),
    "country": lambda value: SwissAddress("a", "1", "b", value),
    "account": lambda value: SwissBill(value, HOME),
    "creditor": lambda value: SwissBill(SWISS_IBAN, value),
    "debtor": lambda value: SwissBill(SWISS_IBAN, HOME, debtor=value),
    "currency": lambda value: SwissBill(SWISS_IBAN, HOME, currency=value),
    "qr reference": lambda value: SwissBill(SWISS_IBAN, HOME, reference=value),
    "pix key": lambda value: Pix(value, "a", "b"),
    "pix url": lambda value: Pix("", "a", "b", url=value),
    "txid": lambda value: Pix("+5511943214321", "a", "b", txid=value),
    "upi address": lambda value: UPI(value, "a"),
    "upi payee": lambda value: UPI("ab@cd", value),
    "category": lambda value: UPI("ab@cd", "a", category=value),
    "seller": lambda value: ZatcaInvoice(value, VAT, NOW, 1, 0),
    "vat number": lambda value: ZatcaInvoice("a", value, NOW, 1, 0),
    "issued": lambda value: ZatcaInvoice("a", VAT, value, 1, 0),
    "stamp": lambda value: ZatcaInvoice("a", VAT, NOW, 1, 0, stamp=value),
    "payment": lambda value: Receipt().payment(value),
}
VALUES = [None, 0, True, 1.5, "", b"", "\0" * 9, "x" * 100_000, "\ud800", "\u202e", [], (), object(), b"\xff" * 5000]


@pytest.mark.parametrize("maker", MAKERS)
def test_nothing_foreign_escapes(maker):
    for value in VALUES:
        with suppress(InputError):
            MAKERS[maker](value)
