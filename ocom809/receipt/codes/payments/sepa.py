"""SEPA credit transfers: the QR code of EPC069-12, which Germany knows as GiroCode and Austria as "Zahlen mit Code"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ocom809.errors import DocumentError
from ocom809.receipt.codes.payments.accounts import bic, creditor_reference, iban
from ocom809.receipt.codes.payments.base import Payment, money, must_be_texts, words

if TYPE_CHECKING:
    from decimal import Decimal

_MOST_BYTES = 331
_PURPOSE = re.compile(r"[A-Z0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class SepaTransfer(Payment):
    """A transfer in euros that the customer's banking app fills in.

    Version 002 of the code, in UTF-8, at level M; the whole may have 331 bytes.

    Args:
        name_of_payee: Up to 70 characters.
        iban: The payee's account.
        amount: 0.01 to 999999999.99 euros; ``None`` leaves it to the payer.
        bic: The payee's bank; needed only for banks outside the European Economic Area.
        purpose: Up to four capitals and digits, such as ``CHAR``.
        reference: A creditor reference ``RF…``; not together with ``text``.
        text: Up to 140 characters to the payee.
        information: Up to 70 characters to the payer.

    Raises:
        DocumentError: Any of it is not so.
    """

    name: ClassVar[str] = "SEPA transfer"
    name_of_payee: str
    iban: str
    amount: Decimal | int | str | None = None
    bic: str = field(default="", kw_only=True)
    purpose: str = field(default="", kw_only=True)
    reference: str = field(default="", kw_only=True)
    text: str = field(default="", kw_only=True)
    information: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        must_be_texts(self, "bic", "purpose", "reference", "text", "information")
        if self.reference and self.text:
            raise DocumentError("a SEPA transfer has a reference or a text, not both")
        if self.purpose and not _PURPOSE.fullmatch(self.purpose):
            raise DocumentError(f"purpose takes up to 4 capitals and digits, not {self.purpose!r}")
        size = len(self.payload.encode())
        if size > _MOST_BYTES:
            raise DocumentError(
                f"a SEPA transfer has {_MOST_BYTES} bytes at most, not {size}", hint="Shorten the text."
            )

    @property
    def payload(self) -> str:
        """Up to twelve lines; empty ones at the end are left out."""
        lines = (
            "BCD",
            "002",
            "1",
            "SCT",
            bic(self.bic) if self.bic else "",
            words("name_of_payee", self.name_of_payee, 70, least=1),
            iban(self.iban),
            "" if self.amount is None else f"EUR{money('amount', self.amount, '0.01', '999999999.99')}",
            self.purpose,
            creditor_reference(self.reference) if self.reference else "",
            words("text", self.text, 140),
            words("information", self.information, 70),
        )
        return "\n".join(lines).rstrip("\n")
