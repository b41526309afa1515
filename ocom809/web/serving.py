"""A page for the browsers of this computer: listening, the server's thread, and the end of both."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Final, Protocol, Self

from ocom809.errors import InputError, MissingPackage
from ocom809.virtual.listening import address_of, listening
from ocom809.web.guard import Guard

if TYPE_CHECKING:
    from types import TracebackType

    from starlette.applications import Starlette
    from uvicorn import Server

_JOIN_SECONDS: Final = 5.0
_FAREWELL_SECONDS: Final = 2
_WAITING_VISITORS: Final = 32
_RECEIVE_BUFFER_BYTES: Final = 65536


class WebApp(Protocol):
    """What answers the requests."""

    def routes(self) -> Starlette:
        """The application, open for pages."""

    def close(self) -> None:
        """Let pages that listen for changes go."""


class Page:
    """Serves an application to the browsers of this computer; best used in a ``with`` statement.

    Args:
        app: What answers.
        host: Where to listen, always on this computer.
        port: Which port, 0 for a free one, which ``url`` then tells.
        token: What every path must begin with; empty where the page may be seen by whoever sits at this computer.

    Raises:
        InputError: ``host`` is not loopback.
    """

    def __init__(self, app: WebApp, host: str = "127.0.0.1", port: int = 0, *, token: str = "") -> None:
        self._address = address_of(host, port)
        if self._address[1] not in {"127.0.0.1", "::1"}:
            raise InputError(f"the page is served on 127.0.0.1 or ::1, not on {host!r}")
        self._app = app
        self._port = port
        self._token = token
        self._server: Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        host = f"[{self._address[1]}]" if ":" in self._address[1] else self._address[1]
        return f"http://{host}:{self._port}/" + (f"{self._token}/" if self._token else "")

    def start(self) -> None:
        """Listen and serve; does nothing where it serves already.

        Raises:
            DeviceError: The port cannot be had; which of its kinds says why.
        """
        if self._thread is not None:
            return
        from uvicorn import Config, Server

        from ocom809.web.patience import MOST_CONNECTIONS, PatientProtocol

        listener = listening(self._address)
        # As small as a printer's, its buffer would slow a browser down.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER_BYTES)
        self._port = listener.getsockname()[1]
        config = Config(
            Guard(self._app.routes(), self._port, self._token),
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            log_level="error",
            http=PatientProtocol,
            ws="none",
            loop="asyncio",
            limit_concurrency=MOST_CONNECTIONS + 1,
            backlog=_WAITING_VISITORS,
            timeout_graceful_shutdown=_FAREWELL_SECONDS,
        )
        server = self._server = Server(config)

        def serve() -> None:
            with listener:
                server.run(sockets=[listener])

        self._thread = threading.Thread(target=serve, name=type(self).__name__, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End all connections and listening; does nothing where it does not serve."""
        thread, self._thread = self._thread, None
        if thread is None or self._server is None:
            return
        self._app.close()
        self._server.should_exit = True
        thread.join(_JOIN_SECONDS)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def missing() -> MissingPackage:
    """The error where the packages of the web are not installed."""
    return MissingPackage(
        "the page needs the packages starlette and uvicorn", hint="Install them: pip install 'ocom809[web]'."
    )
