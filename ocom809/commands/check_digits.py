"""Check digits of the article numbers, made where they are absent and verified where they are present."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable


def check_digit(digits: str) -> str:
    """The digit that belongs behind ``digits`` in an EAN or UPC number (modulo 10, weights 3 and 1 from the right)."""
    weighted = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(digits)))
    return str(-weighted % 10)


def with_check_digit(name: str, digits: str, length: int) -> str:
    """``digits`` with their check digit: added where one digit is missing, verified where none is.

    Args:
        name: What to call the number in an error.
        digits: ``length`` or ``length - 1`` decimal digits.
        length: Digits of the whole number.

    Raises:
        CommandError: Another count, no digits, or a wrong check digit (the message says the right one).
    """
    if not (digits.isascii() and digits.isdigit()):
        raise CommandError(f"{name} holds digits only, not {digits!r}")
    if len(digits) not in (length - 1, length):
        raise CommandError(
            f"{name} takes {length - 1} digits, or {length} with the check digit, not {len(digits)}: {digits!r}"
        )
    right = check_digit(digits[: length - 1])
    if len(digits) == length and digits[-1] != right:
        raise CommandError(
            f"{digits} is no {name} number: its check digit would be {right}, not {digits[-1]}",
            hint="Correct the number, or leave the check digit out and it will be added.",
        )
    return digits[: length - 1] + right


def upc_e_as_upc_a(digits: str) -> str:
    """The twelve digits of a UPC-E number, which is what ``GS k`` takes; the printer leaves the zeros out again.

    Args:
        digits: The six digits in the symbol; or the same with 0 in front (7) and the check digit behind (8); or the
            UPC-A number with (12) or without (11) its check digit.

    Raises:
        CommandError: No digits, a wrong count or check digit, or a number that has no short form.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise CommandError(f"UPC-E holds digits only, not {digits!r}")
    expand = _EXPANSIONS.get(len(digits))
    if expand is None:
        raise CommandError(f"UPC-E takes 6, 7, 8, 11 or 12 digits, not {len(digits)}: {digits!r}")
    number = with_check_digit("UPC-E", expand(digits), 12)
    _must_shorten(number)
    return number


def _expanded(six: str) -> str:
    """The body of a UPC-A number whose zeros the last of six digits describes."""
    last = six[5]
    if last in "012":
        return six[:2] + last + "0000" + six[2:5]
    if last == "3":
        return six[:3] + "00000" + six[3:5]
    if last == "4":
        return six[:4] + "00000" + six[4]
    return six[:5] + "0000" + last


_EXPANSIONS: dict[int, Callable[[str], str]] = {
    6: lambda digits: "0" + _expanded(digits),
    7: lambda digits: digits[0] + _expanded(digits[1:]),
    8: lambda digits: digits[0] + _expanded(digits[1:7]) + digits[7],
    11: lambda digits: digits,
    12: lambda digits: digits,
}


def _must_shorten(number: str) -> None:
    """Refuse a UPC-A number that no six digits expand to."""
    maker, product = number[1:6], number[6:11]
    shapes = (
        maker[2] in "012" and maker[3:] == "00" and product[:2] == "00",
        maker[3:] == "00" and product[:3] == "000",
        maker[4] == "0" and product[:4] == "0000",
        product[:4] == "0000" and product[4] >= "5",
    )
    if number[0] != "0" or not any(shapes):
        raise CommandError(
            f"{number} has no short form: UPC-E needs a 0 in front and enough zeros inside", hint="Print it as UPC-A."
        )
