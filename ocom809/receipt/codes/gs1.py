"""GS1 data: application identifiers with values of the right type, checked, as the text of a code and for people."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Self

from ocom809.commands import FNC1
from ocom809.commands.check_digits import check_digit
from ocom809.errors import DocumentError
from ocom809.receipt.codes.identifiers import (
    BY_NAME,
    NO_SEPARATOR_AFTER,
    Identifier,
    Kind,
    identifier_of,
    length_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_CHARACTERS = 48
"""Of a GS1-128 symbol: identifiers, values and separators, without the first FNC1."""
_CHARACTERS = frozenset(string.ascii_letters + string.digits + "!\"%&'()*+,-./:;<=>?_")
_BRACKETED = re.compile(r"\((\d{2,4})\)([^(]*)")
_MEASURE_DIGITS = 6
_MOST_DECIMALS = {"31": 5, "32": 5, "33": 5, "39": 3}
_NEEDS = {"02": "37", "37": "02"}
_EXCLUDES = {"01": ("02", "37"), "02": ("01",)}


@dataclass(frozen=True, slots=True)
class GS1:
    """Application identifiers and their values, in the order in which they stand in the code.

    ::

        GS1.of(gtin="4006381333931", expiry=date(2027, 3, 31), net_weight_kg=Decimal("1.250"), lot="A7-19")

    Attributes:
        elements: Pairs of an identifier's digits and the characters of its value.

    Raises:
        DocumentError: An identifier that does not exist, a value that it cannot have, a wrong check digit, one
            identifier twice, or identifiers that cannot stand together.
    """

    elements: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        if type(self.elements) is not tuple or not self.elements:
            raise DocumentError("GS1 data needs an application identifier", hint="GS1.of and GS1.parse make it.")
        for element in self.elements:
            if type(element) is not tuple or list(map(type, element)) != [str, str]:
                raise DocumentError(f"GS1 data is pairs of an identifier and a value, not {element!r:.60}")
        for ai, value in self.elements:
            _check(ai, value)
        _check_together([ai for ai, _ in self.elements])

    @classmethod
    def of(cls, **values: Any) -> Self:
        """From typed values by name; those of fixed length go first, which saves separators.

        Args:
            values: ``gtin``, ``sscc``, ``location`` … digits, with their check digit or without; ``expiry``,
                ``best_before`` … a ``date``; ``net_weight_kg``, ``price`` … a ``Decimal``, an ``int`` or a ``str``
                (its decimals are kept); ``count`` an ``int``; ``lot``, ``serial`` … a ``str``.
        """
        unknown = sorted(set(values) - set(BY_NAME))
        if unknown:
            raise DocumentError(f"GS1 has no {unknown[0]!r}", hint=f"It has {', '.join(BY_NAME)}.")
        elements = [_element(BY_NAME[name], value) for name, value in values.items()]
        elements.sort(key=lambda element: element[0][:2] not in NO_SEPARATOR_AFTER)
        return cls(tuple(elements))

    @classmethod
    def parse(cls, text: str) -> Self:
        """From the form that people read: ``(01)04006381333931(10)A7-19``. A bracket cannot stand within a value."""
        if type(text) is not str or not re.fullmatch(rf"(?:{_BRACKETED.pattern})+", text):
            raise DocumentError(f"{text!r} is no GS1 data", hint="It looks like (01)04006381333931(10)A7-19.")
        return cls(tuple((match[1], match[2]) for match in _BRACKETED.finditer(text)))

    @classmethod
    def from_element_string(cls, text: str) -> Self:
        """From what stands in a code behind its first FNC1, with FNC1 (or GS, 1Dh) between values of open length."""
        if type(text) is not str:
            raise DocumentError(f"an element string is a str, not {type(text).__name__}")
        elements, place = [], 0
        text = text.replace("\x1d", FNC1)
        while place < len(text):
            size = length_of(text[place : place + 2])
            ai = text[place : place + size]
            place += size
            end = place + _fixed_length(ai) if ai[:2] in NO_SEPARATOR_AFTER else text.find(FNC1, place)
            end = len(text) if end < 0 else end
            elements.append((ai, text[place:end]))
            place = end + text.startswith(FNC1, end)
        return cls(tuple(elements))

    @property
    def text(self) -> str:
        """For people: each identifier in brackets."""
        return "".join(f"({ai}){value}" for ai, value in self.elements)

    @property
    def element_string(self) -> str:
        """What a code holds behind its first FNC1: FNC1 stands behind values of open length that are not the last."""
        return _joined(self.elements)

    @property
    def code_128(self) -> str:
        """The data of a GS1-128 barcode, beginning with FNC1.

        Raises:
            DocumentError: More than the 48 characters that GS1-128 may hold.
        """
        if len(self.element_string) > MOST_CHARACTERS:
            raise DocumentError(
                f"a GS1-128 holds {MOST_CHARACTERS} characters, not {len(self.element_string)}",
                hint="Share the data out to two barcodes, or use a GS1 DataMatrix.",
            )
        return FNC1 + self.element_string


def _joined(elements: Iterable[tuple[str, str]]) -> str:
    text = "".join(f"{ai}{value}{'' if ai[:2] in NO_SEPARATOR_AFTER else FNC1}" for ai, value in elements)
    return text.removesuffix(FNC1)


def _fixed_length(ai: str) -> int:
    identifier = identifier_of(ai)
    if identifier is None:
        raise DocumentError(f"GS1 has no application identifier {ai!r}")
    return identifier.most


def _element(identifier: Identifier, value: Any) -> tuple[str, str]:
    match identifier.kind:
        case Kind.KEY:
            return identifier.ai, _key(identifier, value)
        case Kind.DATE:
            return identifier.ai, _date(identifier, value)
        case Kind.MEASURE:
            return _measure(identifier, value)
        case _:
            if identifier.kind is Kind.DIGITS and type(value) is int:
                return identifier.ai, f"{value:0{identifier.least}d}"
            if type(value) is not str:
                raise DocumentError(f"{identifier.name} is a str, not {type(value).__name__}")
            return identifier.ai, value


def _key(identifier: Identifier, value: Any) -> str:
    if type(value) is not str or not (value.isascii() and value.isdigit()):
        raise DocumentError(f"{identifier.name} is a str of digits, not {value!r}")
    whole = identifier.most
    if identifier.name.endswith("gtin"):
        return _gtin(identifier.name, value)
    return value + check_digit(value) if len(value) == whole - 1 else value


def _gtin(name: str, value: str) -> str:
    """GTIN-8, -12, -13 and -14 with their check digit, as the 14 digits that the identifier takes."""
    if len(value) not in (8, 12, 13, 14):
        raise DocumentError(f"{name} takes 8, 12, 13 or 14 digits with the check digit, not {len(value)}: {value}")
    return value.zfill(14)


def _date(identifier: Identifier, value: Any) -> str:
    if not isinstance(value, date):
        raise DocumentError(f"{identifier.name} is a date, not {value!r}", hint="Such as date(2027, 3, 31).")
    this_year = date.today().year
    if not this_year - 49 <= value.year <= this_year + 50:
        raise DocumentError(f"{identifier.name} has two digits for the year, so {value.year} would be misread")
    return f"{value:%y%m%d}"


def _measure(identifier: Identifier, value: Any) -> tuple[str, str]:
    number = decimal_of(identifier.name, value)
    decimals = max(0, -int(number.as_tuple().exponent))
    most = _MOST_DECIMALS[identifier.ai[:2]]
    if decimals > most:
        raise DocumentError(f"{identifier.name} takes {most} decimals, not {decimals}: {number}")
    digits = f"{number.scaleb(decimals):.0f}"
    return f"{identifier.ai}{decimals}", digits.zfill(_MEASURE_DIGITS if identifier.least == _MEASURE_DIGITS else 1)


def decimal_of(name: str, value: Any) -> Decimal:
    """A number that is no ``float``, whose decimals would be chance; not negative.

    Raises:
        DocumentError: Another type, or no such number.
    """
    if type(value) not in (Decimal, int, str):
        raise DocumentError(f"{name} is a Decimal, int or str, not {type(value).__name__}", hint="Decimal('1.250').")
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise DocumentError(f"{name} is a number, not {value!r}") from error
    if not number.is_finite() or number.is_signed():
        raise DocumentError(f"{name} is a number that is not negative, not {value}")
    return number


def _check(ai: str, value: str) -> None:
    identifier = identifier_of(ai)
    if identifier is None or len(ai) != length_of(ai[:2]):
        raise DocumentError(f"GS1 has no application identifier {ai!r} that is known here")
    what = f"({ai}) {identifier.name}"
    if type(value) is not str or not identifier.least <= len(value) <= identifier.most:
        wanted = f"{identifier.least} to {identifier.most}" if identifier.least != identifier.most else identifier.most
        raise DocumentError(f"{what} takes {wanted} characters, not {value!r}")
    if identifier.kind is not Kind.TEXT and not (value.isascii() and value.isdigit()):
        raise DocumentError(f"{what} takes digits only, not {value!r}")
    foreign = sorted(set(value) - _CHARACTERS)
    if foreign:
        raise DocumentError(f"{what} cannot hold {foreign[0]!r}", hint="GS1 has ASCII letters, digits and few signs.")
    if identifier.kind is Kind.KEY and value[-1] != check_digit(value[:-1]):
        raise DocumentError(f"{what} {value}: its check digit would be {check_digit(value[:-1])}, not {value[-1]}")
    if identifier.kind is Kind.DATE:
        _check_date(what, value)


def _check_date(what: str, value: str) -> None:
    year, month, day = 2000 + int(value[:2]), int(value[2:4]), int(value[4:])
    try:
        date(year, month, day or 1)  # day 00 is the last of the month
    except ValueError as error:
        raise DocumentError(f"{what} {value}: this is no date, as year, month and day") from error


def _check_together(ais: list[str]) -> None:
    for ai in ais:
        if ais.count(ai) > 1:
            raise DocumentError(f"({ai}) stands twice in the GS1 data")
        needed = _NEEDS.get(ai)
        if needed is not None and needed not in ais:
            raise DocumentError(f"({ai}) stands together with ({needed}) only", hint="Content and count are a pair.")
        for other in _EXCLUDES.get(ai, ()):
            if other in ais:
                raise DocumentError(f"({ai}) and ({other}) cannot stand together in GS1 data")
