"""Characters that the host draws itself: ESC &, ESC %, ESC ? and FS 2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.columns import from_columns
from ocom809.virtual.glyphs import CHINESE_CELL
from ocom809.virtual.handlers._common import OUT_OF_RANGE, Handler, ignored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.virtual.glyphs import Font
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

_COLUMN_BYTES: Final = 3
# One manual of the family ends the range at 126, another at 127.
_CODES: Final = range(0x20, 0x80)
_CHINESE_LEAD: Final = 0xFE
_CHINESE_TRAILS: Final = range(0xA1, 0xFF)


def define(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC & y c1 c2: columns of three bytes for each code, in the font that is on; a narrow one is blank at the right.

    As the manual says, what GS * defined is gone then.
    """
    state = interpreter.state
    column_bytes, first, last = instruction.values
    if column_bytes != _COLUMN_BYTES or first not in _CODES or last not in _CODES or last < first:
        ignored(interpreter, instruction, OUT_OF_RANGE)
        return
    state.downloaded = None
    for code, columns in enumerate(_each_character(instruction.payload), first):
        drawn = _in_cell(columns, state.font_cell)
        if drawn is None:
            ignored(interpreter, instruction, OUT_OF_RANGE)
            return
        state.user_characters.drawn[state.font, code] = drawn


def _each_character(payload: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(payload):
        size = payload[place] * _COLUMN_BYTES
        yield payload[place + 1 : place + 1 + size]
        place += 1 + size


def _in_cell(columns: bytes, cell: Font) -> Bitmap | None:
    """The columns in a cell of the font; None where there are too many of them."""
    width = len(columns) // _COLUMN_BYTES
    if width > cell.width:
        return None
    rows = from_columns(columns, width, _COLUMN_BYTES).rows[: cell.height]
    return Bitmap(cell.width, tuple(row << (cell.width - width) for row in rows))


def delete(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC ? n: the built-in character again, in the font that is on."""
    (code,) = instruction.values
    if code in _CODES:
        interpreter.state.user_characters.drawn.pop((interpreter.state.font, code), None)
    else:
        ignored(interpreter, instruction, OUT_OF_RANGE)


def switch(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC % n."""
    interpreter.state.user_characters.on = bool(instruction.values[0] & 1)


def define_chinese(interpreter: Interpreter, instruction: Instruction) -> None:
    """FS 2 c1 c2: 24 columns of three bytes for a code that begins with FEh."""
    lead, trail = instruction.values
    if lead == _CHINESE_LEAD and trail in _CHINESE_TRAILS:
        drawn = from_columns(instruction.payload, CHINESE_CELL.width, _COLUMN_BYTES)
        interpreter.state.user_characters.chinese[bytes(instruction.values)] = drawn
    else:
        ignored(interpreter, instruction, OUT_OF_RANGE)


HANDLERS: Final[dict[str, Handler]] = {
    "ESC &": define,
    "ESC ?": delete,
    "ESC %": switch,
    "FS 2": define_chinese,
}
