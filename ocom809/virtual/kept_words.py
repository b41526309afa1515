"""Parameters in words of what is set up to be used later: pages, characters, pictures, macros and memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.phrases import choice, count, number, quoted, switch, wide

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.instruction import Instruction


def _area(instruction: Instruction) -> str:
    x, y, width, height = (number(instruction.values, place) for place in (0, 2, 4, 6))
    return f"page area of {width} × {height} units, {x} units from the left and {y} from the top"


def _relative(instruction: Instruction) -> str:
    n = number(instruction.values)
    return f"{0x10000 - n} units up" if n >= 0x8000 else f"{n} units down"  # noqa: PLR2004 - 16 bits


def _characters(instruction: Instruction) -> str:
    column_bytes, first, last = instruction.values
    codes = bytes([first]) if first == last else bytes([first, last])
    what = "user character" if first == last else "user characters from and to"
    return f"{what} {quoted(codes)}, {column_bytes * 8} dots high, {len(instruction.payload)} bytes"


def _chinese_character(instruction: Instruction) -> str:
    return f"Chinese user character {bytes(instruction.values).hex(' ')}"


def _downloaded(instruction: Instruction) -> str:
    across, down = instruction.values
    return f"downloaded picture of {across * 8} × {down * 8} dots, {len(instruction.payload)} bytes"


_SIZES: Final = ("normal", "twice as wide", "twice as high", "twice as wide and high")


def _stored(instruction: Instruction) -> str:
    place, mode = instruction.values
    size = mode - 0x30 if mode >= 0x30 else mode  # noqa: PLR2004 - the digit 0
    return f"stored picture {place}, {_SIZES[size] if size < len(_SIZES) else f'mode {mode}'}"


def _macro(instruction: Instruction) -> str:
    times, wait, mode = instruction.values
    return f"run the macro {times} times, {wait * 100} ms apart" + (", each after FEED" if mode & 1 else "")


def _user_memory(instruction: Instruction) -> str:
    function, _, *address, low, high = instruction.values
    start = int.from_bytes(address, "little")
    if function in {1, 0x31}:
        return f"write user memory from {start}: {quoted(instruction.payload)}"
    if function in {2, 0x32}:
        return f"read {low + high * 256} bytes of user memory from {start}"
    return f"user memory, function {function}"


_FUNCTIONS: Final = {
    0: "ask for the room for kept pictures", 48: "ask for the room for kept pictures",
    3: "ask for the room that is left", 51: "ask for the room that is left", 64: "ask for the keys of kept pictures",
    2: "print the buffer", 50: "print the buffer", 65: "delete all pictures", 66: "delete a picture",
    67: "keep a picture", 69: "print a kept picture",
    112: "buffer a picture by rows", 113: "buffer a picture by columns",
}  # fmt: skip
_KEYED: Final = {66: 2, 67: 3, 69: 2}


def _graphics(instruction: Instruction) -> str:
    payload = instruction.payload
    if len(payload) < 2:  # noqa: PLR2004 - mark and function
        return "no function"
    function = payload[1]
    key = payload[_KEYED[function] : _KEYED[function] + 2] if function in _KEYED else b""
    words = _FUNCTIONS.get(function, f"function {function}") + (f" {quoted(key)}" if key else "")
    return f"graphics, {words}, {len(payload)} bytes"


def _print_control(instruction: Instruction) -> str:
    function, *values = instruction.payload or b"\0"
    name = {48: "print control", 49: "density", 50: "speed"}.get(function, f"function {function}")
    return " ".join([name, *map(str, values)])


def _watermark(instruction: Instruction) -> str:
    function, *rest = instruction.values
    if rest:
        return f"watermark set up: {' '.join(map(str, rest))}"
    return f"watermark {_WATERMARKS.get(function, f'function {function}')}"


def _mark_offset(instruction: Instruction) -> str:
    if len(instruction.payload) != 4:  # noqa: PLR2004 - where, which way, two bytes of units
        return f"black mark offset, {quoted(instruction.payload)}"
    which, back, low, high = instruction.payload
    where = {1: "print start", 2: "cut"}.get(which % 0x30, f"place {which}")
    return f"{where} {low + high * 256} units {'before' if back % 0x30 else 'behind'} the black mark"


def _stops(instruction: Instruction) -> str:
    return f"the near end of the roll {'stops printing' if instruction.values[0] & 3 else 'stops nothing'}"


_PAPERS: Final = {0: "continuous paper", 0x99: "paper with black marks"}
_WATERMARKS: Final = {0: "off", 1: "on", 0x30: "off", 0x31: "on"}
_ENDS: Final = {1: "near end", 2: "near end", 4: "paper end", 8: "paper end"}


def _signals(instruction: Instruction) -> str:
    found = dict.fromkeys(name for bit, name in _ENDS.items() if instruction.values[0] & bit)
    return f"parallel interface's paper signal: {' and '.join(found) or 'never'}"


KEPT_WORDS: Final[dict[str, Callable[[Instruction], str]]] = {
    "ESC W": _area,
    "ESC T": choice(
        "page from left to right", "page from bottom to top", "page from right to left", "page from top to bottom"
    ),
    "GS $": wide("{} units from the top of the area"),
    "GS \\": _relative,
    "ESC &": _characters,
    "ESC ?": lambda instruction: f"delete user character {quoted(bytes(instruction.values))}",
    "ESC %": switch("user characters"),
    "FS 2": _chinese_character,
    "FS C": choice("JIS", "Shift-JIS"),
    "GS *": _downloaded,
    "GS /": choice(*(f"downloaded picture, {size}" for size in _SIZES)),
    "FS q": lambda instruction: f"store {instruction.values[0]} pictures, {len(instruction.payload)} bytes",
    "FS p": _stored,
    "GS ^": _macro,
    "FS g": _user_memory,
    "GS ( L": _graphics,
    "GS 8 L": _graphics,
    "GS ( K": _print_control,
    "GS |": count("density {}"),
    "GS { w": _watermark,
    "GS ( F": _mark_offset,
    "ESC c 0": lambda instruction: f"{_PAPERS.get(instruction.values[0], f'paper type {instruction.values[0]}')}",
    "ESC c 3": _signals,
    "ESC c 4": _stops,
    "ESC c 5": lambda instruction: f"FEED button {'disabled' if instruction.values[0] & 1 else 'enabled'}",
}
