"""A dialect: which parameters can be set by which bytes, on which way, how it is verified, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from ocom809.errors import ParameterError
from ocom809.parameters.catalogue import parameter
from ocom809.parameters.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ocom809.evidence import Confidence, Evidence
    from ocom809.parameters.parts import Part

EVERY_WIRE = frozenset({"usb", "serial", "tcp", "file", "bluetooth", "mac", "virtual", "memory"})
"""The wires on which a printer takes print data."""
LAN_ONLY = frozenset({"tcp", "mac", "file", "virtual", "memory"})


class Way(Enum):
    """On which way the bytes go. The value is how a person reads it."""

    IN_BAND = "among the print data, on the printer's own wire"
    SIDE_PORT = "a connection of its own to TCP port 4000"
    UDP_9000 = "UDP broadcast to port 9000"
    UDP_1460 = "UDP broadcast to port 1460"
    BY_HAND = "by hand"

    @property
    def udp_port(self) -> int | None:
        """The UDP port, or ``None`` for the other ways."""
        return {Way.UDP_9000: 9000, Way.UDP_1460: 1460}.get(self)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Instruction:
    """One message that sets one or several parameters together.

    Attributes:
        about: What it sets.
        parts: What it is made of.
        evidence: How sure its bytes are, and who sends them.
        fills: Values that it may put in where the caller gave none.
        fills_with_dhcp: Likewise, where DHCP is switched on, so that the address does not matter.
        warning: What whoever sends it should know.
    """

    about: str
    parts: tuple[Part, ...]
    evidence: Evidence
    fills: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    fills_with_dhcp: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    warning: str = ""

    @property
    def sets(self) -> tuple[str, ...]:
        """The parameters that it changes, all of them at once."""
        return tuple(name for part in self.parts for name in part.sets)

    @property
    def needs(self) -> tuple[str, ...]:
        """The parameters whose values it holds."""
        return tuple(name for part in self.parts for name in part.needs)

    @property
    def layout(self) -> str:
        """Its bytes, with the values' names in brackets."""
        return " ".join(part.layout for part in self.parts if part.layout)

    def completed(self, values: Mapping[str, object], known: Mapping[str, object]) -> dict[str, object]:
        """The values that it needs: those that were asked for, else those that are known of the unit, else its own.

        Raises:
            ParameterError: Some are missing; they are named.
        """
        dhcp = self.fills_with_dhcp if values.get("dhcp") is True else {}
        offered = {**self.fills, **dhcp, **known, **values}
        missing = [name for name in dict.fromkeys(self.needs) if name not in offered]
        if missing:
            is_or_are = "is" if len(missing) == 1 else "are"
            raise ParameterError(
                f"{self.about}: these go together, and {', '.join(missing)} {is_or_are} missing",
                hint=f"Give also {', '.join(f'{name}={_example(name)}' for name in missing)}; the self-test page shows "
                "what the printer has now.",
            )
        return {name: parameter(name).parse(offered[name]) for name in dict.fromkeys(self.needs)}

    def message(self, values: Mapping[str, object]) -> Message:
        """Its bytes for complete values."""
        return Message(self.about, tuple(part.piece(values) for part in self.parts))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dialect:
    """One way of speaking about settings that some units understand.

    Attributes:
        name: Its short name.
        about: What it is.
        way: On which way its bytes go.
        schemes: The device schemes that lead there.
        instructions: What it can say.
        confidence: How likely it is that an OCPP-809 understands it; never certain.
        source: Who was seen to use it.
        settle_seconds: How long a unit may take until it is back.
        needs_power_cycle: Whether some units obey only after they were switched off and on; ``None`` where unknown.
        verification: How it is found out whether the unit obeyed.
        by_hand: What a person has to do; only where nothing is sent.
    """

    name: str
    about: str
    way: Way
    confidence: Confidence
    source: str
    verification: str
    settle_seconds: int
    instructions: tuple[Instruction, ...] = ()
    schemes: frozenset[str] = EVERY_WIRE
    needs_power_cycle: bool | None = None
    by_hand: tuple[str, ...] = ()

    @property
    def parameters(self) -> tuple[str, ...]:
        """What it can set."""
        return tuple(dict.fromkeys(name for instruction in self.instructions for name in instruction.sets))

    def instructions_for(self, names: Iterable[str]) -> tuple[Instruction, ...]:
        """The fewest instructions that set all of these, and nothing else where that can be.

        Raises:
            ParameterError: The dialect cannot set one of them.
        """
        left = list(dict.fromkeys(names))
        foreign = [name for name in left if name not in self.parameters]
        if foreign:
            raise ParameterError(f"{self.name} cannot set {foreign[0]}", hint=self._can())
        chosen: list[Instruction] = []
        exact = [one for one in self.instructions if set(one.sets) <= set(left)]
        candidates = exact if {name for one in exact for name in one.sets} == set(left) else self.instructions
        while left:
            best = max(candidates, key=lambda one: (len(set(one.sets) & set(left)), -len(one.sets)))
            chosen.append(best)
            left = [name for name in left if name not in best.sets]
        return tuple(chosen)

    def _can(self) -> str:
        return f"It can set {', '.join(self.parameters)}." if self.parameters else "It sends nothing at all."


def _example(name: str) -> str:
    described = parameter(name)
    words = described.kind.words.removeprefix("one of ").replace(", ", "|").replace(" or ", "|")
    return words if " " not in words else "…"
