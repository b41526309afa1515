"""Barcodes and two-dimensional codes: their settings, and printing them by what ``virtual.symbols`` draws."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ocom809.errors import MissingPackage
from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.framing_data import LEGACY_QR_FUNCTIONS, LEGACY_QR_MARK
from ocom809.virtual.glyphs import FONT_A, FONT_B, Style, cells
from ocom809.virtual.handlers import _settings
from ocom809.virtual.handlers._common import NOT_AT_LINE_START, OUT_OF_RANGE, Handler, enlarged, ignored
from ocom809.virtual.line import Line, placed

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

_KINDS: Final = ("UPC-A", "UPC-E", "EAN13", "EAN8", "CODE39", "ITF", "CODABAR", "CODE93", "CODE128")
_FORM_B: Final = 65
_ABOVE, _BELOW = 1, 2
_PDF417, _QR = 0x30, 0x31
_STORE, _PRINT, _SIZE = 80, 81, 82


def barcode(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS k, both forms: bars with their text, or nothing where the class refuses the data."""
    kind = instruction.values[0]
    place = kind - _FORM_B if kind >= _FORM_B else kind
    if place >= len(_KINDS):
        ignored(interpreter, instruction, OUT_OF_RANGE)
    elif not interpreter.at_line_start:
        ignored(interpreter, instruction, NOT_AT_LINE_START)
    else:
        _print_barcode(interpreter, _KINDS[place], instruction)


def _print_barcode(interpreter: Interpreter, kind: str, instruction: Instruction) -> None:
    from ocom809.virtual.symbols import SetC, barcode_text, draw_barcode

    settings = interpreter.state.barcode
    set_c = SetC.VALUES if interpreter.interpretation.code128_values else SetC.ASCII_DIGITS
    data = instruction.payload
    bars = draw_barcode(
        kind, data, module_dots=settings.module_dots, height_dots=settings.height_dots, set_c=set_c
    )  # fmt: skip
    if bars is None:
        _refused(interpreter, kind, instruction)
        return
    text = barcode_text(kind, data, set_c=set_c) if settings.text_place else ""
    _print_symbol(interpreter, kind, bars, text)


def _print_symbol(interpreter: Interpreter, kind: str, symbol: Bitmap, text: str = "") -> None:
    """Print it; where it is wider than the area, the paper only advances, as the manual says.

    In page mode it needs as much room behind the position in the line; without it, nothing happens.
    """
    state = interpreter.state
    area = max(0, state.area - interpreter.line.x) if state.in_page_mode else state.area
    above, below = _text_rows(interpreter) if text else (0, 0)
    if symbol.width > area:
        interpreter.head.event("wider than the area", symbol=kind, dots=symbol.width, area=area)
        if not state.in_page_mode:
            interpreter.head.feed(above + symbol.height + below)
        return
    interpreter.head.event("symbol", symbol=kind, dots=symbol.width)
    interpreter.print_block(_with_text(interpreter, symbol, text) if text else symbol, text, below=below)


def _text_rows(interpreter: Interpreter) -> tuple[int, int]:
    """Rows of the text above and below the bars."""
    settings = interpreter.state.barcode
    rows = (FONT_B if settings.text_font else FONT_A).height
    return rows if settings.text_place & _ABOVE else 0, rows if settings.text_place & _BELOW else 0


def _with_text(interpreter: Interpreter, bars: Bitmap, text: str) -> Bitmap:
    """The bars with their text above, below or both, each in the middle of the wider one."""
    settings = interpreter.state.barcode
    line = Line()
    drawn = cells(Style(FONT_B if settings.text_font else FONT_A))
    for character in text:
        line.add(drawn[character], character)
    letters = line.composed(line.end)
    width = max(bars.width, min(letters.width, interpreter.state.area))
    middle = placed(letters, max(0, (width - letters.width) // 2), width)
    rows = placed(bars, (width - bars.width) // 2, width)
    above = middle if settings.text_place & _ABOVE else []
    below = middle if settings.text_place & _BELOW else []
    return Bitmap(width, (*above, *rows, *below))


def two_dimensional(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS ( k: settings, data and printing of QR codes and PDF417, and the dialect of early Xprinter firmware."""
    values, payload = instruction.values, instruction.payload
    if values[0] == LEGACY_QR_MARK and values[1] in LEGACY_QR_FUNCTIONS:
        code, function, data = _QR, _LEGACY[values[1]], payload or bytes(values[2:])
        data = b"0" + data if function == _STORE else data
    elif len(payload) > 1:
        code, function, data = payload[0], payload[1], payload[2:]
    else:
        code, function, data = 0, 0, b""
    if function == _PRINT:
        _print_code(interpreter, code, instruction)
    elif not _settings.apply(interpreter.state, code, function, data):
        reason = "never answered by this class" if function == _SIZE else OUT_OF_RANGE
        ignored(interpreter, instruction, reason)


# The legacy dialect's function bytes are the decimal numbers 67, 69, 80 and 81 written as hexadecimal ones.
_LEGACY: Final = {0x67: 67, 0x69: 69, 0x80: _STORE, 0x81: _PRINT}


def _print_code(interpreter: Interpreter, code: int, instruction: Instruction) -> None:
    name, draw = _DRAWN.get(code, ("", None))
    if draw is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
        return
    if not interpreter.at_line_start:
        ignored(interpreter, instruction, NOT_AT_LINE_START)
        return
    try:
        symbol = draw(interpreter)
    except MissingPackage as error:
        interpreter.head.event("cannot be drawn here", symbol=name, reason=error.message)
        return
    if symbol is None:
        _refused(interpreter, name, instruction)
    else:
        _print_symbol(interpreter, name, symbol)


def _qr(interpreter: Interpreter) -> Bitmap | None:
    from ocom809.virtual.symbols import draw_qr

    settings = interpreter.state.qr
    if not interpreter.interpretation.draws_qr:
        return None
    small = _kept(draw_qr, settings.data, module_dots=1, level=settings.level, model=settings.model)
    return small and enlarged(small, settings.module_dots, settings.module_dots)


def _pdf417(interpreter: Interpreter) -> Bitmap | None:
    from ocom809.virtual.symbols import draw_pdf417

    settings = interpreter.state.pdf417
    if not interpreter.interpretation.draws_pdf417:
        return None
    return _kept(
        draw_pdf417,
        settings.data,
        columns=settings.columns,
        rows=settings.rows,
        module_dots=settings.module_dots,
        row_height=settings.row_height,
        level=settings.level,
        ratio=settings.ratio,
        truncated=settings.truncated,
        paper_dots=interpreter.state.area,
    )


@lru_cache(maxsize=16)
def _kept(draw: Callable[..., Bitmap | None], data: bytes, **settings: Any) -> Bitmap | None:
    """A drawn symbol, or that there is none; kept, because a few bytes ask for the stored data's symbol once more."""
    return draw(data, **settings)


def _refused(interpreter: Interpreter, kind: str, instruction: Instruction) -> None:
    interpreter.head.event("symbol refused", symbol=kind, offset=instruction.offset)


_DRAWN: Final[dict[int, tuple[str, Callable[[Interpreter], Bitmap | None]]]] = {
    _QR: ("QR", _qr),
    _PDF417: ("PDF417", _pdf417),
}
HANDLERS: Final[dict[str, Handler]] = {
    "GS k": barcode,
    "GS ( k": two_dimensional,
    "GS H": _settings.text_place,
    "GS f": _settings.text_font,
    "GS h": _settings.height,
    "GS w": _settings.module,
}
