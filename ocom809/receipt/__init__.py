"""Documents: receipts, text to code pages, pictures to dots, and all of it to commands.

Names are loaded when they are first used: who only needs the code pages does not wait for the elements of a receipt.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_PLACES = {
    "DOUBLE": "borders",
    "FRAME": "borders",
    "GRID": "borders",
    "NO_BORDER": "borders",
    "RULES": "borders",
    "Border": "borders",
    "Cell": "elements",
    "Column": "elements",
    "Composition": "compose",
    "Loss": "losses",
    "Overflow": "overflow",
    "Receipt": "receipt",
    "Run": "codepages",
    "Stroke": "borders",
    "Style": "styles",
    "Styled": "words",
    "VerticalAlignment": "assembly",
    "as_receipt": "receipt",
    "compose": "compose",
    "demo_receipt": "samples",
    "page_runs": "codepages",
    "styled": "words",
    "test_page": "test_page",
}


class _Package(ModuleType):
    """The package, in which ``compose`` and ``test_page`` stay functions although modules of these names are loaded."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in _PLACES):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> object:
    """Load a public name on its first use."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
