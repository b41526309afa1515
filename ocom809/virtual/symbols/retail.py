"""EAN-13, EAN-8, UPC-A and UPC-E (ISO/IEC 15420)."""

from __future__ import annotations

from ocom809.virtual.symbols._bars import Symbol, digits_of

# Widths of a digit's two spaces and two bars. Left of the centre they start with a space ("odd"), or run backwards
# ("even"); right of it they start with a bar.
_DIGITS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")

# Which left digits run backwards, by the first digit of an EAN-13; and in UPC-E by the check digit.
_EAN13_BACKWARDS = (
    (),
    (2, 4, 5),
    (2, 3, 5),
    (2, 3, 4),
    (1, 4, 5),
    (1, 2, 5),
    (1, 2, 3),
    (1, 3, 5),
    (1, 3, 4),
    (1, 2, 4),
)
_UPC_E_BACKWARDS = (
    (0, 1, 2), (0, 1, 3), (0, 1, 4), (0, 1, 5), (0, 2, 3), (0, 3, 4), (0, 4, 5), (0, 2, 4), (0, 2, 5), (0, 3, 5)
)  # fmt: skip

_GUARD = "111"
_CENTRE = "11111"
_UPC_E_END = "111111"
_SHORT_LENGTH = 6


def ean13(data: bytes) -> Symbol | None:
    """EAN-13 from 12 digits, or 13 whose last is right."""
    digits = _checked(digits_of(data), 12)
    return Symbol(_ean13_elements(digits), digits) if digits else None


def upc_a(data: bytes) -> Symbol | None:
    """UPC-A from 11 digits, or 12 whose last is right: an EAN-13 that starts with 0."""
    digits = _checked(digits_of(data), 11)
    return Symbol(_ean13_elements("0" + digits), digits) if digits else None


def ean8(data: bytes) -> Symbol | None:
    """EAN-8 from 7 digits, or 8 whose last is right."""
    digits = _checked(digits_of(data), 7)
    if not digits:
        return None
    return Symbol(_GUARD + _left(digits[:4]) + _CENTRE + _right(digits[4:]) + _GUARD, digits)


def upc_e(data: bytes) -> Symbol | None:
    """UPC-E from 6 digits, 0 and 6, 0 and 6 and check digit, or a UPC-A of 11 or 12 digits that can be shortened.

    The manual names 11 and 12 only; the shorter forms are those of the original command set, and common.
    """
    digits = digits_of(data)
    whole, short = _upc_e_digits(digits) if digits else (None, None)
    if not whole or not short:
        return None
    check = whole[-1]
    return Symbol(_GUARD + _left(short, _UPC_E_BACKWARDS[int(check)]) + _UPC_E_END, f"0{short}{check}")


def _checked(digits: str | None, length: int) -> str | None:
    """``digits`` with their check digit, or None if they are too few, too many, or end in a wrong one."""
    if digits is None or not length <= len(digits) <= length + 1:
        return None
    whole = digits[:length] + _check_digit(digits[:length])
    return whole if whole.startswith(digits) else None


def _check_digit(digits: str) -> str:
    """Weights 3, 1, 3, 1 … from the right."""
    total = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def _ean13_elements(digits: str) -> str:
    left = _left(digits[1:7], _EAN13_BACKWARDS[int(digits[0])])
    return _GUARD + left + _CENTRE + _right(digits[7:]) + _GUARD


def _left(digits: str, backwards: tuple[int, ...] = ()) -> str:
    widths = (_DIGITS[int(digit)] for digit in digits)
    return "".join(each[::-1] if place in backwards else each for place, each in enumerate(widths))


def _right(digits: str) -> str:
    return "".join(_DIGITS[int(digit)] for digit in digits)


def _upc_e_digits(digits: str) -> tuple[str | None, str | None]:
    """The UPC-A that UPC-E data of any length stands for, which has to start with 0, and the six digits for it."""
    if len(digits) == _SHORT_LENGTH:
        digits = "0" + digits
    if not digits.startswith("0"):
        return None, None
    if len(digits) in (_SHORT_LENGTH + 1, _SHORT_LENGTH + 2):
        short, check = digits[1:7], digits[7:]
        return _checked("0" + _lengthened(short) + check, 11), short
    whole = _checked(digits, 11)
    return whole, _shortened(whole) if whole else None


def _lengthened(short: str) -> str:
    """Manufacturer and item number of the six digits of a UPC-E."""
    last = short[5]
    if last in "012":
        return f"{short[:2]}{last}0000{short[2:5]}"
    if last == "3":
        return f"{short[:3]}00000{short[3:5]}"
    if last == "4":
        return f"{short[:4]}00000{short[4]}"
    return f"{short[:5]}0000{last}"


def _shortened(upc_a_digits: str) -> str | None:
    """The six digits of the UPC-E that stands for this UPC-A, or None if it cannot be shortened."""
    maker, item = upc_a_digits[1:6], upc_a_digits[6:11]
    candidates = (
        maker[:2] + item[2:] + maker[2],
        maker[:3] + item[3:] + "3",
        maker[:4] + item[4] + "4",
        maker + item[4],
    )
    return next((each for each in candidates if _lengthened(each) == maker + item), None)
