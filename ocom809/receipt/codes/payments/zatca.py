"""The QR code of Saudi Arabian invoices: ZATCA's tags, lengths and values in Base64."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING, ClassVar

from ocom809.errors import DocumentError
from ocom809.receipt.codes.payments.base import Payment, money, must_be_texts, words

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

_MOST_CHARACTERS = 700
_MOST_VALUE_BYTES = 255
_VAT_NUMBER = re.compile(r"3\d{13}3")
_MOST = "9999999999999.99"


@dataclass(frozen=True, slots=True)
class ZatcaInvoice(Payment):
    """What a simplified tax invoice states, for ZATCA's app to read.

    Tags 1 to 5 are asked for since December 2021. Tags 6 to 9 (phase 2) come from the seller's e-invoicing solution,
    which signs the XML; they are passed on byte for byte.

    Args:
        seller: The seller's name, in Arabic or any other script.
        vat_number: 15 digits that begin and end with 3.
        issued: When; must know its time zone.
        total: With VAT, in riyals.
        vat: The VAT in it.
        invoice_hash: Tag 6.
        signature: Tag 7.
        public_key: Tag 8.
        stamp: Tag 9, of simplified invoices.

    Raises:
        DocumentError: Any of it is not so.
    """

    name: ClassVar[str] = "ZATCA code"
    seller: str
    vat_number: str
    issued: datetime
    total: Decimal | int | str
    vat: Decimal | int | str
    invoice_hash: bytes = field(default=b"", kw_only=True)
    signature: bytes = field(default=b"", kw_only=True)
    public_key: bytes = field(default=b"", kw_only=True)
    stamp: bytes = field(default=b"", kw_only=True)

    def __post_init__(self) -> None:
        must_be_texts(self, "vat_number")
        for name in ("invoice_hash", "signature", "public_key", "stamp"):
            if type(getattr(self, name)) is not bytes:
                raise DocumentError(f"{name} is bytes, not {type(getattr(self, name)).__name__}")
        words("seller", self.seller, _MOST_VALUE_BYTES, least=1)
        if not _VAT_NUMBER.fullmatch(self.vat_number):
            raise DocumentError(f"{self.vat_number!r} is no VAT number: 15 digits that begin and end with 3")
        if getattr(self.issued, "tzinfo", None) is None or not hasattr(self.issued, "astimezone"):
            raise DocumentError("issued is a datetime with a time zone", hint="datetime.now(UTC), for instance.")
        if money("vat", self.vat, "0", _MOST) > money("total", self.total, "0", _MOST):
            raise DocumentError(f"a VAT of {self.vat} is more than the total of {self.total}")
        if len(self.payload) > _MOST_CHARACTERS:
            raise DocumentError(f"a ZATCA code holds {_MOST_CHARACTERS} characters, not {len(self.payload)}")

    @property
    def payload(self) -> str:
        """All tags in Base64."""
        values = [
            self.seller.encode(),
            self.vat_number.encode(),
            f"{self.issued.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode(),
            str(money("total", self.total, "0", _MOST)).encode(),
            str(money("vat", self.vat, "0", _MOST)).encode(),
            *(self.invoice_hash, self.signature, self.public_key, self.stamp),
        ]
        return b64encode(b"".join(_tag(number, value) for number, value in enumerate(values, start=1))).decode()


def _tag(number: int, value: bytes) -> bytes:
    if len(value) > _MOST_VALUE_BYTES:
        raise DocumentError(f"tag {number} of a ZATCA code holds {_MOST_VALUE_BYTES} bytes, not {len(value)}")
    return bytes((number, len(value))) + value if value else b""
