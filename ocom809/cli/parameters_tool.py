"""The technician's program: of the command line what finds printers and sets them up, in one file (see ``tools/``)."""

from __future__ import annotations

import click

from ocom809 import __version__
from ocom809.cli.common import Settings, common_options
from ocom809.cli.main import COMMANDS, LazyGroup, run

NAME = "ocom809-parameters"
_COMMANDS = ("devices", "self-test", "parameters", "doctor", "probe", "udev-rule")


class ToolGroup(LazyGroup):
    """The few commands of the tool."""

    table = {name: COMMANDS[name] for name in _COMMANDS}  # noqa: RUF012 - a table that nobody changes


@click.group(
    cls=ToolGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Where a text speaks of `ocom809`, this program is meant. `parameters page` shows the same in the browser.",
)
@click.version_option(__version__, message=f"{NAME} %(version)s")
@common_options
@click.pass_context
def tool(context: click.Context) -> object:
    """Find receipt printers, give them an address, set them up, and find out what is wrong with them.

    Without a command it asks what to do, step by step.
    """
    if context.invoked_subcommand is not None:
        return None
    from ocom809.cli.parameters.guide import guide

    context.ensure_object(Settings)
    return context.invoke(guide)


def main() -> None:
    """Run the tool and leave with its exit code."""
    run(command=tool, name=NAME)
