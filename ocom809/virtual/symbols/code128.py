"""Code 128 (ISO/IEC 15417) out of the printer's notation with braces."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from itertools import groupby

from ocom809.virtual.symbols._bars import Symbol, readable

_PATTERNS_BY_VALUE = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232"
)
_PATTERNS = tuple(_PATTERNS_BY_VALUE.split())
_STOP = "2331112"

_START = {"A": 103, "B": 104, "C": 105}
_SWITCH = {"A": 101, "B": 100, "C": 99}
_FUNCTIONS = {
    "A": {"1": 102, "2": 97, "3": 96, "4": 101},
    "B": {"1": 102, "2": 97, "3": 96, "4": 100},
    "C": {"1": 102},
}
_SHIFT = 98
_OTHER = {"A": "B", "B": "A"}
_BRACE = ord("{")
_SPACE = ord(" ")
_MODULUS = 103
_HIGHEST_PAIR = 99


class SetC(enum.Enum):
    """What the bytes after ``{C`` stand for; printers and emulations differ.

    ``VALUES`` is the class manual's rule and the default: a byte 0 to 99 is one pair of digits. ASCII digits cannot be
    told from the values 48 to 57, so they are read by the manual too; every encoder that was met sends values.
    ``ASCII_DIGITS`` is for units that take text: an even run of ASCII digits is a run of pairs, other bytes are values.
    """

    VALUES = "values"
    ASCII_DIGITS = "ascii-digits"


def encode(data: bytes, set_c: SetC = SetC.VALUES) -> Symbol | None:
    """Code 128 out of ``{A``, ``{B``, ``{C``, ``{S``, ``{1`` to ``{4``, ``{{`` and characters of the set in force.

    None where the data does not start with a code set, holds a character that the set in force does not have, or holds
    nothing to print.
    """
    tokens = _tokens(data)
    first, rest = tokens[:1], tokens[1:]
    if first not in (["{A"], ["{B"], ["{C"]):
        return None
    writer = _Writer(str(first[0])[1], set_c)
    try:
        writer.write(rest)
    except _Refused:
        return None
    return writer.symbol() if writer.values else None


class _Refused(Exception):
    """The data holds something that the code set in force does not have."""


@dataclass(slots=True)
class _Writer:
    """Turns tokens into the values of the symbol and the text beneath it."""

    start_set: str
    set_c: SetC
    set_in_force: str = field(init=False)
    shifted: bool = False
    values: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.set_in_force = self.start_set

    def write(self, tokens: list[str | int]) -> None:
        for spelled, run in groupby(tokens, key=lambda token: isinstance(token, str)):
            if spelled:
                for token in run:
                    self._spelled(str(token)[1])
            else:
                self._characters(bytes(run))  # type: ignore[arg-type]
        if self.shifted:
            raise _Refused

    def symbol(self) -> Symbol:
        values = (_START[self.start_set], *self.values)
        check = sum(max(place, 1) * value for place, value in enumerate(values)) % _MODULUS
        elements = "".join(_PATTERNS[value] for value in (*values, check)) + _STOP
        return Symbol(elements, readable("".join(self.text)))

    def _spelled(self, letter: str) -> None:
        """A brace and a letter: shift, another code set, or a function character."""
        if self.shifted:
            raise _Refused
        if letter == "S" and self.set_in_force in _OTHER:
            self.values.append(_SHIFT)
            self.shifted = True
        elif letter in _SWITCH:
            # Within set A the value of "code A" means FNC 4, and likewise for B: a set that is in force is not called.
            if letter != self.set_in_force:
                self.values.append(_SWITCH[letter])
            self.set_in_force = letter
        elif letter in _FUNCTIONS[self.set_in_force]:
            self.values.append(_FUNCTIONS[self.set_in_force][letter])
        else:
            raise _Refused

    def _characters(self, characters: bytes) -> None:
        if self.set_in_force == "C":
            self._pairs(characters)
            return
        for character in characters:
            code_set = _OTHER[self.set_in_force] if self.shifted else self.set_in_force
            self.values.append(_value(character, code_set))
            self.text.append(chr(character))
            self.shifted = False

    def _pairs(self, characters: bytes) -> None:
        """Pairs of digits, by the one reading of set C or the other."""
        pairs = characters
        if self.set_c is SetC.ASCII_DIGITS and characters.isdigit() and len(characters) % 2 == 0:
            pairs = bytes(int(characters[place : place + 2]) for place in range(0, len(characters), 2))
        if max(pairs) > _HIGHEST_PAIR:
            raise _Refused
        self.values.extend(pairs)
        self.text.extend(f"{pair:02}" for pair in pairs)


def _value(character: int, code_set: str) -> int:
    """The value of an ASCII character in set A or B."""
    lowest, highest = (0x00, 0x5F) if code_set == "A" else (0x20, 0x7F)
    if not lowest <= character <= highest:
        raise _Refused
    return character - _SPACE if character >= _SPACE else character + 0x40


def _tokens(data: bytes) -> list[str | int]:
    """Characters, and braces with the letter behind them; a doubled brace is a character."""
    tokens: list[str | int] = []
    place = 0
    while place < len(data):
        if data[place] != _BRACE:
            tokens.append(data[place])
            place += 1
            continue
        escaped = data[place : place + 2]
        tokens.append(_BRACE if escaped == b"{{" else escaped.decode("latin-1").ljust(2))
        place += 2
    return tokens
