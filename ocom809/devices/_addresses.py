"""From a host and a port to the addresses behind them, within a limit."""

from __future__ import annotations

import queue
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ocom809.errors import DeviceNotFound, DeviceTimeout

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.deadline import Deadline

# A name with more addresses than this is no printer's.
ADDRESS_LIMIT = 8


@dataclass(frozen=True, slots=True)
class Address:
    """One address that a name stands for.

    Attributes:
        family: The socket family, IPv4 or IPv6.
        place: What ``socket.connect`` takes.
    """

    family: int
    place: tuple[Any, ...]

    def __str__(self) -> str:
        return str(self.place[0])


def addresses(
    host: str, port: int, limit: Deadline, *, look_up: Callable[..., Any] = socket.getaddrinfo
) -> list[Address]:
    """The addresses of ``host``, in the order in which the system wants them tried.

    A written address takes no time. A name is asked for in a thread of its own, because the system's resolver knows no
    limit; when it is given up, the thread ends as soon as the resolver does.

    Raises:
        DeviceNotFound: The name stands for nothing.
        DeviceTimeout: Nobody knew the name within the limit.
    """
    try:
        found = look_up(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (socket.gaierror, UnicodeError):  # no address in figures, so a name; whether it can be one is told there
        found = _ask(host, port, limit, look_up)
    return [Address(family, place) for family, _, _, _, place in found[:ADDRESS_LIMIT]]


def _ask(host: str, port: int, limit: Deadline, look_up: Callable[..., Any]) -> list[Any]:
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(look_up(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name=f"looking up {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=limit.left())
    except queue.Empty:
        raise DeviceTimeout(
            f"nobody told the address of {host!r} in time",
            hint="The name server does not answer; use the printer's IP address, which its self-test page shows.",
        ) from None
    if isinstance(answer, Exception):
        raise DeviceNotFound(f"the name {host!r} has no address ({answer})", hint=_name_hint(answer, host)) from answer
    found: list[Any] = answer
    return found


def _name_hint(error: Exception, host: str) -> str:
    if "%" in host:
        return "The zone behind %25 is the name of a network interface of this computer, such as eth0."
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return "The name server cannot be reached; use the printer's IP address, which its self-test page shows."
    return "Look at the spelling, or use the printer's IP address, which its self-test page shows."
