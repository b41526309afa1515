"""``cut``, ``feed``, ``drawer``, ``alarm``: one act each."""

from __future__ import annotations

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, common_options


@click.command()
@click.option("--full", is_flag=True, help="Cut right through, where the unit can; most of the class cut partially.")
@common_options
@click.pass_obj
def cut(settings: Settings, *, full: bool) -> None:
    """Feed to the knife and cut."""
    with settings.printer() as printer:
        show.outcome(settings, printer.cut(full=full), "the cut")


@click.command()
@click.argument("lines", type=click.IntRange(1, 255), default=4)
@common_options
@click.pass_obj
def feed(settings: Settings, *, lines: int) -> None:
    """Feed LINES lines of paper (4 unless told)."""
    with settings.printer() as printer:
        show.outcome(settings, printer.feed(lines), f"a feed of {lines} lines")


@click.command()
@click.option("--pin", type=click.Choice(["2", "5"]), help="Pin of the drawer's plug. [default: the profile's, else 2]")
@click.option(
    "--pulse",
    "pulse_ms",
    type=click.IntRange(2, 510),
    default=50,
    show_default=True,
    metavar="MS",
    help="How long the pulse lasts; some cheap drawers need 100.",
)
@common_options
@click.pass_obj
def drawer(settings: Settings, *, pin: str | None, pulse_ms: int) -> None:
    """Open the cash drawer."""
    from ocom809.commands import DrawerPin

    chosen = DrawerPin[f"PIN_{pin}"] if pin else None
    with settings.printer() as printer:
        show.outcome(settings, printer.open_drawer(pin=chosen, pulse_ms=pulse_ms), "the drawer pulse")


@click.command()
@click.option("--times", type=click.IntRange(1, 20), default=3, show_default=True, help="How often.")
@click.option(
    "--duration",
    "duration_ms",
    type=click.IntRange(50, 1000),
    default=100,
    show_default=True,
    metavar="MS",
    help="How long each time, in steps of 50.",
)
@click.option("--sound/--no-sound", default=True, show_default=True)
@click.option("--light/--no-light", default=True, show_default=True)
@common_options
@click.pass_obj
def alarm(settings: Settings, *, times: int, duration_ms: int, sound: bool, light: bool) -> None:
    """Sound the buzzer and flash the light, where the unit has them."""
    with settings.printer() as printer:
        result = printer.alarm(times=times, duration_ms=duration_ms, sound=sound, light=light)
        show.outcome(settings, result, "the alarm")
