"""The settings of a virtual printer as its servers, tests and people see them; callable from any thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.virtual.answers import automatic_status
from ocom809.virtual.settings.datagrams import DATAGRAM_BYTES, found, heard, is_for_another
from ocom809.virtual.settings.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.mechanism import Mechanism
    from ocom809.virtual.mouth import Mouth
    from ocom809.virtual.settings.families import Family
    from ocom809.virtual.settings.lease import Lease
    from ocom809.virtual.settings.set_up import SetUp
    from ocom809.virtual.settings.traits import SettingsTraits
    from ocom809.virtual.settings.values import Settings, Value
    from ocom809.virtual.turns import Turns


class UnitSettings:
    """What a unit keeps, and the two doors for set-up that are no print data.

    Args:
        set_up: The settings.
        traits: How the unit takes them.
        mechanism: Its sensors.
        mouth: What leaves it.
        turns: Its lock.
    """

    def __init__(self, set_up: SetUp, traits: SettingsTraits, mechanism: Mechanism, mouth: Mouth, turns: Turns) -> None:
        self.traits = traits
        self._set_up = set_up
        self._mechanism = mechanism
        self._mouth = mouth
        self._turns = turns

    @property
    def kept(self) -> Settings:
        """What lies in its flash memory, and holds at the latest when it is switched on again."""
        with self._turns.take(poll=True):
            return self._set_up.kept

    @property
    def in_effect(self) -> Settings:
        """What holds now."""
        with self._turns.take(poll=True):
            return self._set_up.in_effect

    @property
    def network(self) -> Settings:
        """What holds now, with the address from the lease where DHCP is on and there is one."""
        with self._turns.take(poll=True):
            return self._set_up.network

    @property
    def lan_restarts(self) -> int:
        """How often its LAN module was made to restart: by a command, or because it was switched on."""
        with self._turns.take(poll=True):
            return self._set_up.lan_restarts

    def store(self, **changes: Value) -> None:
        """Let it keep these settings, as if it had been set up so before; they hold at once, whatever unit it is.

        Raises:
            InputError: A value that no unit can keep.
        """
        with self._turns.take():
            self._set_up.store(changes)

    def offer_lease(self, lease: Lease | None) -> None:
        """Say what a DHCP server would give it from now on; ``None`` for no server."""
        with self._turns.take():
            self._set_up.lease = lease

    def note(self, name: str, **details: int | str) -> None:
        """Note what happens to its LAN module."""
        with self._turns.take():
            self._mechanism.note(name, details)

    def answer_datagram(self, data: bytes, family: Family) -> bytes:
        """Take a datagram that came to the family's port, and answer it; empty for silence."""
        if len(data) > DATAGRAM_BYTES or is_for_another(data, self._set_up.in_effect.mac):
            return b""
        with self._turns.take(poll=True):
            obeyed = family in self.traits.obeys and self._mechanism.sensors.powered
            meant = heard(data, family, self._set_up.network.mac) if obeyed else None
            if meant is None or meant.order is None:
                is_search = meant is not None and meant.is_search
                return self._mouth.voiced(found(family, self._set_up.network, self._mechanism.sensors)) * is_search
        with self._turns.take():
            self._set_up.carry_out(meant.order, family.word)
        return b""

    def answer_side_port(self, instructions: Iterable[Instruction]) -> bytes:
        """Take what came to TCP 4000: four bytes of status for each ESC v, and the commands that set addresses."""
        answer = b""
        for instruction in instructions:
            if instruction.name == "ESC v":
                with self._turns.take(poll=True):
                    answer += self._mouth.voiced(automatic_status(self._mechanism.sensors))
            elif instruction.name in RULES:
                with self._turns.take():
                    self._set_up.obey(instruction, on_port_4000=True)
        return answer
