"""The order of text that runs from right to left: the Unicode Bidirectional Algorithm (UAX 9).

One paragraph goes in as characters, each gets a level: even runs to the right, odd to the left. What is printed of the
paragraph on one line is then put into the order in which it stands on paper. Explicit embeddings, overrides and
isolates are obeyed, because libraries put them around what they insert into a text; they nest 125 deep and no deeper,
and time grows with the length of the text alone.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MOST_DEPTH: Final = 125
_MOST_OPEN_BRACKETS: Final = 63
_ISOLATE_STARTS: Final = ("LRI", "RLI", "FSI")
_EMBEDDINGS: Final = {"LRE": (0, None), "RLE": (1, None), "LRO": (0, "L"), "RLO": (1, "R")}
_REMOVED: Final = ("LRE", "RLE", "LRO", "RLO", "PDF", "BN")
_NEUTRAL: Final = ("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI")
_RIGHT_TO_LEFT: Final = ("R", "AL")

# Pairs that the algorithm treats as brackets; mathematical ones beyond these do not occur on receipts.
_BRACKETS: Final = (
    *("()", "[]", "{}", "༺༻", "༼༽", "᚛᚜", "⁅⁆", "⁽⁾", "₍₎", "⌈⌉", "⌊⌋", "⟅⟆", "⟦⟧", "⟨⟩", "⟪⟫", "⟬⟭", "⟮⟯"),
    *(
        "〈〉",
        "《》",
        "「」",
        "『』",
        "【】",
        "〔〕",
        "〖〗",
        "〘〙",
        "〚〛",
        "﹙﹚",
        "﹛﹜",
        "﹝﹞",
        "（）",
        "［］",
        "｛｝",
        "｟｠",
        "｢｣",
    ),
    *("〈〉", "❨❩", "❪❫", "❬❭", "❮❯", "❰❱", "❲❳", "❴❵"),
)
_SAME_BRACKET: Final = {"\u2329": "\u3008", "\u232a": "\u3009"}
_CLOSING: Final = {pair[0]: _SAME_BRACKET.get(pair[1], pair[1]) for pair in _BRACKETS} | {"\u2329": "\u3009"}
_CLOSERS: Final = frozenset(_CLOSING.values())
_MIRRORED: Final = {
    one: other
    for pair in (*_BRACKETS, "\u2329\u232a", "<>", "«»", "‹›", "≤≥", "≪≫", "⊂⊃", "⊆⊇", "∈∋", "≺≻", "⧼⧽", "⁅⁆", "∕⧵")
    for one, other in ((pair[0], pair[1]), (pair[1], pair[0]))
}


def is_right_to_left(text: str) -> bool:
    """Whether anything in a text makes it one for this algorithm: a letter, a number, a control of that direction."""
    return any(unicodedata.bidirectional(character) in _MATTERS for character in set(text))


_MATTERS: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "FSI", "LRE", "LRO", "LRI"})


def base_level(text: str, default: int = 0) -> int:
    """The level of a paragraph: that of its first letter outside any isolate (P2, P3)."""
    return _first_strong(_types(text), 0, len(text), default)


def levels(text: str, base: int | None = None) -> list[int]:
    """The level of each character of one paragraph.

    Characters without a place on paper (embedding controls and the like) have the level of what stands before them.

    Args:
        text: The paragraph, in the order in which it is read.
        base: 0 runs to the right, 1 to the left; ``None`` looks at the first letter.
    """
    return _levels(_types(text), text, base)


def on_line(resolved: Sequence[int], text: str, base: int) -> list[int]:
    """The levels of what stands on one line: blanks at its end and before tabs go with the paragraph (L1)."""
    result = list(resolved)
    reset = True
    for place in range(len(result) - 1, -1, -1):
        kind = unicodedata.bidirectional(text[place])
        if kind in ("S", "B"):
            reset = True
        elif kind not in ("WS", "LRI", "RLI", "FSI", "PDI", *_REMOVED):
            reset = False
        if reset:
            result[place] = base
    return result


def visual_order(resolved: Sequence[int]) -> list[int]:
    """Places of a line's characters from left to right on paper (L2): each stretch of a level and above is turned."""
    order = list(range(len(resolved)))
    odd = [level for level in resolved if level % 2]
    for level in range(max(resolved, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and resolved[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def mirrored(character: str) -> str:
    """What is printed for a character that runs to the left: a bracket opens the other way (L4)."""
    return _MIRRORED.get(character, character)


def _types(text: str) -> list[str]:
    return [unicodedata.bidirectional(character) or "L" for character in text]


def _levels(types: list[str], text: str, base: int | None) -> list[int]:
    if base is None:
        base = _first_strong(types, 0, len(types), 0)
    explicit = _Explicit(types, base)
    for sequence in list(explicit.sequences()):  # all of them first: resolving changes the levels
        _resolve(sequence, explicit.types, text)
        for place in sequence.places:
            explicit.levels[place] += _IMPLICIT[explicit.levels[place] % 2].get(explicit.types[place], 0)
    last = base
    for place, kind in enumerate(types):
        if kind in _REMOVED:
            explicit.levels[place] = last
        last = explicit.levels[place]
    return explicit.levels


_IMPLICIT: Final = ({"R": 1, "AN": 2, "EN": 2}, {"L": 1, "AN": 1, "EN": 1})


def _first_strong(types: Sequence[str], start: int, end: int, default: int) -> int:
    depth = 0
    for place in range(start, end):
        kind = types[place]
        if kind in _ISOLATE_STARTS:
            depth += 1
        elif kind == "PDI":
            if not depth and start:
                break
            depth = max(depth - 1, 0)
        elif not depth and kind in ("L", *_RIGHT_TO_LEFT):
            return int(kind != "L")
    return default


@dataclass(frozen=True, slots=True)
class _Sequence:
    """An isolating run sequence: what is resolved together, with the directions on both sides of it."""

    places: list[int]
    level: int
    before: str
    after: str


class _Explicit:
    """Levels that controls ask for (X1 to X8), and the sequences of them (X10)."""

    def __init__(self, types: list[str], base: int) -> None:
        self._original = types
        self._base = base
        self._partners = _isolate_partners(types)
        self.types = list(types)
        self.levels = [base] * len(types)
        # Level, override and whether it is an isolate.
        self._stack: list[tuple[int, str | None, bool]] = [(base, None, False)]
        self._beyond_isolates = self._beyond_embeddings = self._isolates = 0
        for place, kind in enumerate(types):
            self._enter(place, kind)

    def _enter(self, place: int, kind: str) -> None:
        if kind in _EMBEDDINGS:
            self.levels[place] = self._stack[-1][0]
            self._push(*_EMBEDDINGS[kind], isolate=False)
        elif kind in _ISOLATE_STARTS:
            self._place(place)
            self._push(self._isolate_parity(place, kind), None, isolate=True)
        elif kind == "PDI":
            self._close_isolate()
            self._place(place)
        elif kind == "PDF":
            self._close_embedding()
        elif kind == "B":
            self.levels[place] = self._base
        elif kind != "BN":
            self._place(place)

    def _place(self, place: int) -> None:
        level, override, _ = self._stack[-1]
        self.levels[place] = level
        if override:
            self.types[place] = override

    def _isolate_parity(self, place: int, kind: str) -> int:
        if kind == "FSI" and not self._beyond_isolates:  # beyond, its direction matters no more
            return _first_strong(self._original, place + 1, self._partners.get(place, len(self._original)), 0)
        return int(kind == "RLI")

    def _push(self, parity: int, override: str | None, *, isolate: bool) -> None:
        level = self._stack[-1][0] + 1
        level += level % 2 != parity
        if level <= _MOST_DEPTH and not self._beyond_isolates and not self._beyond_embeddings:
            self._isolates += isolate
            self._stack.append((level, override, isolate))
        elif isolate:
            self._beyond_isolates += 1
        elif not self._beyond_isolates:
            self._beyond_embeddings += 1

    def _close_isolate(self) -> None:
        if self._beyond_isolates:
            self._beyond_isolates -= 1
        elif self._isolates:
            self._beyond_embeddings = 0
            while not self._stack.pop()[2]:
                pass
            self._isolates -= 1

    def _close_embedding(self) -> None:
        if self._beyond_isolates:
            return
        if self._beyond_embeddings:
            self._beyond_embeddings -= 1
        elif not self._stack[-1][2] and len(self._stack) > 1:
            self._stack.pop()

    def sequences(self) -> Iterator[_Sequence]:
        """Runs of one level, joined across isolates."""
        kept = [place for place, kind in enumerate(self._original) if kind not in _REMOVED]
        runs = list(self._runs(kept))
        starts = {run[0]: number for number, run in enumerate(runs)}
        closers = set(self._partners.values())
        for run in runs:
            if self._original[run[0]] == "PDI" and run[0] in closers:
                continue  # it goes on from the run that opened the isolate
            places = list(run)
            while (partner := self._partners.get(places[-1])) is not None:
                places += runs[starts[partner]]
            yield self._sequence(places, kept)

    def _runs(self, kept: list[int]) -> Iterator[list[int]]:
        run = kept[:1]
        for before, place in pairwise(kept):
            if self.levels[before] != self.levels[place]:
                yield run
                run = []
            run.append(place)
        if run:
            yield run

    def _sequence(self, places: list[int], kept: list[int]) -> _Sequence:
        level = self.levels[places[0]]
        first, last = bisect_left(kept, places[0]), bisect_left(kept, places[-1])
        before = self.levels[kept[first - 1]] if first else self._base
        is_open = self._original[places[-1]] in _ISOLATE_STARTS
        after = self._base if is_open or last + 1 == len(kept) else self.levels[kept[last + 1]]
        return _Sequence(places, level, "LR"[max(level, before) % 2], "LR"[max(level, after) % 2])


def _isolate_partners(types: Sequence[str]) -> dict[int, int]:
    """Which PDI closes which isolate (BD9)."""
    partners, opened = {}, []
    for place, kind in enumerate(types):
        if kind in _ISOLATE_STARTS:
            opened.append(place)
        elif kind == "PDI" and opened:
            partners[opened.pop()] = place
    return partners


def _resolve(sequence: _Sequence, types: list[str], text: str) -> None:
    """W1 to W7, N0 to N2 for one sequence; ``types`` is changed in place."""
    _resolve_weak(sequence, types)
    _resolve_brackets(sequence, types, text)
    embedding = "LR"[sequence.level % 2]
    for start, end in _stretches(sequence.places, types, _NEUTRAL):
        before = _direction(types[sequence.places[start - 1]]) if start else sequence.before
        after = _direction(types[sequence.places[end]]) if end < len(sequence.places) else sequence.after
        for place in sequence.places[start:end]:
            types[place] = before if before == after else embedding


def _direction(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _resolve_weak(sequence: _Sequence, types: list[str]) -> None:
    before = strong = sequence.before
    for place in sequence.places:
        kind = types[place]
        if kind == "NSM":  # W1
            kind = "ON" if before in (*_ISOLATE_STARTS, "PDI") else before
        before = kind
        if kind in ("L", *_RIGHT_TO_LEFT):
            strong = kind
        if kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        types[place] = kind
    _join_numbers(sequence, types)
    strong = sequence.before
    for place in sequence.places:
        if types[place] == "AL":  # W3
            types[place] = "R"
        if types[place] in ("L", "R"):
            strong = types[place]
        elif types[place] == "EN" and strong == "L":  # W7
            types[place] = "L"


def _join_numbers(sequence: _Sequence, types: list[str]) -> None:
    places = sequence.places
    for index in range(1, len(places) - 1):  # W4
        kind, left, right = (types[places[index + step]] for step in (0, -1, 1))
        if left == right and ((left == "EN" and kind in ("ES", "CS")) or (left == "AN" and kind == "CS")):
            types[places[index]] = left
    for start, end in _stretches(places, types, ("ET",)):  # W5
        beside = {types[places[side]] for side in (start - 1, end) if 0 <= side < len(places)}
        for place in places[start:end]:
            types[place] = "EN" if "EN" in beside else "ON"
    for place in places:  # W6
        if types[place] in ("ES", "CS"):
            types[place] = "ON"


def _stretches(places: Sequence[int], types: Sequence[str], kinds: Iterable[str]) -> Iterator[tuple[int, int]]:
    start = None
    for index, place in enumerate(places):
        if types[place] in kinds:
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(places)


def _resolve_brackets(sequence: _Sequence, types: list[str], text: str) -> None:
    """N0: a pair of brackets goes with what stands inside, or with what stands before."""
    pairs = _bracket_pairs(sequence, types, text)
    if not pairs:
        return
    embedding = "LR"[sequence.level % 2]
    for opening, closing in pairs:
        inside = {_strong(types[sequence.places[index]]) for index in range(opening + 1, closing)} - {None}
        if embedding in inside:
            direction = embedding
        elif inside:
            direction = _context(sequence, types, opening)
        else:
            continue
        for bracket in (opening, closing):
            _set_bracket(sequence, types, text, bracket, direction)


def _strong(kind: str) -> str | None:
    return {"L": "L", "R": "R", "EN": "R", "AN": "R", "AL": "R"}.get(kind)


def _context(sequence: _Sequence, types: Sequence[str], opening: int) -> str:
    for index in range(opening - 1, -1, -1):
        if strong := _strong(types[sequence.places[index]]):
            return strong
    return sequence.before


def _set_bracket(sequence: _Sequence, types: list[str], text: str, bracket: int, direction: str) -> None:
    types[sequence.places[bracket]] = direction
    for index in range(bracket + 1, len(sequence.places)):
        place = sequence.places[index]
        if unicodedata.bidirectional(text[place]) != "NSM":
            break
        types[place] = direction


def _bracket_pairs(sequence: _Sequence, types: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Pairs in the order in which they open (BD16); none at all where more than 63 are open at once."""
    opened: list[tuple[str, int]] = []
    pairs = []
    for index, place in enumerate(sequence.places):
        if types[place] != "ON":
            continue
        character = _SAME_BRACKET.get(text[place], text[place])
        if text[place] in _CLOSING:
            if len(opened) == _MOST_OPEN_BRACKETS:
                return []
            opened.append((_CLOSING[text[place]], index))
        elif character in _CLOSERS:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == character:
                    pairs.append((opened[depth][1], index))
                    del opened[depth:]
                    break
    return sorted(pairs)
