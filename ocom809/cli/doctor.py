"""``doctor``: what is wrong, seen from outside, and the cure."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from ocom809.cli import exit_codes, show
from ocom809.cli.common import DEVICE_VARIABLE, Settings, common_options

if TYPE_CHECKING:
    from ocom809.diagnosis.check import Check


@click.command()
@click.argument("address", required=False)
@click.option("--print-test", is_flag=True, help="Print a short page that shows what cannot be asked.")
@common_options
@click.pass_obj
def doctor(settings: Settings, *, address: str | None, print_test: bool) -> int:
    """Find out what is wrong with a printer, and say the cure. Nothing is printed unless --print-test says so.

    ADDRESS is a LAN address or any device URI, as --device takes it. Without one it looks at USB. Ends with 0 where
    nothing is wrong, 11 where the printer does not answer; else as the first trouble found: 12 not found, 13 no
    permission, 10 anything else.
    """
    target = address or settings.device or os.environ.get(DEVICE_VARIABLE, "")
    return examined(settings, target, print_test=print_test)


def examined(settings: Settings, target: str, *, print_test: bool = False) -> int:
    """Tell each check as it is made, and what they come to; return the exit code."""
    from ocom809.diagnosis.doctor import examine

    checks = []
    for check in examine(target, profile=settings.load_profile(), print_test=print_test):
        checks.append(check)
        if not settings.json:
            show.answer(settings, {}, *_lines(check))
    verdict, code = _verdict(checks)
    show.answer(settings, {"verdict": verdict, "checks": [_facts(check) for check in checks]}, verdict)
    return code


def _lines(check: Check) -> list[str]:
    lines = [f"{check.verdict.value:<8} {check.name:<13} {check.words}"]
    return [*lines, f"{'':<22} → {check.cure}"] if check.cure else lines


def _facts(check: Check) -> dict[str, str]:
    return {"name": check.name, "verdict": check.verdict.value, "words": check.words, "cure": check.cure}


def _verdict(checks: list[Check]) -> tuple[str, int]:
    from ocom809.diagnosis.check import Verdict

    troubles = [check for check in checks if check.verdict is Verdict.TROUBLE]
    if troubles:
        codes = [exit_codes.for_error(check.error) for check in troubles if check.error]
        telling = next((code for code in codes if code in _TELLING), exit_codes.NOT_PRINTED)
        return f"Trouble: {', '.join(check.name for check in troubles)}.", telling
    if not any(check.name == "answer" and check.verdict is Verdict.FINE for check in checks):
        return "No trouble was found, and the printer does not say how it is.", exit_codes.UNKNOWN_OUTCOME
    return "Nothing is wrong that can be seen from here.", exit_codes.DONE


_TELLING = (exit_codes.NOT_FOUND, exit_codes.NO_PERMISSION)
