"""What all payments have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from ocom809.commands import ErrorLevel
from ocom809.errors import DocumentError
from ocom809.receipt.codes.gs1 import decimal_of

if TYPE_CHECKING:
    from decimal import Decimal


class Payment(ABC):
    """Data of a payment, which knows the text of its QR code.

    Attributes:
        name: What messages call it.
        level: The error correction that its standard asks for.
    """

    __slots__ = ()
    name: ClassVar[str]
    level: ClassVar[ErrorLevel] = ErrorLevel.M

    @property
    @abstractmethod
    def payload(self) -> str:
        """The text of the QR code."""


def must_be_texts(payment: object, *names: str) -> None:
    """Refuse attributes that are no texts.

    Raises:
        DocumentError: One of them is something else.
    """
    for name in names:
        if type(getattr(payment, name)) is not str:
            raise DocumentError(f"{name} is a str, not {type(getattr(payment, name)).__name__}")


def money(name: str, value: Any, least: str, most: str) -> Decimal:
    """An amount with two decimals at most.

    Raises:
        DocumentError: No number, more decimals, or out of range.
    """
    amount = decimal_of(name, value)
    if amount != round(amount, 2):
        raise DocumentError(f"{name} has two decimals, not as in {amount}")
    if not decimal_of(name, least) <= amount <= decimal_of(name, most):
        raise DocumentError(f"{name} must be {least} to {most}, not {amount}")
    return round(amount, 2)


def words(name: str, value: Any, most: int, *, least: int = 0) -> str:
    """A text on one line.

    Raises:
        DocumentError: No text, a length that is not allowed, or a control character.
    """
    if type(value) is not str:
        raise DocumentError(f"{name} is a str, not {type(value).__name__}")
    if not least <= len(value) <= most:
        raise DocumentError(f"{name} takes {least} to {most} characters, not {len(value)}")
    if not value.isprintable():
        raise DocumentError(f"{name} stands on one line, without control characters: {value!r}")
    if value != value.strip():
        raise DocumentError(f"{name} begins or ends with a blank: {value!r}")
    return value
