"""``parameters page``: the same for people who like a window."""

from __future__ import annotations

import threading
import webbrowser
from typing import TYPE_CHECKING

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, common_options, host_and_port
from ocom809.cli.stopping import asked_to_stop

if TYPE_CHECKING:
    from ocom809.web.parameters_page import ParametersPage

_LOOK_SECONDS = 0.5


@click.command()
@click.option(
    "--at", "place", metavar="HOST:PORT", default="127.0.0.1:0", help="Where, on this computer; else anywhere."
)
@click.option("--no-browser", is_flag=True, help="Only say where the page is; open no browser.")
@click.option("--dry-run", is_flag=True, help="Show plans, and send nothing that prints or changes anything.")
@click.option(
    "--wait", type=click.FloatRange(0, 600), metavar="SECONDS", help="How long to look for a printer afterwards."
)
@click.option("--record", metavar="FILE", help="Where to write down what was done, as lines of JSON.")
@common_options
@click.pass_obj
def page(
    settings: Settings, *, place: str, no_browser: bool, dry_run: bool, wait: float | None, record: str | None
) -> None:
    """Show printers and their settings in the browser, and set them there, until Ctrl-C.

    The page is for this computer alone, and only for whoever has its whole address. Nothing is sent before the plan was
    shown with every byte, and said yes to.
    """
    from ocom809.web.parameters_page import Orders, ParametersPage

    device = settings.named_device()
    orders = Orders(devices=(device,) if device else (), dry_run=dry_run, wait=wait, record=record)
    stopped = threading.Event()
    with asked_to_stop(stopped.set, insist=True), ParametersPage(orders, *host_and_port(place, "--at")) as served:
        show.answer(settings, {"page": served.url}, f"The page is at {served.url}", "Ctrl-C ends it.")
        show.finish()
        if not (no_browser or webbrowser.open(served.url)):
            show.warning("no browser could be opened; open that address in one")
        while not stopped.wait(_LOOK_SECONDS):
            pass
        _end(served)


def _end(served: ParametersPage) -> None:
    """Let a change that is under way come to its end."""
    if served.bench.workshop.is_changing:
        show.warning("a change is under way; it is waited for (Ctrl-C again stops at once)")
    while served.bench.workshop.is_changing:
        served.bench.workshop.wait(_LOOK_SECONDS)
