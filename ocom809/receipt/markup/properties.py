"""Properties: ``{key: value; key: value}``, and what the keys set."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ocom809.commands import Alignment
from ocom809.receipt.markup.columns import BLANKS
from ocom809.receipt.markup.escapes import parted, unescaped, without_line_signs
from ocom809.receipt.markup.values import SHARED, Border, CodeOption, Settings, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.receipt.markup.columns import RawColumn
    from ocom809.receipt.markup.remarks import Remarks

MOST_MEMBERS = 1000
MOST_WIDTHS = 256
_Meaning = TypeVar("_Meaning")

_MEMBER = re.compile(r"([A-Za-z_]\w*)[\t ]*:[\t ]*(.+)", re.ASCII | re.DOTALL)
_SEPARATOR = re.compile(r"[\t ]+|,")
_DIGITS = re.compile(r"[0-9]{1,9}")
_FULL_KEYS = {
    "a": "align",
    "b": "border",
    "c": "code",
    "i": "image",
    "o": "option",
    "t": "text",
    "w": "width",
    "x": "command",
    "_": "comment",
}
_ALIGNMENTS = {"left": Alignment.LEFT, "center": Alignment.CENTER, "right": Alignment.RIGHT}
_BORDERS = {"line": Border.LINE, "space": Border.SPACE, "none": Border.NONE}
_BORDERS |= {str(border.value): border for border in (Border.NONE, Border.SPACE, Border.TWO)}
_WRAPS = {"wrap": True, "nowrap": False}
KINDS = ("upc", "ean", "jan", "code39", "itf", "codabar", "nw7", "code93", "code128", "qrcode")
LEVELS = ("l", "m", "q", "h")


def is_property(text: str) -> bool:
    """Whether a column is one property and nothing else."""
    return text[:1] == "{" and text[-1:] == "}" and not re.search("[{}]", text[1:-1])


def members(raw: RawColumn, remarks: Remarks) -> dict[str, Value]:
    """The members of a property by their full keys; of several with one key the last counts."""
    found: dict[str, Value] = {}
    if raw.source.count(";") > MOST_MEMBERS:
        remarks.refuse(raw.column, f"a property of over {MOST_MEMBERS} members is refused")
        return found
    column = raw.column + 1
    for part in parted(raw.source[1:-1], ";"):
        text = without_line_signs(part.strip(BLANKS)).replace(r"\;", r"\x3b")
        match = _MEMBER.fullmatch(text)
        start = column + len(part) - len(part.lstrip(BLANKS))
        if match:
            key = _FULL_KEYS.get(match[1], match[1])
            found[key] = Value(key, unescaped(match[2].replace(r"\n", "\n")), start)
        elif text:
            remarks.refuse(start, "this is no key: value", hint="Members look like {align: left; width: 10 *}.")
        column += len(part) + 1
    return found


def changed(settings: Settings, found: dict[str, Value], remarks: Remarks) -> Settings:
    """The settings after a property."""
    for key, read in _READERS.items():
        if key in found:
            settings = read(settings, found[key], remarks)
    return settings


def _text(settings: Settings, value: Value, remarks: Remarks) -> Settings:
    return replace(settings, wraps=_named(value, _WRAPS, True, remarks))


def _border(settings: Settings, value: Value, remarks: Remarks) -> Settings:
    word = value.text.lower()
    if _DIGITS.fullmatch(word):
        word = str(int(word))
    return replace(settings, border=_named(replace(value, text=word), _BORDERS, Border.SPACE, remarks))


def _align(settings: Settings, value: Value, remarks: Remarks) -> Settings:
    return replace(settings, alignment=_named(value, _ALIGNMENTS, Alignment.CENTER, remarks))


def _named(value: Value, names: dict[str, _Meaning], usual: _Meaning, remarks: Remarks) -> _Meaning:
    word = value.text.lower()
    if word not in names:
        hint = f"It can be {', '.join(names)}."
        remarks.warn(value.column, f"{value.key} has no {value.text!r}, so the usual one counts", hint=hint)
    return names.get(word, usual)


def _width(settings: Settings, value: Value, remarks: Remarks) -> Settings:
    words = _SEPARATOR.split(value.text.lower())
    if "auto" in words:
        return replace(settings, widths=())
    if len(words) > MOST_WIDTHS:
        remarks.refuse(value.column, f"over {MOST_WIDTHS} widths are refused")
        return settings
    for word in words:
        if word != "*" and not _DIGITS.fullmatch(word):
            hint = "A comma with a blank behind it is two separators: leave one of them out." if not word else ""
            remarks.warn(value.column, f"width {word!r} hides its column", hint=hint)
    return replace(settings, widths=tuple(map(_columns, words)))


def _columns(word: str) -> int:
    if word == "*":
        return SHARED
    return int(word) if _DIGITS.fullmatch(word) else 0


def _option(settings: Settings, value: Value, remarks: Remarks) -> Settings:
    words = _SEPARATOR.split(value.text.lower())
    for word in words:
        if word and not any(fits(word) for fits in _OPTIONS):
            remarks.warn(value.column, f"option has no {word!r}, so it counts for nothing")
    usual = CodeOption()
    option = CodeOption(
        kind=next((word for word in words if word in KINDS), usual.kind),
        module_dots=_number(words, _MODULES, usual.module_dots),
        height_dots=_number(words, _HEIGHTS, usual.height_dots),
        readable="hri" in words,
        cell_dots=_number(words, _CELLS, usual.cell_dots),
        level=next((word for word in words if word in LEVELS), usual.level),
    )
    return replace(settings, option=option)


_MODULES, _CELLS, _HEIGHTS = range(2, 5), range(3, 9), range(24, 241)


def _number(words: list[str], span: range, usual: int) -> int:
    return next((int(word) for word in words if _is_in(word, span)), usual)


def _is_in(word: str, span: range) -> bool:
    return _DIGITS.fullmatch(word) is not None and int(word) in span


_OPTIONS: tuple[Callable[[str], bool], ...] = (
    lambda word: word in (*KINDS, *LEVELS, "hri", "nohri"),
    lambda word: any(_is_in(word, span) for span in (_MODULES, _CELLS, _HEIGHTS)),
)
_READERS: dict[str, Callable[[Settings, Value, Remarks], Settings]] = {
    "text": _text,
    "border": _border,
    "width": _width,
    "align": _align,
    "option": _option,
}
SETTING_KEYS = frozenset(_READERS)
