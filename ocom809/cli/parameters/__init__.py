"""``parameters``: what can be set, setting it, and looking whether it is so."""

from __future__ import annotations

import click

from ocom809.cli.parameters.guide import guide
from ocom809.cli.parameters.inventory import inventory
from ocom809.cli.parameters.listing import list_, show_one
from ocom809.cli.parameters.page import page
from ocom809.cli.parameters.setting import apply_file, plan_file, set_, set_ip
from ocom809.cli.parameters.snapshots import compare, snapshot

__all__ = ["parameters"]


@click.group()
def parameters() -> None:
    """Show and set the printer's settings.

    A change is planned, shown with every byte, asked about where it is dangerous, sent once, and verified where that
    can be: 0 verified, 20 sent and unverified, 21 failed.
    """


for command in (list_, show_one, set_ip, set_, plan_file, apply_file, snapshot, compare, inventory, guide, page):
    parameters.add_command(command)
