"""``lint``: what will not print on this printer, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ocom809.cli import exit_codes, show
from ocom809.cli.common import Settings, common_options, font_option
from ocom809.cli.logo_above import logo_option
from ocom809.cli.picture_options import chosen, picture_options
from ocom809.cli.sources import KINDS, kind_of, read_document, read_raw

if TYPE_CHECKING:
    from ocom809.receipt.lint import Findings, Measures


@click.command()
@click.argument("source", metavar="FILE|-")
@click.option("--as", "kind", type=click.Choice(KINDS), help="What FILE holds; otherwise its ending tells.")
@click.option("--cut/--no-cut", default=True, show_default=True, help="As print would cut behind a text or a picture.")
@click.option("--data", metavar="FILE|-", help="The JSON data of a template (.j2).")
@click.option("--locale", metavar="NAME", help="How a template writes money and dates, such as de_DE.")
@click.option("--strict", is_flag=True, help="End with 3 for warnings as well; notes still end with 0.")
@logo_option
@font_option
@picture_options
@common_options
@click.pass_obj
def lint(
    settings: Settings,
    *,
    source: str,
    kind: str | None,
    cut: bool,
    data: str | None,
    locale: str | None,
    strict: bool,
    logo: str | None,
) -> int:
    """Say what will not print on this printer, and why; needs no printer and prints nothing.

    Looks for lines that wrap, codes that do not fit or do not scan, pictures wider than the paper, lost characters,
    cuts through print, a drawer that opens too early and dense black, and measures length, bytes and seconds. Ends
    with 3 where there are errors, and with --strict where there are warnings.
    """
    profile = settings.load_profile()
    kind = kind or kind_of(source)
    if kind == "raw":
        from ocom809.cli.lint_stream import check_stream

        findings = check_stream(read_raw(source), profile)
    else:
        picture = chosen(click.get_current_context())
        document = read_document(source, kind, cut=cut, data=data, locale=locale, picture=picture, logo=logo)
        findings = document.check(profile)
    lines = [f"{source}: {finding}" for finding in findings]
    show.answer(settings, findings.to_dict(), *lines, _summary(source, findings), *_measures(findings.measures))
    return exit_codes.BAD_INPUT if findings.errors or (strict and findings.warnings) else exit_codes.DONE


def _summary(source: str, findings: Findings) -> str:
    errors = len(findings.errors)
    counts = (_count(errors, "error"), _count(len(findings) - errors, "warning or note", "warnings and notes"))
    return f"{source}: {', '.join(counts)}." if findings else f"{source}: clean."


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"


def _measures(measures: Measures) -> list[str]:
    from ocom809.receipt.lint import WIRES

    if measures.total_bytes is None:
        return [f"Not measured: {', '.join(measures.unmeasured)}."]
    length = "unknown length" if measures.length_mm is None else f"{measures.length_mm:.1f} mm of paper"
    seconds = [f"{measures.seconds(wire):.1f} s at {wire}" for wire in WIRES]
    return [f"{length}, {measures.total_bytes} bytes; {', '.join(seconds)}."]
