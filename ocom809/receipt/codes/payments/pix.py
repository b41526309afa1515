"""Pix of the Banco Central do Brasil: BR Code, which is EMV's merchant-presented QR code (tags, lengths, CRC)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ocom809.errors import DocumentError
from ocom809.receipt.codes.payments.base import Payment, money, must_be_texts, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

_SCHEME = "br.gov.bcb.pix"
_MOST_FIELD = 99
_POLYNOMIAL, _START = 0x1021, 0xFFFF
_TXID = re.compile(r"[A-Za-z0-9]{1,25}|\*\*\*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_PHONE = re.compile(r"\+55\d{10,11}")
_URL = re.compile(r"[\w.-]+\.[\w-]+/[\w./~%-]+", re.ASCII)
_LONGEST_EMAIL = 77


@dataclass(frozen=True, slots=True)
class Pix(Payment):
    """A payment in reais by Pix.

    Args:
        key: The payee's Pix key: CPF or CNPJ (digits only), ``+55`` and a telephone number, an e-mail address, or a
            random key. Empty where ``url`` is given.
        payee: Up to 25 ASCII characters.
        city: Up to 15 ASCII characters.
        amount: In reais; ``None`` leaves it to the payer.
        txid: Up to 25 letters and digits that come back with the money; ``***`` for none.
        description: To the payer; together with the key up to 99 characters of the account field.
        url: Where a dynamic code's charge lies, without ``https://``, as the bank's Pix API gives it.

    Raises:
        DocumentError: Any of it is not so.
    """

    name: ClassVar[str] = "Pix"
    key: str
    payee: str
    city: str
    amount: Decimal | int | str | None = None
    txid: str = field(default="***", kw_only=True)
    description: str = field(default="", kw_only=True)
    url: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        must_be_texts(self, "key", "url", "txid")
        if bool(self.key) == bool(self.url):
            raise DocumentError("Pix takes a key (static code) or a url (dynamic code), one of the two")
        if self.url and not _URL.fullmatch(self.url):
            raise DocumentError(f"{self.url!r} is no address of a Pix charge", hint="Leave out https://.")
        if self.key:
            _check_key(self.key)
        if not _TXID.fullmatch(self.txid):
            raise DocumentError(f"txid takes up to 25 letters and digits, not {self.txid!r}")
        for name, most in (("payee", 25), ("city", 15)):
            _ascii(name, words(name, getattr(self, name), most, least=1))
        _ascii("description", words("description", self.description, _MOST_FIELD))
        _ = self.payload

    @property
    def payload(self) -> str:
        """The fields, and the CRC over all of them."""
        where = _field("25", self.url) if self.url else _field("01", self.key)
        note = _field("02", self.description) if self.description else ""
        amount = "" if self.amount is None else f"{money('amount', self.amount, '0.01', '9999999999.99')}"
        fields = (
            _field("00", "01"),
            _field("01", "12") if self.url else "",
            _field("26", _field("00", _SCHEME) + where + note),
            _field("52", "0000") + _field("53", "986"),
            _field("54", amount) if amount else "",
            _field("58", "BR") + _field("59", self.payee) + _field("60", self.city),
            _field("62", _field("05", self.txid)),
            "6304",
        )
        text = "".join(fields)
        return f"{text}{crc16(text.encode('ascii')):04X}"


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 1021h, start FFFFh, which EMV takes."""
    crc = _START
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ _POLYNOMIAL if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def _field(tag: str, value: str) -> str:
    if len(value) > _MOST_FIELD:
        raise DocumentError(f"field {tag} of a Pix code has {_MOST_FIELD} characters at most, not {len(value)}")
    return f"{tag}{len(value):02}{value}"


def _ascii(name: str, text: str) -> None:
    if not text.isascii():
        raise DocumentError(f"{name} takes ASCII only, not {text!r}", hint="Leave the accents out: SAO PAULO.")


def _check_key(key: str) -> None:
    if not any(is_one(key) for is_one in _KEYS):
        raise DocumentError(
            f"{key!r} is no Pix key",
            hint="CPF (11 digits) and CNPJ (14) need right check digits; +5511…; an e-mail address; a random key.",
        )


def _is_cpf(key: str) -> bool:
    return bool(re.fullmatch(r"\d{11}", key)) and len(set(key)) > 1 and _ends_in_check_digits(key, 12)


def _is_cnpj(key: str) -> bool:
    return bool(re.fullmatch(r"\d{14}", key)) and _ends_in_check_digits(key, 9)


def _ends_in_check_digits(key: str, most_weight: int) -> bool:
    """Both check digits: weights from 2 upwards from the right, of a CNPJ again from 2 behind 9; modulo 11."""
    for place in (len(key) - 2, len(key) - 1):
        weights = (2 + number % (most_weight - 1) for number in range(place))
        rest = sum(int(digit) * weight for digit, weight in zip(reversed(key[:place]), weights, strict=True)) % 11
        if int(key[place]) != (0 if rest < 2 else 11 - rest):  # noqa: PLR2004 - the rule's own number
            return False
    return True


_KEYS: tuple[Callable[[str], object], ...] = (
    _is_cpf,
    _is_cnpj,
    _PHONE.fullmatch,
    _UUID.fullmatch,
    lambda key: len(key) <= _LONGEST_EMAIL and key.isascii() and _EMAIL.fullmatch(key),
)
