"""``self-test`` and ``test-page``: pages that show what a unit is and can do."""

from __future__ import annotations

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, common_options


@click.command("self-test")
@common_options
@click.pass_obj
def self_test(settings: Settings) -> None:
    """Print the printer's own self-test page: its address, code pages and switches.

    A unit that does not know the command may print a stray character instead. Every unit prints the page when it is
    switched on while FEED is held.
    """
    with settings.printer() as printer:
        show.outcome(settings, printer.print_self_test(), "the self-test command")


@click.command("test-page")
@common_options
@click.pass_obj
def test_page(settings: Settings) -> None:
    """Print our test page: a photo of it answers what this unit can do."""
    with settings.printer() as printer:
        show.outcome(settings, printer.print_test_page(), "the test page")
