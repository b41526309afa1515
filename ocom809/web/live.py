"""The live page of a virtual printer: paper that grows in the browser, and buttons for what can go wrong."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Final, Self

from ocom809.errors import InputError, MissingPackage
from ocom809.virtual.listening import address_of, listening
from ocom809.web.guard import Guard

if TYPE_CHECKING:
    from types import TracebackType

    from uvicorn import Server

    from ocom809.virtual import VirtualPrinter
    from ocom809.web.app import LiveApp

_JOIN_SECONDS: Final = 5.0
_FAREWELL_SECONDS: Final = 2
_WAITING_VISITORS: Final = 32
_RECEIVE_BUFFER_BYTES: Final = 65536


class LivePage:
    """Serves the page to the browsers of this computer; best used in a ``with`` statement.

    Args:
        printer: What is shown, and acted on.
        host: Where to listen, always on this computer.
        port: Which port, 0 for a free one, which ``url`` then tells.

    Raises:
        InputError: ``host`` is not loopback.
        MissingPackage: The extra ``web`` is not installed.
    """

    def __init__(self, printer: VirtualPrinter, host: str = "127.0.0.1", port: int = 0) -> None:
        self._address = address_of(host, port, allow_remote=None)
        if self._address[1] not in {"127.0.0.1", "::1"}:
            raise InputError(f"the page is served on 127.0.0.1 or ::1, not on {host!r}")
        self._app = _app_for(printer)
        self._port = port
        self._server: Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        host = f"[{self._address[1]}]" if ":" in self._address[1] else self._address[1]
        return f"http://{host}:{self._port}/"

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
            Guard(self._app.routes(), self._port),
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

        self._thread = threading.Thread(target=serve, name="LivePage", daemon=True)
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


def _app_for(printer: VirtualPrinter) -> LiveApp:
    try:
        import uvicorn  # noqa: F401 - asked for before anything listens

        from ocom809.web.app import LiveApp
    except ImportError as error:
        raise MissingPackage(
            "the live page needs the packages starlette and uvicorn", hint="Install them: pip install 'ocom809[web]'."
        ) from error
    return LiveApp(printer)
