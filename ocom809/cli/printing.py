"""``print`` and ``preview``: a document to paper, or to a picture of it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, common_options, font_option
from ocom809.cli.exit_codes import for_error
from ocom809.cli.logo_above import logo_option, printer_with_record
from ocom809.cli.picture_options import chosen, picture_options
from ocom809.cli.sources import KINDS, kind_of, read_document
from ocom809.cli.waiting import teller
from ocom809.cli.watching import whenever_changed
from ocom809.errors import DeviceError, DocumentError, Ocom809Error, PrintError, ReplyError, Unknown
from ocom809.exchanges import not_asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ocom809.job import Job
    from ocom809.outcomes import Outcome
    from ocom809.printer import Printer

_source = click.argument("source", metavar="FILE|-")
_as = click.option("--as", "kind", type=click.Choice(KINDS), help="What FILE holds; otherwise its ending tells.")
_cut = click.option("--cut/--no-cut", default=True, show_default=True, help="Cut behind a text or a picture.")
_data = click.option("--data", metavar="FILE|-", help="The JSON data of a template (.j2).")
_locale = click.option("--locale", metavar="NAME", help="How a template writes money and dates, such as de_DE.")
_strict = click.option("--strict", is_flag=True, help="Refuse to print where a character cannot be printed.")


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (picture_options, logo_option, font_option, _strict, _cut, _locale, _data, _as, _source):
        function = option(function)
    return function


@click.command("print")
@_options
@click.option("--record", metavar="FILE", help="The record of the printer's logos; otherwise one named by its URI.")
@click.option("--copies", type=click.IntRange(1, 99), default=1, show_default=True, help="How many times.")
@click.option("--measure", is_flag=True, help="Ask the printer first which proof it gives, and go by that.")
@click.option(
    "--patience",
    type=click.FloatRange(0.1, 86400),
    metavar="SECONDS",
    help="How long to wait without progress, such as for a new roll.  [default: 60]",
)
@common_options
@click.pass_obj
def print_(
    settings: Settings,
    *,
    source: str,
    kind: str | None,
    data: str | None,
    locale: str | None,
    logo: str | None,
    cut: bool,
    strict: bool,
    record: str | None,
    copies: int,
    measure: bool,
    patience: float | None,
) -> None:
    """Print a text, receipt markup, a template with its data, a picture or raw bytes: FILE, or - for standard input.

    Ends with 0 where it is printed, or sent and so said; 10 where nothing was printed, so that it is safe to try again;
    11 where the outcome is unknown: look at the paper before printing it again.
    """
    picture = chosen(click.get_current_context())
    kind = kind or kind_of(source)
    document = read_document(source, kind, cut=cut, data=data, locale=locale, picture=picture, logo=logo)
    printer = printer_with_record(settings, record)
    # Whatever is wrong with the document is said before a printer is touched.
    with _named(source):
        job = printer.prepare(document, strict=strict)
    with printer:
        if measure:
            _measure(printer, job)
        for copy in range(1, copies + 1):
            what = source if copies == 1 else f"copy {copy} of {copies}"
            show.outcome(settings, _print_once(settings, printer, job, what, patience), what)


def _measure(printer: Printer, job: Job) -> None:
    """Find out which proof the printer gives; where that fails, nothing was printed."""
    try:
        printer.measure()
    except (DeviceError, ReplyError) as error:
        raise not_asked(error, job.total) from error


@contextmanager
def _named(source: str) -> Iterator[None]:
    """What is wrong with an element of a document is told by the document's name as well."""
    try:
        yield
    except DocumentError as error:
        if error.message.startswith("element "):
            error.message = f"{'standard input' if source == '-' else source}: {error.message}"
        raise


def _print_once(settings: Settings, printer: Printer, job: Job, what: str, patience: float | None) -> Outcome:
    """Print one copy; what goes wrong names it, and Ctrl-C is told by what had gone, as any other interruption."""
    gone = 0
    with show.progress(settings, job.total, what) as bar:

        def note(count: int) -> None:
            nonlocal gone
            gone = count
            if bar is not None:
                bar(count)

        try:
            return printer.print(job, progress=note, on_wait=teller(settings), patience=patience)
        except PrintError as error:
            error.message = f"{what}: {error.message}"
            raise
        except KeyboardInterrupt:
            raise _stopped(what, gone, job.total) from None
        finally:
            show.passed()


def _stopped(what: str, gone: int, total: int) -> Unknown:
    """Never "not printed": Ctrl-C may fall into the first piece, of which part has gone before anybody counted it."""
    return Unknown(
        f"{what}: stopped when {gone} of {total} bytes had been counted",
        hint="Part of the receipt may be on paper: look before printing it again.",
        sent=gone,
        total=total,
    )


@click.command()
@_options
@click.option("-o", "--output", required=True, metavar="FILE", help="Where to: .png, .svg, .html, .txt or .bin.")
@click.option("--watch", is_flag=True, help="Save it again whenever FILE, its data or its logo changes, until Ctrl-C.")
@click.option("--dot-gain", is_flag=True, help="Draw dots larger and rounder, as heat leaves them; 609 dpi.")
@common_options
@click.pass_obj
def preview(
    settings: Settings,
    *,
    source: str,
    kind: str | None,
    data: str | None,
    locale: str | None,
    logo: str | None,
    cut: bool,
    strict: bool,
    output: str,
    dot_gain: bool,
    watch: bool,
) -> None:
    """Save what FILE would look like on paper; needs no printer.

    The picture goes through the very bytes that would be sent: the virtual printer reads them.
    """
    from ocom809.cli.preview import save_preview

    picture, kind, profile = chosen(click.get_current_context()), kind or kind_of(source), settings.load_profile()

    def save() -> None:
        document = read_document(source, kind, cut=cut, data=data, locale=locale, picture=picture, logo=logo)
        with _named(source):
            saved, missing = save_preview(
                document, profile, Path(output), strict=strict, dot_gain=dot_gain, renews=watch
            )
        facts = {"saved": [str(path) for path in saved], "missing": missing}
        show.answer(settings, facts, *(f"Saved {path}" for path in saved), *(f"Not in it: {line}" for line in missing))

    if not watch:
        save()
        return
    _save_again(settings, [source, *filter(None, (data, _picture_of(logo)))], save)


def _picture_of(logo: str | None) -> str | None:
    """The file of a logo."""
    return logo.partition("=")[2] if logo else None


def _save_again(settings: Settings, places: list[str], save: Callable[[], None]) -> None:
    """Save whenever one of the files changes; what is wrong with them meanwhile is said, and ends nothing."""
    if "-" in places:
        raise DocumentError("standard input cannot be watched", hint="Name a file.")

    def attempt() -> None:
        try:
            save()
        except Ocom809Error as error:
            show.error(settings, error, for_error(error))

    show.warning("watching, until Ctrl-C: " + ", ".join(places))
    whenever_changed([Path(place) for place in places], attempt)
