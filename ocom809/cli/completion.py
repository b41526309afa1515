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

    \b
      bash  put  eval "$(ocom809 completion bash)"  into ~/.bashrc
      zsh   put  eval "$(ocom809 completion zsh)"  into ~/.zshrc, behind compinit
      fish  ocom809 completion fish > ~/.config/fish/completions/ocom809.fish
    """  # noqa: D301 - the backslash is click's mark for lines that stay as they are
    root = context.find_root().command
    click.echo(SHELLS[shell](root, {}, "ocom809", "_OCOM809_COMPLETE").source())
