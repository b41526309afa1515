"""The words for templates: money, numbers, dates and times, columns and codes."""

from __future__ import annotations

import datetime
from decimal import Decimal, DecimalException
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Undefined

from ocom809.errors import DocumentError, MissingPackage
from ocom809.receipt.cells import cell_width
from ocom809.receipt.templates.bounded import printed
from ocom809.receipt.templates.marks import signs, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_WIDEST: Final = 256
_SHOWN_CHARACTERS: Final = 40
_MOST_DIGITS: Final = 12
_WITHOUT_CENTS: Final = frozenset(["CLP", "HUF", "IDR", "ISK", "JPY", "KRW", "PYG", "VND"])
_SIDES: Final = ("left", "center", "right")
_BARCODES: Final = ["upc", "ean", "jan", "code39", "itf", "codabar", "nw7", "code93", "code128"]
_STYLES: Final = ("short", "medium", "long", "full")


def filters_for(locale: str | None) -> dict[str, Callable[..., Any]]:
    """All of them, by name.

    Raises:
        MissingPackage: A locale is asked for, and Babel is not installed.
        DocumentError: There is no such locale.
    """
    ways = PlainWays() if locale is None else LocalWays(locale)
    return {
        "barcode": barcode,
        "columns": columns,
        "date": lambda moment, style="medium": value(ways.date(_moment(moment), _style(style))),
        "datetime": lambda moment, style="medium": value(ways.datetime(_moment(moment), _style(style))),
        "money": lambda amount, currency="": value(ways.money(_number(amount), str(currency))),
        "number": lambda amount, digits=None: value(ways.number(_number(amount), _digits(digits))),
        "pad": pad,
        "qr": qr,
        "since": since,
        "round": lambda amount, digits=0: round(_number(amount), _digits(digits) or 0),
        "time": lambda moment, style="short": value(ways.time(_moment(moment), _style(style))),
    }


class PlainWays:
    """The ways of no country: 1234.50 EUR, 2026-11-26, 14:05."""

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with two digits, or with none where the currency has no cents."""
        digits = 0 if currency.upper() in _WITHOUT_CENTS else 2
        return f"{self.number(amount, digits)} {currency}".rstrip()

    def number(self, amount: Decimal, digits: int | None) -> str:
        """A number, with so many digits behind the point."""
        return f"{amount:f}" if digits is None else f"{amount:.{digits}f}"

    def date(self, moment: datetime.datetime, style: str) -> str:
        """The day."""
        del style
        return moment.date().isoformat()

    def time(self, moment: datetime.datetime, style: str) -> str:
        """Hours and minutes, and seconds unless it shall be short."""
        return moment.strftime("%H:%M" if style == "short" else "%H:%M:%S")

    def datetime(self, moment: datetime.datetime, style: str) -> str:
        """Both."""
        return f"{self.date(moment, style)} {self.time(moment, style)}"


class LocalWays:
    """The ways of a locale, as Babel knows them.

    Raises:
        MissingPackage: Babel is not installed.
        DocumentError: There is no such locale.
    """

    def __init__(self, locale: str) -> None:
        try:
            import babel
            import babel.dates
            import babel.numbers
        except ImportError as error:
            raise MissingPackage(
                "a locale needs the package babel",
                hint="Install it: pip install 'ocom809[templates]'; or name no locale for plain numbers.",
            ) from error
        try:
            self._locale = babel.Locale.parse(locale.replace("-", "_"))
        except (babel.UnknownLocaleError, ValueError, TypeError) as error:
            raise DocumentError(f"there is no locale {locale[:40]!r}", hint="Such as de_DE or en_GB.") from error
        self._numbers, self._dates = babel.numbers, babel.dates

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with its currency's sign and digits; without a currency, with two digits."""
        if not currency:
            return self.number(amount, 2)
        return _plain_blanks(self._numbers.format_currency(amount, currency, locale=self._locale))

    def number(self, amount: Decimal, digits: int | None) -> str:
        """A number, with so many digits behind the point, or as many as it has."""
        exponent = amount.as_tuple().exponent
        places = digits if digits is not None else max(0, -exponent) if isinstance(exponent, int) else 0
        # Grouped as the locale does, with just so many digits.
        shape = "#,##0" + ("." + "0" * places if places else "")
        pattern = self._locale.decimal_formats[None].pattern
        shape = "#,##,##0" + shape[5:] if "#,##,##0" in pattern else shape
        return _plain_blanks(self._numbers.format_decimal(amount, shape, locale=self._locale))

    def date(self, moment: datetime.datetime, style: str) -> str:
        """The day."""
        return _plain_blanks(self._dates.format_date(moment.date(), style, locale=self._locale))

    def time(self, moment: datetime.datetime, style: str) -> str:
        """The time of day, where the clock hangs."""
        return _plain_blanks(self._dates.format_time(moment.time(), style, locale=self._locale))

    def datetime(self, moment: datetime.datetime, style: str) -> str:
        """Both."""
        return _plain_blanks(self._dates.format_datetime(moment.replace(tzinfo=None), style, locale=self._locale))


