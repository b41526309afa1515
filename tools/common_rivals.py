"""The common receipt by python-escpos, as its documentation would write it: ``common_rivals.py DATA_FOLDER FOLDER``."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any, Final

from escpos.printer import Dummy

COLUMNS: Final = 48
KINDS: Final = ("full", "without-logo", "text-only")
MODULE_DOTS, BARCODE_DOTS, QR_DOTS = 3, 80, 6
_LEVEL_M: Final = 1


def main() -> None:
    """Write the streams of all kinds."""
    source, folder = map(Path, sys.argv[1:])
    logging.disable()
    data = json.loads((source / "common-receipt.json").read_text(encoding="utf-8"))
    for kind in KINDS:
        printer = Dummy(profile="TM-T88II")
        printer.hw("INIT")
        _head(printer, data, source / "common-logo.png" if kind == "full" else None)
        _goods(printer, data)
        _foot(printer, data, codes=kind != "text-only")
        (folder / f"python-escpos-{kind}.bin").write_bytes(printer.output)


def _head(printer: Dummy, data: dict[str, Any], logo: Path | None) -> None:
    printer.set(align="center")
    if logo:
        printer.image(str(logo), impl="bitImageRaster")
    name, *address = data["shop"]
    printer.set(align="center", bold=True, double_width=True, double_height=True)
    printer.text(f"{name}\n")
    printer.set(align="center", normal_textsize=True, bold=False)
    for line in address:
        printer.text(f"{line}\n")
    printer.set(align="left")
    _rule(printer)
    for cells in data["head"]:
        _pair(printer, *cells)
    _rule(printer)


def _goods(printer: Dummy, data: dict[str, Any]) -> None:
    for item, count, price in data["items"]:
        printer.text(f"{item:33}{count:>5}{price:>10}\n")
    _rule(printer)
    for label, amount in data["totals"]:
        if label == "TOTAL":
            printer.set(bold=True)
        _pair(printer, label, amount)
        if label == "TOTAL":
            printer.set(bold=False)
    _rule(printer)


def _foot(printer: Dummy, data: dict[str, Any], *, codes: bool) -> None:
    printer.set(align="center")
    for line in data["foot"]:
        printer.text(f"{line}\n")
    if codes:
        printer.qr(data["qr"], ec=_LEVEL_M, size=QR_DOTS, native=True)
        printer.barcode(data["barcode"], "EAN13", BARCODE_DOTS, MODULE_DOTS, "BELOW", "A", function_type="B")
    printer.set(align="left")
    printer.cut(mode="PART")


def _rule(printer: Dummy) -> None:
    printer.text("-" * COLUMNS + "\n")


def _pair(printer: Dummy, left: str, right: str) -> None:
    printer.text(f"{left}{right:>{COLUMNS - len(left)}}\n")


if __name__ == "__main__":
    main()
