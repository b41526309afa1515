"""``completion``: what a shell needs to complete our commands and options."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command()
@click.argument("shell", type=click.Choice(list(SHELLS)))
@click.pass_context
def completion(context: click.Context, *, shell: str) -> None:
    """Print the completion script for SHELL.

    For bash: put  eval "$(ocom809 completion bash)"  into ~/.bashrc.
    """
    root = context.find_root().command
    click.echo(SHELLS[shell](root, {}, "ocom809", "_OCOM809_COMPLETE").source())
