"""Two-byte characters: FS & and the modes that belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.handlers._common import OUT_OF_RANGE, Handler, choice, ignored
from ocom809.virtual.two_byte_codes import KANJI_CODES

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

_DOUBLE_WIDTH, _DOUBLE_HEIGHT, _UNDERLINE = 0x04, 0x08, 0x80


def switch_on(interpreter: Interpreter, _instruction: Instruction) -> None:
    """FS &: bytes from 81h on begin two-byte characters."""
    interpreter.state.chinese.on = True


def switch_off(interpreter: Interpreter, _instruction: Instruction) -> None:
    """FS .: bytes from 80h on belong to the code page."""
    interpreter.state.chinese.on = False


def print_mode(interpreter: Interpreter, instruction: Instruction) -> None:
    """FS ! n: double sizes and underline at once."""
    (bits,) = instruction.values
    chinese = interpreter.state.chinese
    chinese.width = 2 if bits & _DOUBLE_WIDTH else 1
    chinese.height = 2 if bits & _DOUBLE_HEIGHT else 1
    chinese.underline = 1 if bits & _UNDERLINE else 0


def underline(interpreter: Interpreter, instruction: Instruction) -> None:
    """FS - n: none, one or two dots."""
    dots = choice(instruction.values[0], 3)
    if dots is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    else:
        interpreter.state.chinese.underline = dots


def spacing(interpreter: Interpreter, instruction: Instruction) -> None:
    """FS S n1 n2: left and right of each character."""
    chinese = interpreter.state.chinese
    chinese.space_left, chinese.space_right = instruction.values


def quadruple(interpreter: Interpreter, instruction: Instruction) -> None:
    """FS W n: twice as wide and twice as high."""
    chinese = interpreter.state.chinese
    chinese.width = chinese.height = 2 if instruction.values[0] & 1 else 1


def code_system(interpreter: Interpreter, instruction: Instruction) -> None:
    """FS C n: JIS or Shift-JIS, on units with a Japanese ROM; others have a Chinese one."""
    chosen = choice(instruction.values[0], len(KANJI_CODES))
    if not interpreter.interpretation.japanese_rom:
        ignored(interpreter, instruction, "for units with a Japanese ROM only")
    elif chosen is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    else:
        interpreter.state.chinese.code = KANJI_CODES[chosen]


HANDLERS: Final[dict[str, Handler]] = {
    "FS &": switch_on,
    "FS .": switch_off,
    "FS !": print_mode,
    "FS -": underline,
    "FS S": spacing,
    "FS W": quadruple,
    "FS C": code_system,
}
