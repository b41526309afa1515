"""The control socket: a TCP port of this computer, or a Unix socket, for ``control.Controls``."""

from __future__ import annotations

import json
import logging
import os
import selectors
import socket
import stat
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from ocom809.errors import DeviceBusy, DeviceError, InputError
from ocom809.virtual.control import LINE_BYTES, Controls, Facts
from ocom809.virtual.listening import address_of, listening

if TYPE_CHECKING:
    from types import TracebackType

    from ocom809.virtual.printer import VirtualPrinter

logger = logging.getLogger(__name__)

MOST_CLIENTS: Final = 8
_LOOK_SECONDS: Final = 0.25
QUIET_SECONDS: Final = 90.0
"""A client that has said nothing whole for so long gives its place to one who comes; longer than any wait."""
_ANSWER_SECONDS: Final = 10.0
_JOIN_SECONDS: Final = 5.0


class ControlServer:
    """Takes one JSON object a line from up to eight clients; best used in a ``with`` statement.

    Args:
        printer: What is controlled.
        host: Where to listen, always on this computer.
        port: Which port, 0 for a free one, which ``place`` then tells.
        path: A Unix socket instead, which only this user can reach.

    Raises:
        InputError: ``host`` is not loopback, or there are no Unix sockets here.
    """

    def __init__(
        self, printer: VirtualPrinter, host: str = "127.0.0.1", port: int = 0, *, path: str | Path | None = None
    ) -> None:
        if path is not None and not hasattr(socket, "AF_UNIX"):
            raise InputError("this system has no Unix sockets", hint="Say HOST:PORT instead.")
        self._controls = Controls(printer)
        self._path = None if path is None else Path(path)
        self._address = None if path is not None else address_of(host, port, allow_remote=None)
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None
        # When each last said something, or was answered.
        self._clients: dict[socket.socket, float] = {}
        self._lock = threading.Lock()

    @property
    def place(self) -> str:
        """Where it listens: ``HOST:PORT``, or ``unix:PATH``."""
        if self._path is not None:
            return f"unix:{self._path}"
        assert self._address is not None  # noqa: S101 - there is a path or an address
        port = self._listener.getsockname()[1] if self._listener else self._address[2]
        host = f"[{self._address[1]}]" if ":" in self._address[1] else self._address[1]
        return f"{host}:{port}"

    def start(self) -> None:
        """Listen and serve; does nothing where it serves already.

        Raises:
            DeviceError: It cannot listen there; which of its kinds says why.
        """
        if self._thread is not None:
            return
        self._controls.closing.clear()
        self._listener = listening(self._address) if self._address else _unix_listener(self._path)
        self._thread = threading.Thread(target=self._serve, args=(self._listener,), name="ControlServer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End connections and listening; does nothing where it does not serve."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._controls.closing.set()
        thread.join(_JOIN_SECONDS)
        with self._lock:
            for client in self._clients:
                with suppress(OSError):
                    client.shutdown(socket.SHUT_RDWR)
        self._listener = None
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _serve(self, listener: socket.socket) -> None:
        with listener, selectors.DefaultSelector() as selector:
            selector.register(listener, selectors.EVENT_READ)
            while not self._controls.closing.is_set():
                if not selector.select(_LOOK_SECONDS):
                    continue
                with suppress(OSError):  # it went away while it waited
                    self._welcome(listener.accept()[0])

    def _welcome(self, client: socket.socket) -> None:
        client.settimeout(_ANSWER_SECONDS)
        with self._lock:
            if len(self._clients) >= MOST_CLIENTS:
                self._part_with_the_quietest()
            is_full = len(self._clients) >= MOST_CLIENTS
            if not is_full:
                self._clients[client] = time.monotonic()
        if is_full:
            with client, suppress(OSError):
                _say(client, {"ok": False, "error": f"{MOST_CLIENTS} clients are served already", "hint": ""})
            return
        threading.Thread(target=self._talk, args=(client,), name="ControlServer client", daemon=True).start()

    def _part_with_the_quietest(self) -> None:
        """Make room, if somebody keeps a place and does nothing with it; its thread ends by itself."""
        quietest, heard_at = min(self._clients.items(), key=lambda item: item[1])
        if time.monotonic() - heard_at >= QUIET_SECONDS:
            del self._clients[quietest]
            with suppress(OSError):
                quietest.shutdown(socket.SHUT_RDWR)

    def _heard(self, client: socket.socket) -> None:
        with self._lock:
            if client in self._clients:
                self._clients[client] = time.monotonic()

    def _talk(self, client: socket.socket) -> None:
        try:
            with client, client.makefile("rb", buffering=LINE_BYTES) as lines:
                client.settimeout(None)
                while line := lines.readline(LINE_BYTES + 1):
                    self._heard(client)
                    if not self._reply(client, line):
                        return
                    self._heard(client)
        except OSError as error:
            logger.debug("a client of the control socket is gone: %s", error)
        except Exception:
            logger.exception("a client of the control socket was dropped")
        finally:
            with self._lock:
                self._clients.pop(client, None)

    def _reply(self, client: socket.socket, line: bytes) -> bool:
        """Answer a line, and tell whether the client may go on."""
        if len(line) > LINE_BYTES:
            _say(client, {"ok": False, "error": f"a line of over {LINE_BYTES} bytes is refused", "hint": ""})
            return False
        answer, may_go_on = self._controls.answer(line)
        _say(client, answer)
        return may_go_on


def _say(client: socket.socket, answer: Facts) -> None:
    client.sendall(json.dumps(answer).encode() + b"\n")


def _unix_listener(path: Path | None) -> socket.socket:
    assert path is not None  # noqa: S101 - there is a path or an address
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        _clear_away(path)
        before = os.umask(0o177)
        try:
            listener.bind(str(path))
        finally:
            os.umask(before)
        listener.listen(MOST_CLIENTS)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        if isinstance(error, DeviceError):
            raise
        raise DeviceError(f"cannot listen on {path}: {error.strerror or error}") from error
    return listener


def _clear_away(path: Path) -> None:
    """Remove a socket that a server left behind; one that is served, and anything else, stays."""
    if not path.exists() or not stat.S_ISSOCK(path.stat().st_mode):
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as visitor:
        try:
            visitor.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
            return
    raise DeviceBusy(f"cannot listen on {path}: another program does")
