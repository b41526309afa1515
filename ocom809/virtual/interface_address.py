"""An interface's own address, changed for real by ``ip`` (Linux); only in a network that was made for it."""

from __future__ import annotations

import os
import re
import socket
import struct
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ocom809.errors import DeviceError, DeviceNotFound, InputError

if TYPE_CHECKING:
    from ocom809.virtual.settings.values import Settings

_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,14}")
_GET_HARDWARE_ADDRESS: Final = 0x8927
_MOST_ANCESTORS: Final = 64
_IP_SECONDS: Final = 10.0


def must_be_ours(name: str, *, anywhere: bool) -> None:
    """Refuse an interface that might belong to the computer itself.

    A network namespace that a process among our ancestors does not share was made for this; that cannot be seen from
    everywhere, so whoever knows better says ``anywhere``.

    Raises:
        InputError: It is no interface's name, or nothing shows that the network was made for this.
    """
    if not hasattr(socket, "SO_BINDTODEVICE"):
        raise InputError("this system cannot give a printer an interface of its own", hint="Linux can.")
    if not _NAME.fullmatch(name):
        raise InputError(f"{name[:40]!r} is no name of a network interface")
    if not anywhere and not _has_network_of_its_own():
        raise InputError(
            f"{name} may belong to this computer itself, so its address is not changed",
            hint=(
                "Make a network of its own (unshare -n), or say allow_this_network (--allow-this-network) if this one "
                "may be changed."
            ),
        )


def hardware_address(name: str) -> bytes:
    """The six bytes of an interface's MAC.

    Raises:
        DeviceNotFound: There is no such interface here.
    """
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            answer = fcntl.ioctl(asking, _GET_HARDWARE_ADDRESS, struct.pack("256s", name.encode()[:15]))
        except OSError as error:
            raise DeviceNotFound(f"there is no network interface {name}: {error.strerror}") from error
    return answer[18:24]


def set_address(name: str, network: Settings) -> None:
    """Take all IPv4 addresses from an interface, and give it this one, and this hardware address.

    Raises:
        DeviceError: ``ip`` is missing, or refuses.
    """
    orders = [f"addr flush dev {name}"]
    if hardware_address(name) != network.mac:
        orders += [f"link set dev {name} down", f"link set dev {name} address {network.mac.hex(':')}"]
    orders += [f"addr add {network.interface} broadcast + dev {name}", f"link set dev {name} up"]
    _ip(orders)


def take_address(name: str) -> None:
    """Take all IPv4 addresses from an interface: nobody is there any more.

    Raises:
        DeviceError: ``ip`` is missing, or refuses.
    """
    _ip([f"addr flush dev {name}"])


def _ip(orders: list[str]) -> None:
    lines = "".join(f"{order}\n" for order in orders)
    try:
        ran = subprocess.run(
            ["ip", "-4", "-batch", "-"],  # noqa: S607 - where it lies differs between systems
            input=lines,
            capture_output=True,
            text=True,
            timeout=_IP_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DeviceError(f"ip cannot be run: {error}", hint="It comes with the package iproute2.") from error
    if ran.returncode:
        said = " ".join(ran.stderr.split())
        raise DeviceError(f"the address cannot be changed: {said[:200]}")


def _has_network_of_its_own() -> bool:
    ours, process = _network_of(os.getpid()), os.getppid()
    for _ in range(_MOST_ANCESTORS):
        theirs = _network_of(process)
        if ours is None or theirs is None or process == 0:
            return False
        if theirs != ours:
            return True
        process = _parent_of(process)
    return False


def _network_of(process: int) -> str | None:
    try:
        return str(Path(f"/proc/{process}/ns/net").readlink())
    except OSError:
        return None


def _parent_of(process: int) -> int:
    try:
        words = Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()
        return int(words[1])
    except (OSError, ValueError, IndexError):
        return 0
