"""The unit's set-up: what it keeps, what of it holds now, and the commands that change it."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import IPv4Address
from typing import TYPE_CHECKING, Final

from ocom809.errors import InputError
from ocom809.virtual.settings.families import Family
from ocom809.virtual.settings.haste import Haste
from ocom809.virtual.settings.lease import Lease, leased
from ocom809.virtual.settings.orders import Act
from ocom809.virtual.settings.rules import RULES
from ocom809.virtual.settings.values import NETWORK, SetAlarm, Settings, Value, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ocom809.virtual.flash import Flash
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.mechanism import Mechanism
    from ocom809.virtual.personality import Personality
    from ocom809.virtual.settings.orders import Order

_SIDE: Final = frozenset({Family.PORT_4000})
_UDP: Final = frozenset({Family.XP_UDP, Family.ZY_UDP})
_IN_BAND: Final = frozenset(Family) - _SIDE - _UDP


class SetUp:
    """Keeps the settings of one unit, and obeys what sets them.

    Args:
        personality: Which commands it knows, and how it takes them.
        flash: Where the settings lie.
        mechanism: Where everything that happens is noted.
        mac: Its hardware address, where it is not that of its personality.

    Attributes:
        in_effect: What holds now; ``kept`` is what will hold when it is switched on again.
        lease: What a DHCP server would give it; none answers where ``None``.
        lan_restarts: How often its LAN module was made to restart.
        on_act: Carries out what a command asks for beside settings.
        on_characters: Prints the bytes of a command that comes out as characters.
        on_effect: Told when something else holds from now on.
    """

    def __init__(self, personality: Personality, flash: Flash, mechanism: Mechanism, mac: bytes | None = None) -> None:
        self._traits = personality.settings
        self._flash = flash
        self._mechanism = mechanism
        self._factory = _factory(personality, mac)
        self._flash.settings = self._flash.settings or self._factory
        self.in_effect = self.kept
        self.lease: Lease | None = None
        self.lan_restarts = 0
        self.on_act: Callable[[Act], None] = _nothing
        self.on_characters: Callable[[bytes], None] = _no_characters
        self.on_effect: Callable[[], None] = _no_effect
        self.haste = Haste(self._traits.close_at_once_seconds)

    @property
    def kept(self) -> Settings:
        """What lies in the flash memory."""
        return self._flash.settings or self._factory

    @property
    def network(self) -> Settings:
        """What holds now, with the address that DHCP gave where it did."""
        return leased(self.in_effect, self.lease)

    def power_up(self) -> None:
        """Switched on: everything that is kept holds."""
        self.in_effect = self.kept
        self.lan_restarts += 1

    def obey(self, instruction: Instruction, *, on_port_4000: bool = False) -> None:
        """Carry out a set-up command, if this unit knows it; everything is noted."""
        rule = RULES[instruction.name]
        doors = _SIDE if on_port_4000 else _IN_BAND
        order = rule.read(instruction)
        if not rule.families & doors & self._traits.obeys:
            self._ignored(instruction.name, "not of its dialect")
        elif self.haste.is_over:
            self.on_characters(instruction.data)
        elif order is None:
            self._ignored(instruction.name, "value out of range")
        elif not self.haste.holds_back(instruction, order, self._mechanism.stopwatch.seconds):
            self.carry_out(order, instruction.name)

    def carry_out(self, order: Order, said: str) -> None:
        """Do what was asked for, in words that are noted where it is not done."""
        if self._traits.deaf:
            self._ignored(said, "deaf to settings")
            return
        if order.act is not None:
            self._mechanism.note("set-up", {"act": order.act.value})
        if order.act is Act.FACTORY_RESET:
            # A reset does not make another unit of it: its hardware address stays.
            self._change({**_values_of(self._factory), "mac": self.kept.mac}, said)
        elif order.act is Act.RESET_WIRELESS:
            self._change({"wifi_ssid": "", "wifi_key": ""}, said)
        elif order.act is not None:
            self.on_act(order.act)
        elif order.changes:
            self._change(order.changes, said)

    def store(self, changes: Mapping[str, Value]) -> None:
        """Keep these settings, and let them hold, without a command.

        Raises:
            InputError: A value that no unit can keep.
        """
        self._flash.settings = replace(self.kept, **changes)  # type: ignore[arg-type]
        self.power_up()
        self.on_effect()

    def _change(self, changes: Mapping[str, Value], said: str) -> None:
        changes = {**changes, **self._shifted(changes)}
        try:
            kept = replace(self.kept, **changes)  # type: ignore[arg-type]
        except InputError as error:
            self._ignored(said, error.message)
            return
        later = self._traits.after_power_cycle
        live = {name: value for name, value in changes.items() if name not in later}
        for name in changes:
            self._note(name, getattr(self.kept, name), changes[name], at_once=name in live)
        self._flash.settings = kept
        self.in_effect = _checked(self.in_effect, live, kept)
        if live.keys() & NETWORK:
            self.lan_restarts += 1
        self.on_effect()

    def _shifted(self, changes: Mapping[str, Value]) -> dict[str, Value]:
        """The address where it settles instead."""
        told = changes.get("address")
        if not self._traits.address_shift or not isinstance(told, IPv4Address):
            return {}
        *network, host = told.packed
        return {"address": IPv4Address(bytes([*network, (host - 1 + self._traits.address_shift) % 254 + 1]))}

    def _note(self, name: str, old: Value, new: Value, *, at_once: bool) -> None:
        if old != new:
            effect = "now" if at_once else "when it is switched on again"
            self._mechanism.note(
                "setting", {"name": name, "old": _said(name, old), "new": _said(name, new), "effect": effect}
            )

    def _ignored(self, said: str, reason: str) -> None:
        self._mechanism.note("setting ignored", {"instruction": said, "reason": reason})


def _checked(in_effect: Settings, live: Mapping[str, Value], kept: Settings) -> Settings:
    """What holds now with what changed at once; all that is kept, where the two cannot go together."""
    try:
        return replace(in_effect, **live)  # type: ignore[arg-type]
    except InputError:
        return kept


def _factory(personality: Personality, mac: bytes | None) -> Settings:
    alarm = personality.alarm_on_cut
    given = personality.settings.factory
    return replace(
        given,
        mac=mac or given.mac,
        chinese=given.chinese or personality.interpretation.chinese_at_power_on,
        alarm_after_cut=SetAlarm(alarm.times, alarm.ms, alarm.kind) if alarm else given.alarm_after_cut,
    )


def _values_of(settings: Settings) -> dict[str, Value]:
    return {name: getattr(settings, name) for name in settings.facts}


def _said(name: str, value: Value) -> int | str:
    words = plain(name, value)
    return "none" if words is None else words


def _nothing(_act: Act) -> None:
    pass


def _no_characters(_data: bytes) -> None:
    pass


def _no_effect() -> None:
    pass
