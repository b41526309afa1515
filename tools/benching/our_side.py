"""ocom809's side of the benchmark."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from benching.photo import photo
from benching.side import Made, Task, always, serve
from benching.work import LOGO, ascii_lines, mixed_lines, receipt_data
from ocom809 import OCPP809, Printer, Receipt
from ocom809.commands import Alignment
from ocom809.devices.memory import MemoryDevice
from ocom809.job import chunks, prepare
from ocom809.receipt.logos import StoredLogo, StoredLogos, storable

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from ocom809.receipt.elements import Logo

_COLUMNS = (None, 5, 10)
_ALIGNS = (Alignment.LEFT, Alignment.RIGHT, Alignment.RIGHT)
_CENTER = Alignment.CENTER
_LINE_DOTS = 24  # as close as receiptline sets lines


def lines(texts: list[str]) -> Task:
    """Lines of text, each an element of its own."""

    def run(texts: list[str]) -> Made:
        receipt = Receipt()
        for text in texts:
            receipt.text(text)
        return Made(prepare(receipt, OCPP809).data)

    return Task(always(texts), run)


def receipt(*, logo: bool, codes: bool, new: bool = False, stored: bool = False) -> Task:
    """The common receipt, whole or in part; ``new`` is another one each time."""
    keeps = _keeping_logos() if stored else StoredLogos()

    def run(texts: dict[str, Any]) -> Made:
        document = Receipt().line_spacing(dots=_LINE_DOTS)
        if logo:
            document = document.logo("shop", LOGO) if stored else document.image(LOGO)
        _write(document, texts)
        if codes:
            document.qr(texts["qr"]).barcode(texts["barcode"])
        return Made(prepare(document.cut(), OCPP809, stored_logos=lambda: keeps).data)

    return Task(receipt_data if new else always(receipt_data()), run)


def _write(receipt: Receipt, data: dict[str, Any]) -> None:
    name, *address = data["shop"]
    receipt.text(name, align=_CENTER, bold=True, width=2, height=2)
    for line in address:
        receipt.text(line, align=_CENTER)
    receipt.rule()
    for cells in data["head"]:
        receipt.row(*cells)
    receipt.rule()
    for cells in data["items"]:
        receipt.row(*cells, widths=_COLUMNS, aligns=_ALIGNS)
    receipt.rule()
    for name, amount in data["totals"]:
        receipt.row(name, amount, bold=name == "TOTAL")
    receipt.rule()
    for line in data["foot"]:
        receipt.text(line, align=_CENTER)


def _keeping_logos() -> StoredLogos:
    [element] = Receipt().logo("shop", LOGO).elements
    logo: Logo = element  # type: ignore[assignment]
    form = storable(logo.image.dots(OCPP809), logo.image.alignment, OCPP809)
    if form is None:
        raise SystemExit("the logo cannot be stored")
    return StoredLogos((StoredLogo("shop", form.image),))


def picture_file() -> Task:
    """The logo alone, from its file."""
    return Task(always(LOGO), picture)


def long_photo() -> Task:
    """A long photo, another one each time."""
    return Task(photo, picture)


def picture(image: object) -> Made:
    """A picture and nothing else."""
    return Made(prepare(Receipt().image(image), OCPP809).data)


def first_byte() -> Task:
    """The long photo on its way to a wire of the caller's: ``extra`` is the share of the time before the first byte."""

    def run(image: Picture) -> Made:
        with MemoryDevice() as wire:
            begin = time.perf_counter()
            made = chunks(Receipt().image(image), OCPP809)
            first = next(made)
            until_first = time.perf_counter() - begin
            wire.write(first)
            for chunk in made:
                wire.write(chunk)
            whole = time.perf_counter() - begin
        return Made(extra=until_first / whole)

    return Task(photo, run)


def status() -> Task:
    """All four questions to a printer on the LAN, which the caller named."""
    printer = Printer(sys.argv[1])
    printer.open()

    def run(_: None) -> Made:
        printer.status()
        return Made()

    return Task(always(None), run)


TASKS = {
    "ascii": lambda: lines(ascii_lines()),
    "mixed": lambda: lines(mixed_lines()),
    "logo": picture_file,
    "photo": long_photo,
    "first-byte": first_byte,
    "receipt": lambda: receipt(logo=True, codes=True),
    "receipt-no-logo": lambda: receipt(logo=False, codes=True),
    "receipt-text": lambda: receipt(logo=False, codes=False),
    "receipt-text-new": lambda: receipt(logo=False, codes=False, new=True),
    "receipt-stored-logo": lambda: receipt(logo=True, codes=True, stored=True),
    "status": status,
}

if __name__ == "__main__":
    serve(TASKS)
