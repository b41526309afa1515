"""A line of text as parts: characters of the printer's fonts where it has them, drawn ones where it lacks them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional

from ocom809.receipt.losses import Losses
from ocom809.receipt.parts import Dots, Part, Skip, Span
from ocom809.receipt.scripts import looks
from ocom809.receipt.scripts.bidi import is_right_to_left, levels
from ocom809.receipt.scripts.clusters import (
    ZERO_WIDTH_JOINER,
    clusters,
    flag_letters,
    has_floating_marks,
    is_compound,
    is_mark,
    is_shaped,
    may_part,
    stands_in_columns,
)
from ocom809.receipt.scripts.drawing import can_draw, is_one_picture
from ocom809.receipt.scripts.fonts import font_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocom809.receipt.repertoire import Repertoire
    from ocom809.receipt.styles import Style

MOST_IN_A_WORD: Final = 40
"""Clusters that are drawn as one word; no language has longer ones, and a picture must not grow without end."""
# They say in which direction text runs, and leave no ink. Embeddings and overrides are older, and can make 5.00 read
# 00.5 from within a customer's name: they are shown by name and not obeyed.
_DIRECTIONS: Final = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
_UNSEEN: Final = frozenset("\u200c\u200d") | {chr(number) for number in range(0xFE00, 0xFE10)}
_REPLACEMENT: Final = "\ufffd"


class _Kind(Enum):
    PRINTED = 0
    """By the printer's own fonts."""
    CELLS = 1
    """Drawn in columns."""
    WORD = 2
    """Drawn with its neighbours."""
    NOTHING = 3
    """Without ink."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A cluster and what becomes of it; ``source`` is what counts for its direction."""

    kind: _Kind
    text: str
    style: Style
    source: str
    path: str = ""


class Typesetter:
    """Sets lines for one printer.

    Args:
        repertoire: What the printer has itself.
        fonts: Files that the caller named.
        draws: Whether the printer takes dots within a line.
    """

    def __init__(self, repertoire: Repertoire, fonts: tuple[str, ...], *, draws: bool) -> None:
        self._repertoire = repertoire
        self._losses = Losses()
        self._fonts = fonts
        self._draws = draws

    def line(self, runs: Sequence[tuple[str, Style]], losses: Losses) -> tuple[Part, ...]:
        """One line of text, in the order in which it is read; what nothing can print is told to ``losses``."""
        simple = self.simple_line(runs)
        if simple is not None:
            return simple
        self._losses = losses
        items = [item for text, style in runs for item in self._items(text, style)]
        source = "".join([item.source for item in items])
        if not is_right_to_left(source):
            return tuple(_parts(items, [0] * len(items)))
        resolved, place, own = levels(source), 0, []
        for item in items:
            own.append(resolved[place])
            place += len(item.source)
        return tuple(_parts(items, own))

    def simple_line(self, runs: Sequence[tuple[str, Style]]) -> tuple[Part, ...] | None:
        """The line, if all of it is simple: there is nothing to draw, order or replace."""
        for text, _ in runs:
            if not self._repertoire.are_simple(text):
                return None
        return tuple([Span(text, style) for text, style in runs if text])

    def _items(self, text: str, style: Style) -> list[_Item]:
        found = list(clusters(self._repertoire.composed(text, self._losses)))
        items = [(cluster, self._item(cluster, style)) for cluster in found]
        if any(each.kind is _Kind.CELLS for _, own in items for each in own):
            return list(_in_one_hand(items, self._fonts))
        return [item for _, own in items for item in own]

    def _item(self, cluster: str, style: Style) -> list[_Item]:
        """What becomes of a cluster: mostly one item, several where it is taken apart."""
        if len(cluster) == 1 and self._repertoire.is_simple(cluster):
            return [_Item(_Kind.PRINTED, cluster, style, cluster)]
        return list(self._special(cluster, style))

    def _special(self, cluster: str, style: Style) -> Iterator[_Item]:
        bare = "".join([letter for letter in cluster if letter not in _UNSEEN]) or cluster
        path = self._path(cluster)
        if path and has_floating_marks(cluster):
            yield _Item(_Kind.CELLS, cluster, style, cluster, path)
        elif len(bare) == 1 and (self._repertoire.has(bare) or self._repertoire.is_plain(bare)):
            for letter in self._repertoire.shown(bare, self._losses):
                yield _Item(_Kind.PRINTED, letter, style, letter)
        elif cluster in _DIRECTIONS:
            yield _Item(_Kind.NOTHING, "", style, cluster)
        elif path:
            yield from self._drawn(cluster, path, style)
        else:
            yield from self._substitute(cluster, style)

    def _path(self, cluster: str) -> str | None:
        if not self._draws or cluster[0] == _REPLACEMENT or not cluster[0].isprintable() or not can_draw(cluster):
            return None
        if is_mark(cluster[0]):
            return None  # a mark without a letter
        return _font_of(cluster, self._fonts)

    def _drawn(self, cluster: str, path: str, style: Style) -> list[_Item]:
        if is_shaped(cluster[0]):
            return [_Item(_Kind.WORD, cluster, style, cluster, path)]
        if is_compound(cluster) and not is_one_picture(cluster, path):
            return list(self._taken_apart(cluster, style))
        return [_Item(_Kind.CELLS, cluster, style, cluster, path)]

    def _taken_apart(self, cluster: str, style: Style) -> Iterator[_Item]:
        """An emoji of several that the font has no picture of: its people side by side, a flag as letters."""
        if letters := flag_letters(cluster):
            yield from (_Item(_Kind.PRINTED, letter, style, letter) for letter in letters)
        for part in cluster.split(ZERO_WIDTH_JOINER) if not letters else ():
            if part:
                yield from self._item(part[0], style)
        for letter in cluster if letters else (own for part in cluster.split(ZERO_WIDTH_JOINER) for own in part[1:]):
            if letter not in _UNSEEN:
                self._losses.add(letter)

    def _substitute(self, cluster: str, style: Style) -> Iterator[_Item]:
        """What can be printed of a cluster that no font can draw: its letter without some mark, or a gap."""
        if len(cluster) > 1 and self._draws and self._path(cluster[0]):
            yield from self._item(cluster[0], style)
            cluster = cluster[1:]
        for letter in cluster:
            for shown in self._repertoire.shown(letter, self._losses):
                yield _Item(_Kind.PRINTED, shown, style, shown)


