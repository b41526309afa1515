"""From a plan to its result: shown, asked about, watched and told."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from ocom809.cli import exit_codes, show
from ocom809.cli.common import DEVICE_VARIABLE, Settings
from ocom809.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ocom809.parameters import Plan, Progress, Record, Result, Target

_CLEAR = "\r\033[K"


@dataclass(frozen=True, kw_only=True)
class Orders:
    """How a plan shall be carried out."""

    dry_run: bool = False
    yes: bool = False
    wait: float | None = None
    record: str | None = None


def plan_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of everything that sends settings."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


_OPTIONS = (
    click.option("--dry-run", is_flag=True, help="Show every byte and where it would go; send nothing."),
    click.option("--yes", is_flag=True, help="Do not ask, also where it is dangerous."),
    click.option(
        "--wait",
        type=click.FloatRange(0, 600),
        metavar="SECONDS",
        help="How long to look for the printer afterwards; as the dialect says if not given.",
    ),
    click.option("--record", metavar="FILE", help="Where to write down what was done, as lines of JSON."),
)


def target_of(settings: Settings, named_in_file: str = "") -> Target:
    """The printer that was named, and what can be seen of it without changing anything."""
    from ocom809.parameters import survey

    device = settings.device or named_in_file or settings.named_device()
    if not device:
        raise click.UsageError(
            f"Say which printer: --device tcp://192.168.123.100, usb: or mac:00:61:20:12:34:56 (or set "
            f"{DEVICE_VARIABLE})."
        )
    return survey(device)


def carry_out(settings: Settings, plan: Plan, orders: Orders) -> int:
    """Show the plan, or do it, and return the exit code."""
    from ocom809.parameters.judging import already_so

    if orders.dry_run:
        show.answer(settings, {"plan": plan.facts(), "sent": False}, *plan.lines(), "Nothing was sent.")
        return exit_codes.DONE
    yes = orders.yes or not plan.dangers or already_so(plan) is not None or _agreed(settings, plan)
    return EXIT_CODES[carried_out(settings, plan, orders, yes=yes).verdict.name]


def carried_out(settings: Settings, plan: Plan, orders: Orders, *, yes: bool) -> Result:
    """Do the plan, and say what it ended in."""
    with opened_record(orders.record) as record, _watched(settings) as tell:
        try:
            result = _applied(settings, plan, orders, yes=yes, record=record, tell=tell)
        except KeyboardInterrupt:
            tell(None)
            show.warning(f"stopped; what was done so far stands in {record.path}")
            raise
    told(settings, result, str(record.path))
    return result


def told(settings: Settings, result: Result, record: str) -> None:
    """Say what a change ended in."""
    lines = [f"{result.verdict.value}: {result.seen}."]
    lines += [*result.notes, *([result.next_step] if result.next_step else [])]
    show.answer(settings, result.facts() | {"record": record}, *lines)


EXIT_CODES = {
    "VERIFIED": exit_codes.DONE,
    "SENT_UNVERIFIED": exit_codes.SENT_UNVERIFIED,
    "FAILED": exit_codes.SETTING_FAILED,
}


def _applied(
    settings: Settings,
    plan: Plan,
    orders: Orders,
    *,
    yes: bool,
    record: Record,
    tell: Callable[[Progress | None], None],
) -> Result:
    from ocom809.parameters import apply

    del settings
    if plan.is_by_hand:
        show.warning("nothing is sent; do this by hand:")
        for line in plan.lines():
            show.warning(line)
    return apply(plan, confirmed=yes, seconds=orders.wait, record=record, progress=tell)


def _agreed(settings: Settings, plan: Plan) -> bool:
    """Whether the person at the keyboard types yes; where nobody sits, only --yes will do."""
    if settings.json or not sys.stdin.isatty():
        raise ParameterError(
            f"not confirmed: {' '.join(plan.dangers)}", hint="Nothing was sent; --yes does it without asking."
        )
    show.answer(settings, {}, *plan.lines())
    return types_yes()


def types_yes() -> bool:
    """Ask, where a person sits."""
    answer: str = click.prompt("Type yes to do it", default="no", show_default=False, err=True)
    return answer.strip().lower() == "yes"


@contextmanager
def opened_record(path: str | None) -> Iterator[Record]:
    """The record that was named, or that of this user."""
    from ocom809.parameters import Record
    from ocom809.parameters.record import default_path

    with Record(path or default_path()) as record:
        yield record


@contextmanager
def _watched(settings: Settings) -> Iterator[Callable[[Progress | None], None]]:
    """A line that tells what is under way and counts down, where a person watches."""
    if settings.json or not sys.stderr.isatty():
        yield lambda _: None
        return

    def tell(progress: Progress | None) -> None:
        text = "" if progress is None else f"{progress.phase.value} {progress.detail}".strip()
        left = f", {progress.seconds_left:.0f} s left" if progress is not None and progress.seconds_left else ""
        click.echo(_CLEAR + show.one_line(text + left), err=True, nl=False)

    try:
        yield tell
    finally:
        click.echo(_CLEAR, err=True, nl=False)
