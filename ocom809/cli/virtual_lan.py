"""The options of ``virtual serve`` that make a LAN module of the virtual printer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from ocom809.cli import show
from ocom809.cli.common import LAST_PORT, Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from ipaddress import IPv4Address

    from ocom809.virtual import LanModule, LanPorts, Ticket, VirtualPrinter

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORTS: Final = "9100,4000,9000,1460"
_HOW_MANY_PORTS: Final = (4, 5)
_MAC: Final = re.compile(r"([0-9a-f]{2})[:-]?" * 5 + "([0-9a-f]{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanOptions:
    """What was said of the LAN module; each option by its name."""

    lan: str | None
    lan_ports: str
    interface: str | None
    allow_this_network: bool
    mac: str | None
    address: str | None
    dhcp_address: str | None
    restart: float | None

    def __post_init__(self) -> None:
        if self.wanted:
            return
        for option, value in (("--dhcp-address", self.dhcp_address), ("--restart", self.restart)):
            if value is not None:
                raise click.UsageError(f"{option} is for a LAN module; say --lan or --interface too.")

    @property
    def wanted(self) -> bool:
        """Whether there is to be a LAN module."""
        return self.lan is not None or self.interface is not None

    def hardware_address(self) -> bytes | None:
        """What ``--mac`` said, else that of the interface; ``None`` for that of the personality."""
        if self.mac is not None:
            if not _MAC.fullmatch(self.mac):
                raise click.BadParameter(f"{self.mac!r} is no AA:BB:CC:DD:EE:FF", param_hint="--mac")
            return bytes.fromhex(re.sub("[:-]", "", self.mac))
        if self.interface is None:
            return None
        from ocom809.virtual.interface_address import hardware_address

        return hardware_address(self.interface)

    def put_address(self, unit: VirtualPrinter) -> None:
        """Let the unit have the address that was said, as if it had been set up so before."""
        if self.address is None:
            return
        from ipaddress import IPv4Interface

        try:
            place = IPv4Interface(self.address)
        except ValueError as error:
            raise click.BadParameter(f"{self.address!r} is no ADDRESS/PREFIX", param_hint="--address") from error
        router = place.network.network_address + 1
        unit.settings.store(address=place.ip, netmask=place.netmask, gateway=router)

    def module(
        self, settings: Settings, unit: VirtualPrinter, *, allow_remote: bool, on_ticket: Callable[[Ticket], None]
    ) -> LanModule:
        """The LAN module, which tells of each address that it moves to."""
        from ocom809.virtual import LanModule

        def tell(_old: IPv4Address, new: IPv4Address) -> None:
            show.answer(settings, {"address": str(new)}, f"Moved to {new}")

        return LanModule(
            unit,
            self.lan or DEFAULT_HOST,
            ports=_ports(self.lan_ports),
            allow_remote=allow_remote,
            interface=self.interface,
            allow_this_network=self.allow_this_network,
            dhcp_address=self.dhcp_address,
            restart_seconds=self.restart,
            on_address_change=tell,
            on_ticket=on_ticket,
        )


def tell_where(settings: Settings, unit: VirtualPrinter, module: LanModule) -> None:
    """Say where the module listens, and who it is."""
    data_port = unit.settings.network.port if module.interface else module.ports.data
    uri, ports = f"tcp://{module.host}:{data_port}", module.ports
    mac = unit.settings.network.mac.hex(":").upper()
    doors = {"port_4000": ("TCP", ports.side), "xp_udp": ("UDP", ports.xp), "zy_udp": ("UDP", ports.zy)}
    obeyed = {family.word.replace("-", "_") for family in unit.settings.traits.obeys}
    served = {name: door for name, door in doors.items() if name in obeyed}
    facts = {"listening": uri, "mac": mac, **{name: port for name, (_, port) in served.items()}}
    if ports.web is not None:
        facts["web"] = ports.web
    set_up = ", ".join(f"{kind} {port}" for kind, port in served.values())
    show.answer(settings, facts, f"Listening on {uri}", f"It is {mac}; searches and set-up: {set_up or 'none'}")
    if ports.web is not None and not settings.json:
        show.answer(settings, {}, f"Its own page is http://{module.host}:{ports.web}/")


def lan_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``serve`` the options of a LAN module."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def _ports(text: str) -> LanPorts:
    from ocom809.virtual import LanPorts

    words = text.split(",")
    numbers = [int(word) for word in words if word.isascii() and word.isdigit() and int(word) <= LAST_PORT]
    if len(numbers) not in _HOW_MANY_PORTS or len(words) != len(numbers):
        raise click.BadParameter(f"{text!r} is not four ports such as {DEFAULT_PORTS}", param_hint="--lan-ports")
    return LanPorts(*numbers)


_OPTIONS: Final = (
    click.option(
        "--lan",
        is_flag=False,
        flag_value=DEFAULT_HOST,
        metavar="[HOST]",
        help=f"Be a LAN module there, with set-up by TCP 4000 and UDP; {DEFAULT_HOST} unless told.",
    ),
    click.option(
        "--lan-ports",
        default=DEFAULT_PORTS,
        show_default=True,
        metavar="FOUR",
        help="Ports of the LAN module: data, TCP 4000, UDP 9000 and 1460; a fifth shows its web page. 0 is a free one.",
    ),
    click.option(
        "--interface",
        metavar="NAME",
        help="Make this network interface the LAN module's own, and really change its address (Linux, unshare -n).",
    ),
    click.option("--allow-this-network", is_flag=True, help="Change that interface even outside unshare -n."),
    click.option("--mac", metavar="MAC", help="The unit's hardware address; the interface's own unless told."),
    click.option("--address", metavar="ADDRESS/PREFIX", help="The unit's address at first; else the factory's."),
    click.option("--dhcp-address", metavar="ADDRESS/PREFIX", help="What DHCP gives it; no server is asked."),
    click.option(
        "--restart",
        type=click.FloatRange(0, 120),
        metavar="SECONDS",
        help="How long the LAN module is silent when it restarts; else as its personality says.",
    ),
)
