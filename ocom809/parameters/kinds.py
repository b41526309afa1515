"""What values a parameter can have: each kind reads a value, from text or from TOML, and shows it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address
from typing import TYPE_CHECKING, Protocol

from ocom809.errors import InputError, ParameterError

if TYPE_CHECKING:
    from ocom809.discovery.mac_address import MacAddress

Value = "int | str | bool | IPv4Address | MacAddress"
Values = Mapping[str, object]

_ON = ("on", "yes", "true", "1")
_OFF = ("off", "no", "false", "0")


class Kind(Protocol):
    """A kind of value."""

    @property
    def words(self) -> str:
        """What a value may be, as an error and the reference say it."""

    def parse(self, value: object) -> object:
        """The checked value.

        Raises:
            ParameterError: It is no value of this kind.
        """

    def show(self, value: object) -> str:
        """The value as a person would type it; ``parse`` reads it again."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from ``lowest`` to ``highest``, in steps of ``step``."""

    lowest: int
    highest: int
    step: int = 1

    @property
    def words(self) -> str:
        """The range."""
        return f"{self.lowest} to {self.highest}" + (f" in steps of {self.step}" if self.step > 1 else "")

    def parse(self, value: object) -> int:
        """A number, or its decimal figures."""
        number = _whole(value)
        if number is None or not self.lowest <= number <= self.highest or (number - self.lowest) % self.step:
            raise ParameterError(f"must be {self.words}, not {value!r}")
        return number

    def show(self, value: object) -> str:
        """Its figures."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    @property
    def words(self) -> str:
        """Both."""
        return "on or off"

    def parse(self, value: object) -> bool:
        """A truth value, or one of the usual words for it."""
        word = value.lower() if isinstance(value, str) else value
        if word is True or (word in _ON and isinstance(word, str)):
            return True
        if word is False or (word in _OFF and isinstance(word, str)):
            return False
        raise ParameterError(f"must be on or off, not {value!r}")

    def show(self, value: object) -> str:
        """The word."""
        return "on" if value else "off"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is done rather than set, so that it can only be said or left."""

    @property
    def words(self) -> str:
        """The one word."""
        return "yes"

    def parse(self, value: object) -> bool:
        """``yes``, and nothing else."""
        if value is True or value == "yes":
            return True
        raise ParameterError(f"can only be yes, not {value!r}")

    def show(self, value: object) -> str:
        """The word."""
        del value
        return "yes"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    choices: tuple[str, ...]

    @property
    def words(self) -> str:
        """All of them."""
        return "one of " + ", ".join(self.choices)

    def parse(self, value: object) -> str:
        """One of the words; a number will do where the word is one."""
        word = str(value).lower() if type(value) in (str, int) else ""
        if word not in self.choices:
            raise ParameterError(f"must be {self.words}, not {value!r}")
        return word

    def show(self, value: object) -> str:
        """The word."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Address:
    """An IPv4 address; whether it suits a printer is looked at together with its mask (``network``)."""

    example: str = "192.168.1.50"

    @property
    def words(self) -> str:
        """How one looks."""
        return f"an IPv4 address such as {self.example}"

    def parse(self, value: object) -> IPv4Address:
        """An address, or its four numbers."""
        try:
            if isinstance(value, str | IPv4Address):
                return IPv4Address(value)
        except AddressValueError:
            pass
        raise ParameterError(f"must be {self.words}, not {value!r}")

    def show(self, value: object) -> str:
        """Its four numbers."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Mac:
    """A hardware address of six octets."""

    @property
    def words(self) -> str:
        """How one looks."""
        return "a hardware address such as 00:61:20:12:34:56"

    def parse(self, value: object) -> MacAddress:
        """A MAC address, or its hexadecimal digits."""
        from ocom809.discovery.mac_address import MacAddress

        try:
            return value if isinstance(value, MacAddress) else MacAddress.parse(value if isinstance(value, str) else "")
        except InputError:
            raise ParameterError(f"must be {self.words}, not {value!r}") from None

    def show(self, value: object) -> str:
        """Its hexadecimal digits."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Text:
    """Printable characters, so that no text can act as a command.

    Attributes:
        shortest: The fewest bytes of its UTF-8.
        longest: The most.
        digits: Whether only 0 to 9 will do.
        ascii: Whether only ASCII will do.
    """

    shortest: int
    longest: int
    digits: bool = False
    ascii: bool = True

    @property
    def words(self) -> str:
        """What and how many."""
        what = "digits" if self.digits else "printable ASCII characters" if self.ascii else "bytes of printable text"
        return f"{self.shortest} to {self.longest} {what}"

    def parse(self, value: object) -> str:
        """The text itself. A number is refused, because it has lost its leading zeros."""
        if not isinstance(value, str) or not self._fits(value):
            raise ParameterError(f"must be {self.words}, not {value!r}")
        return value

    def _fits(self, text: str) -> bool:
        allowed = text.isprintable() and (text.isascii() or not self.ascii) and (text.isdigit() or not self.digits)
        # What cannot be written as UTF-8, such as half of a surrogate pair, is not printable.
        return (allowed and self.shortest <= len(text.encode()) <= self.longest) or (not text and not self.shortest)

    def show(self, value: object) -> str:
        """The text."""
        return str(value)


def _whole(value: object) -> int | None:
    if type(value) is int:
        return value
    # Longer figures are no number of a printer, and Python would refuse to read them.
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:  # noqa: PLR2004
        return int(value)
    return None
