"""``decode``: what a file of printer bytes says, instruction by instruction."""

from __future__ import annotations

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, speech_options
from ocom809.cli.sources import read_to_decode


@click.command()
@click.argument("source", metavar="FILE|-")
@click.option("--state", is_flag=True, help="After each instruction the state that it changed, old and new.")
@speech_options
@click.pass_obj
def decode(settings: Settings, *, source: str, state: bool) -> None:
    """Name every instruction in FILE (or - for standard input), each with its offset."""
    data = read_to_decode(source)
    if state:
        from ocom809.virtual.state_changes import step_lines, step_to_dict, steps

        for step in steps(data):
            show.answer(settings, step_to_dict(step), *step_lines(step))
        return
    from ocom809.virtual import decode as decoding

    for instruction in decoding.decode(data):
        show.answer(settings, decoding.to_dict(instruction), decoding.listing(instruction))
