"""Set-up: density and paper with black marks, which change nothing on this printer's paper, sensors and FEED button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.handlers._common import OUT_OF_RANGE, Handler, ignored, number

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

_DENSITIES: Final = range(9)
_DENSITY, _SPEED = 49, 50
_PAPERS: Final = {0: "continuous", 0x99: "marked"}
_OFFSET_BYTES: Final = 4
_NEAR_END: Final = 0x03


def density(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS | n: 1 light, 4 normal, 7 dark on one unit. Dots are black or white here."""
    (level,) = instruction.values
    if level in _DENSITIES:
        interpreter.head.event("density", level=level)
    else:
        ignored(interpreter, instruction, OUT_OF_RANGE)


def print_control(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS ( K with function 49, density from 1 to 6 and, as two's complement, below the normal one; with 50, speed.

    Xprinter's Windows kit sends the speed, from 1 on. Which speed a level is, and whether it is kept, no source says.
    """
    function, *values = instruction.payload or b"\0"
    if function == _DENSITY and values:
        interpreter.head.event("density", level=int.from_bytes(values[:1], signed=True))
    elif function == _SPEED and values and values[0]:
        interpreter.head.event("speed", level=values[0])
    else:
        ignored(interpreter, instruction, OUT_OF_RANGE)


def smoothing(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS b, which this class does not know: its enlarged dots are square."""
    ignored(interpreter, instruction, "no smoothing in this class")


def paper_type(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC c 0 n: 0 continuous, 99h marked."""
    paper = _PAPERS.get(instruction.values[0])
    if paper is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    else:
        interpreter.head.event("paper type", kind=paper)


def to_black_mark(interpreter: Interpreter, _instruction: Instruction) -> None:
    """GS FF: this paper has no marks, so it only feeds a line."""
    interpreter.head.event("no black mark found")
    interpreter.print_line()


def black_mark_offset(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS ( F a m nL nH: where to start or cut, counted from the mark, m 0 ahead and 1 back."""
    if len(instruction.payload) != _OFFSET_BYTES:
        ignored(interpreter, instruction, OUT_OF_RANGE)
        return
    which, back, low, high = instruction.payload
    interpreter.head.event("black mark offset", which=which, back=back, units=number(low, high))


def sensors_that_signal(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC c 3 n: which sensors drive the paper-end line of a parallel interface; there is no such line here."""
    ignored(interpreter, instruction, "for parallel interfaces only")


def sensors_that_stop(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC c 4 n: with bit 0 or 1, printing stops where the near end of the roll is seen; its end always stops it."""
    interpreter.state.near_end_stops = bool(instruction.values[0] & _NEAR_END)


def feed_button(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC c 5 n: with bit 0 set, the FEED button does nothing."""
    interpreter.state.feed_button_enabled = not instruction.values[0] & 1


HANDLERS: Final[dict[str, Handler]] = {
    "GS |": density,
    "GS ( K": print_control,
    "GS b": smoothing,
    "ESC c 0": paper_type,
    "ESC c 3": sensors_that_signal,
    "ESC c 4": sensors_that_stop,
    "ESC c 5": feed_button,
    "GS FF": to_black_mark,
    "GS ( F": black_mark_offset,
}
