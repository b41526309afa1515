"""Documents: receipts, text to code pages, pictures to dots, and all of it to commands."""

from ocom809.receipt.assembly import VerticalAlignment
from ocom809.receipt.borders import DOUBLE, FRAME, GRID, NO_BORDER, RULES, Border, Stroke
from ocom809.receipt.codepages import Run, page_runs
from ocom809.receipt.compose import Composition, compose
from ocom809.receipt.elements import Cell, Column
from ocom809.receipt.losses import Loss
from ocom809.receipt.overflow import Overflow
from ocom809.receipt.receipt import Receipt, as_receipt
from ocom809.receipt.samples import demo_receipt
from ocom809.receipt.styles import Style
from ocom809.receipt.test_page import test_page
from ocom809.receipt.words import Styled, styled

__all__ = [
    "DOUBLE",
    "FRAME",
    "GRID",
    "NO_BORDER",
    "RULES",
    "Border",
    "Cell",
    "Column",
    "Composition",
    "Loss",
    "Overflow",
    "Receipt",
    "Run",
    "Stroke",
    "Style",
    "Styled",
    "VerticalAlignment",
    "as_receipt",
    "compose",
    "demo_receipt",
    "page_runs",
    "styled",
    "test_page",
]
