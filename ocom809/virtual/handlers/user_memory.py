"""FS g: the 1024 bytes that a host may keep in the printer. A fuller manual tells of them; support is uncertain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.flash import USER_BYTES
from ocom809.virtual.handlers._common import NOT_AT_LINE_START, OUT_OF_RANGE, Handler, choice, ignored, number

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

_WRITE, _READ = 1, 2
_FIRST_CHARACTER: Final = 0x20
_MOST_READ: Final = 80


def user_memory(interpreter: Interpreter, instruction: Instruction) -> None:
    """FS g 1 writes up to the first byte below 20h; FS g 2 answers up to 80 bytes between 5Fh and NUL."""
    function, fixed, *address, low, high = instruction.values
    start, count = int.from_bytes(address, "little"), number(low, high)
    wanted = choice(function, 3)
    most = _MOST_READ if wanted == _READ else USER_BYTES
    if wanted not in {_WRITE, _READ} or fixed or not 1 <= count <= most or start + count > USER_BYTES:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    elif not interpreter.at_line_start:
        ignored(interpreter, instruction, NOT_AT_LINE_START)
    elif wanted == _READ:
        interpreter.head.reply(b"_" + bytes(interpreter.flash.user[start : start + count]) + b"\0")
    else:
        _write(interpreter, start, instruction.payload)


def _write(interpreter: Interpreter, start: int, data: bytes) -> None:
    size = next((place for place, byte in enumerate(data) if byte < _FIRST_CHARACTER), len(data))
    interpreter.flash.user[start : start + size] = data[:size]
    interpreter.head.event("user memory written", address=start, bytes=size)


HANDLERS: Final[dict[str, Handler]] = {"FS g": user_memory}
