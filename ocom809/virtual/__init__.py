"""A software OCPP-809: bytes go in, paper comes out. Written from the manual, never from our own encoder."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocom809.virtual.clock import SimulatedClock
    from ocom809.virtual.device import VirtualDevice
    from ocom809.virtual.event import Event
    from ocom809.virtual.faults import Fault, FaultKind
    from ocom809.virtual.lan import LanModule
    from ocom809.virtual.lan_ports import FREE_PORTS, LanPorts
    from ocom809.virtual.paper import Ending
    from ocom809.virtual.personality import PERSONALITIES, Personality
    from ocom809.virtual.printer import VirtualPrinter
    from ocom809.virtual.pty_server import PtyServer
    from ocom809.virtual.server import TcpServer
    from ocom809.virtual.ticket import Ticket

__all__ = [
    "FREE_PORTS",
    "PERSONALITIES",
    "Ending",
    "Event",
    "Fault",
    "FaultKind",
    "LanModule",
    "LanPorts",
    "Personality",
    "PtyServer",
    "SimulatedClock",
    "TcpServer",
    "Ticket",
    "VirtualDevice",
    "VirtualPrinter",
]

_PLACES = {
    "PERSONALITIES": "personality",
    "Ending": "paper",
    "FREE_PORTS": "lan_ports",
    "Event": "event",
    "Fault": "faults",
    "FaultKind": "faults",
    "LanModule": "lan",
    "LanPorts": "lan_ports",
    "Personality": "personality",
    "PtyServer": "pty_server",
    "SimulatedClock": "clock",
    "TcpServer": "server",
    "Ticket": "ticket",
    "VirtualDevice": "device",
    "VirtualPrinter": "printer",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
