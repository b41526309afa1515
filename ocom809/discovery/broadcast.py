"""Asking the LAN by UDP which printers there are. Only the two families' questions go out; they change nothing."""

from __future__ import annotations

import logging
import selectors
import socket
import sys
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

from ocom809.deadline import Deadline
from ocom809.discovery._sockets import new_selector, new_socket
from ocom809.discovery.announcements import LONGEST_REPLY_BYTES, Announcement, Family, find_request, parse
from ocom809.discovery.interfaces import LIMITED_BROADCAST, LocalNetwork, local_networks
from ocom809.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

logger = logging.getLogger(__name__)

SEARCH_SECONDS = 3.0
"""As long as the makers' tools wait; boards answer within milliseconds when they are not busy."""
LONGEST_SEARCH_SECONDS = 600.0
ANNOUNCEMENT_LIMIT = 1024
"""More printers than a LAN can hold; what comes beyond is somebody's bad joke."""
_DATAGRAM_LIMIT = 20_000
# A datagram can be lost, and the question is harmless, so it is asked three times.
_TIMES = 3
_ANY = "0.0.0.0"  # noqa: S104 - answers are wanted from every side, and nothing but an answer is looked at


def announced(
    families: Iterable[Family] = tuple(Family),
    *,
    seconds: float = SEARCH_SECONDS,
    networks: Iterable[LocalNetwork] | None = None,
) -> tuple[Announcement, ...]:
    """Ask on every interface, and wait ``seconds`` for whoever answers.

    The question goes to the broadcast address of each network and to 255.255.255.255, so that boards in a foreign
    subnet on the same wire hear it. Whether their answer is heard depends on the board and on this computer's reverse
    path filter.

    Args:
        families: Whom to ask for.
        seconds: How long to wait, more than 0 and at most 600.
        networks: Where to ask; every network of this computer if not given.

    Returns:
        Each announcement once, in the order in which they came, 1024 at most.

    Raises:
        DeviceError: The system gives no sockets, so that nobody was asked.
    """
    return tuple(listen(families, seconds=seconds, networks=networks))


def ask(address: IPv4Address | str, family: Family, *, seconds: float = 1.0) -> Announcement | None:
    """What the printer at ``address`` itself says, or ``None`` where it does not answer.

    An answer from elsewhere does not count.
    """
    at = IPv4Address(address)
    with ExitStack() as open_sockets:
        asking = [_Asking(one, family, (at,), "") for one in _sockets(family, None, open_sockets)]
        answers = _listen(asking, Deadline(_checked(seconds)), seconds)
        return next((one for one in answers if one.sender == str(at)), None)


def listen(
    families: Iterable[Family] = tuple(Family),
    *,
    seconds: float = SEARCH_SECONDS,
    networks: Iterable[LocalNetwork] | None = None,
) -> Iterator[Announcement]:
    """As ``announced``, each announcement as soon as it comes; whoever has heard enough may stop listening."""
    limit = Deadline(_checked(seconds))
    known = local_networks() if networks is None else tuple(networks)
    with ExitStack() as open_sockets:
        asking = [one for family in families for one in _on_every_interface(family, known, open_sockets)]
        yield from _listen(asking, limit, seconds)


@dataclass(frozen=True, slots=True)
class _Asking:
    """A socket, whom it asks, and where."""

    socket: socket.socket
    family: Family
    targets: tuple[IPv4Address, ...]
    interface: str

    def ask(self) -> None:
        for target in self.targets:
            try:
                self.socket.sendto(find_request(self.family), (str(target), self.family.port))
            except OSError as error:
                logger.debug("%s cannot be asked for %s: %s", target, self.family.name, error)


def _listen(asking: list[_Asking], limit: Deadline, seconds: float) -> Iterator[Announcement]:
    """Ask again at each third of the time, and give what comes in once each."""
    seen: set[Announcement] = set()
    heard, asked = 0, 0
    with new_selector() as selector:
        for one in asking:
            selector.register(one.socket, selectors.EVENT_READ, one)
        while not limit.expired and heard < _DATAGRAM_LIMIT and len(seen) < ANNOUNCEMENT_LIMIT:
            if asked < _TIMES and limit.left() <= seconds * (1 - asked / _TIMES):
                asked += 1
                for one in asking:
                    one.ask()
            for key, _ in selector.select(min(limit.left(), seconds / _TIMES / 4)):
                heard += 1
                answer = _answer(key.data)
                if answer is not None and answer not in seen:
                    seen.add(answer)
                    yield answer


def _answer(asking: _Asking) -> Announcement | None:
    try:
        # One byte more than the longest, so that one that is too long shows.
        data, (sender, _) = asking.socket.recvfrom(LONGEST_REPLY_BYTES + 1)
    except OSError as error:
        logger.debug("an answer cannot be read: %s", error)
        return None
    found = parse(data)
    return None if found is None else replace(found, sender=sender, interface=asking.interface)


def _on_every_interface(
    family: Family, networks: tuple[LocalNetwork, ...], open_sockets: ExitStack
) -> Iterator[_Asking]:
    """One set of sockets for each interface, so that 255.255.255.255 leaves by it and answers say where they came in.

    Where interfaces have no names, one for each address of this computer serves.
    """
    doors: dict[str, list[LocalNetwork]] = {}
    for network in networks:
        doors.setdefault(network.name or str(network.address), []).append(network)
    for name, there in doors.items():
        directed = dict.fromkeys(network.broadcast for network in there if network.broadcast is not None)
        for one in _sockets(family, there[0], open_sockets):
            yield _Asking(one, family, (*directed, LIMITED_BROADCAST), name)


def _sockets(family: Family, network: LocalNetwork | None, open_sockets: ExitStack) -> Iterator[socket.socket]:
    """A socket on each port that the makers' tools use; on any free port where all of those are taken."""
    found = False
    for port in family.reply_ports:
        one = _bound(port, network)
        if one is not None:
            found = True
            yield open_sockets.enter_context(one)
    if not found:
        spare = _bound(0, network)
        if spare is not None:
            yield open_sockets.enter_context(spare)


def _bound(port: int, network: LocalNetwork | None) -> socket.socket | None:
    with ExitStack() as undo:
        one = undo.enter_context(new_socket(socket.SOCK_DGRAM))
        try:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            one.setblocking(False)
            one.bind((_own_address(one, network), port))
        except OSError as error:
            logger.debug("UDP port %d cannot be used here: %s", port, error)
            return None
        undo.pop_all()
        return one


def _own_address(one: socket.socket, network: LocalNetwork | None) -> str:
    """Which address to bind to, so that what is sent leaves by this network."""
    if network is None:
        return _ANY
    if sys.platform == "linux" and network.name:
        # Bound to the interface and to no address: broadcast answers are heard too, and no route is needed.
        # Kernels before 5.7 let only root do so.
        with suppress(PermissionError):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, network.name.encode() + b"\x00")
            return _ANY
    return str(network.address)


def _checked(seconds: float) -> float:
    if not 0 < seconds <= LONGEST_SEARCH_SECONDS:
        raise InputError(f"a search takes more than 0 and at most {LONGEST_SEARCH_SECONDS:g} s, not {seconds!r}")
    return seconds
