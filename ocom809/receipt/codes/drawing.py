"""Codes as pictures: every module a whole number of dots, nothing dithered, nothing scaled."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ocom809.commands import PDF417, Barcode, QRCode, Symbology
from ocom809.commands.barcode_data import THICK_DOTS
from ocom809.commands.pdf417_capacity import columns_within, data_codewords, level_for
from ocom809.errors import DocumentError
from ocom809.receipt.codes.library import Pattern, draw, pdf417_pattern, qr_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

_FORMATS = {
    Symbology.UPC_A: "UPCA",
    Symbology.UPC_E: "UPCE",
    Symbology.EAN13: "EAN13",
    Symbology.EAN8: "EAN8",
    Symbology.CODE39: "Code39",
    Symbology.ITF: "ITF",
    Symbology.CODABAR: "Codabar",
    Symbology.CODE93: "Code93",
    Symbology.CODE128: "Code128",
}
_TWO_LEVEL = (Symbology.CODE39, Symbology.ITF, Symbology.CODABAR)
_FNC1 = "\uf8f1"
_FUNCTIONS = frozenset("\uf8f1\uf8f2\uf8f3\uf8f4")


def linear_picture(command: Barcode) -> Image:
    """The bars, as wide as the printer would draw them; the text is not part of it.

    Raises:
        MissingPackage: The drawing package is not installed.
        DocumentError: Data that can be drawn by no package, such as Code 128 with function characters inside.
    """
    runs = _linear_pattern(command).runs()
    if command.symbology in _TWO_LEVEL:
        widths = [command.module_dots if run == 1 else THICK_DOTS[command.module_dots] for run in runs]
    else:
        widths = [run * command.module_dots for run in runs]
    return _stretched([_bars(widths)], [command.height_dots])


def _linear_pattern(command: Barcode) -> Pattern:
    data = command.data
    if command.symbology is not Symbology.CODE128:
        return draw(_FORMATS[command.symbology], _digits(command))
    if _FUNCTIONS.isdisjoint(data):
        return draw("Code128", data)
    if not data.startswith(_FNC1):
        raise DocumentError("a CODE128 with function characters inside cannot be drawn", hint="Receipt.gs1 can.")
    from ocom809.receipt.codes.gs1 import GS1

    return draw("Code128", GS1.from_element_string(data[1:]).text, gs1=True)


def _digits(command: Barcode) -> str:
    """The whole number with its check digit; UPC-E in the short form that the package takes."""
    text = command.payload.decode("ascii")
    return _shortened(text) if command.symbology is Symbology.UPC_E else text


def _shortened(number: str) -> str:
    """The eight digits of the UPC-E form of a UPC-A number that has one."""
    from ocom809.commands.check_digits import upc_e_as_upc_a

    maker, product = number[1:6], number[6:11]
    candidates = (
        maker[:2] + product[2:] + maker[2],
        maker[:3] + product[3:] + "3",
        maker[:4] + product[4] + "4",
        maker + product[4],
    )
    six = next(six for six in candidates if upc_e_as_upc_a(six) == number)
    return f"0{six}{number[-1]}"


def readable_text(command: Barcode) -> str:
    """What stands in letters by the bars, as the printer itself would write it."""
    if command.symbology is Symbology.CODE128:
        return "".join(character for character in command.data if character not in _FUNCTIONS and character >= " ")
    text = _digits(command)
    return f"*{text}*" if command.symbology is Symbology.CODE39 else text


def qr_picture(command: QRCode, quiet_modules: int = 0) -> Image:
    """A QR code of model 2; the bytes stand in it as they are, as when the printer draws it."""
    return matrix_picture(qr_pattern(command.payload, command.level.name), command.module_dots, quiet_modules)


def pdf417_picture(command: PDF417, room_dots: int) -> Image:
    """A PDF417, by ``pdf417gen``, with as many rows as are needed; open columns make it about twice as wide as high.

    Raises:
        MissingPackage: The package is not installed.
        DocumentError: The columns do not hold the data, or a truncated symbol, which nothing here draws.
    """
    if command.truncated:
        raise DocumentError("a truncated PDF417 cannot be drawn as dots")
    level = _pdf417_level(command)
    wide = (
        [command.columns] if command.columns else range(1, columns_within(room_dots // command.module_dots, False) + 1)
    )
    symbols = [pdf417_pattern(command.payload, columns, level) for columns in wide]
    pattern = min(
        (symbol for symbol in symbols if symbol is not None),
        key=lambda symbol: abs(symbol.columns - 2 * len(symbol.rows) * command.row_height),
        default=None,
    )
    if pattern is None:
        raise DocumentError("this data makes no PDF417 of these columns", hint="Give columns=0, or shorten the data.")
    bars = [_row_bars(row, pattern.columns, command.module_dots) for row in pattern.rows]
    return _stretched(bars, [command.module_dots * command.row_height] * len(bars))


def _pdf417_level(command: PDF417) -> int:
    return level_for(1 + data_codewords(command.payload), command.ratio) if command.level is None else command.level


def matrix_picture(pattern: Pattern, module_dots: int, quiet_modules: int = 0) -> Image:
    """A matrix code with square modules, and white around it."""
    bars = [_row_bars(row, pattern.columns, module_dots) for row in pattern.rows]
    return with_margin(_stretched(bars, [module_dots] * len(bars)), quiet_modules * module_dots)


def exact_picture(pattern: Pattern, side_dots: int) -> Image:
    """A square matrix code of exactly this side: modules differ by one dot where it is no multiple of them."""
    edges = [round(place * side_dots / pattern.columns) for place in range(pattern.columns + 1)]
    sizes = [right - left for left, right in pairwise(edges)]
    bars = []
    for row in pattern.rows:
        modules = f"{row:0{pattern.columns}b}"
        bars.append("".join(module * size for module, size in zip(modules, sizes, strict=True)))
    return _stretched(bars, sizes)


def with_margin(image: Image, beside: int, above: int | None = None) -> Image:
    """White on all four sides; ``above`` is how much above and below, where that differs."""
    from PIL import ImageOps

    across, down = beside, beside if above is None else above
    return ImageOps.expand(image, (across, down, across, down), fill=255) if across or down else image


def _bars(widths: Sequence[int]) -> str:
    return "".join(("0" if place % 2 else "1") * width for place, width in enumerate(widths))


def _row_bars(row: int, columns: int, module_dots: int) -> str:
    return "".join(module * module_dots for module in f"{row:0{columns}b}")


def _stretched(rows: Sequence[str], heights: Sequence[int]) -> Image:
    """Rows of dots, each so high."""
    from PIL import Image

    width = len(rows[0])
    pixels = b"".join(
        bytes(0 if dot == "1" else 255 for dot in row) * height for row, height in zip(rows, heights, strict=True)
    )
    return Image.frombytes("L", (width, sum(heights)), pixels)
