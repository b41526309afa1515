"""The ready examples of ``docs/examples``: each a template, its data, and the pictures of what comes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ocom809 import Printer, Receipt
from ocom809.receipt.markup.element import ends_with_cut
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice

if TYPE_CHECKING:
    from ocom809.virtual import Ticket

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "examples"
ENDING = ".receipt.j2"


def names() -> list[str]:
    """What they are called."""
    return sorted(path.name.removesuffix(ENDING) for path in FOLDER.glob(f"*{ENDING}"))


def receipt(name: str) -> Receipt:
    """The document that one of them is, with a cut at its end."""
    document = Receipt.from_template(FOLDER / f"{name}{ENDING}", (FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return document if ends_with_cut(document) else document.cut()


def pictures(name: str) -> list[tuple[Path, Ticket]]:
    """The pieces of paper that one of them makes, each with the path of its picture."""
    unit = VirtualPrinter()
    with Printer(VirtualDevice(unit)) as printer:
        printer.print(receipt(name), strict=True)
    return [
        (FOLDER / f"{name}{'' if number == 1 else f'-{number}'}.png", ticket)
        for number, ticket in enumerate(unit.tickets, start=1)
    ]