def _plain_blanks(text: str) -> str:
    """Code pages have no narrow blank that does not break; the wide one serves. Marks of direction have no ink."""
    return text.replace("\u202f", "\u00a0").replace("\u200e", "").replace("\u200f", "")


def since(end: object, begin: object) -> str:
    """How long it took from ``begin`` to ``end``, as hours:minutes."""
    first, last = _moment(begin), _moment(end)
    if (first.tzinfo is None) != (last.tzinfo is None):
        raise DocumentError("one of the two times names its zone and the other does not")
    minutes = round((last - first).total_seconds() / 60)
    if minutes < 0:
        raise DocumentError(f"{_shown(end)} is before {_shown(begin)}")
    return f"{minutes // 60}:{minutes % 60:02}"


def _number(amount: object) -> Decimal:
    if isinstance(amount, Undefined):
        str(amount)  # says what there is not
    if isinstance(amount, bool) or not isinstance(amount, (int, float, Decimal, str)):
        raise DocumentError(f"{_shown(amount)} is no number")
    try:
        number = Decimal(str(amount).strip())
    except DecimalException as error:
        raise DocumentError(f"{_shown(amount)} is no number") from error
    if not number.is_finite() or number.adjusted() > _WIDEST:
        raise DocumentError(f"{_shown(amount)} is no number that fits a receipt")
    return number


def _digits(digits: object) -> int | None:
    if digits is None:
        return None
    if isinstance(digits, int) and 0 <= digits <= _MOST_DIGITS:
        return digits
    raise DocumentError(f"digits are 0 to {_MOST_DIGITS}, not {_shown(digits)}")


def _moment(moment: object) -> datetime.datetime:
    """A date, a time or both, as Python has them or as ISO 8601 writes them."""
    if isinstance(moment, datetime.datetime):
        return moment
    if isinstance(moment, datetime.date):
        return datetime.datetime.combine(moment, datetime.time())
    if isinstance(moment, datetime.time):
        return datetime.datetime.combine(datetime.date(1970, 1, 1), moment)
    try:
        return datetime.datetime.fromisoformat(str(moment).strip())
    except ValueError as error:
        hint = "Dates are written as in 2026-11-26T14:05:00."
        raise DocumentError(f"{_shown(moment)} is no date and time", hint=hint) from error


def _style(style: object) -> str:
    return _one_of("a style", style, _STYLES)


def pad(text: object, width: object, side: str = "left") -> str:
    """The text in so many columns, counted as the paper counts; what is longer stays as it is."""
    if not isinstance(width, int) or not 0 <= width <= _WIDEST:
        raise DocumentError(f"pad takes 0 to {_WIDEST} columns, not {_shown(width)}")
    shown = str(printed(text))
    spare = max(0, width - sum(map(cell_width, shown)))
    before = {"left": 0, "center": spare // 2, "right": spare}[_one_of("a side", side, _SIDES)]
    return " " * before + shown + " " * (spare - before)


def columns(cells: Iterable[object], sides: Iterable[str] | None = None) -> str:
    """The cells of one line: the first on the left, the last on the right, others in the middle, or by ``sides``."""
    texts = [str(printed(cell)) for cell in cells]
    middle = ["center"] * (len(texts) - 2)
    places = list(sides) if sides else ["left", *middle, "right"][: max(len(texts), 1)]
    if len(places) != len(texts):
        raise DocumentError(f"{len(texts)} columns have {len(places)} sides")
    around = {"left": ("", " "), "center": (" ", " "), "right": (" ", "")}
    parts = []
    for text, place in zip(texts, places, strict=True):
        before, after = around[_one_of("a side", place, _SIDES)]
        parts.append(signs(before) + text + signs(after))
    return signs("|") + signs("|").join(parts) + signs("|")


def barcode(data: object, kind: str = "code128", module: int = 2, height: int = 72, *, text: bool = True) -> str:
    """A line with a barcode: one of the markup's kinds, bars of 2 to 4 dots and a height of 24 to 240."""
    known = _one_of("a kind of barcode", kind, _BARCODES)
    option = f"{known},{_within('module', module, 2, 4)},{_within('height', height, 24, 240)},{'hri' if text else ''}"
    return _property(data, option.rstrip(","))


def qr(data: object, cell: int = 4, level: str = "m") -> str:
    """A line with a QR code: modules of 3 to 8 dots, error correction l, m, q or h."""
    return _property(data, f"qrcode,{_within('cell', cell, 3, 8)},{_one_of('a level', level, 'lmqh')}")


def _property(data: object, option: str) -> str:
    return signs("{code: ") + str(printed(data)) + signs("; option: ") + signs(option) + signs("}")


def _within(name: str, number: object, least: int, most: int) -> int:
    if isinstance(number, int) and least <= number <= most:
        return number
    raise DocumentError(f"{name} is {least} to {most}, not {_shown(number)}")


def _one_of(what: str, word: object, words: Iterable[str]) -> str:
    if isinstance(word, str) and word in tuple(words):
        return word
    raise DocumentError(f"{_shown(word)} is not {what}", hint=f"There are {', '.join(words)}.")


def _shown(thing: object) -> str:
    text = repr(thing) if not isinstance(thing, Decimal) else str(thing)
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
