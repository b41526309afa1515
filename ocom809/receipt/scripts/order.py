"""The parts of a line from the order in which they are read into the order in which they stand on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ocom809.receipt.parts import Dots, Part, Skip, Span
from ocom809.receipt.scripts.bidi import mirrored, visual_order

if TYPE_CHECKING:
    from collections.abc import Iterable


def ordered(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Parts from left to right, letters that run to the left turned round, drawn neighbours as one.

    What it gives is in order, so that it changes nothing if it is asked again.
    """
    for part in parts:
        if type(part) is not Span or part.level:
            return _ordered(parts)
    return parts


def _ordered(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    seen = [part for part in parts if part != _BREAK]
    order = visual_order([0 if isinstance(part, Skip) else part.level for part in seen])
    return _merged(_turned(seen[place]) for place in order)


def repeated(parts: tuple[Part, ...], count: int) -> tuple[Part, ...]:
    """Parts that are in order, so many times side by side."""
    if len(parts) == 1 and isinstance(parts[0], Span):
        return (replace(parts[0], text=parts[0].text * count),)
    return _merged(parts * count)


_BREAK = Skip(0)
"""Where a line may be broken between drawn characters."""


def _turned(part: Part) -> Part:
    if isinstance(part, Skip) or not part.level:
        return part
    if isinstance(part, Span) and part.level % 2:
        return Span("".join(map(mirrored, reversed(part.text))), part.style)
    return replace(part, level=0)


def _merged(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Dots beside dots of the same height are sent together, text beside text of the same style as well."""
    result: list[Part] = []
    for part in parts:
        last = result[-1] if result else None
        if isinstance(part, Dots) and isinstance(last, Dots) and len(part.rows) == len(last.rows):
            rows = tuple(a << part.width_dots | b for a, b in zip(last.rows, part.rows, strict=True))
            result[-1] = Dots(last.width_dots + part.width_dots, rows, last.text + part.text)
        elif isinstance(part, Span) and isinstance(last, Span) and part.style == last.style:
            result[-1] = Span(last.text + part.text, part.style)
        else:
            result.append(part)
    return tuple(result)
