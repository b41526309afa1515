"""Many TCP connections under way together, in one thread, none of which blocks; each may ask one question."""

from __future__ import annotations

import errno
import logging
import selectors
import socket
import time
from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from ocom809.discovery._sockets import new_selector, new_socket

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from ipaddress import IPv4Address

logger = logging.getLogger(__name__)

# Windows has a number of its own for "under way".
_UNDER_WAY = {0, errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK)}
_LOOK_SECONDS = 0.1
_ANSWER_BYTES = 16


class State(Enum):
    """How far a call has come."""

    CONNECTING = auto()
    ASKED = auto()
    DONE = auto()


@dataclass(slots=True, eq=False)
class Call:
    """One connection, from the attempt to its end.

    Attributes:
        address: Whom to call.
        port: On which port.
        question: What to send once connected; nothing if empty.
        answer_seconds: How long to wait for an answer to it.
        is_open: Whether the connection was taken.
        failure: The system's number for why it was not; 0 where it was, or where nobody answered in time.
        answer: The first bytes that came back.
    """

    address: IPv4Address
    port: int
    question: bytes = b""
    answer_seconds: float = 0.0
    is_open: bool = False
    failure: int = 0
    answer: bytes = b""
    state: State = State.CONNECTING
    ends_at: float = 0.0
    socket: socket.socket = field(init=False)

    def begin(self, seconds: float) -> None:
        """Call, without waiting."""
        self.ends_at = time.monotonic() + seconds
        self.socket.setblocking(False)
        failure = self.socket.connect_ex((str(self.address), self.port))
        if failure not in _UNDER_WAY:
            self.failure, self.state = failure, State.DONE

    @property
    def wants(self) -> int:
        """What the selector shall wait for."""
        return selectors.EVENT_WRITE if self.state is State.CONNECTING else selectors.EVENT_READ

    def go_on(self) -> None:
        """Something happened: connected, refused, or answered."""
        try:
            if self.state is State.CONNECTING:
                self._connected()
            else:
                self._answered()
        except OSError as error:
            logger.debug("%s port %d: %s", self.address, self.port, error)
            self.state = State.DONE

    def _connected(self) -> None:
        self.failure = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        # On one computer, a call to a port that nobody has can be given that very port, and reach itself.
        self.is_open = not self.failure and self.socket.getsockname() != self.socket.getpeername()
        if not (self.is_open and self.question):
            self.state = State.DONE
            return
        self.socket.send(self.question)
        self.state, self.ends_at = State.ASKED, time.monotonic() + self.answer_seconds

    def _answered(self) -> None:
        self.answer = self.socket.recv(_ANSWER_BYTES)
        self.state = State.DONE


def made(calls: Iterable[Call], seconds: float, at_once: int) -> Iterator[Call]:
    """Make all ``calls``, ``at_once`` at a time, each within ``seconds``, and give each when it is over."""
    waiting, under_way = iter(calls), deque[Call]()
    with new_selector() as selector:
        try:
            while True:
                yield from _begun(waiting, under_way, selector, seconds, at_once)
                if not under_way:
                    return
                for key, _ in selector.select(_LOOK_SECONDS):
                    key.data.go_on()
                yield from _ended(under_way, selector)
        finally:
            for call in under_way:
                call.socket.close()


def _begun(
    waiting: Iterator[Call], under_way: deque[Call], selector: selectors.BaseSelector, seconds: float, at_once: int
) -> Iterator[Call]:
    """Begin as many calls as may be under way; give those that fail at once."""
    while len(under_way) < at_once:
        call = next(waiting, None)
        if call is None:
            return
        call.socket = new_socket(socket.SOCK_STREAM)
        call.begin(seconds)
        if call.state is State.DONE:
            call.socket.close()
            yield call
        else:
            under_way.append(call)
            selector.register(call.socket, call.wants, call)


def _ended(under_way: deque[Call], selector: selectors.BaseSelector) -> Iterator[Call]:
    """Give those that are done or late; the others go on."""
    now = time.monotonic()
    for _ in range(len(under_way)):
        call = under_way.popleft()
        if call.state is State.DONE or now >= call.ends_at:
            selector.unregister(call.socket)
            call.socket.close()
            yield call
        else:
            if selector.get_key(call.socket).events != call.wants:
                selector.modify(call.socket, call.wants, call)
            under_way.append(call)
