"""What came out of the printer, set beside what each job gives alone on a fresh printer of the same kind."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ocom809.virtual import Ending, VirtualPrinter
from ocom809.virtual.paper import row_bytes
from ocom809.virtual.personality import personality_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocom809.virtual import Ticket

_MOST_HIDDEN_ROWS: Final = 30
"""Half a line of text or strips may lack the dots of its upper rows."""
_REFERENCES_KEPT: Final = 8192
_NEWEST_KEPT: Final = 8


@lru_cache(maxsize=_REFERENCES_KEPT)
def reference(unit: str, data: bytes) -> bytes:
    """The rows from the first black one to the last that these bytes give alone, on a fresh printer whose cuts wait."""
    patient = replace(personality_named(unit), overtaken_rows=0, stalled_rows=0)
    printer = VirtualPrinter(personality=patient, clock=_no_time)
    taken = printer.receive(data)
    if taken != len(data):
        raise ValueError(f"a fresh printer took {taken} of {len(data)} bytes")
    size = row_bytes(patient.width_dots)
    return _without_margins(b"".join(piece.dots for piece in (*printer.tickets, printer.paper)), size)


@dataclass(frozen=True, slots=True)
class Strip:
    """Paper that hung together.

    Attributes:
        rows: Its rows as bytes.
        changed_at: Behind how many rows the roll ended, and went on on the next one.
    """

    rows: bytes
    changed_at: tuple[int, ...] = ()


class Paper:
    """All that came out of a printer so far, piece by piece.

    Args:
        printer: Which printer.
    """

    def __init__(self, printer: VirtualPrinter) -> None:
        self.row_bytes = row_bytes(printer.personality.width_dots)
        self._knife = printer.personality.head_to_knife_dots
        self.strips = self._joined([*printer.tickets, printer.paper])

    def places(self, block: bytes, *, in_one_piece: bool = True) -> list[tuple[int, int, bool]]:
        """Where this block stands whole: strip, row, and whether the roll was changed in the midst of it."""
        found = []
        for number, strip in enumerate(self.strips if in_one_piece else [self.whole]):
            for row in _found(strip.rows, block, self.row_bytes):
                end = row + len(block) // self.row_bytes
                found.append((number, row, any(row < at < end for at in strip.changed_at)))
        return found

    @property
    def whole(self) -> Strip:
        """All strips as if nothing had been cut."""
        return Strip(b"".join(strip.rows for strip in self.strips))

    def strays(self, blocks: Sequence[bytes], damaged: Sequence[bytes]) -> int:
        """Rows with dots of no receipt: not of the whole ``blocks``, and in no beginning of a ``damaged`` one."""
        rows = self.whole.rows
        for block in blocks:
            for row in _found(rows, block, self.row_bytes):
                at = row * self.row_bytes
                rows = rows[:at] + bytes(len(block)) + rows[at + len(block) :]
        return _unexplained(_as_numbers(rows, self.row_bytes), [_as_numbers(each, self.row_bytes) for each in damaged])

    def _joined(self, pieces: Sequence[Ticket]) -> list[Strip]:
        strips: list[Strip] = []
        goes_on, gap = False, 0
        for piece in pieces:
            # A new roll begins with the blank paper between knife and head, which no receipt has; a knife that is
            # early may cut in the midst of it.
            rest = piece.dots[gap * self.row_bytes :]
            gap = max(0, gap - piece.height_dots)
            if goes_on:
                before = strips.pop()
                place = len(before.rows) // self.row_bytes
                strips.append(Strip(before.rows + rest, (*before.changed_at, place)))
            else:
                strips.append(Strip(rest))
            goes_on = piece.ended is Ending.PAPER_END
            gap = self._knife if goes_on else gap
        return strips


class Counted:
    """The pieces of paper of a long day, counted by what is on them; nothing else of them is kept.

    Args:
        printer: Whose paper; each piece is looked at when it comes off.
    """

    def __init__(self, printer: VirtualPrinter) -> None:
        self._size = row_bytes(printer.personality.width_dots)
        self._knife = printer.personality.head_to_knife_dots
        self._counts: Counter[bytes] = Counter()
        self._words: dict[bytes, str] = {}
        self._wanted: set[bytes] = set()
        self._begun = b""
        self._newest: deque[bytes] = deque(maxlen=_NEWEST_KEPT)
        printer.watch(on_ticket=self._take)

    def count(self, block: bytes) -> int:
        """How many pieces there are with just this on them, or, of the newest, with something broken above it."""
        key = _digest(block)
        self._wanted.add(key)
        return self._counts[key] or sum(bool(_found(rows, block, self._size)) for rows in self._newest)

    def twice(self) -> list[tuple[str, int]]:
        """What is on more than one piece, in words, and on how many."""
        return [(self._words[key], count) for key, count in self._counts.items() if count > 1 and key in self._wanted]

    def damaged(self) -> int:
        """How many pieces have something else on them than what was asked for."""
        return sum(count for key, count in self._counts.items() if key not in self._wanted)

    def _take(self, ticket: Ticket) -> None:
        rows = self._begun + ticket.dots[self._knife * self._size if self._begun else 0 :]
        self._begun = rows if ticket.ended is Ending.PAPER_END else b""
        block = _without_margins(rows, self._size)
        if not self._begun and block:
            key = _digest(block)
            self._newest.append(block)
            self._counts[key] += 1
            self._words[key] = ticket.text[:60]


def _digest(block: bytes) -> bytes:
    return hashlib.blake2b(block, digest_size=16).digest()


def _unexplained(rows: list[int], damaged: list[list[int]]) -> int:
    """How many black rows are not those of a beginning of something damaged."""
    place = strays = 0
    while place < len(rows):
        if not rows[place]:
            place += 1
            continue
        explained = max((_explained(rows, place, each) for each in damaged), default=0)
        strays += not explained
        place += explained or 1
    return strays and _fewest_unexplained(rows, damaged)


def _fewest_unexplained(rows: list[int], damaged: list[list[int]]) -> int:
    """The same, where each beginning may be as short as it suits the next: black explains what stands below it too."""
    fewest = [0] * (len(rows) + 1)
    for place in reversed(range(len(rows))):
        reach = max((_explained(rows, place, each) for each in damaged), default=0) if rows[place] else 0
        fewest[place] = min([bool(rows[place]) + fewest[place + 1], *fewest[place + 1 : place + 1 + reach]])
    return fewest[0]


def _explained(rows: list[int], place: int, block: list[int]) -> int:
    """How many rows from here are dots of this block, from its beginning on."""
    return max(_run(rows, place, block[hidden:]) for hidden in range(min(_MOST_HIDDEN_ROWS, len(block))))


def _run(rows: list[int], place: int, block: list[int]) -> int:
    count = 0
    for row, wanted in zip(rows[place:], block, strict=False):
        if row & ~wanted:
            break
        count += 1
    return count


def _found(rows: bytes, block: bytes, size: int) -> list[int]:
    places, at = [], rows.find(block) if block else -1
    while at >= 0:
        if at % size == 0:
            places.append(at // size)
        at = rows.find(block, at + (len(block) if at % size == 0 else 1))
    return places


def _as_numbers(rows: bytes, size: int) -> list[int]:
    return [int.from_bytes(rows[at : at + size]) for at in range(0, len(rows), size)]


def _without_margins(rows: bytes, size: int) -> bytes:
    first = (len(rows) - len(rows.lstrip(b"\0"))) // size
    last = -(-len(rows.rstrip(b"\0")) // size)
    return rows[first * size : last * size]


def _no_time() -> float:
    return 0.0
