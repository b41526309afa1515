"""Macros: GS : records what is carried out meanwhile, GS ^ carries it out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.handlers._common import Handler, ignored

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

_STEP_MS: Final = 100


def define(interpreter: Interpreter, _instruction: Instruction) -> None:
    """GS :: begin a definition, or end it. What is recorded is carried out as usual, as another maker's manual says."""
    macro = interpreter.macro
    if macro.recording:
        macro.recording = False
        interpreter.head.event("macro defined", bytes=macro.size)
    else:
        macro.begin()


def run(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS ^ r t m: r times. Within a definition it ends that and clears it.

    Nobody waits here, neither t × 100 ms nor for FEED: the event tells what a printer would wait for.
    """
    macro = interpreter.macro
    if macro.recording or not macro.is_defined:
        macro.clear()
        ignored(interpreter, instruction, "no macro is defined")
        return
    times, wait, mode = instruction.values
    done = macro.run(times, instruction.offset)
    interpreter.head.event("macro", times=done, wait_ms=wait * _STEP_MS, waits_for_feed=mode & 1)
    if done < times:
        interpreter.head.event("clamped", instruction=instruction.name, asked=times, done=done)
    interpreter.go_on()


HANDLERS: Final[dict[str, Handler]] = {"GS :": define, "GS ^": run}
