"""How large a code becomes: the largest module that fits the paper, up to a size beyond which nothing is gained.

The limits are lengths, so they hold for a head of any resolution; a module is a whole number of dots, because thermal
dots have no shades. At 203 dpi (8 dots per mm) linear codes get 2 or 3 dots, QR codes 3 to 6.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ocom809.commands import FNC1, PDF417, Barcode, QRCode, Symbology
from ocom809.commands.pdf417_capacity import (
    LEAST_ROWS,
    MOST_CODEWORDS,
    MOST_ROWS,
    columns_within,
    data_codewords,
    level_for,
)
from ocom809.errors import CommandError, DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.profile import Profile


@dataclass(frozen=True, slots=True)
class Size:
    """What a kind of code needs.

    Attributes:
        least_mm: The narrowest module that common scanners and telephones read off thermal paper.
        most_mm: The widest that makes sense on a receipt.
        quiet_modules: White on both sides that its standard demands.
    """

    least_mm: float
    most_mm: float
    quiet_modules: int

    def least_dots(self, dots_per_mm: int) -> int:
        """The narrowest module in dots."""
        return max(1, math.ceil(self.least_mm * dots_per_mm))

    def modules(self, dots_per_mm: int) -> range:
        """Modules in dots, the widest first."""
        least = self.least_dots(dots_per_mm)
        return range(max(least, math.floor(self.most_mm * dots_per_mm)), least - 1, -1)


# 0.25 mm is 76 % of the nominal X of EAN and what GS1 allows at least for logistics; the quiet zones are the widest
# side's of each standard (ISO/IEC 15420, 15417, 16388, 16390, 18004, 15438, 16022; Aztec, 24778, needs none).
LINEAR = Size(0.25, 0.375, 10)
SIZES: dict[str, Size] = {
    "EAN13": Size(0.25, 0.375, 11),
    "EAN8": Size(0.25, 0.375, 7),
    "UPC-A": Size(0.25, 0.375, 9),
    "UPC-E": Size(0.25, 0.375, 9),
    "QR code": Size(0.375, 0.75, 4),
    "PDF417": Size(0.25, 0.375, 2),
    "DataMatrix": Size(0.375, 0.75, 1),
    "Aztec": Size(0.375, 0.75, 0),
}


def kind_of(command: Barcode | QRCode | PDF417) -> str:
    """What the code is called: the manual's name of a symbology, ``QR code`` or ``PDF417``."""
    if isinstance(command, Barcode):
        return command.symbology.value
    return "QR code" if isinstance(command, QRCode) else "PDF417"


def size_of(kind: str) -> Size:
    """What this kind of code needs."""
    return SIZES.get(kind, LINEAR)


def chosen_module(kind: str, width_dots: Callable[[int], int], profile: Profile, advice: Callable[[], str]) -> int:
    """The largest module with which a code and its quiet zones fit the paper.

    Where none leaves room for the quiet zones, the largest that fits without them: the paper is some 8 mm wider than
    its printable part. ``Receipt.check`` reports that.

    Args:
        kind: The kind of code.
        width_dots: The symbol's width for a module.
        profile: The printer.
        advice: Says what to do, asked where nothing fits.

    Raises:
        DocumentError: It fits at no module that scans.
    """
    size = size_of(kind)
    modules = size.modules(profile.dots_per_mm)
    for quiet_modules in (size.quiet_modules, 0):
        for module in modules:
            if width_dots(module) + 2 * quiet_modules * module <= profile.width_dots:
                return module
    least = modules[-1]
    raise DocumentError(
        f"this {kind} is {width_dots(least)} dots wide at {least} dots a module, the least that scans at "
        f"{profile.dots_per_mm} dots per mm, and {profile.name} has {profile.width_dots}",
        hint=advice(),
    )


