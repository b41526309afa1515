"""The Swiss QR code of the QR-bill (SIX, Swiss Implementation Guidelines QR-bill, version 2.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ocom809.errors import DocumentError
from ocom809.receipt.codes.payments.accounts import creditor_reference, iban, qr_reference
from ocom809.receipt.codes.payments.base import Payment, money, must_be_texts, words

if TYPE_CHECKING:
    from decimal import Decimal

_MOST_CHARACTERS = 997
_MOST_MESSAGE = 140
_COUNTRY = re.compile(r"[A-Z]{2}")
_NO_ADDRESS = [""] * 7
# Institutions of these numbers take QR references, and no others do.
_QR_INSTITUTIONS = range(30000, 32000)
_BLOCKS = ((0x20, 0x7E), (0xA0, 0x17F))  # Basic Latin, Latin-1 Supplement, Latin Extended-A
_MORE = frozenset("ȘșȚț€")


@dataclass(frozen=True, slots=True)
class SwissAddress:
    """A structured address, the only kind that banks take since November 2025.

    Args:
        name: Up to 70 characters.
        postcode: Up to 16, without a country in front.
        town: Up to 35.
        country: Two capitals.
        street: Up to 70; may be empty.
        building: Up to 16; may be empty.
    """

    name: str
    postcode: str
    town: str
    country: str = "CH"
    street: str = ""
    building: str = ""

    def __post_init__(self) -> None:
        must_be_texts(self, "country")
        for name, most, least in _ADDRESS:
            _latin(name, words(name, getattr(self, name), most, least=least))
        if not _COUNTRY.fullmatch(self.country):
            raise DocumentError(f"country takes two capitals, not {self.country!r}")

    def lines(self) -> list[str]:
        """The seven lines of the code; the first says that the address is structured."""
        return ["S", self.name, self.street, self.building, self.postcode, self.town, self.country]


_ADDRESS = (("name", 70, 1), ("street", 70, 0), ("building", 16, 0), ("postcode", 16, 1), ("town", 35, 1))


@dataclass(frozen=True, slots=True)
class SwissBill(Payment):
    """A payment in Swiss francs or euros to an account in Switzerland or Liechtenstein.

    The code is 46 mm wide, at level M, with the Swiss cross of 7 mm in its middle.

    Args:
        account: The IBAN; with a QR reference a QR-IBAN (institution 30000 to 31999), without one a usual IBAN.
        creditor: Who is paid.
        amount: 0.01 to 999999999.99; ``None`` leaves it to the payer.
        currency: ``CHF`` or ``EUR``.
        debtor: Who pays, if that is known.
        reference: A QR reference of 27 digits, a creditor reference ``RF…``, or nothing.
        message: To the creditor; with ``billing`` up to 140 characters.
        billing: Coded information of the biller, such as ``//S1/10/…``.

    Raises:
        DocumentError: Any of it is not so.
    """

    name: ClassVar[str] = "Swiss QR code"
    account: str
    creditor: SwissAddress
    amount: Decimal | int | str | None = None
    currency: str = "CHF"
    debtor: SwissAddress | None = field(default=None, kw_only=True)
    reference: str = field(default="", kw_only=True)
    message: str = field(default="", kw_only=True)
    billing: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        must_be_texts(self, "currency", "reference")
        for name, value in (("creditor", self.creditor), ("debtor", self.debtor or self.creditor)):
            if not isinstance(value, SwissAddress):
                raise DocumentError(f"{name} is a SwissAddress, not {type(value).__name__}")
        if self.currency not in ("CHF", "EUR"):
            raise DocumentError(f"a Swiss QR code is in CHF or EUR, not {self.currency!r}")
        for name in ("message", "billing"):
            _latin(name, words(name, getattr(self, name), _MOST_MESSAGE))
        if len(self.message) + len(self.billing) > _MOST_MESSAGE:
            raise DocumentError(f"message and billing have {_MOST_MESSAGE} characters together at most")
        if len(self.payload) > _MOST_CHARACTERS:
            raise DocumentError(f"a Swiss QR code holds {_MOST_CHARACTERS} characters, not {len(self.payload)}")

    @property
    def payload(self) -> str:
        """The lines of the code, from ``SPC`` to ``EPD`` and what the biller adds."""
        account = _swiss_account(self.account)
        kind, reference = _reference(self.reference, account)
        amount = "" if self.amount is None else str(money("amount", self.amount, "0.01", "999999999.99"))
        lines = ["SPC", "0200", "1", account, *self.creditor.lines(), *_NO_ADDRESS, amount, self.currency]
        lines += [*(self.debtor.lines() if self.debtor else _NO_ADDRESS), kind, reference, self.message, "EPD"]
        return "\n".join([*lines, self.billing] if self.billing else lines)


def _swiss_account(value: str) -> str:
    account = iban(value)
    if account[:2] not in ("CH", "LI"):
        raise DocumentError(f"a Swiss QR code takes an IBAN of CH or LI, not of {account[:2]}")
    return account


def _reference(value: str, account: str) -> tuple[str, str]:
    """The kind of reference and its characters; kind and account must belong together."""
    takes_qr_references = int(account[4:9]) in _QR_INSTITUTIONS
    if value and not value.upper().startswith("RF"):
        if not takes_qr_references:
            raise DocumentError("a QR reference needs a QR-IBAN", hint="Your bank gives it; its institution is 3xxxx.")
        return "QRR", qr_reference(value)
    if takes_qr_references:
        raise DocumentError("a QR-IBAN needs a QR reference of 27 digits", hint="Or give the usual IBAN.")
    return ("SCOR", creditor_reference(value)) if value else ("NON", "")


def _latin(name: str, text: str) -> None:
    for character in text:
        if character not in _MORE and not any(low <= ord(character) <= high for low, high in _BLOCKS):
            raise DocumentError(f"{name}: a Swiss QR code cannot hold {character!r}", hint="It holds Latin letters.")
