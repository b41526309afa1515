"""Bluetooth: a serial channel (RFCOMM) by the standard library's socket, where platform and Python have it."""

from __future__ import annotations

import errno
import re
import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

from ocom809.devices._stream import StreamDevice, call
from ocom809.devices.abilities import Abilities
from ocom809.errors import (
    DeviceBusy,
    DeviceError,
    DeviceNotFound,
    DeviceTimeout,
    MissingPackage,
    PermissionDenied,
    URIError,
)

if TYPE_CHECKING:
    from ocom809.deadline import Deadline
    from ocom809.devices.uri import DeviceURI

_ADDRESS = re.compile(r"[0-9A-F]{2}(:[0-9A-F]{2}){5}")
_CHANNELS = range(1, 31)
_OFF = "It may be off, out of reach, asleep, or held by a telephone that was paired with it before."

_REASONS: dict[int, tuple[type[DeviceError], str, str]] = {
    errno.EHOSTDOWN: (DeviceNotFound, "the printer does not answer", _OFF),
    errno.EHOSTUNREACH: (DeviceNotFound, "the printer does not answer", _OFF),
    errno.ETIMEDOUT: (DeviceTimeout, "the printer did not answer in time", _OFF),
    errno.ECONNREFUSED: (
        DeviceNotFound,
        "the printer has no serial service on this channel",
        "Another channel may: 'sdptool search SP' lists them; most printers have 1.",
    ),
    errno.EBUSY: (DeviceBusy, "the channel is in use", "Another program here, such as rfcomm, may hold it."),
    errno.EACCES: (PermissionDenied, "the printer is not paired", "Pair it first: bluetoothctl, pair, trust."),
    errno.EPERM: (PermissionDenied, "the printer is not paired", "Pair it first: bluetoothctl, pair, trust."),
    errno.ENODEV: (DeviceNotFound, "this computer has no Bluetooth adapter that is on", "See 'bluetoothctl show'."),
    errno.ENETDOWN: (DeviceNotFound, "the Bluetooth adapter is off", "See 'bluetoothctl power on'."),
    errno.EAFNOSUPPORT: (DeviceNotFound, "this system has no Bluetooth", "The kernel module is called rfcomm."),
    errno.EPROTONOSUPPORT: (DeviceNotFound, "this system has no RFCOMM", "The kernel module is called rfcomm."),
}


class BluetoothDevice(StreamDevice):
    """A paired Bluetooth printer: ``bluetooth://AA:BB:CC:DD:EE:FF/1``, channel 1 if none is given.

    Counts are of bytes that the system took: how many of them the printer has is not known on this wire.

    Args:
        address: Six pairs of hex digits with colons.
        channel: 1 to 30.
        uri: What it calls itself; made from the rest if not given.
    """

    abilities = Abilities(two_way=True, hot_pluggable=True, discards_on_abort=False, loses_unread=True)
    silence_hint = "It is connected and takes nothing: out of paper, open or offline, or its battery is low."

    def __init__(self, address: str, channel: int = 1, *, uri: str = "") -> None:
        super().__init__(uri or f"bluetooth://{address}/{channel}")
        if not _ADDRESS.fullmatch(address.upper()):
            raise URIError(f"{address!r} is no Bluetooth address", hint="It is written AA:BB:CC:DD:EE:FF.")
        if channel not in _CHANNELS:
            raise URIError(f"a Bluetooth channel is 1 to 30, not {channel}")
        self.address = address.upper()
        self.channel = channel

    @classmethod
    def from_uri(cls, uri: DeviceURI) -> Self:
        """The printer at this address; nothing is called yet."""
        uri.allow()
        channel = uri.path.strip("/") or "1"
        if not (channel.isascii() and channel.isdigit()):
            raise URIError(f"a Bluetooth channel is 1 to 30, not {channel!r} (in {uri.text!r})")
        return cls(uri.host, int(channel), uri=uri.text)

    def _connect(self, limit: Deadline) -> socket.socket:
        with ExitStack() as undo:
            try:
                connection = undo.enter_context(self._new_socket())
                call(connection, self._place(), limit.left())
            except OSError as error:
                kind, words, hint = _REASONS.get(error.errno or 0, (DeviceError, f"no connection ({error})", ""))
                raise kind(f"{self.uri}: {words}", hint=hint) from error
            undo.pop_all()
            return connection

    def _new_socket(self) -> socket.socket:
        family, protocol = getattr(socket, "AF_BLUETOOTH", None), getattr(socket, "BTPROTO_RFCOMM", None)
        if family is None or protocol is None:
            raise MissingPackage(
                f"{self.uri}: this Python was built without Bluetooth sockets",
                hint="The Python of Debian, Ubuntu, Windows and python.org for Windows has them; on Linux, "
                f"'sudo rfcomm bind 0 {self.address} {self.channel}' gives serial:///dev/rfcomm0 without them.",
            )
        return socket.socket(family, socket.SOCK_STREAM, protocol)

    def _place(self) -> tuple[Any, ...] | str:
        """What ``connect`` takes."""
        return self.address, self.channel
