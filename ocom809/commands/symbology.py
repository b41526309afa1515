"""The kinds of barcodes, as the manual names them, and where their text stands."""

from __future__ import annotations

import enum


class Symbology(enum.Enum):
    """A kind of barcode that the printer draws itself; the value is its name in the manual and in a profile."""

    UPC_A = "UPC-A"
    UPC_E = "UPC-E"
    EAN13 = "EAN13"
    EAN8 = "EAN8"
    CODE39 = "CODE39"
    ITF = "ITF"
    CODABAR = "CODABAR"
    CODE93 = "CODE93"
    CODE128 = "CODE128"


class TextPosition(enum.Enum):
    """Where the readable text of a barcode stands, as ``GS H`` counts."""

    NONE = 0
    ABOVE = 1
    BELOW = 2
    BOTH = 3


class BarcodeForm(enum.Enum):
    """The two forms of ``GS k``. CODE93 and CODE128 have form B only."""

    A = "A"
    """The data ends with a NUL; a few very old units know this one only."""
    B = "B"
    """The data is counted, so whatever bytes it holds, they are data."""
