"""``parameters guide``: a dialogue from the search to the verdict, for whoever would rather be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from ocom809.cli import exit_codes, show
from ocom809.cli.common import Settings, common_options
from ocom809.cli.parameters import asked_values
from ocom809.cli.parameters.carrying_out import EXIT_CODES, Orders, carried_out
from ocom809.cli.parameters.questions import choose, is_yes, place, say
from ocom809.errors import Ocom809Error, missing_package

if TYPE_CHECKING:
    from collections.abc import Callable

SEARCH_SECONDS = 3.0


@click.command()
@click.option("--dialect", metavar="D", help="In whose words; see `ocom809 parameters list --dialects`.")
@click.option("--dry-run", is_flag=True, help="Show plans, and send nothing that prints or changes anything.")
@click.option(
    "--wait", type=click.FloatRange(0, 600), metavar="SECONDS", help="How long to look for a printer afterwards."
)
@click.option("--record", metavar="FILE", help="Where to write down what was done, as lines of JSON.")
@common_options
@click.pass_obj
def guide(settings: Settings, *, dialect: str | None, dry_run: bool, wait: float | None, record: str | None) -> int:
    """Be asked step by step: which printer, what to do, which values.

    Every plan is shown with its bytes before anything is sent. Ends as the last change did.
    """
    if settings.json:
        raise click.UsageError("A dialogue is for people; programs take set-ip, set and the other commands.")
    return Dialogue(settings, Orders(dry_run=dry_run, wait=wait, record=record), dialect).held()


@dataclass
class Dialogue:
    """What was said so far.

    Attributes:
        settings: The options; ``device`` is the printer that was picked.
        orders: How plans are carried out.
        dialect: In whose words; the likeliest if not given.
        code: How the last change ended.
    """

    settings: Settings
    orders: Orders
    dialect: str | None = None
    code: int = exit_codes.DONE

    def held(self) -> int:
        """Talk until the person ends it, and return the exit code."""
        say("This finds printers and sets their address and other settings. Ctrl-C ends it at any time.")
        self.settings.device = self.settings.named_device() or picked()
        while True:
            words = [words for words, _ in ACTS]
            act = ACTS[place(f"What do you want of {self.settings.device}?", words)][1]
            if act is None:
                return self.code
            self.tried(act)

    def tried(self, act: Callable[[Dialogue], None]) -> None:
        """Do it; an error is told, and the dialogue goes on."""
        try:
            act(self)
        except (Ocom809Error, ModuleNotFoundError) as error:
            told = error if isinstance(error, Ocom809Error) else missing_package(error)
            self.code = exit_codes.for_error(told)
            show.error(self.settings, told, self.code)

    @property
    def device(self) -> str:
        """The printer that was picked."""
        return self.settings.device or ""

    def change(self, values: dict[str, object]) -> None:
        """Plan it, show it, ask, do it, and say what came of it."""
        from ocom809.parameters import plan, survey
        from ocom809.parameters.judging import already_so

        say("Looking at the printer …")
        implied = {"mask", "dhcp"} if "address" in values else set()
        made = plan(values, target=survey(self.device), dialect_name=self.dialect, if_possible=implied)
        say("", *made.lines(), "")
        done = already_so(made)
        if done is not None:
            say(f"It is so already: {done.seen}.")
        elif self.orders.dry_run:
            say("Nothing was sent: this is a dry run.")
        elif is_yes("Do it now, and look for the printer?" if made.is_by_hand else "Send this?"):
            result = carried_out(self.settings, made, self.orders, yes=True)
            self.code = EXIT_CODES[result.verdict.name]
            self.settings.device = result.uri
        else:
            say("Nothing was sent.")


def picked() -> str:
    """Search, and let the person pick a printer or type one."""
    from ocom809.cli.found import lines, nothing
    from ocom809.discovery import find_printers

    while True:
        say("Looking for printers …")
        found = find_printers(seconds=SEARCH_SECONDS, trouble=lambda trouble: show.warning(str(trouble)))
        rows = ["\n     ".join(line.strip() for line in lines(one)) for one in found]
        if not found:
            say(nothing(found))
        uris = [*(one.uri for one in found), ""]
        typed = "a printer's address, such as 192.168.1.87"
        chosen = choose("Which printer?", [*rows, "search again"], other=typed)
        uri = typed_in(chosen) if isinstance(chosen, str) else uris[chosen]
        if uri:
            return uri


def typed_in(text: str) -> str:
    """The URI of what was typed, an address or a URI; empty where it names nothing, which is told."""
    from ocom809.devices import device_for
    from ocom809.devices.uri import with_scheme

    try:
        return str(device_for(with_scheme(text)).uri)
    except Ocom809Error as error:
        say(f"  {error}")
        return ""


def _fixed(dialogue: Dialogue) -> None:
    dialogue.change(asked_values.network())


def _dhcp(dialogue: Dialogue) -> None:
    dialogue.change({"dhcp": True})


def _other(dialogue: Dialogue) -> None:
    dialogue.change(asked_values.settings())


def _self_test(dialogue: Dialogue) -> None:
    from ocom809.cli.pages import asked_for, tell_by_hand
    from ocom809.diagnosis.self_tests import SELF_TESTS

    ways = list(SELF_TESTS.values())
    chosen = place("How?", ["by the likeliest command", *(f"{way.name}: {way.about}" for way in ways)])
    way = ways[chosen - 1] if chosen else None
    if way is not None and way.by_hand:
        tell_by_hand(dialogue.settings, way)
    elif dialogue.orders.dry_run:
        say("Nothing was sent: this is a dry run.")
    else:
        show.outcome(dialogue.settings, asked_for(dialogue.settings.printer(), way), "the self-test command")
        say("Look at the paper: the page shows the address and the settings.")


def _examine(dialogue: Dialogue) -> None:
    from ocom809.cli.doctor import examined

    dialogue.code = examined(dialogue.settings, dialogue.device)


def _read(dialogue: Dialogue) -> None:
    from ocom809.cli.parameters.snapshots import known_lines
    from ocom809.parameters import survey
    from ocom809.parameters.snapshots import snapshot

    say(*known_lines(snapshot(survey(dialogue.device))))


def _another(dialogue: Dialogue) -> None:
    dialogue.settings.device = picked()


ACTS: tuple[tuple[str, Callable[[Dialogue], None] | None], ...] = (
    ("give it a fixed address", _fixed),
    ("let the network give it an address (DHCP)", _dhcp),
    ("change another setting", _other),
    ("print its self-test page", _self_test),
    ("find out what is wrong with it", _examine),
    ("show what can be read of it", _read),
    ("another printer", _another),
    ("end", None),
)
"""What can be done with a printer; nothing ends the dialogue."""
