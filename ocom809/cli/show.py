"""The only place that prints: facts become words for people, or JSON for programs."""

from __future__ import annotations

import os
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
LEAST_HELP_COLUMNS, MOST_HELP_COLUMNS, USUAL_COLUMNS = 50, 100, 80


def answer(settings: Settings, facts: dict[str, Any], *lines: str) -> None:
    """Say ``lines`` to a person, or ``facts`` to a program."""
    if settings.json:
        _say(_json(facts))
    else:
        for line in lines:
            _say(harmless(line))


def outcome(settings: Settings, result: Sent | Printed, what: str) -> None:
    """Say what a print ended in, and what was lost on the way; sent is never called printed."""
    from dataclasses import asdict

    kind = type(result).__name__
    facts = {"outcome": kind.lower(), **asdict(result)}
    words = [f"{kind} {what}: {result.total} bytes in {result.seconds:.2f} s."]
    if kind == "Sent":
        words[0] += f" Whether it is on paper is not proven: {facts['why']}."
    else:
        words[0] += f" The printer answered {facts['proof']} behind the last byte."
    if result.reasons:
        words.append(f"Meanwhile {', '.join(result.reasons)}.")
    words += [f"Freeing it of an earlier job may have brought about: {each}." for each in result.side_effects]
    if result.lost:
        words.append(f"Not printable here, so a stand-in is on the paper: {', '.join(result.lost)}")
    words += [f"Printed in another way: {each}" for each in result.substituted]
    answer(settings, facts, *words)


def error(settings: Settings, problem: Ocom809Error, code: int) -> None:
    """Say an error of ours in one line, its hint behind it; in JSON with all that it carries."""
    if settings.json:
        _say(_json({"error": _error_facts(problem, code)}))
        return
    _say(one_line(f"ocom809: {problem}"), err=True)
    if isinstance(problem, SeveralDevices):
        for uri in problem.uris:
            _say(f"  {one_line(uri)}", err=True)


def warning(text: str) -> None:
    """Say what a person should know while the command goes on."""
    _say(one_line(f"ocom809: {text}"), err=True)


def passing(text: str) -> None:
    """Say what is true for the moment, on a line of its own that the next one takes the place of."""
    _quietly(lambda: click.echo(f"\r\x1b[K{one_line(text)}", err=True, nl=False))


def passed() -> None:
    """Wipe what ``passing`` said last."""
    if sys.stderr.isatty():
        _quietly(lambda: click.echo("\r\x1b[K", err=True, nl=False))


def wrong_use(settings: Settings, problem: click.ClickException) -> None:
    """Say what is wrong with the command line itself."""
    if settings.json or "--json" in sys.argv[1:]:
        facts = {"kind": "WrongUse", "message": problem.format_message(), "hint": "", "exit_code": problem.exit_code}
        _say(_json({"error": facts}))
    else:
        problem.show()


def aborted(settings: Settings, code: int) -> None:
    """Ctrl-C was pressed where nothing was under way."""
    if settings.json:
        _say(_json({"error": {"kind": "Stopped", "message": "stopped", "hint": "", "exit_code": code}}))
    else:
        _say("ocom809: stopped", err=True)


def never_fail_for_want_of_a_reader() -> None:
    """Make the streams take any character: what a name or a text holds must not end a program that has printed."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def help_columns() -> int:
    """How wide help is set: as click has it, which loads three compressors by ``shutil`` to ask the terminal."""
    return max(min(_terminal_columns(), MOST_HELP_COLUMNS) - 2, LEAST_HELP_COLUMNS)


def _terminal_columns() -> int:
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdigit() and int(wanted):
        return int(wanted)
    try:
        return os.get_terminal_size().columns or USUAL_COLUMNS
    except OSError:
        return USUAL_COLUMNS


def finish() -> None:
    """Hand over what is left to say, or drop it where nobody listens any more; the exit code has said the outcome."""
    for stream in (sys.stdout, sys.stderr):
        _quietly(stream.flush if stream else lambda: None)


def _say(text: str, *, err: bool = False) -> None:
    _quietly(lambda: click.echo(text, err=err))


def _quietly(act: Callable[[], None]) -> None:
    """Do it; a reader that is gone or a full disk is no reason to call a printed receipt failed."""
    try:
        act()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number in (1, 2):
            os.dup2(nowhere, number)
        os.close(nowhere)


@contextmanager
def progress(
    settings: Settings, total: int, label: str, *, least: int = LONG_JOB_BYTES
) -> Iterator[Callable[[int], None] | None]:
    """A bar on long work, where a person watches; yields what to call with how much is done, such as bytes."""
    if settings.json or total < least or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield lambda gone: bar.update(gone - bar.pos)


def one_line(text: str) -> str:
    """``text`` harmless and on one line, whatever a file's name holds."""
    return harmless(text).replace("\n", "\\n")


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
        facts |= {"sent": problem.sent, "total": problem.total, "seconds": problem.seconds}
        facts |= {"reasons": list(problem.reasons)}
    if isinstance(problem, DeviceError):
        facts |= {"written": problem.written}
    if isinstance(problem, SeveralDevices):
        facts |= {"uris": list(problem.uris)}
    return facts


def _json(facts: dict[str, Any]) -> str:
    import json

    return json.dumps(facts, ensure_ascii=False)
