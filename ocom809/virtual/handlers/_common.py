"""What the handlers share: their type, and reading parameters the way the manual writes them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.bitmap import Bitmap
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

Handler: TypeAlias = "Callable[[Interpreter, Instruction], None]"

_DIGIT_ZERO = 0x30
NOT_AT_LINE_START = "not at the start of a line"
OUT_OF_RANGE = "value out of range"


def choice(value: int, count: int) -> int | None:
    """One of ``count`` choices, which may be sent as a number or as its digit; None for anything else."""
    number = value - _DIGIT_ZERO if value >= _DIGIT_ZERO else value
    return number if number < count else None


def number(low: int, high: int) -> int:
    """Two bytes, low byte first."""
    return low + high * 256


def signed(units: int, dots: Callable[[int], int]) -> int:
    """Sixteen bits of motion units as dots, backwards where they stand for 65536 - N."""
    return -dots(0x10000 - units) if units >= 0x8000 else dots(units)  # noqa: PLR2004 - the sign of sixteen bits


@lru_cache(maxsize=16)
def enlarged(picture: Bitmap, across: int, down: int) -> Bitmap:
    """Each dot so many times as wide and high; kept, because a few bytes may ask for a large picture many times."""
    return picture.scaled(across, down)


def ignored(interpreter: Interpreter, instruction: Instruction, reason: str) -> None:
    """Tell that an instruction did nothing, and why."""
    interpreter.head.event("ignored", instruction=instruction.name, reason=reason, offset=instruction.offset)
