"""Personalities: sets of traits that units of the class were seen to have, so that each can be seen being handled."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ocom809.errors import InputError
from ocom809.virtual.interpretation import Interpretation

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PERSONALITIES", "Personality", "RealTime", "personality_named"]


class RealTime(Enum):
    """When DLE EOT, DLE ENQ and DLE DC4 are obeyed."""

    AT_ONCE = "at once"
    IN_ORDER = "in order"
    NEVER = "never"


_CLASS_IDENTITY: Mapping[int, bytes] = MappingProxyType(
    {
        1: b"\x20",
        2: b"\x03",
        3: b"\x01",
        65: b"_virtual 1\0",
        66: b"_ocom809\0",
        67: b"_OCPP-809 (virtual)\0",
        68: b"_VIRTUAL\0",
        69: b"_\0",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Personality:
    """How a unit behaves where units differ.

    Attributes:
        name: What it is called in URIs and options.
        about: What it is, in a few words.
        source: Where its traits come from.
        width_dots: Printable dots across, 8 to 1024.
        head_to_knife_dots: Paper between head and knife, 0 to 400.
        receive_buffer_bytes: Bytes that it takes while it cannot print, 16 to 16 MiB.
        real_time: When it obeys real-time commands.
        automatic_status: Whether it knows GS a.
        answers_gs_r: Whether it answers GS r.
        identity: What it answers to GS I, by number; numbers that are missing meet silence.
        drawer_pin_high: The level of the drawer pin at rest.
        cuts_fully: Whether a full cut is one; otherwise it is a partial cut.
        interpretation: How its firmware reads what the manual leaves open.
    """

    name: str
    about: str
    source: str
    width_dots: int = 576
    head_to_knife_dots: int = 144
    receive_buffer_bytes: int = 4096
    real_time: RealTime = RealTime.AT_ONCE
    automatic_status: bool = True
    answers_gs_r: bool = True
    identity: Mapping[int, bytes] = field(default_factory=lambda: _CLASS_IDENTITY)
    drawer_pin_high: bool = True
    cuts_fully: bool = True
    interpretation: Interpretation = field(default_factory=Interpretation)

    def __post_init__(self) -> None:
        for name, (lowest, highest) in _RANGES.items():
            value = getattr(self, name)
            if not lowest <= value <= highest:
                raise InputError(f"{name} of a personality must be {lowest} to {highest}, not {value}")

    @property
    def traits(self) -> Mapping[str, object]:
        """Everything but name, words and source, for showing."""
        words = {"name", "about", "source"}
        return {item.name: getattr(self, item.name) for item in fields(self) if item.name not in words}


_RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "width_dots": (8, 1024),
    "head_to_knife_dots": (0, 400),
    "receive_buffer_bytes": (16, 16 * 1024 * 1024),
}

_PLAIN: Final = Personality(
    name="ocpp-809",
    about="the plain printer of the class",
    source=(
        "80mm Series POS-80XX Programmer Manual; knife distance measured on an XP-80T, drawer pin on an XP-C58K and a "
        "Unyka, full cut and GS I 1 and 2 on a Unyka; the receive buffer is a guess. Nothing of it was measured on an "
        "OCPP-809."
    ),
)

PERSONALITIES: Final[Mapping[str, Personality]] = MappingProxyType({item.name: item for item in (_PLAIN,)})


def personality_named(name: str) -> Personality:
    """The personality of that name.

    Raises:
        InputError: There is none; the hint lists those that there are.
    """
    try:
        return PERSONALITIES[name]
    except KeyError:
        known = ", ".join(PERSONALITIES)
        raise InputError(f"no personality is called {name!r}", hint=f"Known are {known}.") from None
