"""Account numbers and references of banks, by their check digits."""

from __future__ import annotations

import re

from ocom809.errors import DocumentError

_MODULUS = 97
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_CREDITOR_REFERENCE = re.compile(r"RF\d{2}[A-Z0-9]{1,21}")
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_QR_REFERENCE = re.compile(r"\d{27}")
# Carry of the recursive modulo 10 of Swiss references: row by the carry, column by the digit.
_RECURSIVE = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)
# Lengths by country, from the SWIFT IBAN registry, for the countries of SEPA.
_LENGTHS = {
    "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}  # fmt: skip


def iban(value: object) -> str:
    """An IBAN without its blanks.

    Raises:
        DocumentError: Not of that form or length, or with wrong check digits.
    """
    if type(value) is not str:
        raise DocumentError(f"an IBAN is a str, not {type(value).__name__}")
    compact = value.replace(" ", "").upper()
    if not _IBAN.fullmatch(compact):
        raise DocumentError(f"{value!r} is no IBAN", hint="It looks like DE33 1002 0500 0001 1947 00.")
    length = _LENGTHS.get(compact[:2], len(compact))
    if len(compact) != length:
        raise DocumentError(f"an IBAN of {compact[:2]} has {length} characters, not {len(compact)}: {value}")
    if _remainder(compact) != 1:
        raise DocumentError(f"{value} is no IBAN: its check digits are wrong", hint="A digit was mistyped.")
    return compact


def bic(value: str) -> str:
    """A bank's BIC, of 8 or 11 characters.

    Raises:
        DocumentError: Not of that form.
    """
    if type(value) is not str or not _BIC.fullmatch(value):
        raise DocumentError(f"{value!r} is no BIC", hint="It has 8 or 11 capitals and digits, such as BFSWDE33BER.")
    return value


def creditor_reference(value: str) -> str:
    """A creditor reference of ISO 11649 (``RF…``) without its blanks.

    Raises:
        DocumentError: Not of that form, or with wrong check digits.
    """
    compact = value.replace(" ", "").upper() if type(value) is str else ""
    if not _CREDITOR_REFERENCE.fullmatch(compact) or _remainder(compact) != 1:
        raise DocumentError(f"{value!r} is no creditor reference", hint="It looks like RF18 5390 0754 7034.")
    return compact


def qr_reference(value: str) -> str:
    """A Swiss QR reference without its blanks: 27 digits, the last by recursive modulo 10.

    Raises:
        DocumentError: Not of that form, or with a wrong check digit.
    """
    compact = value.replace(" ", "") if type(value) is str else ""
    if not _QR_REFERENCE.fullmatch(compact):
        raise DocumentError(f"{value!r} is no QR reference: that has 27 digits")
    right = recursive_check_digit(compact[:-1])
    if compact[-1] != right:
        raise DocumentError(f"QR reference {value}: its check digit would be {right}, not {compact[-1]}")
    return compact


def recursive_check_digit(digits: str) -> str:
    """The digit behind ``digits`` by the recursive modulo 10 of Swiss payments."""
    carry = 0
    for digit in digits:
        carry = _RECURSIVE[(carry + int(digit)) % 10]
    return str((10 - carry) % 10)


def _remainder(text: str) -> int:
    """ISO 7064 mod 97-10: the first four characters go to the end, letters count from A = 10."""
    return int("".join(str(int(character, 36)) for character in text[4:] + text[:4])) % _MODULUS
