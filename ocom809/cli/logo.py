"""``logo``: keep logos in the printer's flash memory, look whether they are there, and forget them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, common_options
from ocom809.cli.logo_above import printer_with_record
from ocom809.cli.picture_options import chosen, picture_options

if TYPE_CHECKING:
    from ocom809.logo_record import Keeping
    from ocom809.printer import Printer

_record = click.option("--record", metavar="FILE", help="The record of this printer; otherwise one named by its URI.")
_yes = click.option("-y", "--yes", is_flag=True, help="Do not ask whether all pictures there may be erased.")
_seen = click.option(
    "--seen", type=click.Choice(["yes", "no"]), help="Whether they are on the paper; else it is asked."
)
_ERASES = "All pictures in the printer's flash memory are erased, those of other programs too; it starts anew then."


@click.group()
def logo() -> None:
    """Keep logos in the printer's own memory, so that a receipt sends four bytes for one.

    Flash memory wears: it is written seldom, and never by a receipt. What is stored is recorded on this computer, and
    receipts use it only when somebody has seen it on paper; in any doubt they send the picture.
    """


_Option = Callable[[Callable[..., Any]], Callable[..., Any]]


def _options(*more: _Option) -> _Option:
    def give(function: Callable[..., Any]) -> Callable[..., Any]:
        options: tuple[_Option, ...] = (click.pass_obj, common_options, _record, *more)
        for option in options:
            function = option(function)
        return function

    return give


@logo.command()
@_options(_seen, _yes, picture_options)
@click.argument("key")
@click.argument("picture", metavar="FILE")
def store(settings: Settings, *, key: str, picture: str, record: str | None, yes: bool, seen: str | None) -> None:
    """Store the picture in FILE under KEY, beside the logos that are stored by this command."""
    options = chosen(click.get_current_context())
    printer = printer_with_record(settings, record)
    printer.logos.kept()  # whatever is wrong with the record is said before anybody is asked
    _may_erase(yes=yes)
    with printer:
        sent = printer.store_logo(key, picture, **options)
        show.outcome(settings, sent, f"the logo {key!r}")
        if yes and seen is None:
            show.warning("until somebody has looked by ocom809 logo check, receipts send the pictures")
        elif printer.logos.kept().seen is None:
            _look(settings, printer, seen)


@logo.command("list")
@_options()
def list_(settings: Settings, *, record: str | None) -> None:
    """Show what is recorded as stored in the printer; nothing is sent."""
    printer = printer_with_record(settings, record)
    keeping = printer.logos.kept()
    usable = printer.logos.usable().logos
    rows = [
        {"number": number, "key": item.key, "width_dots": item.image.width_dots, "height_dots": item.image.height_dots}
        for number, item in enumerate(keeping.logos.logos, start=1)
    ]
    facts = {"logos": rows, "used": bool(usable), "certain": keeping.certain, "seen": keeping.seen}
    lines = [f"{row['number']}. {row['key']}: {row['width_dots']} × {row['height_dots']} dots" for row in rows]
    show.answer(
        settings, facts, *(lines or ["No logo is recorded as stored in this printer."]), *_words(keeping, usable)
    )


@logo.command()
@_options(_seen)
def check(settings: Settings, *, record: str | None, seen: str | None) -> None:
    """Print the stored logos by their numbers, and note whether they are on the paper."""
    with printer_with_record(settings, record) as printer:
        _look(settings, printer, seen)


@logo.command()
@_options(_yes)
def clear(settings: Settings, *, record: str | None, yes: bool) -> None:
    """Erase all pictures in the printer's flash memory."""
    printer = printer_with_record(settings, record)
    printer.logos.kept()
    _may_erase(yes=yes)
    with printer:
        show.outcome(settings, printer.logos.clear(), "the erasing of all logos")


def _may_erase(*, yes: bool) -> None:
    if not yes:
        click.confirm(f"{_ERASES} Go on?", abort=True, err=True)


def _look(settings: Settings, printer: Printer, seen: str | None) -> None:
    """Print the logos by number and note what a person says of the paper."""
    show.outcome(settings, printer.logos.print_check(), "the stored logos")
    if seen is None:
        seen = "yes" if click.confirm("Is each logo on the paper, below its name?", err=True) else "no"
    printer.logos.note(seen=seen == "yes")
    if seen == "no":
        show.warning("noted: this printer does not print stored logos, so receipts send the pictures")


def _words(keeping: Keeping, usable: object) -> list[str]:
    if not keeping.logos.logos or usable:
        return []
    if not keeping.certain:
        return ["Writing them broke off, so receipts send the pictures; store one again."]
    if keeping.seen is None:
        return ["Nobody has seen them on paper, so receipts send the pictures; ocom809 logo check."]
    return ["They were not on the paper, so receipts send the pictures."]
