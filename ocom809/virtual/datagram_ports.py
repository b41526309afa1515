"""The UDP ports of a LAN module: who searches or sets up a printer by datagram is heard and answered here."""

from __future__ import annotations

import contextlib
import ipaddress
from typing import TYPE_CHECKING, Final

from ocom809.virtual.listening import hearing
from ocom809.virtual.settings.datagrams import DATAGRAM_BYTES

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable, Mapping

    from ocom809.virtual.settings.families import Family
    from ocom809.virtual.settings.of_unit import UnitSettings

_BROADCAST: Final = "255.255.255.255"
_AT_ONCE: Final = 64


class DatagramPorts:
    """One socket for each family of set-up that a unit obeys by UDP.

    Args:
        settings: The settings of the unit, which answer.
    """

    def __init__(self, settings: UnitSettings) -> None:
        self._settings = settings
        self._families: dict[socket.socket, Family] = {}

    @property
    def sockets(self) -> tuple[socket.socket, ...]:
        """What is heard on; empty while nobody hears."""
        return tuple(self._families)

    @property
    def numbers(self) -> dict[Family, int]:
        """Which port each family is heard on."""
        return {family: listener.getsockname()[1] for listener, family in self._families.items()}

    def open(self, host: str, ports: Mapping[Family, int], interface: str | None) -> None:
        """Hear on these ports, as far as the unit obeys their families.

        Raises:
            DeviceError: One of them cannot be had; the others are open then, until ``close``.
        """
        # What is sent to everybody reaches no socket that is bound to an address.
        place = host if ipaddress.ip_address(host).is_loopback else ""
        for family, port in ports.items():
            if family in self._settings.traits.obeys:
                self._families[hearing(place, port, interface)] = family

    def answer(self, ready: Iterable[object]) -> None:
        """Answer what has arrived on those of the sockets that are ``ready``."""
        for listener, family in list(self._families.items()):
            if listener in ready:
                self._answer(listener, family)

    def close(self) -> None:
        """Hear nobody any more."""
        families, self._families = self._families, {}
        for listener in families:
            listener.close()

    def _answer(self, listener: socket.socket, family: Family) -> None:
        """Answer what has arrived; one by one it would take a shop of 200 units seconds to hear each other's set-up."""
        for _ in range(_AT_ONCE):
            try:
                data, sender = listener.recvfrom(DATAGRAM_BYTES + 1)
            except OSError:
                return  # nothing more, or what an earlier answer met
            reply = self._settings.answer_datagram(data, family)
            if reply:
                with contextlib.suppress(OSError):  # a search is repeated by whoever means it
                    listener.sendto(reply, (self._where_to(sender[0]), sender[1]))

    def _where_to(self, asker: str) -> str:
        """Back to the asker, or to everybody where the unit has no way to it: a searcher in another subnet."""
        address = ipaddress.IPv4Address(asker)
        near = address.is_loopback or address in self._settings.network.interface.network
        return asker if near else _BROADCAST
