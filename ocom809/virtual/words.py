"""Parameters in words: for each instruction that has more to say than its numbers, a function that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.codepages import INTERNATIONAL_SETS, PAGES
from ocom809.virtual.framing_data import LEGACY_QR_FUNCTIONS, LEGACY_QR_MARK, bytes_in_column
from ocom809.virtual.kept_words import KEPT_WORDS
from ocom809.virtual.phrases import bits, choice, count, number, quoted, switch, wide
from ocom809.virtual.symbol_words import CODES, QR, setting
from ocom809.virtual.vendor_words import VENDOR_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.instruction import Instruction


def _text(instruction: Instruction) -> str:
    return quoted(instruction.payload)


def _size(instruction: Instruction) -> str:
    n = instruction.values[0]
    return f"{(n >> 4) + 1} × wide, {(n & 15) + 1} × high"


def _relative(instruction: Instruction) -> str:
    n = number(instruction.values)
    return f"{0x10000 - n} units to the left" if n >= 0x8000 else f"{n} units to the right"  # noqa: PLR2004 - 16 bits


def _tabs(instruction: Instruction) -> str:
    return "tabs at columns " + " ".join(map(str, instruction.payload)) if instruction.payload else "no tabs"


def _code_page(instruction: Instruction) -> str:
    n = instruction.values[0]
    return f"code page {n}, {PAGES[n][0] if n in PAGES else 'unknown'}"


def _international(instruction: Instruction) -> str:
    n = instruction.values[0]
    return INTERNATIONAL_SETS[n][0] if n in INTERNATIONAL_SETS else f"{n}, out of range"


def _raster(instruction: Instruction) -> str:
    mode, width, height = instruction.values[0], number(instruction.values, 1), number(instruction.values, 3)
    sizes = {1: ", twice as wide", 2: ", twice as high", 3: ", twice as wide and high"}
    return f"{width * 8} × {height} dots raster{sizes.get(mode & 15, '')}, {width * height} bytes"


def _columns(instruction: Instruction) -> str:
    mode, size = instruction.values[0], number(instruction.values, 1)
    rows = bytes_in_column(mode) * 8
    return f"{size} columns of {rows} dots, {'double' if mode & 1 else 'single'} density"


_BARCODES: Final = ("UPC-A", "UPC-E", "EAN13", "EAN8", "CODE39", "ITF", "CODABAR", "CODE93", "CODE128")
_FORM_B: Final = 65


def _barcode(instruction: Instruction) -> str:
    kind = instruction.values[0]
    place = kind - _FORM_B if kind >= _FORM_B else kind
    name = _BARCODES[place] if place < len(_BARCODES) else f"kind {kind}"
    return f"{name} {quoted(instruction.payload)}"


_STORE, _PRINT, _ASK = 80, 81, 82
_LEGACY: Final = {0x67: 67, 0x69: 69}


def _two_dimensional(instruction: Instruction) -> str:
    values, payload = instruction.values, instruction.payload
    if values[0] == LEGACY_QR_MARK and values[1] in LEGACY_QR_FUNCTIONS:
        doing = {0x80: f"store {quoted(payload)}", 0x81: "print"}.get(values[1])
        return f"QR of early firmware, {doing or setting(QR, _LEGACY[values[1]], bytes(values[2:]))}"
    if len(payload) < 2:  # noqa: PLR2004 - code and function
        return "no function"
    code, function, data = payload[0], payload[1], payload[2:]
    name = CODES.get(code, f"code {code}")
    if function == _STORE:
        return f"{name}, store {quoted(data[1:])}"
    if function in {_PRINT, _ASK}:
        return f"{name}, {'print' if function == _PRINT else 'ask for its size'}"
    return f"{name}, {setting(code, function, data)}"


_CUTS: Final = {0: "full cut", 1: "partial cut", 0x30: "full cut", 0x31: "partial cut"}
_FEEDS_AND_CUTS: Final = {65: "full", 66: "partial"}


def _cut(instruction: Instruction) -> str:
    m, *n = instruction.values
    if n and m in _FEEDS_AND_CUTS:
        return f"feed to the knife and {n[0]} units, {_FEEDS_AND_CUTS[m]} cut"
    return _CUTS.get(m, f"mode {m}")


def _drawer(instruction: Instruction) -> str:
    pin, on, off = instruction.values
    return f"drawer pin {5 if pin & 1 else 2}, {on * 2} ms on, {off * 2} ms off"


def _beep(instruction: Instruction) -> str:
    if len(instruction.values) < 2:  # noqa: PLR2004 - the one of 58 mm families
        return f"left margin of {instruction.values[0]} (58 mm families)"
    times, length = instruction.values
    return f"beep {times} times {length * 50} ms"


def _alarm(instruction: Instruction) -> str:
    if len(instruction.values) < 3:  # noqa: PLR2004 - ESC/P's
        return f"page length {' '.join(map(str, instruction.values))} (ESC/P)"
    times, length, how = instruction.values
    what = ("nothing", "sound", "light", "sound and light")
    return f"{what[how] if how < len(what) else f'mode {how}'}, {times} times {length * 50} ms"


def _pulse(instruction: Instruction) -> str:
    function, *rest = instruction.values
    if function != 1:
        return f"real-time function {function} {' '.join(map(str, rest))}".rstrip()
    return f"drawer pin {5 if rest[0] & 1 else 2}, {rest[1] * 100} ms"


def _unknown(instruction: Instruction) -> str:
    return f"no table holds {instruction.data.hex(' ')}"


def _test_print(instruction: Instruction) -> str:
    pages = {1: "hex dump", 2: "status page", 3: "rolling pattern"}
    chosen = instruction.payload[1] % 0x30 if len(instruction.payload) > 1 else 0
    return f"test print, {pages.get(chosen, 'unknown page')}"


_PRINT_MODES: Final = {1: "Font B", 8: "bold", 16: "double height", 32: "double width", 128: "underline"}
WORDS: Final[dict[str, Callable[[Instruction], str]]] = {
    "text": _text,
    "unknown": _unknown,
    "skipped": lambda instruction: f"{len(instruction.data)} bytes of the oversized instruction",
    "ESC SP": count("{} units right of each character"),
    "ESC !": bits({1: "Font B", 8: "bold", 16: "double height", 32: "double width", 128: "underline"}, "Font A, plain"),
    "GS !": _size,
    "ESC E": switch("bold"),
    "ESC G": switch("double strike"),
    "ESC -": choice("no underline", "underline of 1 dot", "underline of 2 dots"),
    "GS B": switch("white on black"),
    "ESC M": choice("Font A", "Font B"),
    "ESC V": choice("upright", "rotated by 90°"),
    "ESC {": switch("upside down"),
    "ESC R": _international,
    "ESC t": _code_page,
    "ESC =": switch("printer"),
    "ESC a": choice("left", "centre", "right"),
    "ESC 3": count("line spacing of {} units"),
    "ESC J": count("print and feed {} units"),
    "ESC d": count("print and feed {} lines"),
    "ESC $": wide("{} units from the start"),
    "ESC \\": _relative,
    "ESC D": _tabs,
    "GS L": wide("left margin of {} units"),
    "GS W": wide("area of {} units"),
    "GS P": count("units of 1/{} inch across, 1/{} inch down (0: one dot)"),
    "FS !": bits({4: "double width", 8: "double height", 128: "underline"}, "plain Chinese characters"),
    "FS -": choice("no Chinese underline", "Chinese underline of 1 dot", "Chinese underline of 2 dots"),
    "FS S": count("{} units left and {} units right of each Chinese character"),
    "FS W": switch("quadruple Chinese characters"),
    "GS v 0": _raster,
    "ESC *": _columns,
    "GS k": _barcode,
    "GS H": choice("no barcode text", "barcode text above", "barcode text below", "barcode text above and below"),
    "GS f": choice("barcode text in Font A", "barcode text in Font B"),
    "GS h": count("barcodes {} dots high"),
    "GS w": count("barcode modules of {} dots"),
    "GS ( k": _two_dimensional,
    "GS V": _cut,
    "ESC p": _drawer,
    "DLE DC4": _pulse,
    "ESC B": _beep,
    "ESC C": _alarm,
    "DLE EOT": count("ask for real-time status {0}"),
    "DLE ENQ": choice("real-time request 0", "recover and print again from the failed line", "recover and forget"),
    "GS a": bits({1: "drawer", 2: "online", 4: "errors", 8: "paper"}, "no automatic status"),
    "GS r": choice("status 0", "ask for paper status", "ask for drawer status"),
    "GS I": count("ask for identity {}"),
    "GS ( A": _test_print,
    **KEPT_WORDS,
    **VENDOR_WORDS,
}
