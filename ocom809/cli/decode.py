"""``decode``: what a file of printer bytes says, instruction by instruction."""

from __future__ import annotations

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, common_options
from ocom809.cli.sources import read_raw


@click.command()
@click.argument("source", metavar="FILE|-")
@common_options
@click.pass_obj
def decode(settings: Settings, *, source: str) -> None:
    """Name every instruction in FILE (or - for standard input), each with its offset."""
    from ocom809.virtual import decode as decoding

    for instruction in decoding.decode(read_raw(source)):
        show.answer(settings, decoding.to_dict(instruction), decoding.listing(instruction))
