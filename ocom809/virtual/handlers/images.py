"""Pictures: GS v 0 by rows, ESC * by columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.columns import from_columns
from ocom809.virtual.framing_data import bytes_in_column
from ocom809.virtual.glyphs import FONT_A
from ocom809.virtual.handlers._common import NOT_AT_LINE_START, OUT_OF_RANGE, Handler, choice, ignored, number

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

_TWICE_WIDE, _TWICE_HIGH = 1, 2
# ESC * m: dots that one column takes across. Down, an 8-dot column is stretched to the pitch of its density.
_COLUMN_DOTS: Final = {0: 2, 1: 1, 32: 2, 33: 1}
_MOST_COLUMNS: Final = 1023


def raster(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS v 0: rows of dots where ESC a puts them; what is wider than the area of GS L and GS W is cut off."""
    mode = choice(instruction.values[0], 4)
    if mode is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    elif not interpreter.at_line_start and interpreter.interpretation.raster_needs_line_start:
        ignored(interpreter, instruction, NOT_AT_LINE_START)
    elif instruction.payload:
        if not interpreter.at_line_start:
            interpreter.print_line()
        across, down = 1 + bool(mode & _TWICE_WIDE), 1 + bool(mode & _TWICE_HIGH)
        # Cut off before they are enlarged: a row may have 65535 bytes.
        area = interpreter.state.area
        row_bytes = number(*instruction.values[1:3])
        picture = Bitmap.from_bytes(instruction.payload, row_bytes, most_dots=-(-area // across))
        interpreter.print_block(picture.scaled(across, down).cropped(area))


def columns(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC *: a band of dots in the line; columns beyond the area or the manual's 1023 are consumed and cut off."""
    mode, *size = instruction.values
    if mode not in _COLUMN_DOTS:
        ignored(interpreter, instruction, OUT_OF_RANGE)
        return
    room = max(0, interpreter.state.area - interpreter.line.x)
    count = min(number(*size), _MOST_COLUMNS, -(-room // _COLUMN_DOTS[mode]))
    column_bytes = bytes_in_column(mode)
    band = from_columns(instruction.payload[: count * column_bytes], count, column_bytes)
    pitch = interpreter.interpretation.eight_dot_pitch if band.height == 8 else 1  # noqa: PLR2004 - the manual's 8 dots
    band = band.scaled(_COLUMN_DOTS[mode], pitch).cropped(room)
    if band.width:
        # A band of 24 dots stands on the same rows as Font A, so that dots for a character line up with the others.
        ascent = band.height - (FONT_A.height - FONT_A.baseline) if band.height == FONT_A.height else band.height
        interpreter.line.add_bitmap(band, ascent)


HANDLERS: Final[dict[str, Handler]] = {"GS v 0": raster, "ESC *": columns}
