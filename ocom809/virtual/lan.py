"""The LAN module of a virtual printer: all its ports at one address, which it leaves when it is set to another.

Data on 9100, status and addresses on 4000, and the searches by UDP on 9000 and 1460. When an address is set, or the
unit is switched on, the module starts anew: connections end, nobody answers for a while, and then it is there again,
with an interface of its own at the new address.
"""

from __future__ import annotations

import contextlib
import logging
import selectors
from typing import TYPE_CHECKING, Final

from ocom809.errors import DeviceError, InputError, Ocom809Error
from ocom809.virtual import interface_address
from ocom809.virtual.datagram_ports import DatagramPorts
from ocom809.virtual.lan_ports import LanPorts
from ocom809.virtual.listening import address_of
from ocom809.virtual.server import TcpServer
from ocom809.virtual.service import Service
from ocom809.virtual.settings.families import Family
from ocom809.virtual.settings.lease import Lease
from ocom809.virtual.web_set import WebSetPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from ipaddress import IPv4Address

    from ocom809.virtual.printer import VirtualPrinter
    from ocom809.virtual.ticket import Ticket

logger = logging.getLogger(__name__)

_GRACE_SECONDS: Final = 0.05
"""So that whoever set the address sees its command taken before the connection ends."""
_RETRY_SECONDS: Final = 1.0


