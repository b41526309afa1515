"""The printer's side of a stream socket: a small server that does what it is told."""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
import threading

from ocom809.testing import FarEnd

RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class StreamFarEnd(FarEnd):
    """Serves one connection after the other, as the printers of the class do.

    A thread of its own reads, and ends connections; what it shall do is told to it between two reads.
    """

    def __init__(self, listener):
        self._listener = listener
        self._client = None
        self._taken = bytearray()
        self._told = threading.Condition()
        self._reading = True
        self._end_by = ""
        self._over = False
        self.stays = False
        """Keep the connection when the other side says that nothing more comes, as many printers do."""
        self.drip = False
        """Take a little every 20 ms, as a slow mechanism does."""
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def received(self):
        with self._told:
            return bytes(self._taken)

    def answer(self, data):
        self.client().sendall(data)

    def stall(self):
        # A new client is let in first: one that waits in the listener's queue is another case.
        self.client()
        with self._told:
            self._reading = False

    def resume(self):
        with self._told:
            self._reading = True

    def vanish(self):
        """Drop the client with a reset."""
        self._end("reset")

    def hang_up(self):
        """Close the connection as a printer does with an idle client."""
        self._end("close")

    def say_no_more(self):
        """Close one direction and go on reading."""
        self.client().shutdown(socket.SHUT_WR)

    def client(self):
        """The connection of this moment; waits until there is one."""
        with self._told:
            assert self._told.wait_for(lambda: self._client is not None, 5), "nobody connected"
            return self._client

    def wait_until_free(self):
        """Until the connection of this moment has ended."""
        with self._told:
            assert self._told.wait_for(lambda: self._client is None, 5), "the connection did not end"

    def stop(self):
        with self._told:
            self._over = True
        self._thread.join(5)
        self._listener.close()

    def _end(self, how):
        self.client()
        with self._told:
            self._end_by = how
        self.wait_until_free()

    def _serve(self):
        while not self._over:
            with contextlib.suppress(TimeoutError):
                client, _ = self._listener.accept()
                with client:
                    self._is_served(client)
                    self._take_all(client)
                self._is_served(None)

    def _is_served(self, client):
        with self._told:
            self._client, self._end_by = client, ""
            self._told.notify_all()

    def _take_all(self, client):
        client.settimeout(5)
        with selectors.DefaultSelector() as selector:
            selector.register(client, selectors.EVENT_READ)
            while not (self._over or self._end_by):
                if not self._reading:
                    threading.Event().wait(0.01)
                elif selector.select(0.01) and not self._take(client):
                    return
        if self._end_by == "reset":
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)

    def _take(self, client):
        with self._told:
            if not self._reading:
                return True
            try:
                data = client.recv(200 if self.drip else 65536)
            except OSError:
                data = b""
            self._taken += data
        if self.drip:
            threading.Event().wait(0.02)
        return bool(data) or self.stays


@contextlib.contextmanager
def tcp_far_end(*, family=socket.AF_INET, host="127.0.0.1"):
    """A far end on a loopback port; its place is what ``getsockname`` says."""
    listener = socket.socket(family, socket.SOCK_STREAM)
    # As small as a printer's, so that it is full soon.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    listener.bind((host, 0))
    with _serving(listener) as far:
        far.port = listener.getsockname()[1]
        yield far


@contextlib.contextmanager
def unix_far_end(path):
    """A far end on a socket in the file system, for the wires whose own kind of socket needs hardware."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(path))
    with _serving(listener) as far:
        yield far
    path.unlink()


@contextlib.contextmanager
def _serving(listener):
    listener.listen(5)
    listener.settimeout(0.05)
    far = StreamFarEnd(listener)
    try:
        yield far
    finally:
        far.stop()
