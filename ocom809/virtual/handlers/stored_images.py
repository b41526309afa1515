"""Pictures that are kept: GS * and GS / in RAM, FS q and FS p in the flash memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.columns import from_columns
from ocom809.virtual.flash import PICTURES_BYTES
from ocom809.virtual.handlers._common import NOT_AT_LINE_START, OUT_OF_RANGE, Handler, choice, enlarged, ignored, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.virtual.bitmap import Bitmap
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

NOT_DEFINED: Final = "not defined"
_TWICE_WIDE, _TWICE_HIGH = 1, 2
_HIGHEST_DOWNLOADED: Final = 48
_LARGEST_DOWNLOADED: Final = 912
_WIDTHS: Final = range(1, 1024)
_HEIGHTS: Final = range(1, 289)
_SIZE_BYTES: Final = 4


def define_downloaded(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS * x y: 8x columns of y bytes, in RAM until ESC @, ESC & or a power cycle."""
    across, down = instruction.values
    if not across or not 1 <= down <= _HIGHEST_DOWNLOADED or across * down > _LARGEST_DOWNLOADED:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    else:
        interpreter.state.downloaded = from_columns(instruction.payload, across * 8, down)


def print_downloaded(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS / m: the picture of GS *."""
    _print(interpreter, instruction, interpreter.state.downloaded, instruction.values[0])


def store(interpreter: Interpreter, instruction: Instruction) -> None:
    """FS q n: all stored pictures anew, then the printer starts anew.

    A size out of range, or more than the memory holds, ends the list there; where it is the first, nothing happens.
    """
    pictures = tuple(_pictures(instruction.payload))
    if not pictures:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    elif not interpreter.at_line_start:
        ignored(interpreter, instruction, NOT_AT_LINE_START)
    else:
        interpreter.flash.pictures = pictures
        interpreter.head.event("pictures stored", stored=len(pictures), asked=instruction.values[0])
        interpreter.restart()


def _pictures(payload: bytes) -> Iterator[Bitmap]:
    place = 0
    while place < len(payload):
        size = payload[place : place + _SIZE_BYTES]
        width, height = number(size[0], size[1]), number(size[2], size[3])
        end = place + _SIZE_BYTES + width * height * 8
        if width not in _WIDTHS or height not in _HEIGHTS or end > PICTURES_BYTES:
            return
        yield from_columns(payload[place + _SIZE_BYTES : end], width * 8, height)
        place = end


def print_stored(interpreter: Interpreter, instruction: Instruction) -> None:
    """FS p n m: the n-th picture of FS q."""
    place, mode = instruction.values
    pictures = interpreter.flash.pictures
    _print(interpreter, instruction, pictures[place - 1] if 1 <= place <= len(pictures) else None, mode)


def _print(interpreter: Interpreter, instruction: Instruction, picture: Bitmap | None, wanted: int) -> None:
    mode = choice(wanted, 4)
    if picture is None:
        ignored(interpreter, instruction, NOT_DEFINED)
    elif mode is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    elif not interpreter.at_line_start:
        ignored(interpreter, instruction, NOT_AT_LINE_START)
    else:
        interpreter.print_block(enlarged(picture, 1 + bool(mode & _TWICE_WIDE), 1 + bool(mode & _TWICE_HIGH)))


HANDLERS: Final[dict[str, Handler]] = {
    "GS *": define_downloaded,
    "GS /": print_downloaded,
    "FS q": store,
    "FS p": print_stored,
}
