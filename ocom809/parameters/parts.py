"""What instructions are made of: fixed bytes, and places for values. Data, so that the reference page can show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address
from typing import TYPE_CHECKING, Protocol

from ocom809.errors import ParameterError
from ocom809.parameters.catalogue import parameter
from ocom809.parameters.message import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

Encode = Callable[[object], bytes]


class Part(Protocol):
    """A stretch of an instruction."""

    @property
    def sets(self) -> tuple[str, ...]:
        """The parameters that it changes."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The parameters whose values it holds."""

    @property
    def layout(self) -> str:
        """How the reference page writes it."""

    def piece(self, values: Mapping[str, object]) -> Piece:
        """Its bytes for these values."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Bytes that never change."""

    data: bytes
    meaning: str

    @property
    def sets(self) -> tuple[str, ...]:
        """None."""
        return ()

    needs = sets

    @property
    def layout(self) -> str:
        """Their hexadecimal digits."""
        return self.data.hex(" ").upper()

    def piece(self, values: Mapping[str, object]) -> Piece:
        """The bytes."""
        del values
        return Piece(self.data, self.meaning)


@dataclass(frozen=True, slots=True)
class Field:
    """The place of one value.

    Attributes:
        name: Of the parameter.
        encode: From the value to its bytes.
        names_the_unit: The value is not set; it says which unit is meant.
    """

    name: str
    encode: Encode
    names_the_unit: bool = False

    @property
    def sets(self) -> tuple[str, ...]:
        """The parameter, unless it only names the unit."""
        return () if self.names_the_unit else (self.name,)

    @property
    def needs(self) -> tuple[str, ...]:
        """The parameter."""
        return (self.name,)

    @property
    def layout(self) -> str:
        """Its name in brackets."""
        return f"‹{self.name}›"

    def piece(self, values: Mapping[str, object]) -> Piece:
        """The value's bytes."""
        described, value = parameter(self.name), values[self.name]
        try:
            data = self.encode(value)
        except KeyError:
            raise ParameterError(f"{self.name} cannot be set to {described.show(value)} this way") from None
        return Piece(data, f"{described.title} {described.show(value, openly=True)}".rstrip(), described.secret)


@dataclass(frozen=True, slots=True)
class Bits:
    """One byte that holds several values: who sets one of them sets all.

    Attributes:
        bits: For each parameter, the bits of each of its values.
    """

    bits: Mapping[str, Mapping[object, int]]

    @property
    def sets(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(self.bits)

    needs = sets

    @property
    def layout(self) -> str:
        """Their names in brackets."""
        return f"‹{' + '.join(self.bits)}›"

    def piece(self, values: Mapping[str, object]) -> Piece:
        """The one byte."""
        byte = 0
        for name, of_value in self.bits.items():
            byte |= of_value[values[name]]
        said = ", ".join(f"{name} {parameter(name).show(values[name])}" for name in self.bits)
        return Piece(bytes([byte]), f"one byte for {said}")


def octets(value: object) -> bytes:
    """An address in its written order."""
    return value.packed if isinstance(value, IPv4Address) else bytes(value)  # type: ignore[call-overload]  # or a MAC


def byte(value: object) -> bytes:
    """A number in one byte."""
    return bytes([int(str(value))])


def low_first(value: object) -> bytes:
    """A number in two bytes, the low one first."""
    return int(str(value)).to_bytes(2, "little")


def high_first(size: int) -> Encode:
    """A number in ``size`` bytes, the high one first."""
    return lambda value: int(str(value)).to_bytes(size, "big")


def fifties(value: object) -> bytes:
    """Milliseconds as a number of steps of 50."""
    return bytes([int(str(value)) // 50])


def one_of(choices: Mapping[object, int]) -> Encode:
    """A byte for each value; a value that has none cannot be set this way."""
    return lambda value: bytes([choices[value]])


def numbered(choices: Iterable[object]) -> Encode:
    """A byte for each value, counted from 0 in their order."""
    return one_of({value: number for number, value in enumerate(choices)})


def text(value: object) -> bytes:
    """The text as UTF-8."""
    return str(value).encode()


def text_and_zero(value: object) -> bytes:
    """The text, and a zero byte that ends it."""
    return text(value) + b"\x00"


def padded(size: int) -> Encode:
    """The text, filled up with zeros to ``size`` bytes."""
    return lambda value: text(value).ljust(size, b"\x00")
