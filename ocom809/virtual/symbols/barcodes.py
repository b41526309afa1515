"""One door to all linear symbologies of GS k, called by the manual's names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.virtual.symbols import code93, code128, retail, two_level
from ocom809.virtual.symbols.code128 import SetC

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ocom809.virtual.bitmap import Bitmap
    from ocom809.virtual.symbols._bars import Symbol

_ENCODERS: Mapping[str, Callable[[bytes], Symbol | None]] = {
    "UPC-A": retail.upc_a,
    "UPC-E": retail.upc_e,
    "EAN13": retail.ean13,
    "EAN8": retail.ean8,
    "CODE39": two_level.code39,
    "ITF": two_level.itf,
    "CODABAR": two_level.codabar,
    "CODE93": code93.encode,
}

KINDS = (*_ENCODERS, "CODE128")


def draw_barcode(
    kind: str, data: bytes, *, module_dots: int, height_dots: int, set_c: SetC = SetC.VALUES
) -> Bitmap | None:
    """Draw the barcode that a GS k with this data prints.

    Args:
        kind: One of ``KINDS``, the manual's name of the symbology.
        data: As it stands in the stream, without the closing NUL of the first form of GS k.
        module_dots: Width of the narrowest bar, GS w, 2 to 6.
        height_dots: Height of the bars, GS h, 1 to 255.
        set_c: What bytes stand for in code set C of CODE128.

    Returns:
        The bars without quiet zones, or None where the printer prints nothing: characters that the symbology does not
        have, a wrong number of them, or a wrong check digit.

    Raises:
        KeyError: ``kind`` is none of ``KINDS``.
    """
    symbol = _symbol(kind, data, set_c)
    return symbol.drawn(module_dots=module_dots, height_dots=height_dots) if symbol else None


def barcode_text(kind: str, data: bytes, *, set_c: SetC = SetC.VALUES) -> str:
    """What the printer writes beside the bars (GS H), or nothing where it prints no barcode.

    Retail codes come with their check digit, CODE39 with its asterisks and CODABAR with its start and stop letters,
    CODE93 and CODE128 without start, stop and function characters; a control character shows as a space.

    Raises:
        KeyError: ``kind`` is none of ``KINDS``.
    """
    symbol = _symbol(kind, data, set_c)
    return symbol.text if symbol else ""


def _symbol(kind: str, data: bytes, set_c: SetC) -> Symbol | None:
    if kind == "CODE128":
        return code128.encode(data, set_c)
    return _ENCODERS[kind](data)
