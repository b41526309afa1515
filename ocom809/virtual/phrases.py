"""What the words for instructions are made of: numbers, choices, switches and quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ocom809.virtual.instruction import Instruction

_LONGEST_QUOTE: Final = 200
_SHOWN: Final = range(0x20, 0x7F)


def quoted(data: bytes) -> str:
    """Bytes as text in quotes: printable ASCII as it is, anything else in hexadecimal, long ones cut off."""
    shown = "".join(map(_escaped, data[:_LONGEST_QUOTE]))
    more = f" … {len(data)} bytes" if len(data) > _LONGEST_QUOTE else ""
    return f'"{shown}"{more}'


def _escaped(byte: int) -> str:
    if byte in b'\\"':
        return "\\" + chr(byte)
    return chr(byte) if byte in _SHOWN else f"\\x{byte:02x}"


def number(values: tuple[int, ...] | bytes, place: int = 0) -> int:
    """Two bytes, low byte first."""
    return values[place] + values[place + 1] * 256


def choice(*words: str) -> Callable[[Instruction], str]:
    """The word for n = 0, 1, … sent as a number or as its digit."""

    def say(instruction: Instruction) -> str:
        n = instruction.values[0]
        place = n - 0x30 if n >= 0x30 else n  # noqa: PLR2004 - the digit 0
        return words[place] if place < len(words) else f"{n}, out of range"

    return say


def switch(what: str) -> Callable[[Instruction], str]:
    """On or off by bit 0."""
    return lambda instruction: f"{what} {'on' if instruction.values[0] & 1 else 'off'}"


def count(form: str) -> Callable[[Instruction], str]:
    """A sentence around the one parameter."""
    return lambda instruction: form.format(*instruction.values)


def wide(form: str) -> Callable[[Instruction], str]:
    """A sentence around a parameter of two bytes."""
    return lambda instruction: form.format(number(instruction.values))


def bits(names: Mapping[int, str], none: str) -> Callable[[Instruction], str]:
    """The names of the bits that are set."""

    def say(instruction: Instruction) -> str:
        found = [name for bit, name in names.items() if instruction.values[0] & bit]
        return ", ".join(found) or none

    return say
