"""What numbers, marks, brackets and blanks go with: rules W1 to W7 and N0 to N2 of UAX 9."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from ocom809.receipt.scripts.brackets import CLOSERS, CLOSING, SAME_BRACKET
from ocom809.receipt.scripts.embedding import ISOLATE_STARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ocom809.receipt.scripts.embedding import IsolatingRun

_MOST_OPEN_BRACKETS: Final = 63
_NEUTRAL: Final = ("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI")


def resolve(sequence: IsolatingRun, types: list[str], text: str) -> None:
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


def _resolve_weak(sequence: IsolatingRun, types: list[str]) -> None:
    before = strong = sequence.before
    for place in sequence.places:
        kind = types[place]
        if kind == "NSM":  # W1
            kind = "ON" if before in (*ISOLATE_STARTS, "PDI") else before
        before = kind
        if kind in ("L", "R", "AL"):
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


def _join_numbers(sequence: IsolatingRun, types: list[str]) -> None:
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


def _resolve_brackets(sequence: IsolatingRun, types: list[str], text: str) -> None:
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


def _context(sequence: IsolatingRun, types: Sequence[str], opening: int) -> str:
    for index in range(opening - 1, -1, -1):
        if strong := _strong(types[sequence.places[index]]):
            return strong
    return sequence.before


def _set_bracket(sequence: IsolatingRun, types: list[str], text: str, bracket: int, direction: str) -> None:
    types[sequence.places[bracket]] = direction
    for index in range(bracket + 1, len(sequence.places)):
        place = sequence.places[index]
        if unicodedata.bidirectional(text[place]) != "NSM":
            break
        types[place] = direction


def _bracket_pairs(sequence: IsolatingRun, types: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Pairs in the order in which they open (BD16); none at all where more than 63 are open at once."""
    opened: list[tuple[str, int]] = []
    pairs = []
    for index, place in enumerate(sequence.places):
        if types[place] != "ON":
            continue
        character = SAME_BRACKET.get(text[place], text[place])
        if text[place] in CLOSING:
            if len(opened) == _MOST_OPEN_BRACKETS:
                return []
            opened.append((CLOSING[text[place]], index))
        elif character in CLOSERS:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == character:
                    pairs.append((opened[depth][1], index))
                    del opened[depth:]
                    break
    return sorted(pairs)
