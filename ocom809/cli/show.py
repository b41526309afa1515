"""The only place that prints: facts become words for people, or JSON for programs."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ocom809.errors import DeviceError, Ocom809Error, PrintError, SeveralDevices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ocom809.cli.common import Settings
    from ocom809.outcomes import Printed, Sent

LONG_JOB_BYTES = 16 * 1024


def answer(settings: Settings, facts: dict[str, Any], *lines: str) -> None:
    """Say ``lines`` to a person, or ``facts`` to a program."""
    if settings.json:
        click.echo(_json(facts))
    else:
        for line in lines:
            click.echo(harmless(line))


def outcome(settings: Settings, result: Sent | Printed, what: str) -> None:
    """Say what a print ended in, and what was lost on the way; sent is never called printed."""
    from dataclasses import asdict

    kind = type(result).__name__
    facts = {"outcome": kind.lower(), **asdict(result)}
    words = [f"{kind} {what}: {result.total} bytes in {result.seconds:.2f} s."]
    if kind == "Sent":
        words[0] += f" Whether it is on paper is not proven: {facts['why']}."
    if result.lost:
        words.append(f"Not printable here, so a stand-in is on the paper: {', '.join(result.lost)}")
    answer(settings, facts, *words)


def error(settings: Settings, problem: Ocom809Error, code: int) -> None:
    """Say an error of ours in one line, its hint behind it; in JSON with all that it carries."""
    if settings.json:
        click.echo(_json({"error": _error_facts(problem, code)}))
        return
    click.echo(harmless(f"ocom809: {problem}"), err=True)
    if isinstance(problem, SeveralDevices):
        for uri in problem.uris:
            click.echo(f"  {harmless(uri)}", err=True)


def warning(text: str) -> None:
    """Say what a person should know while the command goes on."""
    click.echo(harmless(f"ocom809: {text}"), err=True)


def aborted() -> None:
    """Ctrl-C was pressed."""
    click.echo("ocom809: stopped", err=True)


@contextmanager
def progress(settings: Settings, total: int, label: str) -> Iterator[Callable[[int], None] | None]:
    """A bar on long work, where a person watches; yields what to call with the bytes that have gone."""
    if settings.json or total < LONG_JOB_BYTES or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield lambda gone: bar.update(gone - bar.pos)


def harmless(text: str) -> str:
    """``text`` with everything shown that a terminal would obey: names and texts come from strangers."""
    return "".join(
        character if character.isprintable() or character == "\n" else f"\\x{ord(character):02x}" for character in text
    )


def _error_facts(problem: Ocom809Error, code: int) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "kind": type(problem).__name__,
        "message": problem.message,
        "hint": problem.hint,
        "exit_code": code,
    }
    if isinstance(problem, PrintError):
        facts |= {"sent": problem.sent, "total": problem.total}
    if isinstance(problem, DeviceError):
        facts |= {"written": problem.written}
    if isinstance(problem, SeveralDevices):
        facts |= {"uris": list(problem.uris)}
    return facts


def _json(facts: dict[str, Any]) -> str:
    import json

    return json.dumps(facts, ensure_ascii=False)
