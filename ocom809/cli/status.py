"""``status``: how the printer is."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from ocom809.cli import exit_codes, show
from ocom809.cli.common import Settings, common_options

if TYPE_CHECKING:
    from ocom809.status import Status


@click.command()
@common_options
@click.pass_obj
def status(settings: Settings) -> int:
    """Ask the printer how it is. Nothing is printed.

    Ends with 0 where it can print, 10 where it says that it cannot, 11 where it does not say.
    """
    with settings.printer() as printer:
        found = printer.status()
        silence_hint = printer.device.silence_hint
    return told(settings, found, silence_hint)


@click.command()
@click.option("--discard", is_flag=True, help="Forget what waits in the printer, so that it does not come out.")
@common_options
@click.pass_obj
def recover(settings: Settings, *, discard: bool) -> int:
    """End a cutter error, when the knife is free again: the printer goes on where it stopped. Mind your fingers.

    Ends as status does.
    """
    with settings.printer() as printer:
        return told(settings, printer.recover(discard=discard), printer.device.silence_hint)


def told(settings: Settings, found: Status, silence_hint: str) -> int:
    """Say how the printer is, and what the command ends with."""
    facts = {field.name: getattr(found, field.name).value for field in dataclasses.fields(found)}
    lines = [f"{name.replace('_', ' '):<18} {value}" for name, value in facts.items()]
    verdict, code = _verdict(found.ready.value, found.reasons(), silence_hint)
    show.answer(settings, {"ready": found.ready.value, "reasons": found.reasons(), **facts}, verdict, *lines)
    return code


def _verdict(ready: str, reasons: tuple[str, ...], silence_hint: str) -> tuple[str, int]:
    if ready == "yes":
        return "The printer is ready.", exit_codes.DONE
    if ready == "no":
        return f"The printer cannot print: {', '.join(reasons)}.", exit_codes.NOT_PRINTED
    return f"The printer does not say how it is. {silence_hint}".rstrip(), exit_codes.UNKNOWN_OUTCOME
