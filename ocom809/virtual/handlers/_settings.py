"""The settings of barcodes and two-dimensional codes, each with the range that the manual gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ocom809.virtual.handlers._common import OUT_OF_RANGE, choice, ignored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter
    from ocom809.virtual.state import PDF417Settings, QRSettings, State

_PDF417, _QR = 0x30, 0x31
_ERROR_LEVEL, _STORE = 69, 80
_BY_LEVEL, _BY_RATIO = 0x30, 0x31
_MODULES: Final = range(2, 7)
# The manual counts 4 to 7092 for a QR code's data and the three bytes before it, and gives no limit for PDF417.
_STORED_BYTES: Final = {_QR: range(1, 7090), _PDF417: range(1, 65533)}


def text_place(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS H n: none, above, below, both."""
    chosen = choice(instruction.values[0], 4)
    if chosen is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    else:
        interpreter.state.barcode.text_place = chosen


def text_font(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS f n: Font A or B."""
    chosen = choice(instruction.values[0], 2)
    if chosen is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    else:
        interpreter.state.barcode.text_font = chosen


def height(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS h n: 1 to 255 dots."""
    if instruction.values[0]:
        (interpreter.state.barcode.height_dots,) = instruction.values
    else:
        ignored(interpreter, instruction, OUT_OF_RANGE)


def module(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS w n: 2 to 6 dots."""
    if instruction.values[0] in _MODULES:
        (interpreter.state.barcode.module_dots,) = instruction.values
    else:
        ignored(interpreter, instruction, OUT_OF_RANGE)


class _Field(NamedTuple):
    """A setting that one byte chooses: the attribute, and what each byte stands for."""

    name: str
    means: Mapping[int, object]


def _numbers(name: str, *ranges: range) -> _Field:
    return _Field(name, {value: value for numbers in ranges for value in numbers})


# GS ( k functions by code and number. Levels may come as digits, the way Epson writes them, or as plain numbers.
_FIELDS: Final[dict[tuple[int, int], _Field]] = {
    (_QR, 65): _Field("model", {0x31: 1, 0x32: 2}),
    (_QR, 67): _numbers("module_dots", range(1, 17)),
    (_QR, 69): _Field("level", {**dict(enumerate("LMQH")), **dict(enumerate("LMQH", 0x30))}),
    (_PDF417, 65): _numbers("columns", range(31)),
    (_PDF417, 66): _numbers("rows", range(1), range(3, 91)),
    (_PDF417, 67): _numbers("module_dots", range(2, 9)),
    (_PDF417, 68): _numbers("row_height", range(2, 9)),
    (_PDF417, 70): _Field("truncated", {0: False, 1: True, 0x30: False, 0x31: True}),
}


def apply(state: State, code: int, function: int, data: bytes) -> bool:
    """Carry out a function of GS ( k that sets something; False where there is no such function or value."""
    if code not in {_PDF417, _QR} or not data:
        return False
    settings: QRSettings | PDF417Settings = state.qr if code == _QR else state.pdf417
    if function == _STORE:
        return _store(settings, data[1:], _STORED_BYTES[code])
    if (code, function) == (_PDF417, _ERROR_LEVEL):
        return _error_level(state.pdf417, data)
    field = _FIELDS.get((code, function))
    if field is None or data[0] not in field.means:
        return False
    setattr(settings, field.name, field.means[data[0]])
    return True


def _store(settings: QRSettings | PDF417Settings, data: bytes, sizes: range) -> bool:
    """Fn 80: what the next prints draw; data of another size leaves what was there."""
    if len(data) not in sizes:
        return False
    settings.data = data
    return True


def _error_level(settings: PDF417Settings, data: bytes) -> bool:
    """Fn 69: m 48 a level as a digit, m 49 a ratio in tenths."""
    way, value = data[0], data[1] if len(data) > 1 else 0
    if way == _BY_LEVEL and value in range(0x30, 0x39):
        settings.level = value - 0x30
    elif way == _BY_RATIO and value in range(1, 41):
        settings.level, settings.ratio = None, value
    else:
        return False
    return True
