"""Page mode: in and out of it, its areas and directions, and the position in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.handlers._common import NOT_AT_LINE_START, OUT_OF_RANGE, Handler, choice, ignored, number, signed
from ocom809.virtual.line import Line

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

_STANDARD_MODE: Final = "only in page mode"


def enter(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC L: only at the start of a line; nothing where it is on."""
    if not interpreter.at_line_start:
        ignored(interpreter, instruction, NOT_AT_LINE_START)
    elif not interpreter.state.in_page_mode:
        interpreter.state.switch_page_mode(on=True)


def leave(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC S: forget the page unprinted."""
    if _in_page_mode(interpreter, instruction):
        interpreter.line = Line()
        interpreter.state.switch_page_mode(on=False)


def print_and_leave(interpreter: Interpreter, instruction: Instruction) -> None:
    """FF: print the page and forget it."""
    if _in_page_mode(interpreter, instruction):
        interpreter.print_page()
        leave(interpreter, instruction)


def print_and_stay(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC FF: print the page and keep all of it."""
    if _in_page_mode(interpreter, instruction):
        interpreter.print_page()


def erase(interpreter: Interpreter, instruction: Instruction) -> None:
    """CAN: what stands in the area, and in the line."""
    if _in_page_mode(interpreter, instruction):
        interpreter.line = Line()
        interpreter.state.page.erase()


def area(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC W x y dx dy: the area, in standard mode for later; its start becomes the position."""
    state, values = interpreter.state, instruction.values
    left, width = (state.horizontal(number(*values[place : place + 2])) for place in (0, 4))
    top, height = (state.vertical(number(*values[place : place + 2])) for place in (2, 6))
    _leave_area(interpreter)
    if not state.page.set_area(left, top, width, height):
        ignored(interpreter, instruction, OUT_OF_RANGE)


def direction(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC T n: the direction of writing, in standard mode for later; its start becomes the position."""
    chosen = choice(instruction.values[0], 4)
    if chosen is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
        return
    _leave_area(interpreter)
    interpreter.state.page.turn(chosen)


def absolute_position(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS $ nL nH: from the start of the area; ignored outside it."""
    if _in_page_mode(interpreter, instruction):
        _move(interpreter, instruction, interpreter.state.down(number(*instruction.values)))


def relative_position(interpreter: Interpreter, instruction: Instruction) -> None:
    r"""GS \ nL nH: from here, upwards as 65536 - N; ignored outside the area."""
    if _in_page_mode(interpreter, instruction):
        distance = signed(number(*instruction.values), interpreter.state.down)
        _move(interpreter, instruction, interpreter.state.page.y + distance)


def _move(interpreter: Interpreter, instruction: Instruction, y: int) -> None:
    page = interpreter.state.page
    if 0 <= y <= page.depth_dots:
        interpreter.lay_line()
        page.y = y
    else:
        ignored(interpreter, instruction, "outside the area")


def _leave_area(interpreter: Interpreter) -> None:
    if interpreter.state.in_page_mode:
        interpreter.lay_line()
        interpreter.line = Line()


def _in_page_mode(interpreter: Interpreter, instruction: Instruction) -> bool:
    if not interpreter.state.in_page_mode:
        ignored(interpreter, instruction, _STANDARD_MODE)
    return interpreter.state.in_page_mode


HANDLERS: Final[dict[str, Handler]] = {
    "ESC L": enter,
    "ESC S": leave,
    "FF": print_and_leave,
    "ESC FF": print_and_stay,
    "CAN": erase,
    "ESC W": area,
    "ESC T": direction,
    "GS $": absolute_position,
    "GS \\": relative_position,
}
