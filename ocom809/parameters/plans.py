"""A plan: what would be sent to whom, byte for byte, with everything that speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address
from typing import TYPE_CHECKING, Any

from ocom809.parameters.catalogue import parameter
from ocom809.parameters.dialect import Dialect, Instruction, Way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocom809.parameters.message import Message
    from ocom809.parameters.target import Target

MOVES = frozenset({"address", "dhcp"})
"""What takes the printer to another address."""


@dataclass(frozen=True, slots=True)
class Step:
    """One message, and where it goes.

    Attributes:
        dialect: In whose words it is.
        instruction: Which of the dialect's instructions it is.
        values: All that it sets or holds.
        message: Its bytes.
        destination: Where they go, in words.
    """

    dialect: Dialect
    instruction: Instruction
    values: Mapping[str, object]
    message: Message
    destination: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A change of one printer's settings.

    Attributes:
        target: Which printer.
        wanted: The settings that were asked for, checked.
        steps: What is sent, in this order; empty where a person does it by hand.
        dialects: Whose words are used.
        warnings: What one should know.
        dangers: What must be said yes to before it is sent; empty where it is harmless.
    """

    target: Target
    wanted: Mapping[str, object]
    steps: tuple[Step, ...]
    dialects: tuple[Dialect, ...]
    warnings: tuple[str, ...] = ()
    dangers: tuple[str, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether the printer gets an address, by hand or by DHCP."""
        return bool(MOVES & set(self.wanted))

    @property
    def new_address(self) -> IPv4Address | None:
        """The address that it shall have; ``None`` where DHCP decides or nothing changes."""
        address = self.wanted.get("address")
        return address if isinstance(address, IPv4Address) and self.wanted.get("dhcp") is not True else None

    @property
    def is_by_hand(self) -> bool:
        """Whether nothing is sent, because a person does it."""
        return any(one.way is Way.BY_HAND for one in self.dialects)

    @property
    def settle_seconds(self) -> int:
        """How long to wait for the printer at most."""
        return max((one.settle_seconds for one in self.dialects), default=0)

    def lines(self) -> tuple[str, ...]:
        """The plan as a person reads it, with every byte."""
        text = [f"Printer: {self.target}"]
        text += [f"Set: {parameter(name).title} = {parameter(name).show(value)}" for name, value in self.wanted.items()]
        for number, step in enumerate(self.steps, 1):
            text += [f"Step {number}: {step.message.about} ({step.dialect.name}), to {step.destination}"]
            text += [f"  {step.message.hex}", *(f"  {line}" for line in step.message.annotated())]
        if self.is_by_hand:
            text += ["Nothing is sent. By hand:", *(f"  - {line}" for one in self.dialects for line in one.by_hand)]
        text += [f"Note: {warning}" for warning in self.warnings]
        return (*text, *(f"Danger: {danger}" for danger in self.dangers))

    def facts(self) -> dict[str, Any]:
        """The plan for programs."""
        return {
            "target": {"uri": self.target.uri, "mac": _text(self.target.mac), "address": _text(self.target.address)},
            "wanted": {name: parameter(name).show(value) for name, value in self.wanted.items()},
            "steps": [
                {
                    "about": step.message.about,
                    "dialect": step.dialect.name,
                    "destination": step.destination,
                    "bytes": step.message.hex,
                    "pieces": [{"bytes": one.data.hex(" "), "meaning": one.meaning} for one in step.message.pieces],
                }
                for step in self.steps
            ],
            "by_hand": [line for one in self.dialects for line in one.by_hand],
            "settle_seconds": self.settle_seconds,
            "warnings": list(self.warnings),
            "dangers": list(self.dangers),
        }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
