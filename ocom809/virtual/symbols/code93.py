"""Code 93 with all of ASCII and both check characters (AIM USS-93)."""

from __future__ import annotations

from ocom809.virtual.symbols._bars import Symbol, readable

# Six elements of nine modules for each value: 0 to 9, A to Z, - . space $ / + %, then four shift characters.
_PATTERNS_BY_VALUE = (
    "131112 111213 111312 111411 121113 121212 121311 111114 131211 141111 "
    "211113 211212 211311 221112 221211 231111 112113 112212 112311 122112 132111 111123 111222 "
    "111321 121122 131121 212112 212211 211122 211221 221121 222111 112122 112221 122121 123111 "
    "121131 311112 311211 321111 112131 113121 211131 121221 312111 311121 122211"
)
_PATTERNS = tuple(_PATTERNS_BY_VALUE.split())
_START_STOP = "111141"
_TERMINATION_BAR = "1"

# The shift characters ($) (%) (/) (+) are written here as d p s a (dollar, per cent, slash, add).
_VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%dpsa")}

# ASCII in the order of its codes: a shift and the letters that follow it, or no shift and the characters themselves.
_FULL_ASCII = (
    ("p", "U"), ("d", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ("p", "ABCDE"), ("", " "), ("s", "ABC"), ("", "$%"),
    ("s", "FGHIJ"), ("", "+"), ("s", "L"), ("", "-./0123456789"), ("s", "Z"), ("p", "FGHIJV"),
    ("", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ("p", "KLMNOW"), ("a", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ("p", "PQRST"),
)  # fmt: skip
_SPELLED = tuple(shift + letter for shift, letters in _FULL_ASCII for letter in letters)

_C_WEIGHTS, _K_WEIGHTS = 20, 15


def encode(data: bytes) -> Symbol | None:
    """Code 93 of ASCII characters; what the 43 plain characters lack is spelled with a shift character."""
    if not data or not data.isascii():
        return None
    values = [_VALUES[character] for byte in data for character in _SPELLED[byte]]
    values.append(_check(values, _C_WEIGHTS))
    values.append(_check(values, _K_WEIGHTS))
    middle = "".join(_PATTERNS[value] for value in values)
    return Symbol(_START_STOP + middle + _START_STOP + _TERMINATION_BAR, readable(data.decode("ascii")))


def _check(values: list[int], weights: int) -> int:
    """Weights 1, 2, 3 … from the right, starting anew after the largest."""
    return sum(value * (place % weights + 1) for place, value in enumerate(reversed(values))) % len(_PATTERNS)
