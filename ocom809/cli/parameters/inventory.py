"""``parameters inventory``: many printers at once."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from ocom809.cli import exit_codes, show
from ocom809.cli.common import Settings, speech_options
from ocom809.cli.parameters.carrying_out import opened_record, types_yes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ocom809.parameters.fleet_rows import Row


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Look for the printers and show what would be done; send nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--at-once", type=click.IntRange(1, 100), default=10, show_default=True, help="How many go together.")
@click.option("--keep-going", is_flag=True, help="Do not stop at the first surprise, such as a printer not found.")
@click.option("--seconds", type=click.FloatRange(0.1, 600), default=3.0, show_default=True, help="How long to search.")
@click.option("--wait", type=click.FloatRange(0, 600), metavar="SECONDS", help="How long to look for each afterwards.")
@click.option("--record", metavar="FILE", help="Where to write down what was done, as lines of JSON.")
@speech_options
@click.pass_obj
def inventory(
    settings: Settings,
    *,
    file: str,
    dry_run: bool,
    yes: bool,
    at_once: int,
    keep_going: bool,
    seconds: float,
    wait: float | None,
    record: str | None,
) -> int:
    """Give all printers of the inventory FILE (TOML or CSV) their addresses.

    Printers are known by their MAC address and found by UDP. Done again, it leaves alone what is as wanted, and so goes
    on where it was stopped. Ends with 0 where all are as wanted, else with 20 or 21.
    """
    from ocom809.parameters.fleet import apply_fleet, plan_fleet
    from ocom809.parameters.inventory import read_inventory

    rows = plan_fleet(read_inventory(file), seconds=seconds)
    if dry_run:
        _tell(settings, rows, _bytes(rows))
        return exit_codes.DONE
    with opened_record(record) as kept:
        try:
            rows = apply_fleet(
                rows,
                confirmed=yes or _agreed(settings, rows),
                at_once=at_once,
                go_on=keep_going,
                seconds=wait,
                record=kept,
                progress=_progress(settings),
            )
        except KeyboardInterrupt:
            show.warning(f"stopped; what was done so far stands in {kept.path}, and doing it again goes on from there")
            raise
    _tell(settings, rows, ())
    return _exit_code(rows)


def _agreed(settings: Settings, rows: Iterable[Row]) -> bool:
    """Whether the person at the keyboard types yes; nobody is asked where nothing is to be done or nobody sits."""
    if not any(row.state.name == "PLANNED" for row in rows):
        return True
    if settings.json or not sys.stdin.isatty():
        return False
    _tell(settings, rows, ())
    return types_yes()


def _progress(settings: Settings) -> Callable[[tuple[Row, ...]], None]:
    def tell(rows: tuple[Row, ...]) -> None:
        if not settings.json and sys.stderr.isatty():
            show.warning(_sums(rows))

    return tell


def _tell(settings: Settings, rows: Iterable[Row], more: Iterable[str]) -> None:
    """The table, what to do about those that are not fine, and how many of each there are."""
    rows = tuple(rows)
    lines = [f"{row.entry!s:<40} {_wanted(row):<20} {row.state.value}" for row in rows]
    lines += [
        f"{row.entry}: {row.seen}. {row.next_step}".rstrip() for row in rows if row.seen and not row.state.is_fine
    ]
    facts = {"printers": [row.facts() for row in rows], "sums": dict(Counter(row.state.value for row in rows))}
    show.answer(settings, facts, *lines, *more, _sums(rows))


def _wanted(row: Row) -> str:
    return str(row.facts()["wanted"])


def _bytes(rows: Iterable[Row]) -> Iterable[str]:
    for row in rows:
        if row.plan is not None and not row.state.is_fine:
            for step in row.plan.steps:
                yield f"{row.entry}: to {step.destination}:"
                yield f"  {step.message.hex}"


def _sums(rows: Iterable[Row]) -> str:
    return ", ".join(f"{count} {state}" for state, count in Counter(row.state.value for row in rows).items())


def _exit_code(rows: Iterable[Row]) -> int:
    states = {row.state.name for row in rows if not row.state.is_fine}
    if states & {"FAILED", "NOT_FOUND", "REFUSED"}:
        return exit_codes.SETTING_FAILED
    return exit_codes.SENT_UNVERIFIED if states else exit_codes.DONE
