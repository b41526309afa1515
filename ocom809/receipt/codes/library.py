"""Symbols as modules, by zxing-cpp (whose writer is zint), qrcode and pdf417gen: the one place that knows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from ocom809.errors import DocumentError, MissingPackage

_HINT = "pip install 'ocom809[codes]'"
_DARK_BELOW = 128


@dataclass(frozen=True, slots=True)
class Pattern:
    """A symbol in modules, without a quiet zone.

    Attributes:
        columns: Modules across.
        rows: One number a row of modules, the leftmost module in the highest bit, 1 = black. A linear code has one row.
    """

    columns: int
    rows: tuple[int, ...] = field(repr=False)

    def runs(self) -> list[int]:
        """Bars and spaces of the first row by turns, in modules, from the first bar to the last."""
        modules = f"{self.rows[0]:0{self.columns}b}".strip("0")
        return [len(list(run)) for _, run in groupby(modules)]


def draw(kind: str, data: str | bytes, **options: Any) -> Pattern:
    """Draw a symbol.

    Args:
        kind: A name of ``zxingcpp.BarcodeFormat``: ``EAN13``, ``Code128``, ``DataMatrix``, ``Aztec`` …
        data: What it holds. Bytes go as they are; a text beyond Latin-1 is marked as UTF-8 where the symbol can say so.
        options: ``gs1``, ``force_square``: as the package has them.

    Raises:
        MissingPackage: zxing-cpp is not installed.
        DocumentError: The symbol cannot hold this.
    """
    try:
        import zxingcpp
    except ImportError as error:
        raise MissingPackage(f"zxing-cpp, which draws a {kind} as dots, is not installed", hint=_HINT) from error
    try:
        barcode = zxingcpp.create_barcode(data, getattr(zxingcpp.BarcodeFormat, kind), **options)
        image = barcode.to_image(scale=1, add_quiet_zones=False, add_hrt=False)
    except AttributeError as error:
        raise MissingPackage(f"this zxing-cpp draws no {kind}; version 3 does", hint=_HINT) from error
    except Exception as error:  # the package raises whatever its C++ code throws
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DocumentError(f"this data makes no {kind} ({reason})", hint="Shorten the data.") from error
    height, width = image.shape
    pixels = bytes(memoryview(image))  # type: ignore[arg-type]  # it is one, and its stubs do not say so
    is_linear = kind not in _MATRIX_KINDS
    return Pattern(width, tuple(_row(pixels[width * y : width * (y + 1)]) for y in range(1 if is_linear else height)))


_MATRIX_KINDS = frozenset(("DataMatrix", "Aztec"))


def qr_pattern(data: bytes, level: str) -> Pattern:
    """A QR code of model 2, by ``qrcode``, which comes with python-escpos.

    The bytes stand in it as they are, as when the printer draws it. zxing-cpp's writer would mark them by ECI 899 as
    what is no text, and readers of payments would find garbled letters or nothing.

    Args:
        data: What it holds.
        level: Error correction, ``L``, ``M``, ``Q`` or ``H``.

    Raises:
        MissingPackage: qrcode is not installed.
        DocumentError: More than any QR code holds.
    """
    try:
        import qrcode
        from qrcode import constants
        from qrcode.exceptions import DataOverflowError
        from qrcode.util import QRData
    except ImportError as error:
        raise MissingPackage(
            "qrcode, which draws QR codes as dots, is not installed", hint="pip install qrcode"
        ) from error
    code = qrcode.QRCode(error_correction=getattr(constants, f"ERROR_CORRECT_{level}"), border=0)
    code.add_data(QRData(data), optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise DocumentError(f"{len(data)} bytes make no QR code at level {level}", hint="Shorten the data.") from error
    matrix = code.get_matrix()
    return Pattern(len(matrix), tuple(int("".join("1" if dark else "0" for dark in row), 2) for row in matrix))


def pdf417_pattern(data: bytes, columns: int, level: int) -> Pattern | None:
    """A PDF417 of so many data columns by ``pdf417gen``, one row of modules for each of its rows.

    Returns:
        The symbol; ``None`` where so many columns do not hold the data.

    Raises:
        MissingPackage: pdf417gen is not installed.
    """
    try:
        from pdf417gen import encode
    except ImportError as error:
        raise MissingPackage("pdf417gen, which draws a PDF417 as dots, is not installed", hint=_HINT) from error
    try:
        rows = encode(data, columns=columns, security_level=level)
    except ValueError:
        return None
    # A row's last word is the stop pattern, one module longer than the others, and all begin with a bar.
    words = ["".join(f"{word:b}" for word in row) for row in rows]
    return Pattern(len(words[0]), tuple(int(word, 2) for word in words))


def _row(pixels: bytes) -> int:
    return int("".join("1" if pixel < _DARK_BELOW else "0" for pixel in pixels), 2)