def with_chosen_module(command: Barcode | QRCode | PDF417, profile: Profile) -> Barcode | QRCode | PDF417:
    """The command with the module that suits the paper.

    Raises:
        DocumentError: It fits at no module that scans.
    """
    if isinstance(command, PDF417):
        return _pdf417(command, profile)
    kind = kind_of(command)
    module = chosen_module(kind, lambda dots: _width(command, dots), profile, lambda: _advice(command, profile))
    return replace(command, module_dots=module)


def _width(command: Barcode | QRCode, module_dots: int) -> int:
    return replace(command, module_dots=module_dots).width_dots


def _pdf417(command: PDF417, profile: Profile) -> PDF417:
    """The printer chooses the columns, so what fits is what its own check lets pass."""
    refusal: CommandError | None = None
    native = replace(profile, pdf417=True)
    for module in size_of("PDF417").modules(profile.dots_per_mm):
        fitting = replace(command, module_dots=max(2, module))
        try:
            fitting.check(native)
        except CommandError as error:
            refusal = error
        else:
            return _with_chosen_form(fitting, profile.width_dots)
    assert refusal is not None  # noqa: S101 - there is at least one module
    raise DocumentError(refusal.message, hint=refusal.hint) from refusal


def _with_chosen_form(command: PDF417, room_dots: int) -> PDF417:
    """Columns and rows that make it about twice as wide as high; left to the printer, its form would not be known."""
    if command.columns or command.rows:
        return command
    most = columns_within(room_dots // command.module_dots, command.truncated)
    codewords = pdf417_codewords(command)
    forms = [(columns, max(LEAST_ROWS, math.ceil(codewords / columns))) for columns in range(1, most + 1)]
    fitting = [
        replace(command, columns=columns, rows=rows)
        for columns, rows in forms
        if rows <= MOST_ROWS and columns * rows <= MOST_CODEWORDS
    ]
    return min(fitting, key=lambda form: abs((form.width_dots or 0) - 2 * pdf417_height_dots(form)), default=command)


def pdf417_codewords(command: PDF417) -> int:
    """Codewords with their correction, by the plain packing of the standard."""
    described = 1 + data_codewords(command.payload)
    level = level_for(described, command.ratio) if command.level is None else command.level
    return described + (1 << level + 1)


def pdf417_height_dots(command: PDF417) -> int:
    """Rows of dots of a PDF417 whose columns are given."""
    rows = command.rows or max(LEAST_ROWS, math.ceil(pdf417_codewords(command) / command.columns))
    return rows * command.row_height * command.module_dots


def _advice(command: Barcode | QRCode, profile: Profile) -> str:
    """What would fit: fewer characters, as many as still go at the least module that scans."""
    kind = kind_of(command)
    if isinstance(command, Barcode) and command.data.startswith(FNC1):
        return "Share the identifiers out to two barcodes, or use a GS1 DataMatrix (Receipt.datamatrix)."
    least = size_of(kind).least_dots(profile.dots_per_mm)
    fitting = _longest_fitting(command, least, profile.width_dots)
    shorter = f"{fitting} of these {len(command.data)} characters would fit" if fitting else "Shorten the data"
    if isinstance(command, Barcode):
        tighter = ", as would a QR code" if command.symbology is not Symbology.CODE128 else ", or use a QR code"
        return f"{shorter}{tighter}."
    narrower = f"module_dots={least - 1} if your scanner reads it" if least > 1 else "a wider paper"
    return f"{shorter}; a lower level holds more; or ask for {narrower}."


def _longest_fitting(command: Barcode | QRCode, module: int, room_dots: int) -> int:
    """How many characters from the front fit, 0 where that cannot be told."""
    low, high = 0, len(command.data) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(command, middle, module, room_dots):
            low = middle
        else:
            high = middle - 1
    return low


def _fits(command: Barcode | QRCode, length: int, module: int, room_dots: int) -> bool:
    try:
        shorter: Barcode | QRCode
        if isinstance(command, Barcode):
            shorter = replace(command, data=command.data[:length], module_dots=module)
        else:
            shorter = replace(command, data=command.data[:length], module_dots=module)
    except CommandError:  # a length that the symbology does not have
        return False
    return shorter.width_dots <= room_dots
