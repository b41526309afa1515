"""Where things go: line feeds, positions, tabs, alignment, margins and line spacing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.handlers._common import NOT_AT_LINE_START, OUT_OF_RANGE, Handler, choice, ignored, number, signed

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

_MOST_TABS = 32


def line_feed(interpreter: Interpreter, instruction: Instruction) -> None:
    """LF: print the line and advance by the line spacing."""
    if interpreter.after_raster and interpreter.interpretation.swallow_line_feed_after_raster:
        ignored(interpreter, instruction, "swallowed behind a raster picture")
    else:
        interpreter.print_line()


def feed_dots(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC J n: print and advance n vertical motion units."""
    interpreter.print_line(interpreter.state.down(instruction.values[0]))


def feed_lines(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC d n: print and advance n lines; some units clamp n."""
    (lines,) = instruction.values
    most = interpreter.interpretation.longest_line_feed
    if most is not None and lines > most:
        interpreter.head.event("clamped", instruction=instruction.name, asked=lines, done=most)
        lines = most
    interpreter.print_line(lines * interpreter.state.line_spacing)


def default_line_spacing(interpreter: Interpreter, _instruction: Instruction) -> None:
    """ESC 2."""
    interpreter.state.line_spacing = interpreter.interpretation.default_line_spacing


def line_spacing(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC 3 n: vertical motion units."""
    interpreter.state.line_spacing = interpreter.state.down(instruction.values[0])


def tab(interpreter: Interpreter, _instruction: Instruction) -> None:
    """HT: to the next tab; nothing where no tab is left. A tab beyond the area leads to the next line."""
    line, state = interpreter.line, interpreter.state
    ahead = [place for place in state.tabs if place > line.x]
    if ahead:
        line.x = min(ahead[0], state.area)


def tabs(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC D n1 … nk NUL: columns in characters as they are now; a column not beyond the last one ends the list."""
    state = interpreter.state
    step = state.font_cell.width * state.width + state.across(state.spacing) * state.width
    columns: list[int] = []
    for column in instruction.payload[:_MOST_TABS]:
        if columns and column <= columns[-1]:
            break
        columns.append(column)
    state.tabs = tuple(column * step for column in columns)


def absolute_position(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC $ nL nH: from the start of the area; ignored outside it."""
    _move(interpreter, instruction, interpreter.state.across(number(*instruction.values)))


def relative_position(interpreter: Interpreter, instruction: Instruction) -> None:
    r"""ESC \ nL nH: from here, to the left as 65536 - N; ignored outside the area."""
    distance = signed(number(*instruction.values), interpreter.state.across)
    _move(interpreter, instruction, interpreter.line.x + distance)


def _move(interpreter: Interpreter, instruction: Instruction, x: int) -> None:
    if 0 <= x <= interpreter.state.area:
        interpreter.line.x = x
    else:
        ignored(interpreter, instruction, "outside the area")


def alignment(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC a n: left, centre or right; only at the start of a line."""
    chosen = choice(instruction.values[0], 3)
    if not interpreter.at_line_start:
        ignored(interpreter, instruction, NOT_AT_LINE_START)
    elif chosen is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    else:
        interpreter.state.alignment = chosen


def upside_down(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC { n: only at the start of a line."""
    if interpreter.at_line_start:
        interpreter.state.upside_down = bool(instruction.values[0] & 1)
    else:
        ignored(interpreter, instruction, NOT_AT_LINE_START)


def left_margin(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS L nL nH: only at the start of a line."""
    if interpreter.at_line_start:
        interpreter.state.margin_dots = interpreter.state.across(number(*instruction.values))
    else:
        ignored(interpreter, instruction, NOT_AT_LINE_START)


def area_width(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS W nL nH: only at the start of a line."""
    if interpreter.at_line_start:
        interpreter.state.area_dots = interpreter.state.across(number(*instruction.values))
    else:
        ignored(interpreter, instruction, NOT_AT_LINE_START)


def motion_units(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS P x y: parts of an inch; 0 is the default, one dot."""
    interpreter.state.across_unit, interpreter.state.down_unit = instruction.values


HANDLERS: Final[dict[str, Handler]] = {
    "LF": line_feed,
    "ESC J": feed_dots,
    "ESC d": feed_lines,
    "ESC 2": default_line_spacing,
    "ESC 3": line_spacing,
    "HT": tab,
    "ESC D": tabs,
    "ESC $": absolute_position,
    "ESC \\": relative_position,
    "ESC a": alignment,
    "ESC {": upside_down,
    "GS L": left_margin,
    "GS W": area_width,
    "GS P": motion_units,
}
