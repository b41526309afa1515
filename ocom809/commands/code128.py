"""Code 128: the shortest sequence of code sets for a text, as the data of ``GS k``.

The printer is told each symbol character: ``{A``, ``{B``, ``{C`` start with or switch to a code set, ``{S`` shifts one
character between A and B, ``{1`` to ``{4`` are FNC1 to FNC4, ``{{`` is a brace.

After ``{C`` each byte is the value of a digit pair, 0 to 99, by the manual of the class ("in set C bytes 00-63 hex are
the digit pairs"). Some programs send ASCII digits there instead; a printer that expects those is not known in this
class, and would draw another number, so look at the readable text once on a new kind of unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ocom809.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator

FNC1, FNC2, FNC3, FNC4 = "\uf8f1", "\uf8f2", "\uf8f3", "\uf8f4"
"""Stand for Code 128's function characters in a text: ``FNC1 + "0104006381333931"`` is a GS1 number."""

MOST_BYTES = 255
"""``GS k`` counts its data with one byte."""
_MOST_CHARACTERS = 2 * (MOST_BYTES - 2)

_FUNCTIONS = {FNC1: b"{1", FNC2: b"{2", FNC3: b"{3", FNC4: b"{4"}
_SETS = "BCA"  # where several are equally short, plain text comes out in the order that people expect
_DLE = 0x10
_AFTER_DLE = frozenset((0x04, 0x05, 0x14))


@dataclass(frozen=True, slots=True)
class Code128:
    """A text as symbol characters.

    Attributes:
        payload: The data of ``GS k``, starting with a code set.
        symbols: Symbol characters from the start character to the last of the text, without check and stop.
    """

    payload: bytes
    symbols: int

    @property
    def modules(self) -> int:
        """Width in modules: 11 each, the check character's 11 and the stop's 13."""
        return 11 * (self.symbols + 1) + 13


@lru_cache(maxsize=64)  # one barcode is asked for its width, its check and its bytes
def code_128(text: str) -> Code128:
    """The shortest Code 128 symbol of a text.

    Data that would look like a real-time command (10h before 04h, 05h or 14h, which a printer may obey wherever it
    stands) is never made: another code set takes its place, at the price of a symbol character or two.

    Args:
        text: ASCII characters, control characters included, and :data:`FNC1` to :data:`FNC4`.

    Raises:
        CommandError: A character that Code 128 has not, no character at all, or more than fit ``GS k``.
    """
    _refuse_unencodable(text)
    # best[place][set, the last byte was DLE] is the shortest way to have written text[:place].
    best: list[dict[tuple[str, bool], Code128]] = [{} for _ in range(len(text) + 1)]
    best[0] = {(name, False): Code128(b"{" + name.encode(), 1) for name in _SETS}
    for place in range(len(text)):
        _switch_sets(best[place])
        for state, way in best[place].items():
            for length, symbols, data in _steps(text, place, state[0]):
                if not (state[1] and data[0] in _AFTER_DLE):
                    after = Code128(way.payload + data, way.symbols + symbols)
                    _keep_shorter(best[place + length], (state[0], data[-1] == _DLE), after)
    shortest = min(best[-1].values(), key=_length)
    if len(shortest.payload) > MOST_BYTES:
        raise CommandError(f"CODE128 data may take {MOST_BYTES} bytes, not {len(shortest.payload)}")
    return shortest


def _refuse_unencodable(text: str) -> None:
    if not 1 <= len(text) <= _MOST_CHARACTERS:
        raise CommandError(f"CODE128 takes 1 to {_MOST_CHARACTERS} characters, not {len(text)}")
    for character in text:
        if not character.isascii() and character not in _FUNCTIONS:
            raise CommandError(f"CODE128 has no {character!r}; it holds ASCII characters and FNC1 to FNC4")


def _switch_sets(ways: dict[tuple[str, bool], Code128]) -> None:
    """Add the ways that switch to another code set here; a switch also parts a DLE from what follows."""
    for (name, _), way in tuple(ways.items()):
        for other in _SETS:
            if other != name:
                switched = Code128(way.payload + b"{" + other.encode(), way.symbols + 1)
                _keep_shorter(ways, (other, False), switched)


def _keep_shorter(ways: dict[tuple[str, bool], Code128], state: tuple[str, bool], way: Code128) -> None:
    if state not in ways or _length(way) < _length(ways[state]):
        ways[state] = way


def _length(way: Code128) -> tuple[int, int]:
    return way.symbols, len(way.payload)


def _steps(text: str, place: int, name: str) -> Iterator[tuple[int, int, bytes]]:
    """What a code set can write next: characters of the text, symbol characters, bytes."""
    character = text[place]
    if name == "C":
        pair = text[place : place + 2]
        if len(pair) == 2 and pair.isascii() and pair.isdigit():  # noqa: PLR2004 - set C holds pairs
            yield 2, 1, bytes([int(pair)])
        elif character == FNC1:
            yield 1, 1, _FUNCTIONS[FNC1]
    elif character in _FUNCTIONS:
        yield 1, 1, _FUNCTIONS[character]
    elif _holds(name, character):
        yield 1, 1, _escaped(character)
    else:
        yield 1, 2, b"{S" + _escaped(character)


def _holds(name: str, character: str) -> bool:
    return character < "`" if name == "A" else character >= " "


def _escaped(character: str) -> bytes:
    return b"{{" if character == "{" else character.encode("ascii")
