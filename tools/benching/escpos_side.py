"""python-escpos' side of the benchmark, written as its documentation shows it."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from escpos.printer import Dummy, Network

from benching.photo import photo
from benching.side import Made, Task, always, serve
from benching.work import LINE_COLUMNS, LOGO, ascii_lines, mixed_lines, receipt_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image as Picture

PROFILE = "TM-T20II"  # 576 dots


class Counting(Dummy):
    """Counts what a real connection would send one by one."""

    writes = 0

    def _raw(self, msg: bytes) -> None:
        self.writes += 1
        super()._raw(msg)

    @property
    def made(self) -> Made:
        """What came of it."""
        return Made(self.output, self.writes)


def lines(texts: list[str]) -> Task:
    """Lines of text."""

    def run(texts: list[str]) -> Made:
        printer = Counting(profile=PROFILE)
        for text in texts:
            printer.textln(text)
        return printer.made

    return Task(always(texts), run)


def receipt(*, logo: bool, codes: bool, new: bool = False) -> Task:
    """The common receipt."""

    def run(texts: dict[str, Any]) -> Made:
        printer = Counting(profile=PROFILE)
        printer.hw("INIT")
        if logo:
            printer.image(str(LOGO), center=True)
        _write(printer, texts)
        if codes:
            printer.qr(texts["qr"], native=True, size=6, ec=1)
            printer.ln()
            printer.barcode(texts["barcode"], "EAN13", height=100, width=3, function_type="A")
        printer.cut(mode="PART")
        return printer.made

    return Task(receipt_data if new else always(receipt_data()), quiet(run))


def _write(printer: Dummy, data: dict[str, Any]) -> None:
    name, *address = data["shop"]
    printer.set_with_default(align="center", bold=True, double_width=True, double_height=True)
    printer.textln(name)
    printer.set_with_default(align="center")
    for line in address:
        printer.textln(line)
    printer.set_with_default(align="left")
    rule = "-" * LINE_COLUMNS
    printer.textln(rule)
    for left, right in data["head"]:
        printer.textln(left + right.rjust(LINE_COLUMNS - len(left)))
    printer.textln(rule)
    for name, count, price in data["items"]:
        printer.textln(f"{name:<33}{count:>5}{price:>10}")
    printer.textln(rule)
    for name, amount in data["totals"]:
        if name == "TOTAL":
            printer.set(bold=True)
        printer.textln(name + amount.rjust(LINE_COLUMNS - len(name)))
        if name == "TOTAL":
            printer.set(bold=False)
    printer.textln(rule)
    printer.set_with_default(align="center")
    for line in data["foot"]:
        printer.textln(line)


def picture_file() -> Task:
    """The logo alone, from its file."""

    def run(path: str) -> Made:
        printer = Counting(profile=PROFILE)
        printer.image(path, center=True)
        return printer.made

    return Task(always(str(LOGO)), run)


def long_photo() -> Task:
    """A long photo, another one each time."""

    def run(image: Picture) -> Made:
        printer = Counting(profile=PROFILE)
        printer.image(image)
        return printer.made

    return Task(photo, run)


def status() -> Task:
    """Its two questions: whether the printer is online, and whether it has paper."""
    place = urlsplit(sys.argv[1])
    printer = Network(place.hostname, port=place.port, profile=PROFILE)
    printer.open()

    def run(_: None) -> Made:
        printer.is_online()
        printer.paper_status()
        return Made()

    return Task(always(None), run)


def quiet(run: Callable[[Any], Made]) -> Callable[[Any], Made]:
    """It prints words of its own to standard output, where our answers go."""

    def silent(given: object) -> Made:
        with contextlib.redirect_stdout(io.StringIO()):
            return run(given)

    return silent


TASKS = {
    "ascii": lambda: lines(ascii_lines()),
    "mixed": lambda: lines(mixed_lines()),
    "logo": picture_file,
    "photo": long_photo,
    "receipt": lambda: receipt(logo=True, codes=True),
    "receipt-no-logo": lambda: receipt(logo=False, codes=True),
    "receipt-text": lambda: receipt(logo=False, codes=False),
    "receipt-text-new": lambda: receipt(logo=False, codes=False, new=True),
    "status": status,
}

if __name__ == "__main__":
    serve(TASKS)
