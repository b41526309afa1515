"""One datagram to every network of this computer."""

from __future__ import annotations

import logging
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from ocom809.discovery.interfaces import LIMITED_BROADCAST, LocalNetwork, local_networks
from ocom809.errors import DeviceUnreachable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from ipaddress import IPv4Address

logger = logging.getLogger(__name__)


def broadcast(data: bytes, port: int, *, also_to: IPv4Address | None = None) -> int:
    """Send ``data`` once by each way that may lead to the unit, and return how many ways took it.

    The ways are, on every interface, the directed broadcast and 255.255.255.255, as the makers' tools do it, and
    ``also_to``, where the unit was last seen. The datagram names the unit by its MAC address, so that a second copy
    changes nothing.

    Raises:
        DeviceUnreachable: Not one way took it, so that nothing was sent.
    """
    networks = local_networks()
    ways = [(network, address) for network in networks for address in _broadcasts(network)]
    sent = sum(_sent(data, str(address), port, network) for network, address in dict.fromkeys(ways))
    if also_to is not None:
        sent += _sent(data, str(also_to), port, None)
    if not sent:
        raise DeviceUnreachable(
            f"no network took the datagram to UDP port {port}", hint="Look at this computer's network connection."
        )
    return sent


def _broadcasts(network: LocalNetwork) -> Iterable[IPv4Address]:
    return (LIMITED_BROADCAST,) if network.broadcast is None else (network.broadcast, LIMITED_BROADCAST)


def _sent(data: bytes, address: str, port: int, network: LocalNetwork | None) -> bool:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sending:
            sending.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            if network is not None:
                _leave_by(sending, network)
            sending.sendto(data, (address, port))
    except OSError as error:
        logger.debug("UDP %s:%d: %s", address, port, error)
        return False
    logger.debug("UDP %s:%d < %s", address, port, data.hex(" "))
    return True


def _leave_by(sending: socket.socket, network: LocalNetwork) -> None:
    if sys.platform == "linux" and network.name:
        # Kernels before 5.7 let only root do so; the address of that network does almost the same.
        with suppress(PermissionError):
            sending.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, network.name.encode() + b"\x00")
            return
    sending.bind((str(network.address), 0))
