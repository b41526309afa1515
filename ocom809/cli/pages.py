"""``self-test`` and ``test-page``: pages that show what a unit is and can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, common_options

if TYPE_CHECKING:
    from ocom809.diagnosis.self_tests import SelfTestWay
    from ocom809.outcomes import Outcome
    from ocom809.printer import Printer


@click.command("self-test")
@click.option("--by", metavar="WAY", help="How: us-67, gs-a, gprinter, zywell-udp, dc2-t or feed-key; see --list.")
@click.option("--dialect", metavar="NAME", help="By the way of this parameter dialect, such as xp-full or zy-udp.")
@click.option("--list", "listed", is_flag=True, help="Name the ways and how sure each is; nothing is printed.")
@common_options
@click.pass_obj
def self_test(settings: Settings, *, by: str | None, dialect: str | None, listed: bool) -> None:
    """Print the printer's own self-test page: its address, code pages and switches.

    Without --by or --dialect by the command that the profile names. A unit that does not know a command may print a
    stray character instead. Every unit prints the page when it is switched on while FEED is held.
    """
    if listed:
        _list_ways(settings)
        return
    way = _chosen(by, dialect)
    if way is not None and way.by_hand:
        tell_by_hand(settings, way)
    else:
        show.outcome(settings, asked_for(settings.printer(), way), "the self-test command")


def _chosen(by: str | None, dialect: str | None) -> SelfTestWay | None:
    """The way that the options name, or ``None`` for the profile's own command."""
    from ocom809.diagnosis.self_tests import BY_DIALECT, SELF_TESTS

    if by and dialect:
        raise click.UsageError("Say --by or --dialect, not both.")
    name, known, option = (by, SELF_TESTS, "--by") if by else (dialect, BY_DIALECT, "--dialect")
    if not name:
        return None
    if name not in known:
        raise click.BadParameter(f"{name!r} is none of {', '.join(known)}", param_hint=option)
    return known[name]


def asked_for(printer: Printer, way: SelfTestWay | None) -> Outcome:
    """Ask the printer for its page in this way, or by its profile's own command."""
    from ocom809.diagnosis.self_tests import print_self_test

    if way is not None and way.datagram:
        return print_self_test(printer, way)
    with printer:
        return printer.print_self_test() if way is None else print_self_test(printer, way)


def tell_by_hand(settings: Settings, way: SelfTestWay) -> None:
    """Tell which keys to press."""
    from ocom809.diagnosis.self_tests import FEED_KEY_STEPS

    lines = (f"{number}. {step}" for number, step in enumerate(FEED_KEY_STEPS, start=1))
    show.answer(settings, {"by": way.name, "steps": list(FEED_KEY_STEPS)}, "Nothing was sent. By hand:", *lines)


def _list_ways(settings: Settings) -> None:
    from ocom809.diagnosis.self_tests import SELF_TESTS

    facts, lines = [], []
    for way in SELF_TESTS.values():
        confidence, sent = way.evidence.confidence.name.lower(), (way.command or way.datagram).hex(" ")
        facts.append({
            "way": way.name, "about": way.about, "sends": sent, "dialects": list(way.dialects),
            "confidence": confidence, "source": way.evidence.source,
        })  # fmt: skip
        lines += [f"{way.name:<11} {way.about}", f"{'':<11} {confidence}: {way.evidence.source}"]
    show.answer(settings, {"ways": facts}, *lines)


@click.command("test-page")
@common_options
@click.pass_obj
def test_page(settings: Settings) -> None:
    """Print our test page: a photo of it answers what this unit can do."""
    with settings.printer() as printer:
        show.outcome(settings, printer.print_test_page(), "the test page")
