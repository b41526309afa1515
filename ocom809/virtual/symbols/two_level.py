"""The symbologies of narrow and wide bars: Code 39 (ISO/IEC 16388), Interleaved 2 of 5 (16390), Codabar."""

from __future__ import annotations

from ocom809.virtual.symbols._bars import Symbol, digits_of

# Two wide among five, for the digits 1 to 9 and 0. Code 39 uses the same ten for its bars.
_TWO_OF_FIVE = ("21112", "12112", "22111", "11212", "21211", "12211", "11122", "21121", "12121", "11221")
_ITF_START, _ITF_STOP = "1111", "211"

# Four groups of ten characters with one wide space, whose place tells the group; and four characters with narrow bars
# and three wide spaces.
_CODE39_GROUPS = {"1234567890": "1211", "ABCDEFGHIJ": "1121", "KLMNOPQRST": "1112", "UVWXYZ-. *": "2111"}
_CODE39_NARROW_BARS = {"$": "2221", "/": "2212", "+": "2122", "%": "1222"}

_CODABAR = {
    "0": "1111122", "1": "1111221", "2": "1112112", "3": "2211111", "4": "1121121", "5": "2111121", "6": "1211112",
    "7": "1211211", "8": "1221111", "9": "2112111", "-": "1112211", "$": "1122111", ":": "2111212", "/": "2121112",
    ".": "2121211", "+": "1121212", "A": "1122121", "B": "1212112", "C": "1112122", "D": "1112221",
}  # fmt: skip
_CODABAR_ENDS = "ABCD"
_CODABAR_LEAST = 2
_GAP = "1"


def code39(data: bytes) -> Symbol | None:
    """Code 39; an asterisk at either end may stand in the data and is there in any case."""
    text = data.decode("latin-1").removeprefix("*").removesuffix("*")
    if not text or "*" in text or not set(text) <= _CODE39.keys():
        return None
    whole = f"*{text}*"
    return Symbol(_GAP.join(_CODE39[character] for character in whole), whole, two_level=True)


def itf(data: bytes) -> Symbol | None:
    """Interleaved 2 of 5; the last digit of an odd number is dropped, as the manual has it."""
    digits = digits_of(data[: len(data) // 2 * 2])
    if not digits or not data.isdigit():
        return None
    pairs = (_interleaved(digits[place], digits[place + 1]) for place in range(0, len(digits), 2))
    return Symbol(_ITF_START + "".join(pairs) + _ITF_STOP, digits, two_level=True)


def codabar(data: bytes) -> Symbol | None:
    """Codabar; start and stop are letters A to D (or a to d) in the data, and none are added where they are missing."""
    text = data.decode("latin-1").upper() if data.isascii() else ""
    ends, middle = text[:1] + text[-1:], text[1:-1]
    letters = set(_CODABAR_ENDS)
    if len(text) < _CODABAR_LEAST or not set(ends) <= letters or not set(middle) <= _CODABAR.keys() - letters:
        return None
    return Symbol(_GAP.join(_CODABAR[character] for character in text), text, two_level=True)


def _interleaved(in_bars: str, in_spaces: str) -> str:
    """Two digits, one in five bars, the other in the spaces between them."""
    bars, spaces = (_TWO_OF_FIVE[int(digit) - 1] for digit in (in_bars, in_spaces))
    return "".join(bar + space for bar, space in zip(bars, spaces, strict=True))


def _code39_table() -> dict[str, str]:
    """Nine elements for each character."""
    parts = {
        character: (bars, spaces)
        for characters, spaces in _CODE39_GROUPS.items()
        for character, bars in zip(characters, _TWO_OF_FIVE, strict=True)
    }
    parts |= {character: ("11111", spaces) for character, spaces in _CODE39_NARROW_BARS.items()}
    return {
        character: "".join(bar + space for bar, space in zip(bars, spaces + " ", strict=True)).rstrip()
        for character, (bars, spaces) in parts.items()
    }


_CODE39 = _code39_table()
