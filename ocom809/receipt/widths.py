"""How the width of a table is shared by its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Wish:
    """What one column asks for, in characters; a fixed one asks for the same in all three.

    Attributes:
        least: It cannot do with less.
        wordwise: With less, words are broken.
        most: It has no use for more.
        share: Parts of what is left over.
    """

    least: int
    wordwise: int
    most: int
    share: int = 0


def shared(wishes: Sequence[Wish], room: int) -> list[int]:
    """The width of each column.

    All get what they need at least; then, as far as there is room, what keeps words whole, and what keeps lines whole,
    the modest ones first. What is left goes to the shares.

    Raises:
        DocumentError: Not even the least of all fits.
    """
    widths = [wish.least for wish in wishes]
    rest = room - sum(widths)
    if rest < 0:
        raise DocumentError(
            f"the columns of this table need {sum(widths)} characters at least, and there is room for {max(room, 0)}",
            hint="Fewer or narrower columns fit, or a smaller font.",
        )
    rest = _fill(widths, [wish.wordwise for wish in wishes], rest)
    rest = _fill(widths, [wish.most for wish in wishes], rest)
    return _by_shares(widths, [wish.share for wish in wishes], rest)


def _fill(widths: list[int], most: list[int], rest: int) -> int:
    """Give to those that want more, the same to each; what nobody wants is returned."""
    while rest:
        hungry = [place for place, width in enumerate(widths) if width < most[place]]
        if not hungry:
            break
        part = max(rest // len(hungry), 1)
        for place in hungry:
            given = min(part, most[place] - widths[place], rest)
            widths[place] += given
            rest -= given
    return rest


def _by_shares(widths: list[int], shares: list[int], rest: int) -> list[int]:
    """Give the rest out in whole parts; the last of those that share takes what does not divide."""
    total = sum(shares)
    if not total:
        return widths
    parts = [rest * share // total for share in shares]
    last = max(place for place, share in enumerate(shares) if share)
    parts[last] += rest - sum(parts)
    return [width + part for width, part in zip(widths, parts, strict=True)]
