"""Barcodes and two-dimensional codes as dots, drawn from the symbology standards.

This is the witness's own drawing: data goes in as it stood in the stream, dots come out, or ``None`` where the class
prints nothing. No quiet zone is drawn, because the printer draws none.
"""

from ocom809.virtual.symbols.barcodes import KINDS, barcode_text, draw_barcode
from ocom809.virtual.symbols.code128 import SetC
from ocom809.virtual.symbols.pdf417 import draw_pdf417
from ocom809.virtual.symbols.qr import draw_qr

__all__ = ["KINDS", "SetC", "barcode_text", "draw_barcode", "draw_pdf417", "draw_qr"]
