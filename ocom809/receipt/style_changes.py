"""What the printer is told where a style or a code page changes: looked up rather than made anew for each line."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ocom809.commands import (
    Bold,
    Command,
    Invert,
    LineSpacing,
    Rotate,
    SelectCodePage,
    SelectFont,
    Size,
    Text,
    Underline,
    UpsideDown,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.receipt.styles import Style

_STYLE_COMMANDS: tuple[tuple[Callable[[Style], object], Callable[[Style], Command]], ...] = (
    (lambda style: style.font, lambda style: SelectFont(style.font)),
    (lambda style: (style.width, style.height), lambda style: Size(style.width, style.height)),
    (lambda style: style.bold, lambda style: Bold(style.bold)),
    (lambda style: style.underline, lambda style: Underline(style.underline)),
    (lambda style: style.invert, lambda style: Invert(style.invert)),
    (lambda style: style.rotated, lambda style: Rotate(style.rotated)),
    (lambda style: style.upside_down, lambda style: UpsideDown(style.upside_down)),
)


@lru_cache(maxsize=256)
def selecting(number: int) -> SelectCodePage:
    """The selection of a code page, which is made once."""
    return SelectCodePage(number)


@lru_cache(maxsize=256)
def line_spacing(dots: int | None) -> LineSpacing:
    """The distance from line to line, which is made once."""
    return LineSpacing(dots)


@lru_cache(maxsize=256)
def style_changes(now: Style | None, wanted: Style) -> tuple[Command, ...]:
    """What leads from one style to another; from an unknown one, all of it."""
    return tuple(
        [command(wanted) for aspect, command in _STYLE_COMMANDS if now is None or aspect(wanted) != aspect(now)]
    )


def stand_in(stand_ins: str, style: Style) -> tuple[Command, ...]:
    """A question mark in the opposite colours: a gap that no reader takes for a character of the text."""
    return Invert(not style.invert), Text("?" * len(stand_ins)), Invert(style.invert)
