"""``virtual serve``: the virtual printer for other programs to print on."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, host_and_port, speech_options
from ocom809.cli.receipts import Keeper
from ocom809.cli.stopping import asked_to_stop
from ocom809.cli.virtual_lan import LanOptions, lan_options, tell_where

if TYPE_CHECKING:
    from ocom809.virtual import VirtualPrinter
    from ocom809.virtual.control_server import ControlServer
    from ocom809.web import LivePage

DEFAULT_ADDRESS = "127.0.0.1:9100"
DEFAULT_PAGE = "127.0.0.1:8809"
DEFAULT_IDLE_SECONDS = 60
_LOOK_SECONDS = 0.5


@click.group()
def virtual() -> None:
    """Run the virtual printer."""


@virtual.command()
@click.option(
    "--tcp", metavar="HOST:PORT", help=f"Listen there; {DEFAULT_ADDRESS} unless told. Port 0 takes a free one."
)
@click.option("--pty", is_flag=True, help="Serve a pseudo terminal, as a serial printer.")
@click.option("--personality", default="ocpp-809", show_default=True, help="Which unit of the class to be; + joins.")
@click.option(
    "--speed", type=click.FloatRange(1, 1000), metavar="MM", help="Millimetres printed in a second; else at once."
)
@click.option(
    "--fault", "faults", multiple=True, metavar="KIND[@WHEN]", help="Such as paper-out@100mm; may be repeated."
)
@click.option("--paper", metavar="FOLDER", help="Save each receipt there: PNG, text, JSON and bytes.")
@click.option("--dot-gain", is_flag=True, help="Save pictures with larger, rounder dots, as heat leaves them; 609 dpi.")
@click.option("--control", metavar="PLACE", help="Take orders at HOST:PORT or unix:PATH, a line of JSON each.")
@click.option(
    "--page",
    is_flag=False,
    flag_value=DEFAULT_PAGE,
    metavar="[HOST:PORT]",
    help=f"Show the paper live to this computer's browsers; at {DEFAULT_PAGE} unless told.",
)
@lan_options
@click.option(
    "--idle",
    type=click.FloatRange(0, 86_400),
    default=DEFAULT_IDLE_SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="A TCP client that sends nothing for so long makes room, if another one waits; 0 for never, as most boards.",
)
@click.option("--allow-remote", is_flag=True, help="Listen beyond this computer. Anybody there can print.")
@speech_options
@click.pass_obj
def serve(
    settings: Settings,
    /,
    *,
    tcp: str | None,
    pty: bool,
    personality: str,
    speed: float | None,
    faults: tuple[str, ...],
    paper: str | None,
    dot_gain: bool,
    control: str | None,
    page: str | None,
    idle: float,
    allow_remote: bool,
    **lan_words: Any,
) -> None:
    """Be a printer until Ctrl-C: on TCP, as a LAN module, on a pseudo terminal, or on several of them."""
    from ocom809.virtual import PtyServer, TcpServer, VirtualPrinter

    lan = LanOptions(**lan_words)
    unit = VirtualPrinter(personality=personality, faults=faults, speed_mm_s=speed, mac=lan.hardware_address())
    lan.put_address(unit)
    orders = _control_server(unit, control) if control else None
    live = _live_page(unit, page) if page else None
    keeper, stopped = Keeper(settings, paper, dot_gain=dot_gain), threading.Event()
    with ExitStack() as running:
        running.enter_context(asked_to_stop(stopped.set))
        running.callback(keeper.keep_the_rest, unit)
        if lan.wanted:
            module = lan.module(settings, unit, allow_remote=allow_remote, on_ticket=keeper.keep)
            running.enter_context(module)
            tell_where(settings, unit, module)
        if tcp or not (pty or lan.wanted):
            host, port = host_and_port(tcp or DEFAULT_ADDRESS, "--tcp")
            server = TcpServer(
                unit, host, port, allow_remote=allow_remote, yield_seconds=idle or None, on_ticket=keeper.keep
            )
            running.enter_context(server)
            uri = f"tcp://{f'[{host}]' if ':' in host else host}:{server.port}"
            show.answer(settings, {"listening": uri}, f"Listening on {uri}")
        if pty:
            terminal = running.enter_context(PtyServer(unit, on_ticket=keeper.keep))
            show.answer(settings, {"listening": f"serial://{terminal.path}"}, f"Serving serial://{terminal.path}")
        if orders:
            running.enter_context(orders)
            show.answer(settings, {"control": orders.place}, f"Taking orders at {orders.place}")
        if live:
            running.enter_context(live)
            show.answer(settings, {"page": live.url}, f"Showing the paper at {live.url}")
        # The system may give the signal to another thread, which does not wake this one.
        while not stopped.wait(_LOOK_SECONDS):
            pass


def _control_server(unit: VirtualPrinter, place: str) -> ControlServer:
    from ocom809.virtual.control_server import ControlServer

    if place.startswith("unix:"):
        return ControlServer(unit, path=place.removeprefix("unix:"))
    host, port = host_and_port(place, "--control")
    return ControlServer(unit, host, port)


def _live_page(unit: VirtualPrinter, place: str) -> LivePage:
    from ocom809.web import LivePage

    return LivePage(unit, *host_and_port(place, "--page"))
