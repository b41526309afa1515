"""The proxy of the chaos bench over TCP, before the virtual printer's own server.

It passes on no byte that the printer has no room for, so that a full printer is felt at the program's end.
"""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import time
from typing import TYPE_CHECKING, Final, Self

from chaos_stage import Stage

from ocom809.virtual import TcpServer

if TYPE_CHECKING:
    from types import TracebackType

    from chaos_world import World

_RESET_ON_CLOSE: Final = struct.pack("ii", 1, 0)


class TcpStage(Stage):
    """The printer's own server, and before it the proxy, which takes any number of clients."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._server = TcpServer(world.printer)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self._port = self._listener.getsockname()[1]
        self._passages: list[Passage] = []
        self._holder: tuple[socket.socket, float] | None = None

    @property
    def uri(self) -> str:
        """Where the proxy listens."""
        return f"tcp://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        self._server.start()
        return super().__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, traceback)
        self._server.close()

    def hold(self, seconds: float) -> None:
        """Another client connects, says nothing, and goes after so many seconds."""
        self._holder = socket.create_connection(("127.0.0.1", self._server.port)), time.monotonic() + seconds
        self._wake()

    def carry_out_breaks(self, seconds: float) -> None:
        """As on every wire; and the other client goes, for all is to be in order now."""
        if self._holder is not None:
            self._holder = self._holder[0], 0.0
            self._wake()
        super().carry_out_breaks(seconds)

    def _step(self) -> dict[int, int]:
        if self._holder is not None and time.monotonic() >= self._holder[1]:
            self._holder[0].close()
            self._holder = None
        self._accept()
        wanted = {self._listener.fileno(): select.POLLIN}
        for passage in self._passages:
            wanted |= passage.step()
        self._passages = [passage for passage in self._passages if not passage.is_over]
        return wanted

    def _accept(self) -> None:
        """Take a client, unless the printer's server still has to end those of before an outage."""
        if self.world.printer.outage and self._passages:
            return
        with contextlib.suppress(BlockingIOError, ConnectionError):
            client, _ = self._listener.accept()
            self.world.printer.outage = False
            self.world.link.reconnected()
            self._passages.append(Passage(self.world, client, self._server.port))

    def _is_quiet(self) -> bool:
        idle = all(passage.is_idle for passage in self._passages)
        return idle and not select.select([self._listener], [], [], 0)[0] and self._server.is_quiet

    def _shut(self) -> None:
        for passage in self._passages:
            passage.end(reset=True)
        self._listener.close()
        if self._holder is not None:
            self._holder[0].close()


class Passage:
    """One client on its way through the proxy.

    Args:
        world: Whose wire it goes over.
        client: The program's connection.
        port: Where the printer's server listens.
    """

    def __init__(self, world: World, client: socket.socket, port: int) -> None:
        self._world, self._client = world, client
        self._server = socket.create_connection(("127.0.0.1", port))
        for end in (self._client, self._server):
            end.setblocking(False)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._base, self._passed = len(world.printer.taken), 0
        self._up, self._down = bytearray(), bytearray()
        self._client_ended = self._server_ended = self._half_closed = self.is_over = False

    def step(self) -> dict[int, int]:
        """Carry what can be carried; what to wait for."""
        try:
            self._carry()
        except OSError:  # a connection that the other end has just ended may be told by ENOTCONN, no ConnectionError
            self.end(reset=True)
        if self.is_over:
            return {}
        reads = select.POLLIN if self._room() and not self._client_ended else 0
        writes = select.POLLOUT if self._down else 0
        server = (0 if self._server_ended else select.POLLIN) | (select.POLLOUT if self._up else 0)
        wanted = {self._client.fileno(): reads | writes, self._server.fileno(): server}
        return {file: events for file, events in wanted.items() if events or file == self._client.fileno()}

    def _carry(self) -> None:
        link = self._world.link
        if not link.breaks:
            self._must_be_there()
            self._from_server()
            self._from_client()
        if link.breaks:
            self.end(reset=link.breaks == "reset")
            link.reconnected()
            return
        if link.is_half_closed and not self._half_closed:
            self._half_closed = True
            self._client.shutdown(socket.SHUT_WR)
        if self._server_ended and not self._down and not link.has_arrived:
            self.end(reset=False)

    def _from_client(self) -> None:
        with contextlib.suppress(BlockingIOError):
            if not self._client_ended and (room := self._room()):
                data = self._client.recv(room)
                self._world.link.went(len(data))
                self._up += data
                if not data:
                    self._client_ended = True
                    self._server.shutdown(socket.SHUT_WR)
            while self._up:
                count = self._server.send(self._up)
                self._passed += count
                del self._up[:count]

    def _from_server(self) -> None:
        with contextlib.suppress(BlockingIOError):
            if not self._server_ended:
                data = self._server.recv(4096)
                self._world.link.answer(data)
                self._server_ended = not data
        with contextlib.suppress(BlockingIOError):
            while not self._half_closed:
                self._down += b"" if self._down else self._world.link.arriving()
                if not self._down:
                    break
                del self._down[: self._client.send(self._down)]

    def _room(self) -> int:
        """Bytes to take from the program: as many as the printer has room for beside what is on its way to it."""
        room = min(self._world.link.room(), self._world.printer.room - self._under_way)
        return 0 if self._up else max(0, room)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way on it."""
        try:
            waits = not self._client_ended and select.select([self._client], [], [], 0)[0]
        except (OSError, ValueError):
            return False  # it ends at this very moment
        return not (waits or self._up or self._down or self._under_way)

    @property
    def _under_way(self) -> int:
        """Bytes that were handed to the printer's server and are not taken yet."""
        return max(0, self._passed - (len(self._world.printer.taken) - self._base))

    def _must_be_there(self) -> None:
        """A program that broke off is seen although nothing is read from it."""
        poll = select.poll()
        poll.register(self._client, 0)
        if any(events & select.POLLERR for _, events in poll.poll(0)):
            raise ConnectionResetError

    def end(self, *, reset: bool) -> None:
        """Let both go, without a word or in order."""
        self.is_over = True
        for connection in (self._client, self._server):
            if reset:
                with contextlib.suppress(OSError):
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            connection.close()
