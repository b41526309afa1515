"""What each kind of barcode can hold, the data of ``GS k`` for it, and how wide its symbol is."""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ocom809.commands.check_digits import upc_e_as_upc_a, with_check_digit
from ocom809.commands.code128 import MOST_BYTES, code_128
from ocom809.commands.symbology import Symbology
from ocom809.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable

THICK_DOTS = {2: 5, 3: 8, 4: 10, 5: 13, 6: 15}
"""Thick bars of two-level symbologies by ``GS w``: 0.625, 1.0, 1.25, 1.625 and 1.875 mm at 8 dots per mm."""

_CODE39 = frozenset(string.digits + string.ascii_uppercase + " $%+-./")
_CODE93_SINGLE = _CODE39
_CODABAR_NARROW = frozenset(string.digits + "-$")
_CODABAR_WIDE = frozenset("+./:")
_CODABAR_ENDS = frozenset("ABCD")
_SHORTEST_CODABAR = 3
_REAL_TIME = ("\x10\x04", "\x10\x05", "\x10\x14")


@dataclass(frozen=True, slots=True)
class SymbolData:
    """The data of one symbol and its width.

    Attributes:
        payload: What ``GS k`` carries.
        thin: Thin elements; of a multi-level symbology its modules.
        thick: Thick elements; of a multi-level symbology none.
    """

    payload: bytes
    thin: int
    thick: int = 0

    def width_dots(self, module_dots: int) -> int:
        """Dots from the first bar to the last, without quiet zones."""
        return self.thin * module_dots + self.thick * THICK_DOTS[module_dots]


@lru_cache(maxsize=64)  # a barcode asks when it is made, when it is checked, for its width and for its bytes
def symbol_data(symbology: Symbology, data: str) -> SymbolData:
    """Check ``data`` and turn it into what the printer takes.

    Raises:
        CommandError: Characters, a length or a check digit that the symbology does not have.
    """
    return _READERS[symbology](data)


def _upc_a(data: str) -> SymbolData:
    return SymbolData(with_check_digit("UPC-A", data, 12).encode(), 95)


def _upc_e(data: str) -> SymbolData:
    return SymbolData(upc_e_as_upc_a(data).encode(), 51)


def _ean_13(data: str) -> SymbolData:
    return SymbolData(with_check_digit("EAN13", data, 13).encode(), 95)


def _ean_8(data: str) -> SymbolData:
    return SymbolData(with_check_digit("EAN8", data, 8).encode(), 67)


def _code_39(data: str) -> SymbolData:
    _length("CODE39", data, 1)
    _alphabet("CODE39", data, _CODE39, "digits, capitals, space and $ % + - . / (the printer adds the asterisks)")
    characters = len(data) + 2
    # Six thin and three thick elements each, and a thin gap between two of them.
    return SymbolData(data.encode(), 6 * characters + characters - 1, 3 * characters)


def _itf(data: str) -> SymbolData:
    _length("ITF", data, 2)
    _alphabet("ITF", data, frozenset(string.digits), "digits")
    if len(data) % 2:
        raise CommandError(
            f"ITF takes an even count of digits, not {len(data)}: the printer would drop the last one",
            hint=f"Put a zero in front: 0{data}." if len(data) < MOST_BYTES else "",
        )
    pairs = len(data) // 2
    # Start is four thin elements, stop a thick and two thin; a pair has six thin and four thick.
    return SymbolData(data.encode(), 6 + 6 * pairs, 1 + 4 * pairs)


def _codabar(data: str) -> SymbolData:
    _length("CODABAR", data, _SHORTEST_CODABAR)
    if data[0] not in _CODABAR_ENDS or data[-1] not in _CODABAR_ENDS:
        raise CommandError(
            f"CODABAR starts and ends with A, B, C or D, not as in {data!r}", hint=f"Usual would be A{data}A."
        )
    inside = data[1:-1]
    _alphabet("CODABAR", inside, _CODABAR_NARROW | _CODABAR_WIDE, "digits and $ + - . / : between its start and stop")
    wide = sum(character in _CODABAR_WIDE for character in inside) + 2
    narrow = len(data) - wide
    # Seven elements each, three of them thick in + . / : A-D and two in the others; a thin gap between characters.
    return SymbolData(data.encode(), 5 * narrow + 4 * wide + len(data) - 1, 2 * narrow + 3 * wide)


def _code_93(data: str) -> SymbolData:
    _length("CODE93", data, 1)
    if not data.isascii():
        raise CommandError(f"CODE93 holds ASCII characters only, not {data!r}")
    # The length byte of form B stands right before the data, so it counts as well.
    if any(command in chr(len(data)) + data for command in _REAL_TIME):
        raise CommandError("CODE93 data cannot bring 10h before 04h, 05h or 14h: a printer may obey that as a command")
    # Characters outside the 43 take two symbol characters. Start, stop and two check characters, then a closing bar.
    symbols = sum(1 if character in _CODE93_SINGLE else 2 for character in data)
    return SymbolData(data.encode(), 9 * (symbols + 4) + 1)


def _code_128(data: str) -> SymbolData:
    symbol = code_128(data)
    return SymbolData(symbol.payload, symbol.modules)


_READERS: dict[Symbology, Callable[[str], SymbolData]] = {
    Symbology.UPC_A: _upc_a,
    Symbology.UPC_E: _upc_e,
    Symbology.EAN13: _ean_13,
    Symbology.EAN8: _ean_8,
    Symbology.CODE39: _code_39,
    Symbology.ITF: _itf,
    Symbology.CODABAR: _codabar,
    Symbology.CODE93: _code_93,
    Symbology.CODE128: _code_128,
}


def _length(name: str, data: str, shortest: int) -> None:
    if not shortest <= len(data) <= MOST_BYTES:
        raise CommandError(f"{name} takes {shortest} to {MOST_BYTES} characters, not {len(data)}")


def _alphabet(name: str, data: str, allowed: frozenset[str], words: str) -> None:
    for character in data:
        if character not in allowed:
            raise CommandError(f"{name} holds {words}, not {character!r}")