def _in_one_hand(found: Sequence[tuple[str, list[_Item]]], fonts: tuple[str, ...]) -> Iterator[_Item]:
    """The items: letters that touch by one font if one has them all, a Hebrew word with points drawn as a whole."""
    start = 0
    while start < len(found):
        end = start + 1
        while end < len(found) and _alike(found[end - 1], found[end]):
            end += 1
        together = found[start:end]
        items = [item for _, own in together for item in own]
        if len(together) > 1 and any(item.kind is _Kind.CELLS for item in items):
            path = _font_of("".join([cluster for cluster, _ in together]), fonts)
            if path:
                items = [_Item(_Kind.CELLS, cluster, own[0].style, cluster, path) for cluster, own in together]
        yield from items
        start = end


def _alike(left: tuple[str, list[_Item]], right: tuple[str, list[_Item]]) -> bool:
    """Whether both are letters that look odd if they come from two fonts."""
    return all(
        len(items) == 1
        and (items[0].kind is _Kind.CELLS or (items[0].kind is _Kind.PRINTED and bidirectional(cluster[0]) == "R"))
        and not stands_in_columns(cluster)
        for cluster, items in (left, right)
    )


@lru_cache(maxsize=4096)
def _font_of(cluster: str, fonts: tuple[str, ...]) -> str | None:
    return font_for(cluster, fonts, in_cells=not is_shaped(cluster[0]))


def _parts(items: Sequence[_Item], own_levels: Sequence[int]) -> Iterator[Part]:
    """Parts of one kind, style and level each; a blank of no width where a line may be broken between drawn ones."""
    start, last = 0, None
    while start < len(items):
        item, level = items[start], own_levels[start]
        end = start + 1
        if item.kind in (_Kind.PRINTED, _Kind.WORD):
            while end < len(items) and _goes_on(items, own_levels, start, end):
                end += 1
        text = "".join([each.text for each in items[start:end]])
        if item.kind is not _Kind.NOTHING:
            if last is not None and item.kind is _Kind.CELLS and may_part(last, item.text):
                yield Skip(0)
            yield _part(item, text, level)
            last = item.text if item.kind is _Kind.CELLS else None
        start = end


def _goes_on(items: Sequence[_Item], own_levels: Sequence[int], start: int, place: int) -> bool:
    first, item = items[start], items[place]
    same = (item.kind, item.style, item.path) == (first.kind, first.style, first.path)
    fits = item.kind is not _Kind.WORD or place - start < MOST_IN_A_WORD
    return same and fits and own_levels[place] == own_levels[start]


def _part(item: _Item, text: str, level: int) -> Span | Dots:
    if item.kind is _Kind.PRINTED:
        return Span(text, item.style, level)
    if item.kind is _Kind.WORD and not item.style.rotated:
        dots = looks.word(text, item.path, item.style, right_to_left=bool(level % 2))
    else:
        dots = looks.character(text, item.path, item.style)
    return Dots(dots.width_dots, dots.rows, text, level)
