"""``virtual serve``: the virtual printer for other programs to print on."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, common_options, host_and_port
from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from ocom809.virtual import Ticket, VirtualPrinter

DEFAULT_ADDRESS = "127.0.0.1:9100"


@click.group()
def virtual() -> None:
    """Run the virtual printer."""


@virtual.command()
@click.option(
    "--tcp", metavar="HOST:PORT", help=f"Listen there; {DEFAULT_ADDRESS} unless told. Port 0 takes a free one."
)
@click.option("--pty", is_flag=True, help="Serve a pseudo terminal, as a serial printer.")
@click.option("--personality", default="ocpp-809", show_default=True, help="Which unit of the class to be.")
@click.option(
    "--fault", "faults", multiple=True, metavar="KIND[@WHEN]", help="Such as paper-out@100mm; may be repeated."
)
@click.option("--paper", metavar="FOLDER", help="Save each receipt there, as PNG and text.")
@click.option("--allow-remote", is_flag=True, help="Listen beyond this computer. Anybody there can print.")
@common_options
@click.pass_obj
def serve(
    settings: Settings,
    *,
    tcp: str | None,
    pty: bool,
    personality: str,
    faults: tuple[str, ...],
    paper: str | None,
    allow_remote: bool,
) -> None:
    """Be a printer until Ctrl-C: on TCP, on a pseudo terminal, or on both."""
    from ocom809.virtual import PtyServer, TcpServer, VirtualPrinter

    unit = VirtualPrinter(personality=personality, faults=faults)
    keeper = _Keeper(settings, Path(paper) if paper else None)
    with ExitStack() as running:
        if tcp or not pty:
            host, port = host_and_port(tcp or DEFAULT_ADDRESS, "--tcp")
            server = TcpServer(unit, host, port, allow_remote=allow_remote, on_ticket=keeper.keep)
            running.enter_context(server)
            show.answer(
                settings, {"listening": f"tcp://{host}:{server.port}"}, f"Listening on tcp://{host}:{server.port}"
            )
        if pty:
            terminal = running.enter_context(PtyServer(unit, on_ticket=keeper.keep))
            show.answer(settings, {"listening": f"serial://{terminal.path}"}, f"Serving serial://{terminal.path}")
        _until_stopped()
    _keep_the_rest(unit, keeper)


def _until_stopped() -> None:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        return


def _keep_the_rest(unit: VirtualPrinter, keeper: _Keeper) -> None:
    """What hangs out of the printer when it is switched off is torn off, not lost."""
    before = len(unit.tickets)
    unit.tear_off()
    for ticket in unit.tickets[before:]:
        keeper.keep(ticket)


class _Keeper:
    """Saves receipts as they come and says so."""

    def __init__(self, settings: Settings, folder: Path | None) -> None:
        self._settings = settings
        self._folder = folder
        self._count = 0
        if folder is not None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise DocumentError(f"{folder}: {error.strerror or error}") from error

    def keep(self, ticket: Ticket) -> None:
        """Save one receipt. The name is a number, so nothing that a job holds can choose where it goes."""
        self._count += 1
        facts: dict[str, object] = {"receipt": self._count, "millimetres": round(ticket.millimetres)}
        words = f"Receipt {self._count}: {facts['millimetres']} mm"
        if self._folder is not None:
            path = self._folder / f"receipt-{self._count:04d}.png"
            ticket.save(path)
            path.with_suffix(".txt").write_text(ticket.text + "\n", encoding="utf-8")
            facts["saved"] = str(path)
            words += f", saved as {path}"
        show.answer(self._settings, facts, words)
