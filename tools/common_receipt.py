"""The receipt on which interpreters are compared: a shop's head with a logo, sixteen items, totals, QR, EAN-13, cut."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from ocom809.commands import Alignment
from ocom809.job import prepare
from ocom809.profile import OCPP809
from ocom809.receipt import Receipt

DATA: Final = Path(__file__).resolve().parent / "bench_data"
_COLUMNS: Final = (None, 5, 10)
_ALIGNS: Final = (Alignment.LEFT, Alignment.RIGHT, Alignment.RIGHT)
_CENTER: Final = Alignment.CENTER


def common_stream() -> bytes:
    """The bytes that the driver sends for it."""
    return prepare(common_receipt(), OCPP809).data


def common_receipt() -> Receipt:
    """The receipt of ``bench_data``."""
    data = json.loads((DATA / "common-receipt.json").read_text(encoding="utf-8"))
    receipt = Receipt().image(DATA / "common-logo.png")
    _head(receipt, data)
    _goods(receipt, data)
    for line in data["foot"]:
        receipt.text(line, align=_CENTER)
    return receipt.qr(data["qr"]).feed().barcode(data["barcode"]).cut()


def _head(receipt: Receipt, data: dict[str, Any]) -> None:
    name, *address = data["shop"]
    receipt.text(name, align=_CENTER, bold=True, width=2, height=2)
    for line in address:
        receipt.text(line, align=_CENTER)
    receipt.rule()
    for cells in data["head"]:
        receipt.row(*cells)
    receipt.rule()


def _goods(receipt: Receipt, data: dict[str, Any]) -> None:
    for cells in data["items"]:
        receipt.row(*cells, widths=_COLUMNS, aligns=_ALIGNS)
    receipt.rule()
    for name, amount in data["totals"]:
        receipt.row(name, amount, bold=name == "TOTAL")
    receipt.rule()
