"""The man page ``ocom809(1)``, from the commands' own help; the same on every machine."""

from __future__ import annotations

import inspect
import textwrap
from typing import TYPE_CHECKING

import click

from ocom809 import __version__
from ocom809.cli import exit_codes
from ocom809.cli.main import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

# A man page wants a date, and this one must not change from day to day: it is that of the version.
DATED = "2026-11-26"
LINE = 76

TOP = f""".\\" Made by tools/make-reference from the program's own help.
.TH OCOM809 1 "{DATED}" "ocom809 {__version__}" "User Commands"
.ad l
.nh
.SH NAME
ocom809 \\- print on an OCOM OCPP\\-809 receipt printer, and know that it printed
.SH SYNOPSIS"""
ENVIRONMENT = (
    ("OCOM809_DEVICE", "Which printer, where --device is not given."),
    ("OCOM809_LOCKS", "The folder of the locks by which programs take turns at a printer."),
)
EXAMPLES = (
    ("Find printers:", "ocom809 devices"),
    ("Print a text on a printer in the LAN:", "ocom809 print receipt.txt --device tcp://192.168.1.87"),
    ("See what would be printed; this needs no printer:", "ocom809 preview receipt.txt -o preview.png"),
    ("Run the printer that is made of software:", "ocom809 virtual serve --tcp 127.0.0.1:9100 --paper receipts/"),
)


def man_page() -> str:
    """The whole page, in the language of man(7)."""
    root = click.Context(cli, info_name="ocom809", **cli.context_settings)
    lines = [TOP, *usage(root), ".SH DESCRIPTION", *prose(cli.help or ""), ".SH OPTIONS", *options(root)]
    lines += [".SH COMMANDS", *(line for context in below(root) for line in section(context))]
    lines += [".SH ENVIRONMENT", *(line for row in ENVIRONMENT for line in tagged(*row))]
    codes = sorted(exit_codes.MEANINGS.items())
    lines += [".SH EXIT STATUS", *(line for code, meaning in codes for line in tagged(str(code), meaning))]
    lines += [".SH EXAMPLES", *(line for about, command in EXAMPLES for line in example(about, command))]
    return "\n".join(lines).removesuffix("\n.PP") + "\n"


def below(context: click.Context) -> Iterator[click.Context]:
    """A context for each command below this one, and for those below them."""
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            child = click.Context(command, info_name=name, parent=context)
            yield child
            yield from below(child)


def section(context: click.Context) -> list[str]:
    """One command: its name, how it is called, its words and its options."""
    lines = [f".SS {escaped(context.command_path)}", *usage(context)]
    help_lines = prose(context.command.help or "")
    return [*lines, *(help_lines and [".PP", *help_lines]), *options(context)]


def usage(context: click.Context) -> list[str]:
    """How it is called: the command bold, what stands for something else not."""
    pieces = " ".join(context.command.collect_usage_pieces(context))
    return [f"\\fB{escaped(context.command_path)}\\fR", *filled(pieces)]


def options(context: click.Context) -> list[str]:
    """Every option with its words, as ``--help`` has them."""
    parameters = (one for one in context.command.get_params(context) if isinstance(one, click.Option))
    records = filter(None, (one.get_help_record(context) for one in parameters))
    return [line for record in records for line in tagged(*record)]


def tagged(tag: str, words: str) -> list[str]:
    """A tag and what it means."""
    return [".TP", f"\\fB{escaped(tag)}\\fR", *filled(words)]


def example(about: str, command: str) -> list[str]:
    """A command as one would type it."""
    return [*filled(about), ".PP", ".RS 4", ".nf", escaped(command), ".fi", ".RE", ".PP"]


def prose(text: str) -> list[str]:
    """Paragraphs; those that begin with a backspace, click's mark, keep their lines."""
    lines: list[str] = []
    for number, paragraph in enumerate(inspect.cleandoc(text).split("\f", 1)[0].strip().split("\n\n")):
        between = [".PP"] if number else []
        if paragraph.lstrip().startswith("\b"):
            kept = [escaped(line) for line in paragraph.splitlines() if line.strip(" \b")]
            lines += [*between, ".nf", *kept, ".fi"]
        else:
            lines += [*between, *filled(paragraph)]
    return lines if text.strip() else []


def filled(text: str) -> list[str]:
    """A paragraph in lines of a length that troff's own checkers like."""
    return [escaped(line) for line in textwrap.wrap(text, LINE, break_long_words=False, break_on_hyphens=False)]


def escaped(text: str) -> str:
    """Text that troff takes as it is: no escapes, real minus signs, and no line that looks like a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    return f"\\&{text}" if text.startswith(".") else text
