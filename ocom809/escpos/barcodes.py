"""Which bar codes the printer draws, which a library, and how wide they get."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any, Final

from ocom809.commands.barcode_data import symbol_data
from ocom809.commands.symbology import Symbology
from ocom809.errors import CommandError
from ocom809.escpos.errors import refused
from ocom809.escpos.original import HW_BARCODE_NAMES, SW_BARCODE_NAMES, exceptions

logger = logging.getLogger(__name__)

TEXT_DISTANCE_MM: Final = 3
FONT_SIZE: Final = 9
WIDTHS: Final = range(2, 7)
_HARDWARE: Final = ("barcodeA", "barcodeB")
_SOFTWARE: Final = ("graphics", "bitImageColumn", "bitImageRaster")
_SYMBOLOGIES: Final = {re.sub(r"\W", "", kind.value): kind for kind in Symbology}
_CODE_128: Final = ("CODE128", "GS1-128")
_SYMBOL_MODULES, _STOP_MODULES = 11, 13


@dataclass(frozen=True, slots=True)
class Way:
    """How a bar code is drawn: its name there, and by which command if it is drawn as a picture."""

    name: str
    impl: str = ""


def way_for(profile: Any, bc: str, force_software: bool | str) -> Way:
    """The printer's own way if the profile has it, a picture otherwise or where that is asked for.

    Raises:
        BarcodeTypeError: There is none.
    """
    hardware = any(profile.supports(feature) for feature in _HARDWARE)
    commands = [feature for feature in _SOFTWARE if profile.supports(feature)]
    if not (commands or (hardware and not force_software)):
        raise refused("the profile knows no way to draw this bar code", exceptions.BarcodeTypeError)
    plain = "".join(filter(str.isalnum, bc.upper()))
    by_printer, by_library = HW_BARCODE_NAMES.get(plain), SW_BARCODE_NAMES.get(plain)
    if not (by_printer or by_library):
        raise refused(f"no bar code is called {bc!r}", exceptions.BarcodeTypeError)
    if hardware and by_printer and not force_software:
        return Way(by_printer)
    if not commands:
        raise refused(f"this printer cannot draw {bc!r}", exceptions.BarcodeTypeError)
    return Way(by_library or bc, force_software if force_software in commands else commands[0])


def fitting_width(name: str, code: str, width: int, paper_dots: int) -> int:
    """The module width to send: the one asked for, or the largest at which the code fits the paper.

    A printer that has no room for a bar code prints nothing and says nothing.

    Raises:
        BarcodeSizeError: It fits at no width.
    """
    dots = {narrower: _width_dots(name, code, narrower) for narrower in WIDTHS}
    if not paper_dots or dots.get(width, 0) <= paper_dots:
        return width
    fitting = [narrower for narrower in WIDTHS if dots[narrower] <= paper_dots]
    if not fitting:
        raise refused(
            f"this {name} is {dots[WIDTHS[0]]} dots wide at least and the paper {paper_dots}",
            exceptions.BarcodeSizeError,
            hint="Shorten the code, or print a QR code.",
        )
    logger.warning("a %s of %d dots at width %d is printed at %d, to fit", name, dots[width], width, fitting[-1])
    return fitting[-1]


def _width_dots(name: str, code: str, module_dots: int) -> int:
    """How wide a code gets; 0 where that is not known."""
    if name in _CODE_128:
        symbols = len(re.findall(r"\{.|.", code, re.DOTALL))
        return (_SYMBOL_MODULES * (symbols + 1) + _STOP_MODULES) * module_dots
    kind = _SYMBOLOGIES.get(re.sub(r"\W", "", name))
    try:
        return symbol_data(kind, code).width_dots(module_dots) if kind else 0
    except CommandError:
        return 0
