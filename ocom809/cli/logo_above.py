"""``--logo`` of ``print`` and ``preview``: a picture that the printer may keep, above a document or as the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.cli.common import Settings
    from ocom809.printer import Printer
    from ocom809.receipt import Receipt

logo_option = click.option(
    "--logo",
    metavar="KEY[=PICTURE]",
    help="Print PICTURE above FILE, or FILE itself, by its number where the printer keeps it as KEY.",
)


def with_logo(
    logo: str, place: str, kind: str, options: dict[str, Any], read: Callable[[dict[str, Any]], Receipt]
) -> Receipt:
    """The document with its logo.

    Args:
        logo: What was said: the key, and the picture's file unless the document is the picture.
        place: Where the document is, for messages.
        kind: What it holds.
        options: What ``Receipt.image`` takes; they go for the logo.
        read: Reads the document, whose picture is drawn as it is told to.

    Raises:
        DocumentError: Key, picture and document do not go together, or one of them cannot be used.
    """
    from ocom809.receipt import Receipt
    from ocom809.receipt.elements import Image, Logo

    key, names_picture, picture = logo.partition("=")
    if kind == "raw":
        raise DocumentError(f"{place}: raw bytes take no logo", hint="They go as they are.")
    if (kind == "image") is bool(names_picture):
        if kind == "image":
            raise DocumentError(f"{place}: a picture takes no second one above it", hint=f"--logo {key} makes it one.")
        raise DocumentError(f"{place}: the logo {key!r} has no picture", hint=f"Name its file: --logo {key}=FILE.")
    if kind == "image":
        elements = read(options).elements
        return Receipt([Logo(key, each) if isinstance(each, Image) else each for each in elements])
    return Receipt([*Receipt().logo(key, picture, **options).elements, *read({}).elements])


def printer_with_record(settings: Settings, record: str | None) -> Printer:
    """The printer, with the record of its logos that was named."""
    from ocom809.logo_keeping import LogoKeeper
    from ocom809.logo_record import LogoRecord

    printer = settings.printer()
    if record is not None:
        printer.logos = LogoKeeper(printer, LogoRecord(record))
    return printer
