"""The state of the interpreter as facts with names: what ``decode --state`` compares and shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from ocom809.virtual.codepages import INTERNATIONAL_SETS, PAGES
from ocom809.virtual.phrases import quoted
from ocom809.virtual.state import DOTS_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.bitmap import Bitmap
    from ocom809.virtual.interpreter import Interpreter

Value: TypeAlias = "bool | int | float | str | list[int]"
UNITS: Final = ("dots", "mm", "units", "bytes")
"""What a name may end with and its numbers count."""
_MM_PER_INCH: Final = 25.4


class Fact(NamedTuple):
    """A part of the state: how it is read, cheap and comparable, and how it is told."""

    read: Callable[[Interpreter], object]
    tell: Callable[[Any], Value]


def _as_it_is(value: Value) -> Value:
    return value


def _of_state(attribute: str, tell: Callable[[Any], Value] = _as_it_is) -> Fact:
    """An attribute of the state, or of one of its groups, as ``barcode.height_dots``."""
    group, _, name = attribute.rpartition(".")
    if group:
        return Fact(lambda interpreter: getattr(getattr(interpreter.state, group), name), tell)
    return Fact(lambda interpreter: getattr(interpreter.state, name), tell)


def _one_of(*words: str) -> Callable[[int], str]:
    return lambda number: words[number] if number < len(words) else str(number)


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]} × wide, {size[1]} × high"


def _mm(dots: int) -> float:
    return round(dots * _MM_PER_INCH / DOTS_PER_INCH, 2)


def _code_page(number: int) -> str:
    return f"{number} {PAGES[number][0] if number in PAGES else 'unknown'}"


def _international(number: int) -> str:
    return f"{number} {_SETS.get(number, 'unknown')}"


def _motion_unit(part: int) -> str:
    return f"1/{part} inch" if part else "one dot"


def _picture(bitmap: Bitmap | None) -> str:
    return f"{bitmap.width} × {bitmap.height} dots" if bitmap else "none"


def _stored(data: bytes) -> str:
    return quoted(data) if data else "nothing"


def _level(level: int | None) -> str:
    return "by the ratio" if level is None else str(level)


def _page_area(area: tuple[int, int, int, int]) -> str:
    left, top, width, height = area
    return f"{width} × {height} dots at {left}, {top}"


def _page_area_of(interpreter: Interpreter) -> tuple[int, int, int, int]:
    page = interpreter.state.page
    return page.left, page.top, page.area_width, page.area_height


def _none_here(_interpreter: Interpreter) -> int:
    return 0


_SETS: Final = {number: one[0] for number, one in INTERNATIONAL_SETS.items()}

FACTS: Final[dict[str, Fact]] = {
    "selected": _of_state("selected"),
    "near_end_stops": _of_state("near_end_stops"),
    "feed_button_enabled": _of_state("feed_button_enabled"),
    "font": _of_state("font", _one_of("A", "B")),
    "size": Fact(lambda interpreter: (interpreter.state.width, interpreter.state.height), _size),
    "bold": _of_state("bold"),
    "double_strike": _of_state("double_strike"),
    "underline_dots": _of_state("underline"),
    "white_on_black": _of_state("inverted"),
    "rotated": _of_state("rotated"),
    "upside_down": _of_state("upside_down"),
    "character_spacing_units": _of_state("spacing"),
    "code_page": _of_state("code_page", _code_page),
    "international_set": _of_state("international", _international),
    "alignment": _of_state("alignment", _one_of("left", "centre", "right")),
    "left_margin_dots": _of_state("margin"),
    "area_width_dots": _of_state("area"),
    "line_spacing_dots": _of_state("line_spacing"),
    "motion_unit_across": _of_state("across_unit", _motion_unit),
    "motion_unit_down": _of_state("down_unit", _motion_unit),
    "tabs_dots": _of_state("tabs", list),
    "chinese_mode": _of_state("chinese.on"),
    "chinese_code": Fact(lambda interpreter: interpreter.state.chinese.code.name, _as_it_is),
    "chinese_size": Fact(
        lambda interpreter: (interpreter.state.chinese.width, interpreter.state.chinese.height), _size
    ),
    "chinese_underline_dots": _of_state("chinese.underline"),
    "chinese_space_left_units": _of_state("chinese.space_left"),
    "chinese_space_right_units": _of_state("chinese.space_right"),
    "half_a_character": _of_state("lead", _stored),
    "barcode_text": _of_state("barcode.text_place", _one_of("none", "above", "below", "above and below")),
    "barcode_text_font": _of_state("barcode.text_font", _one_of("A", "B")),
    "barcode_height_dots": _of_state("barcode.height_dots"),
    "barcode_module_dots": _of_state("barcode.module_dots"),
    "qr_model": _of_state("qr.model"),
    "qr_module_dots": _of_state("qr.module_dots"),
    "qr_level": _of_state("qr.level"),
    "qr_data": _of_state("qr.data", _stored),
    "pdf417_columns": _of_state("pdf417.columns"),
    "pdf417_rows": _of_state("pdf417.rows"),
    "pdf417_module_dots": _of_state("pdf417.module_dots"),
    "pdf417_row_height_modules": _of_state("pdf417.row_height"),
    "pdf417_level": _of_state("pdf417.level", _level),
    "pdf417_ratio": _of_state("pdf417.ratio"),
    "pdf417_truncated": _of_state("pdf417.truncated"),
    "pdf417_data": _of_state("pdf417.data", _stored),
    "user_characters": _of_state("user_characters.on"),
    "user_characters_defined": Fact(lambda interpreter: len(interpreter.state.user_characters.drawn), _as_it_is),
    "chinese_characters_defined": Fact(lambda interpreter: len(interpreter.state.user_characters.chinese), _as_it_is),
    "downloaded_picture": _of_state("downloaded", _picture),
    "graphics_buffer": _of_state("graphics", _picture),
    "page_mode": _of_state("in_page_mode"),
    "page_area": Fact(_page_area_of, _page_area),
    "page_direction": _of_state("page.direction", _one_of("to the right", "upwards", "upside down", "downwards")),
    "page_position_dots": _of_state("page.y"),
    "macro_recording": Fact(lambda interpreter: interpreter.macro.recording, _as_it_is),
    "macro_bytes": Fact(lambda interpreter: interpreter.macro.size, _as_it_is),
    "stored_pictures": Fact(lambda interpreter: len(interpreter.flash.pictures), _as_it_is),
    "stored_graphics": Fact(lambda interpreter: len(interpreter.flash.graphics), _as_it_is),
    "position_across_mm": Fact(lambda interpreter: interpreter.line.x, _mm),
    # Where the paper is, only the head knows.
    "position_down_mm": Fact(_none_here, _mm),
}
