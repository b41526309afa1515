"""Characters and how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual import codepages
from ocom809.virtual.glyphs import UNDEFINED, Cell, Cells, cells, styled
from ocom809.virtual.handlers._common import OUT_OF_RANGE, Handler, choice, ignored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocom809.virtual.bitmap import Bitmap
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

_NONE: Final[Mapping[tuple[int, int], Bitmap]] = {}
_LARGEST = 8
_FONT_B, _BOLD, _DOUBLE_HEIGHT, _DOUBLE_WIDTH, _UNDERLINE = 0x01, 0x08, 0x10, 0x20, 0x80


def text(interpreter: Interpreter, instruction: Instruction) -> None:
    """A run of characters: into the line, and on to the next line where the area ends."""
    if interpreter.state.chinese.on:
        _two_byte_text(interpreter, instruction.payload)
    else:
        _one_byte_text(interpreter, instruction.payload)


def _one_byte_text(interpreter: Interpreter, codes: bytes) -> None:
    state = interpreter.state
    table = codepages.characters(state.code_page, state.international)
    drawn = cells(state.style())
    own = state.user_characters.drawn if state.user_characters.on else _NONE
    characters = codes.decode("latin-1").translate(table)
    if own or drawn.lacks(characters):
        _one_by_one(interpreter, codes, characters, own)
    else:
        _runs(interpreter, drawn, characters)


def _runs(interpreter: Interpreter, drawn: Cells, characters: str) -> None:
    """Characters of which nothing is to be told, as many at once as the line takes."""
    width, longest, area = drawn.width, drawn.longest_run, interpreter.state.area
    place = 0
    while place < len(characters):
        if interpreter.line.x and interpreter.line.x + width > area:
            interpreter.print_line()
        fitting = max(1, (area - interpreter.line.x) // width)
        run = characters[place : place + min(fitting, longest)]
        interpreter.line.add_run(drawn.run(run), run)
        place += len(run)


def _one_by_one(interpreter: Interpreter, codes: bytes, characters: str, own: Mapping[tuple[int, int], Bitmap]) -> None:
    state = interpreter.state
    drawn = cells(state.style())
    for code, character in zip(codes, characters, strict=True):
        if (state.font, code) in own:
            _put(interpreter, styled(own[state.font, code], drawn.style), UNDEFINED)
            continue
        if character == UNDEFINED:
            interpreter.note_once("undefined character", code | state.code_page << 8, code=code, page=state.code_page)
        _place(interpreter, drawn, character)


def _two_byte_text(interpreter: Interpreter, codes: bytes) -> None:
    state = interpreter.state
    codes, state.lead = state.lead + codes, b""
    drawn = cells(state.chinese_style())
    code = state.chinese.code
    place = 0
    while place < len(codes):
        single = code.singles.match(codes, place)
        if single is not None:
            _one_byte_text(interpreter, single[0])
            place = single.end()
            continue
        size = code.size(codes[place : place + 2])
        if place + size > len(codes):
            state.lead = codes[place:]
            return
        part = codes[place : place + size]
        own = state.user_characters.chinese.get(part)
        if own is not None:
            _put(interpreter, styled(own, drawn.style), UNDEFINED)
        else:
            _place_two_byte(interpreter, drawn, part)
        place += size


def _place_two_byte(interpreter: Interpreter, drawn: Cells, part: bytes) -> None:
    code = interpreter.state.chinese.code
    character = code.decode(part)
    if character == UNDEFINED:
        interpreter.note_once("undefined character", f"{code.name} {part.hex()}", hex=part.hex(" "), code=code.name)
    _place(interpreter, drawn, character)


def _place(interpreter: Interpreter, drawn: Cells, character: str) -> None:
    cell = drawn[character]
    if cell.missing and character != UNDEFINED:
        code_point = f"U+{ord(character):04X}"
        interpreter.note_once("missing glyph", character, character=character, code_point=code_point)
    _put(interpreter, cell, character)


def _put(interpreter: Interpreter, cell: Cell, text: str) -> None:
    line = interpreter.line
    if line.x and line.x + cell.bitmap.width > interpreter.state.area:
        interpreter.print_line()
        line = interpreter.line
    line.add(cell, text)


def character_spacing(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC SP n: horizontal motion units to the right of each character."""
    (interpreter.state.spacing,) = instruction.values


def print_mode(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC ! n: font, bold, double sizes and underline at once."""
    state = interpreter.state
    (bits,) = instruction.values
    state.font = bits & _FONT_B
    state.bold = bool(bits & _BOLD)
    state.height = 2 if bits & _DOUBLE_HEIGHT else 1
    state.width = 2 if bits & _DOUBLE_WIDTH else 1
    state.underline = 1 if bits & _UNDERLINE else 0


def character_size(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS ! n: width and height 1 to 8, of Chinese characters too."""
    (bits,) = instruction.values
    width, height = (bits >> 4) + 1, (bits & 0x0F) + 1
    if max(width, height) > _LARGEST:
        ignored(interpreter, instruction, OUT_OF_RANGE)
        return
    state = interpreter.state
    state.width = state.chinese.width = width
    state.height = state.chinese.height = height


def bold(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC E n."""
    interpreter.state.bold = bool(instruction.values[0] & 1)


def double_strike(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC G n: looks the same as bold."""
    interpreter.state.double_strike = bool(instruction.values[0] & 1)


def underline(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC - n: none, one or two dots."""
    dots = choice(instruction.values[0], 3)
    if dots is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    else:
        interpreter.state.underline = dots


def white_on_black(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS B n."""
    interpreter.state.inverted = bool(instruction.values[0] & 1)


def font(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC M n: Font A or B."""
    chosen = choice(instruction.values[0], 2)
    if chosen is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    else:
        interpreter.state.font = chosen


def rotate(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC V n: a quarter turn clockwise."""
    turned = choice(instruction.values[0], 2)
    if turned is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
    else:
        interpreter.state.rotated = bool(turned)


def international_set(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC R n."""
    (chosen,) = instruction.values
    if chosen in codepages.INTERNATIONAL_SETS:
        interpreter.state.international = chosen
    else:
        ignored(interpreter, instruction, OUT_OF_RANGE)


def code_page(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC t n: a page whose characters no source gives prints boxes, and that is said."""
    (page,) = instruction.values
    if page not in codepages.PAGES:
        ignored(interpreter, instruction, OUT_OF_RANGE)
        return
    interpreter.state.code_page = page
    if not codepages.known(page):
        interpreter.note_once("unknown code page", page, page=page, printed_name=codepages.PAGES[page][0])


HANDLERS: Final[dict[str, Handler]] = {
    "text": text,
    "ESC SP": character_spacing,
    "ESC !": print_mode,
    "GS !": character_size,
    "ESC E": bold,
    "ESC G": double_strike,
    "ESC -": underline,
    "GS B": white_on_black,
    "ESC M": font,
    "ESC V": rotate,
    "ESC R": international_set,
    "ESC t": code_page,
}
