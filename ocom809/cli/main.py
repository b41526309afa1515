"""The root command: which subcommands there are, loaded only when they are called, and how errors end."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from ocom809 import __version__
from ocom809.cli import exit_codes, show
from ocom809.cli.common import Settings, common_options
from ocom809.errors import Ocom809Error, missing_package

if TYPE_CHECKING:
    from collections.abc import Mapping

# Name, place, and the line that --help shows: so that --help loads none of them.
COMMANDS = {
    "devices": ("ocom809.cli.devices:devices", "Find printers on USB, serial ports and the LAN."),
    "print": ("ocom809.cli.printing:print_", "Print a text, a picture or raw bytes."),
    "preview": ("ocom809.cli.printing:preview", "Save what a print would look like; needs no printer."),
    "lint": ("ocom809.cli.lint:lint", "Say what will not print as meant, and why; prints nothing."),
    "status": ("ocom809.cli.status:status", "Ask the printer how it is."),
    "probe": ("ocom809.cli.probe:probe", "Ask which answers the printer gives; prints nothing."),
    "calibrate": ("ocom809.cli.calibrate:calibrate", "Print patterns, ask what you see, write the unit's profile."),
    "doctor": ("ocom809.cli.doctor:doctor", "Find out what is wrong, and say the cure; prints nothing."),
    "self-test": ("ocom809.cli.pages:self_test", "Print the printer's own self-test page."),
    "test-page": ("ocom809.cli.pages:test_page", "Print our page of widths, fonts, code pages and codes."),
    "logo": ("ocom809.cli.logo:logo", "Keep logos in the printer's own memory."),
    "recover": ("ocom809.cli.status:recover", "End a cutter error."),
    "cut": ("ocom809.cli.actions:cut", "Feed and cut the paper."),
    "feed": ("ocom809.cli.actions:feed", "Feed paper."),
    "drawer": ("ocom809.cli.actions:drawer", "Open the cash drawer."),
    "alarm": ("ocom809.cli.actions:alarm", "Sound the buzzer and flash the alarm light."),
    "parameters": ("ocom809.cli.parameters:parameters", "Show and set the printer's settings, its address among them."),
    "virtual": ("ocom809.cli.virtual:virtual", "Run the virtual printer."),
    "decode": ("ocom809.cli.decode:decode", "Name every instruction in a file of printer bytes."),
    "trace": ("ocom809.cli.trace:trace", "Stand between a program and a printer, and show what passes."),
    "udev-rule": ("ocom809.cli.udev_rule:udev_rule", "Print the rule that lets ordinary users print over USB."),
    "completion": ("ocom809.cli.completion:completion", "Print the shell's completion script."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads the one that is called.

    Attributes:
        table: Its commands: place and line by name.
    """

    table: Mapping[str, tuple[str, str]] = COMMANDS

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 2 wrong use, 3 bad input, 10 not printed, 11 unknown outcome, 12 printer not found, "
    "13 no permission, 20 settings sent but unverified, 21 settings failed.",
)
@click.version_option(__version__, message="ocom809 %(version)s")
@common_options
def cli() -> None:
    """Print on an OCOM OCPP-809 receipt printer or one of its class.

    Say which one with --device (or OCOM809_DEVICE): usb:, serial:///dev/ttyUSB0?baudrate=115200, tcp://192.168.1.87,
    file:///dev/usb/lp0, or virtual: for the one made of software.
    """


def run(arguments: list[str] | None = None, command: click.Command = cli, name: str = "ocom809") -> None:
    """Run the command line, or another ``command`` of this ``name``, and leave with its exit code."""
    show.never_fail_for_want_of_a_reader()
    code = _exit_code(arguments, command, name)
    show.finish()
    sys.exit(code)


def _exit_code(arguments: list[str] | None, command: click.Command, name: str) -> int:
    settings = Settings()
    try:
        result = command.main(
            arguments, prog_name=name, standalone_mode=False, obj=settings, terminal_width=show.help_columns()
        )
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as problem:
        show.wrong_use(settings, problem)
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        show.aborted(settings, exit_codes.INTERRUPTED)
        return exit_codes.INTERRUPTED
    except Ocom809Error as error:
        code = exit_codes.for_error(error)
        show.error(settings, error, code)
        return code
    except ModuleNotFoundError as error:
        # The single-file tool carries no Pillow.
        show.error(settings, missing_package(error), exit_codes.FAILED)
        return exit_codes.FAILED
    return result if isinstance(result, int) else exit_codes.DONE
