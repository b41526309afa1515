"""``lint``: what will not print on this printer, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ocom809.cli import exit_codes, show
from ocom809.cli.common import Settings, common_options
from ocom809.cli.sources import KINDS, kind_of, read_document, read_raw

if TYPE_CHECKING:
    from ocom809.receipt.lint import Findings, Measures


@click.command()
@click.argument("source", metavar="FILE|-")
@click.option("--as", "kind", type=click.Choice(KINDS), help="What FILE holds; otherwise its ending tells.")
@click.option("--cut/--no-cut", default=True, show_default=True, help="As print would cut behind a text or a picture.")
@common_options
@click.pass_obj
def lint(settings: Settings, *, source: str, kind: str | None, cut: bool) -> int:
    """Say what will not print on this printer, and why; needs no printer and prints nothing.

    Looks for lines that wrap, codes that do not fit or do not scan, pictures wider than the paper, lost characters,
    cuts through print, a drawer that opens too early and dense black, and measures length, bytes and seconds. Ends
    with 3 where there are errors; warnings and notes end with 0.
    """
    profile = settings.load_profile()
    kind = kind or kind_of(source)
    if kind == "raw":
        from ocom809.cli.lint_stream import check_stream

        findings = check_stream(read_raw(source), profile)
    else:
        findings = read_document(source, kind, cut=cut).check(profile)
    lines = [f"{source}: {finding}" for finding in findings]
    show.answer(settings, findings.to_dict(), *lines, _summary(source, findings), *_measures(findings.measures))
    return exit_codes.BAD_INPUT if findings.errors else exit_codes.DONE


def _summary(source: str, findings: Findings) -> str:
    errors = len(findings.errors)
    return (
        f"{source}: {errors} errors, {len(findings) - errors} warnings and notes." if findings else f"{source}: clean."
    )


def _measures(measures: Measures) -> list[str]:
    from ocom809.receipt.lint import WIRES

    if measures.total_bytes is None:
        return [f"Not measured: {', '.join(measures.unmeasured)}."]
    length = "unknown length" if measures.length_mm is None else f"{measures.length_mm:.1f} mm of paper"
    seconds = [f"{measures.seconds(wire):.1f} s at {wire}" for wire in WIRES]
    return [f"{length}, {measures.total_bytes} bytes; {', '.join(seconds)}."]
