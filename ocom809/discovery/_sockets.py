"""Sockets, and what waits for them, where the system may refuse both: too many are open, or a sandbox forbids it."""

from __future__ import annotations

import selectors
import socket

from ocom809.errors import DeviceError


def new_socket(kind: socket.SocketKind) -> socket.socket:
    """An IPv4 socket.

    Raises:
        DeviceError: The system gives none.
    """
    try:
        return socket.socket(socket.AF_INET, kind)
    except OSError as error:
        raise _refused(error) from error


def new_selector() -> selectors.BaseSelector:
    """What waits for many sockets together.

    Raises:
        DeviceError: The system gives none.
    """
    try:
        return selectors.DefaultSelector()
    except OSError as error:
        raise _refused(error) from error


def _refused(error: OSError) -> DeviceError:
    return DeviceError(
        f"this computer gives no more connections ({error.strerror or error})",
        hint="Close other programs, and try again; a sandbox or a firewall may forbid it too.",
    )
