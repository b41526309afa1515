"""What a set-up command asks for, and helpers to read one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from ipaddress import IPv4Address
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.settings.families import Family
    from ocom809.virtual.settings.values import Value

_NOTHING: Mapping[str, Value] = MappingProxyType({})


class Act(Enum):
    """What a command asks for beside settings."""

    FACTORY_RESET = "factory reset"
    RESTART = "restart"
    RESET_WIRELESS = "reset the wireless module"
    DEVICE_INFO = "device info"
    TEST_PAGE = "test page"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Order:
    """What a command asks for: settings by name, or an act."""

    changes: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    act: Act | None = None


Reading: TypeAlias = Callable[["Instruction"], "Order | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A command in the words of some families.

    Attributes:
        families: Who speaks so.
        read: What it asks for; ``None`` where its bytes are none that the sources know.
    """

    families: frozenset[Family]
    read: Reading


def address_in(data: bytes, place: int = 0) -> IPv4Address:
    """The four bytes of an address, in the order in which it is written."""
    return IPv4Address(bytes(data[place : place + 4]))


def addresses(data: bytes) -> dict[str, Value]:
    """Address, mask and gateway, twelve bytes."""
    return {"address": address_in(data), "netmask": address_in(data, 4), "gateway": address_in(data, 8)}


def one_of(name: str, meanings: Mapping[int, Value], head: bytes | None, size: int = 1, tail: bytes = b"") -> Reading:
    """A command whose byte after ``head`` chooses the value of one setting.

    Args:
        name: The setting.
        meanings: Its value for each byte.
        head: The parameter bytes before it; any ``size`` - 1 of them where ``None``, because no source tells them.
        size: Bytes up to and with the one that chooses, where ``head`` is ``None``.
        tail: The parameter bytes behind it.
    """

    def read(instruction: Instruction) -> Order | None:
        values = bytes(instruction.values)
        place = size - 1 if head is None else len(head)
        known = head is None or values.startswith(head)
        if not known or values[place + 1 :] != tail or values[place] not in meanings:
            return None
        return Order({name: meanings[values[place]]})

    return read


def acting(act: Act, *parameters: bytes) -> Reading:
    """A command that asks for an act, if its parameters are one of these."""

    def read(instruction: Instruction) -> Order | None:
        return Order(act=act) if bytes(instruction.values) in parameters else None

    return read
