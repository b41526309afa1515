"""Listening on a TCP port, on this computer unless told otherwise, with buffers as small as a printer's."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from typing import Final, TypeAlias

from ocom809.errors import DeviceBusy, DeviceError, DeviceNotFound, InputError, PermissionDenied

Address: TypeAlias = tuple[socket.AddressFamily, str, int]

_RECEIVE_BUFFER_BYTES: Final = 4096
# Beyond these the system leaves a client to try again, seconds later: few would slow down whoever opens a connection
# for each of many small jobs.
_WAITING_CLIENTS: Final = 128
_LAST_PORT: Final = 65535
_HERE_ALONE: Final = "Listen on 127.0.0.1."
_HERE_OR_BEYOND: Final = "Listen on 127.0.0.1, or say allow_remote (--allow-remote) if that is meant."


def address_of(host: str, port: int, *, allow_remote: bool | None = False) -> Address:
    """Where to listen.

    Args:
        host: A name or an address.
        port: Which port, 0 for a free one.
        allow_remote: Whether the host may lie beyond this computer; ``None`` where it never may, whoever asks.

    Raises:
        InputError: The port is out of range, or the host is not loopback and ``allow_remote`` is not given.
        DeviceNotFound: The host has no address.
    """
    if not 0 <= port <= _LAST_PORT:
        raise InputError(f"a port is 0 to {_LAST_PORT}, not {port}")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise DeviceNotFound(f"{host!r} has no address to listen on: {error}") from error
    family, _, _, _, place = found[0]
    address = str(place[0])
    if not (allow_remote or ipaddress.ip_address(address.partition("%")[0]).is_loopback):
        if allow_remote is None:
            raise InputError(f"{host!r} lies beyond this computer, where this never listens", hint=_HERE_ALONE)
        raise InputError(f"{host!r} lies beyond this computer, where anybody could print", hint=_HERE_OR_BEYOND)
    return family, address, port


def listening(address: Address, interface: str | None = None) -> socket.socket:
    """A listening socket that does not block.

    Args:
        address: Where to listen.
        interface: The network interface that it belongs to (Linux), where not any.

    Raises:
        DeviceError: It cannot listen there; which of its kinds says why.
    """
    family, host, port = address
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        bind_to_interface(listener, interface)
        if os.name == "posix":
            # Elsewhere this option would let two servers share a port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER_BYTES)
        listener.bind((host, port))
        listener.listen(_WAITING_CLIENTS)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        raise _translated(error, host, port) from error
    return listener


def hearing(host: str, port: int, interface: str | None = None) -> socket.socket:
    """A socket for datagrams that does not block, and may answer by broadcast.

    Raises:
        DeviceError: It cannot listen there; which of its kinds says why.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        bind_to_interface(listener, interface)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        listener.bind((host, port))
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        raise _translated(error, host, port) from error
    return listener


def bind_to_interface(listener: socket.socket, interface: str | None) -> None:
    """Let a socket hear and speak on one interface alone; on any where None."""
    if interface is not None:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, interface.encode() + b"\0")


def port_of(listener: socket.socket | None, address: Address) -> int:
    """The port that is listened on, or the one that was asked for while nobody listens."""
    return int(listener.getsockname()[1]) if listener is not None else address[2]


def _translated(error: OSError, host: str, port: int) -> DeviceError:
    place = f"cannot listen on {host} port {port}"
    if error.errno == errno.EADDRINUSE:
        return DeviceBusy(f"{place}: another program does", hint="Choose another port; 0 takes a free one.")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return PermissionDenied(
            f"{place}: not allowed", hint="Ports below 1024 are kept for the system; choose another."
        )
    return DeviceError(f"{place}: {error.strerror or error}")
