"""The printer as a whole: initialise, select."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ocom809.virtual.handlers._common import Handler
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter


def initialise(interpreter: Interpreter, _instruction: Instruction) -> None:
    """ESC @: the manual's defaults; the line is forgotten unprinted, received bytes are not."""
    interpreter.reset()


def select(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC = n: with bit 0 clear, only real-time commands and ESC = are heeded from here on."""
    interpreter.state.selected = bool(instruction.values[0] & 1)


HANDLERS: Final[dict[str, Handler]] = {"ESC @": initialise, "ESC =": select}
