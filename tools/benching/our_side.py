"""ocom809's side of the benchmark."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from common_receipt import common_receipt, stored_logos

from benching.photo import photo
from benching.side import Made, Task, always, serve
from benching.work import LOGO, ascii_lines, mixed_lines, receipt_data
from ocom809 import OCPP809, Printer, Receipt
from ocom809.devices.memory import MemoryDevice
from ocom809.job import chunks, prepare
from ocom809.receipt.logos import StoredLogos

if TYPE_CHECKING:
    from PIL.Image import Image as Picture


def lines(texts: list[str]) -> Task:
    """Lines of text, each an element of its own."""

    def run(texts: list[str]) -> Made:
        receipt = Receipt()
        for text in texts:
            receipt.text(text)
        return Made(prepare(receipt, OCPP809).data)

    return Task(always(texts), run)


def receipt(kind: str = "full", *, new: bool = False) -> Task:
    """The common receipt, whole or in part; ``new`` is another one each time."""
    keeps = stored_logos() if kind == "stored-logo" else StoredLogos()

    def run(texts: dict[str, Any]) -> Made:
        return Made(prepare(common_receipt(kind, texts), OCPP809, stored_logos=lambda: keeps).data)

    return Task(receipt_data if new else always(receipt_data()), run)


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
    "receipt": lambda: receipt("full"),
    "receipt-no-logo": lambda: receipt("without-logo"),
    "receipt-text": lambda: receipt("text-only"),
    "receipt-text-new": lambda: receipt("text-only", new=True),
    "receipt-stored-logo": lambda: receipt("stored-logo"),
    "status": status,
}

if __name__ == "__main__":
    serve(TASKS)
