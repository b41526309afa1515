"""``parameters snapshot`` and ``parameters compare``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, common_options
from ocom809.cli.parameters.carrying_out import target_of

if TYPE_CHECKING:
    from ocom809.parameters.snapshots import Difference, Snapshot


@click.command()
@click.option("-o", "--output", metavar="FILE", help="Where to write it (TOML).")
@click.option("--szjbzf", is_flag=True, help="Ask an SZJBZF board too, and show its raw answer. Others may print it.")
@common_options
@click.pass_obj
def snapshot(settings: Settings, *, output: str | None, szjbzf: bool) -> None:
    """Read back what can be read of the printer's settings. Nothing is printed or changed.

    Boards that answer by UDP tell their network. No unit of the class tells the rest: it is unknown.
    """
    from ocom809.devices import device_for
    from ocom809.parameters.snapshots import raw_szjbzf
    from ocom809.parameters.snapshots import snapshot as taken

    target = target_of(settings)
    found = taken(target)
    raw = {"szjbzf": raw_szjbzf(device_for(target.uri)).hex(" ")} if szjbzf else {}
    if output:
        _write(output, found.toml())
    lines = known_lines(found)
    lines += [f"raw answer: {answer or 'none'}" for answer in raw.values()]
    show.answer(settings, found.facts() | ({"raw": raw} if raw else {}), *lines)


@click.command()
@click.argument("before", type=click.Path(dir_okay=False))
@click.argument("after", type=click.Path(dir_okay=False), required=False)
@common_options
@click.pass_obj
def compare(settings: Settings, *, before: str, after: str | None) -> None:
    """Compare the snapshot BEFORE with the snapshot AFTER, or with the printer as it is now."""
    from ocom809.parameters.snapshots import compare as differences
    from ocom809.parameters.snapshots import read_snapshot
    from ocom809.parameters.snapshots import snapshot as taken

    first = read_snapshot(before)
    second = read_snapshot(after) if after else taken(target_of(settings))
    found = differences(first, second)
    lines = [_line(one) for one in found] or ["No difference in what is known of both."]
    show.answer(settings, {"differences": [asdict(one) for one in found]}, *lines)


def known_lines(found: Snapshot) -> list[str]:
    """What is known and whence, and what is not."""
    lines = [f"{name} = {found.shown(name)}  ({found.sources[name]})" for name in found.values]
    return [*lines, f"unknown: {', '.join(found.unknown)}"]


def _line(one: Difference) -> str:
    return f"{one.name}: {_or_unknown(one.before)} → {_or_unknown(one.after)}"


def _or_unknown(value: str | None) -> str:
    return "unknown" if value is None else value


def _write(path: str, text: str) -> None:
    from ocom809.errors import InputError

    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path!r} cannot be written: {error.strerror or error}") from error
