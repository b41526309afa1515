"""``probe``: ask a unit who it is and which answers it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ocom809.cli import exit_codes, show
from ocom809.cli.common import Settings, common_options

if TYPE_CHECKING:
    from ocom809.diagnosis.findings import Finding
    from ocom809.diagnosis.probing import Report

_PATIENCE_SECONDS = 5.0


@click.command()
@click.option("--save", metavar="FILE", help="Write what was measured into this unit's profile (TOML), new or old.")
@click.option("--record", metavar="FILE", help="Write all questions and answers there (JSON), to test against.")
@common_options
@click.pass_obj
def probe(settings: Settings, *, save: str | None, record: str | None) -> int:
    """Ask the printer harmless questions, and tell which of them it answers. Nothing is printed, cut or opened.

    A line that another program left unfinished in the printer may be lost.

    Ends with 0 where anything came back, 11 where it is silent; then nothing is known, and nothing is assumed.
    """
    from ocom809.diagnosis.asking import SILENCE_SECONDS
    from ocom809.diagnosis.probing import probe as probed
    from ocom809.diagnosis.profile_file import begun_profile, save_profile
    from ocom809.diagnosis.recording import Recording

    begin = begun_profile(save)
    printer = settings.printer()
    # A question is three bytes: a printer that does not take them in a moment is not going to.
    printer.silence = min(printer.silence, _PATIENCE_SECONDS)
    with printer:
        report = probed(printer, silence=min(printer.reply_silence, SILENCE_SECONDS))
        hint = printer.device.silence_hint
    if record:
        Recording.of(report).save(record)
    if save:
        save_profile(report.profile(begin), save)
    show.answer(settings, _facts(report), *_lines(report, hint), *_saved(save, record))
    return exit_codes.UNKNOWN_OUTCOME if report.silent else exit_codes.DONE


def _facts(report: Report) -> dict[str, Any]:
    return {
        "silent": report.silent,
        "two_way": report.two_way,
        "identity": report.identity,
        "findings": [_finding_facts(finding) for finding in report.findings],
    }


def _finding_facts(finding: Finding) -> dict[str, Any]:
    replies = [
        {
            "question": reply.name,
            "sent": reply.sent.hex(),
            "reply": reply.data.hex(),
            "milliseconds": reply.milliseconds,
        }
        for reply in finding.replies
    ]
    return {"name": finding.name, "answer": finding.answer.value, "why": finding.why, "replies": replies}


def _lines(report: Report, hint: str) -> list[str]:
    if not report.two_way:
        return ["Nothing comes back on this wire, so nothing was asked and nothing is known."]
    if report.silent:
        return [f"The printer is silent: nothing came back, so nothing is known of it. {hint}".rstrip()]
    lines = []
    for finding in report.findings:
        lines.append(f"{finding.name.replace('_', ' '):<20} {finding.answer.value:<8} {finding.why}")
        lines += [f"{'':<29} {_reply(one.name, one.data, one.milliseconds)}" for one in finding.replies]
    return lines


def _reply(name: str, data: bytes, milliseconds: float | None) -> str:
    if milliseconds is None:
        return f"{name}: silence"
    return f"{name}: {data.hex(' ') or 'empty'} in {milliseconds:g} ms"


def _saved(save: str | None, record: str | None) -> list[str]:
    said = {"Profile": save, "Recording": record}
    return [f"{what} written to {path}" for what, path in said.items() if path]
