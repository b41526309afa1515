"""GS ( L and GS 8 L, Epson's graphics: not in the manual of the class, off unless the interpretation says otherwise.

Ranges are those of the HPRT TP809 manual, which has them.
Of its functions, those that drivers send: 112 and 50 print a picture by rows; 65, 66, 67 and 69 keep pictures by key;
48, 51 and 64 ask about these, and their answers are laid out as in the manuals of Citizen's and Metapace's printers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.flash import GRAPHICS_BYTES
from ocom809.virtual.handlers._common import NOT_AT_LINE_START, OUT_OF_RANGE, Handler, enlarged, ignored, number
from ocom809.virtual.handlers.stored_images import NOT_DEFINED

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

_MARK: Final = 0x30
_MONOCHROME: Final = 0x30
_FIRST_COLOUR: Final = 0x31
_CLEAR: Final = b"CLR"
_KEY_LIST: Final = b"KC"
_KEY_BLOCK: Final = 80
_SCALES: Final = (1, 2)
_KEYS: Final = range(0x20, 0x7F)
_BUFFERED_DOTS: Final = (2047, 1662)
_KEPT_DOTS: Final = (8192, 2304)


def graphics(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS ( L and GS 8 L, function by function."""
    mark, function, *_ = (*instruction.payload[:2], -1, -1)
    carry_out = _FUNCTIONS.get(function)
    if not interpreter.interpretation.draws_graphics:
        ignored(interpreter, instruction, "unknown to this unit")
        return
    reason = carry_out(interpreter, instruction.payload[2:]) if carry_out and mark == _MARK else OUT_OF_RANGE
    if reason:
        ignored(interpreter, instruction, reason)


def _buffer(interpreter: Interpreter, data: bytes) -> str:
    """Fn 112 a bx by c xL xH yL yH d: a picture by rows for fn 50."""
    tone, across, down, colour, *size = (*data[:8], *bytes(8))[:8]
    picture = _picture(data[8:], size, _BUFFERED_DOTS)
    scaled = across in _SCALES and down in _SCALES
    if tone != _MONOCHROME or colour != _FIRST_COLOUR or not scaled or picture is None:
        return OUT_OF_RANGE
    if picture.height * down > _BUFFERED_DOTS[1]:
        return OUT_OF_RANGE
    interpreter.state.graphics = enlarged(picture, across, down)
    return ""


def _print_buffer(interpreter: Interpreter, _data: bytes) -> str:
    """Fn 50: print what fn 112 left, which is gone then."""
    picture = interpreter.state.graphics
    if picture is None:
        return NOT_DEFINED
    if not interpreter.at_line_start:
        return NOT_AT_LINE_START
    interpreter.state.graphics = None
    interpreter.print_block(picture)
    return ""


def _delete_all(interpreter: Interpreter, data: bytes) -> str:
    """Fn 65: all pictures with keys."""
    if data != _CLEAR:
        return OUT_OF_RANGE
    interpreter.flash.graphics.clear()
    return ""


def _delete(interpreter: Interpreter, data: bytes) -> str:
    """Fn 66 kc1 kc2: the picture with that key."""
    return NOT_DEFINED if interpreter.flash.graphics.pop(data, None) is None else ""


def _define(interpreter: Interpreter, data: bytes) -> str:
    """Fn 67 a kc1 kc2 b xL xH yL yH c d: keep a picture by rows, as far as there is room."""
    tone, first, second, colours, *size, colour = (*data[:9], *bytes(9))[:9]
    picture = _picture(data[9:], size, _KEPT_DOTS)
    known = (tone, colours, colour) == (_MONOCHROME, 1, _FIRST_COLOUR)
    if not known or first not in _KEYS or second not in _KEYS or picture is None:
        return OUT_OF_RANGE
    kept = interpreter.flash.graphics
    others = sum(_bytes(other) for key, other in kept.items() if key != data[1:3])
    if others + _bytes(picture) > GRAPHICS_BYTES:
        return "no room left"
    kept[data[1:3]] = picture
    interpreter.head.event("graphics stored", key=data[1:3].decode("ascii"), bytes=_bytes(picture))
    return ""


def _print_kept(interpreter: Interpreter, data: bytes) -> str:
    """Fn 69 kc1 kc2 x y: print the picture with that key, once or twice as wide and high."""
    picture = interpreter.flash.graphics.get(data[:2])
    if len(data) != 4 or data[2] not in _SCALES or data[3] not in _SCALES:  # noqa: PLR2004 - key and scales
        return OUT_OF_RANGE
    if picture is None:
        return NOT_DEFINED
    if not interpreter.at_line_start:
        return NOT_AT_LINE_START
    interpreter.print_block(enlarged(picture, data[2], data[3]))
    return ""


def _say_room(interpreter: Interpreter, _data: bytes) -> str:
    """Fn 48: bytes in all for pictures with keys."""
    interpreter.head.reply(b"\x37\x30%d\0" % GRAPHICS_BYTES)
    return ""


def _say_room_left(interpreter: Interpreter, _data: bytes) -> str:
    """Fn 51: bytes that are left of them."""
    taken = sum(map(_bytes, interpreter.flash.graphics.values()))
    interpreter.head.reply(b"\x37\x31%d\0" % (GRAPHICS_BYTES - taken))
    return ""


def _say_keys(interpreter: Interpreter, data: bytes) -> str:
    """Fn 64: the keys in blocks of 40; 41h tells that another block follows, which comes at once here.

    The manuals let the host ask for each further block.
    """
    if data != _KEY_LIST:
        return OUT_OF_RANGE
    keys = b"".join(sorted(interpreter.flash.graphics))
    blocks = [keys[start : start + _KEY_BLOCK] for start in range(0, len(keys), _KEY_BLOCK)] or [b""]
    for place, block in enumerate(blocks, start=1):
        interpreter.head.reply(b"\x37\x72" + (b"\x41" if place < len(blocks) else b"\x40") + block + b"\0")
    return ""


def _picture(data: bytes, size: list[int], largest: tuple[int, int]) -> Bitmap | None:
    """Rows of whole bytes, the dots behind the width cut off; None where the size is wrong for data or range."""
    width, height = number(size[0], size[1]), number(size[2], size[3])
    row_bytes = (width + 7) // 8
    in_range = 1 <= width <= largest[0] and 1 <= height <= largest[1]
    if not in_range or len(data) != row_bytes * height:
        return None
    padded = Bitmap.from_bytes(data, row_bytes)
    return Bitmap(width, tuple(row >> (padded.width - width) for row in padded.rows))


def _bytes(picture: Bitmap) -> int:
    """What a picture takes of the memory."""
    return (picture.width + 7) // 8 * picture.height


_FUNCTIONS: Final[dict[int, Callable[[Interpreter, bytes], str]]] = {
    0: _say_room,
    48: _say_room,
    3: _say_room_left,
    51: _say_room_left,
    64: _say_keys,
    2: _print_buffer,
    50: _print_buffer,
    65: _delete_all,
    66: _delete,
    67: _define,
    69: _print_kept,
    112: _buffer,
}
HANDLERS: Final[dict[str, Handler]] = {"GS ( L": graphics, "GS 8 L": graphics}
