"""What the settings of two-dimensional codes, GS ( k, say in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PDF417, QR, MAXICODE = 0x30, 0x31, 0x32
CODES: Final = {PDF417: "PDF417", QR: "QR", MAXICODE: "MaxiCode"}
_QR_LEVELS: Final = {**dict(enumerate("LMQH")), **dict(enumerate("LMQH", 0x30))}
_ERROR_LEVEL: Final = 69
_BY_LEVEL, _BY_RATIO = 0x30, 0x31

# By code and function: what is set, and the words for its values where numbers alone would say nothing.
_SETTINGS: Final[dict[tuple[int, int], tuple[str, Mapping[int, str]]]] = {
    (QR, 65): ("model", {0x31: "1", 0x32: "2"}),
    (QR, _ERROR_LEVEL): ("error level", _QR_LEVELS),
    (PDF417, 70): ("form", {0: "standard", 1: "truncated", 0x30: "standard", 0x31: "truncated"}),
    (MAXICODE, 65): ("mode", {0x30 + mode: str(mode) for mode in range(2, 7)}),
}
_NUMBERS: Final = {
    (QR, 67): "module size {}",
    (PDF417, 65): "columns {}",
    (PDF417, 66): "rows {}",
    (PDF417, 67): "module width {}",
    (PDF417, 68): "row height {}",
}
_LEFT_TO_THE_PRINTER: Final = frozenset({(PDF417, 65), (PDF417, 66)})


def setting(code: int, function: int, data: bytes) -> str:
    """What a function of GS ( k sets, without the name of the code."""
    key = (code, function)
    if key == (PDF417, _ERROR_LEVEL):
        return _pdf417_level(data)
    if key in _SETTINGS and data:
        name, values = _SETTINGS[key]
        return f"{name} {values.get(data[0], f'{data[0]}, out of range')}"
    if key in _NUMBERS:
        chosen = key in _LEFT_TO_THE_PRINTER and data[:1] == b"\0"
        return _NUMBERS[key].format("left to the printer" if chosen else _numbers(data)).rstrip()
    return f"function {function} {_numbers(data)}".rstrip()


def _pdf417_level(data: bytes) -> str:
    """Fn 69: m 48 a level as a digit, m 49 a ratio in tenths."""
    way, value, *_ = (*data, 0, 0)
    if way == _BY_LEVEL and value in range(0x30, 0x39):
        return f"error level {value - 0x30}"
    if way == _BY_RATIO:
        return f"error level for {value * 10} % of the data"
    return f"error level {_numbers(data)}, out of range"


def _numbers(data: bytes) -> str:
    return " ".join(map(str, data))