class LanModule(Service):
    """Serves a printer as a LAN module does; best used in a ``with`` statement. Three threads, four with a page.

    Args:
        printer: The printer; its settings say where it is.
        host: Where to listen; beyond this computer only with ``allow_remote``. Its port numbers stay when it restarts.
        ports: Its port numbers.
        allow_remote: Let other computers in. Whoever reaches the ports can print and set it up.
        interface: A network interface that becomes the printer's own (Linux, root, ``ip``): it gets the printer's
            address, and another one whenever that is set. ``host`` is of no matter then, and the printer's hardware
            address should be that of the interface, see ``interface_address.hardware_address``.
        allow_this_network: Change the interface even where nothing shows that its network was made for that.
        dhcp_address: What a DHCP server would give, such as ``192.0.2.77/24``. No server is asked: with DHCP on the
            module takes this, and without it keeps the address that was set.
        restart_seconds: How long it is silent, where not as long as its personality says.
        on_address_change: Told of the old and the new address; it may return another host to listen at.
        on_ticket: Told of each piece of paper that comes off.

    Raises:
        InputError: The host is not loopback and ``allow_remote`` is not given, or the interface is not ours to change.
    """

    def __init__(
        self,
        printer: VirtualPrinter,
        host: str = "127.0.0.1",
        *,
        ports: LanPorts | None = None,
        allow_remote: bool = False,
        interface: str | None = None,
        allow_this_network: bool = False,
        dhcp_address: str | None = None,
        restart_seconds: float | None = None,
        on_address_change: Callable[[IPv4Address, IPv4Address], str | None] | None = None,
        on_ticket: Callable[[Ticket], None] | None = None,
    ) -> None:
        super().__init__(printer, on_ticket=on_ticket)
        if interface is not None:
            interface_address.must_be_ours(interface, anywhere=allow_this_network)
        else:
            _must_be_ipv4(address_of(host, 0, allow_remote=allow_remote)[1])
        if dhcp_address is not None:
            printer.settings.offer_lease(Lease.parse(dhcp_address))
        self._host = host
        self._interface = interface
        self._allow_remote = allow_remote or interface is not None
        self._on_address_change = on_address_change
        silence = printer.settings.traits.restart_seconds if restart_seconds is None else restart_seconds
        self._restart_seconds = self._pause_seconds = silence
        self.ports = ports or LanPorts()
        self._datagrams = DatagramPorts(printer.settings)
        self._tcp: TcpServer | None = None
        self._web: WebSetPage | None = None

    @property
    def host(self) -> str:
        """Where it listens now."""
        return self._host

    @property
    def interface(self) -> str | None:
        """The network interface of its own; ``None`` where it has none."""
        return self._interface

    @property
    def is_up(self) -> bool:
        """Whether it answers now; not while it restarts."""
        return self._tcp is not None

    def close(self) -> None:
        """End connections, listening and the threads; an interface of its own keeps its address."""
        super().close()
        self._go_down()

    def _open(self) -> None:
        self._seen = self.printer.settings.lan_restarts
        self._address = self.printer.settings.network.address
        self._come_up()

    def _shut(self) -> None:
        self._go_down()

    def _step(self) -> None:
        if not self.is_up:
            self._come_back()
            return
        if self._seen != self.printer.settings.lan_restarts:
            self._leave()
            return
        for listener in self._datagrams.sockets:
            self._attend(listener, selectors.EVENT_READ)
        self._datagrams.answer(self._wait(None))

    # Up and down.

    def _leave(self) -> None:
        """Be gone: first the address, where it has one of its own, so that nobody hears a word of farewell."""
        if self._closing.wait(_GRACE_SECONDS):
            return
        if self._interface is not None:
            with contextlib.suppress(DeviceError):
                interface_address.take_address(self._interface)
        self._go_down()
        self.printer.settings.note("LAN module restarts")

    def _come_back(self) -> None:
        """Come up again after its silence, if there is power; where that fails, it is tried again in a while."""
        if not self.printer.sensors.powered:
            self._wait(None)
            return
        if self._closing.wait(self._pause_seconds):
            return
        settings = self.printer.settings
        self._seen, address = settings.lan_restarts, settings.network.address
        try:
            self._move(address)
            self._come_up()
        except Ocom809Error as error:
            logger.warning("the LAN module of a virtual printer is not up: %s", error)
            self._go_down()
            self._pause_seconds = max(_RETRY_SECONDS, self._restart_seconds)
        else:
            self._pause_seconds = self._restart_seconds
            settings.note("LAN module is up", address=str(address))

    def _move(self, address: IPv4Address) -> None:
        old, self._address = self._address, address
        if old != address and self._on_address_change is not None:
            self._host = self._on_address_change(old, address) or self._host

    def _come_up(self) -> None:
        network = self.printer.settings.network
        host, data_port = self._host, self.ports.data
        if self._interface is not None:
            interface_address.set_address(self._interface, network)
            self._host = host = str(network.address)
            data_port = network.port
        with contextlib.ExitStack() as undo:
            undo.callback(self._go_down)
            self._tcp = TcpServer(
                self.printer,
                host,
                data_port,
                allow_remote=self._allow_remote,
                status_port=self._side_port(),
                interface=self._interface,
            )
            self._tcp.start()
            self._show_page(host)
            self._datagrams.open(host, {Family.XP_UDP: self.ports.xp, Family.ZY_UDP: self.ports.zy}, self._interface)
            undo.pop_all()
        self._keep_ports()

    def _side_port(self) -> int | None:
        return self.ports.side if Family.PORT_4000 in self.printer.settings.traits.obeys else None

    def _show_page(self, host: str) -> None:
        if self.ports.web is not None:
            place = address_of(host, self.ports.web, allow_remote=self._allow_remote)
            self._web = WebSetPage(self.printer, place, self._interface)
            self._web.start()

    def _keep_ports(self) -> None:
        """The free ports that were found are those that it has from now on."""
        assert self._tcp is not None  # noqa: S101 - it has just come up
        by_family = self._datagrams.numbers
        self.ports = LanPorts(
            self._tcp.port if self._interface is None else self.ports.data,
            self._tcp.status_port or self.ports.side,
            by_family.get(Family.XP_UDP, self.ports.xp),
            by_family.get(Family.ZY_UDP, self.ports.zy),
            self._web.port if self._web else None,
        )

    def _go_down(self) -> None:
        tcp, self._tcp = self._tcp, None
        web, self._web = self._web, None
        for server in (tcp, web):
            if server is not None:
                server.close()
        for listener in self._datagrams.sockets:
            if self._thread is not None and not self._closing.is_set():
                self._attend(listener, 0)
        self._datagrams.close()


def _must_be_ipv4(host: str) -> None:
    if ":" in host:
        raise InputError(f"the class's LAN modules know IPv4 only, not {host}")
