"""UPI of the National Payments Corporation of India: a link by the UPI Linking Specifications, version 1.6."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from ocom809.errors import DocumentError
from ocom809.receipt.codes.payments.base import Payment, money, must_be_texts, words

if TYPE_CHECKING:
    from decimal import Decimal

_ADDRESS = re.compile(r"[A-Za-z0-9.\-_]{2,256}@[A-Za-z][A-Za-z0-9]{1,63}")
_REFERENCE = re.compile(r"[A-Za-z0-9\-./]{1,35}")
_CATEGORY = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class UPI(Payment):
    """A payment in rupees.

    Args:
        address: The payee's virtual payment address, such as ``shop@bank``.
        payee: Up to 99 characters.
        amount: In rupees; ``None`` leaves it to the payer.
        reference: Order or bill number, up to 35 letters, digits and ``-./``; merchants need one.
        note: Up to 80 characters to the payer.
        category: The merchant's four-digit category code.

    Raises:
        DocumentError: Any of it is not so.
    """

    name: ClassVar[str] = "UPI"
    address: str
    payee: str
    amount: Decimal | int | str | None = None
    reference: str = field(default="", kw_only=True)
    note: str = field(default="", kw_only=True)
    category: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        must_be_texts(self, "address", "reference", "category")
        if not _ADDRESS.fullmatch(self.address):
            raise DocumentError(f"{self.address!r} is no payment address", hint="It looks like shop@bank.")
        for name, shape in (("reference", _REFERENCE), ("category", _CATEGORY)):
            value = getattr(self, name)
            if value and not shape.fullmatch(value):
                raise DocumentError(f"{name} cannot be {value!r}")
        words("payee", self.payee, 99, least=1)
        words("note", self.note, 80)
        _ = self.payload

    @property
    def payload(self) -> str:
        """The link ``upi://pay?…``."""
        amount = "" if self.amount is None else str(money("amount", self.amount, "0.01", "9999999999.99"))
        values = {
            "pa": self.address,
            "pn": self.payee,
            "mc": self.category,
            "tr": self.reference,
            "tn": self.note,
            "am": amount,
            "cu": "INR",
        }
        return "upi://pay?" + "&".join(f"{name}={quote(value, safe='@')}" for name, value in values.items() if value)
