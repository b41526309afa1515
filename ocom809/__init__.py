"""Driver for the OCOM OCPP-809 receipt printer and its class: print, and know that it printed.

::

    from ocom809 import Printer, Receipt

    with Printer("tcp://192.168.1.87") as printer:
        printer.print(Receipt().text("Tea", bold=True).row("Total", "4.20 €").cut())

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = [
    "OCPP809",
    "AsyncPrinter",
    "Printed",
    "Printer",
    "Profile",
    "Receipt",
    "Sent",
    "errors",
    "find_printers",
    "load_profile",
]

if TYPE_CHECKING:
    from ocom809 import errors
    from ocom809.aio import AsyncPrinter
    from ocom809.discovery import find_printers
    from ocom809.outcomes import Printed, Sent
    from ocom809.printer import Printer
    from ocom809.profile import OCPP809, Profile, load_profile
    from ocom809.receipt import Receipt

_PLACES = {
    "AsyncPrinter": "ocom809.aio",
    "OCPP809": "ocom809.profile",
    "Printed": "ocom809.outcomes",
    "Printer": "ocom809.printer",
    "Profile": "ocom809.profile",
    "Receipt": "ocom809.receipt",
    "Sent": "ocom809.outcomes",
    "find_printers": "ocom809.discovery",
    "load_profile": "ocom809.profile",
}


def __getattr__(name: str) -> object:
    """Load a public name on its first use."""
    if name == "errors":
        return import_module("ocom809.errors")
    if name not in _PLACES:
        raise AttributeError(f"module 'ocom809' has no attribute {name!r}")
    value: object = getattr(import_module(_PLACES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
