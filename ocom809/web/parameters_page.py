"""The page for finding printers and setting their parameters, on this computer only and for whoever has its address."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.web.serving import Page, missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.discovery import FoundPrinter
    from ocom809.web.bench import Bench
    from ocom809.web.parameters_app import ParametersApp

TOKEN_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """How the page shall act.

    Attributes:
        devices: Printers that are there from the beginning, by their URIs.
        dry_run: Nothing is ever sent that changes or prints.
        wait: How long to look for a printer afterwards, in seconds; as the dialect says if not given.
        record: Where to write down what was done; the user's own record if not given.
    """

    devices: tuple[str, ...] = ()
    dry_run: bool = False
    wait: float | None = None
    record: str | None = None


class ParametersPage(Page):
    """Serves the page; best used in a ``with`` statement. Its ``url`` holds a token that is new each time.

    Args:
        orders: Which printers it begins with, and how it shall act.
        host: Where to listen, always on this computer.
        port: Which port, 0 for a free one, which ``url`` then tells.
        find: How printers are found; as ``find_printers`` does if not given.

    Raises:
        InputError: ``host`` is not loopback, or a device means nothing.
        MissingPackage: The extra ``web`` is not installed.
    """

    def __init__(
        self,
        orders: Orders,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        find: Callable[..., tuple[FoundPrinter, ...]] | None = None,
    ) -> None:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.bench, app = _made(orders, token, find)
        super().__init__(app, host, port, token=token)

    def start(self) -> None:
        """Listen and serve, and look for printers."""
        super().start()
        self.bench.search()


def _made(
    orders: Orders, token: str, find: Callable[..., tuple[FoundPrinter, ...]] | None
) -> tuple[Bench, ParametersApp]:
    try:
        import uvicorn  # noqa: F401 - asked for before anything listens

        from ocom809.web.bench import Bench
        from ocom809.web.parameters_app import ParametersApp
    except ImportError as error:
        raise missing() from error
    bench = Bench(orders) if find is None else Bench(orders, find)
    return bench, ParametersApp(bench, token)
