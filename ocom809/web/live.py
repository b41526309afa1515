"""The live page of a virtual printer: paper that grows in the browser, and buttons for what can go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.web.serving import Page, missing

if TYPE_CHECKING:
    from ocom809.virtual import VirtualPrinter
    from ocom809.web.app import LiveApp


class LivePage(Page):
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
        super().__init__(_app_for(printer), host, port)


def _app_for(printer: VirtualPrinter) -> LiveApp:
    try:
        import uvicorn  # noqa: F401 - asked for before anything listens

        from ocom809.web.app import LiveApp
    except ImportError as error:
        raise missing() from error
    return LiveApp(printer)
