"""How a unit takes its settings, where units differ: part of a personality."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from ocom809.errors import InputError
from ocom809.virtual.settings.families import Family
from ocom809.virtual.settings.values import Settings

_LONGEST_RESTART_SECONDS = 120
_CLASS_FAMILIES = frozenset({Family.XPRINTER, Family.ZYWELL, Family.PORT_4000, Family.XP_UDP})
# XP-80T: a power cycle before the alarm changes. The others are guesses: what is read when a port is set up, or a ROM.
_AFTER_POWER_CYCLE = frozenset(
    {"alarm_after_cut", "baud", "language", "usb_virtual_com", "usb_serial_fixed", "bluetooth_name", "bluetooth_pin"}
)
EVERY_SETTING = frozenset(item.name for item in fields(Settings))


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsTraits:
    """How a unit takes its settings.

    Attributes:
        obeys: The families whose commands it knows.
        factory: What it keeps when it is new, and again after a factory reset.
        after_power_cycle: Names of settings that are kept at once and heeded only when it is switched on again.
        deaf: Whether it takes every command and changes nothing.
        address_shift: How far from the address that it is told it settles, 0 to 100.
        restart_seconds: How long its LAN module is silent when it restarts, 0 to 120.
        close_at_once_seconds: How soon the host must close behind a set-up; later, what stood behind the address comes
            out as characters. ``None`` where nothing hangs on it.
    """

    obeys: frozenset[Family] = _CLASS_FAMILIES
    factory: Settings = field(default_factory=Settings)
    after_power_cycle: frozenset[str] = _AFTER_POWER_CYCLE
    deaf: bool = False
    address_shift: int = 0
    restart_seconds: float = 0.2
    close_at_once_seconds: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.restart_seconds <= _LONGEST_RESTART_SECONDS:
            raise InputError(f"a module restarts in 0 to {_LONGEST_RESTART_SECONDS} s, not in {self.restart_seconds}")
        if not 0 <= self.address_shift <= 100:  # noqa: PLR2004 - what fits into one octet with room to spare
            raise InputError(f"address_shift is 0 to 100, not {self.address_shift}")
        if unknown := self.after_power_cycle - EVERY_SETTING:
            raise InputError(f"no setting is called {', '.join(sorted(unknown))}")
