"""What a printer may be waiting for that has read a part of a job, and what comes of the bytes that it gets then."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from ocom809.commands.framing import half_of, span_at, spans
from ocom809.commands.framing_settings import longest_rest
from ocom809.commands.side_effects import SideEffect, bytes_that_may_follow, changes_a_setting, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.commands.framing import Span

# What is longer is judged by its beginning where many offsets within it are possible; no barcode and no setting is.
_HEAD_BYTES: Final = 288
_HEADER_BYTES: Final = 16
# Dots are dots: what these do is never judged by what they hold, so that a shorter one may be judged by its beginning.
_PICTURES: Final = frozenset({b"\x1dv0", b"\x1dQ0", b"\x1b*"})
_FEW_BYTES: Final = 32
_FEW_OFFSETS: Final = 64
# No opening is longer, so that it does not matter how much more is missing.
_MANY: Final = 9
_MOST_NULS: Final = 16 * 1024 * 1024
_FEW_NULS: Final = 512
_FIRST_CHARACTER: Final = 0x20
_FIRST_LEAD: Final = 0x80
_SETTING_LEAD: Final = b"\x1f"


class State(NamedTuple):
    """What a printer may be waiting for.

    Attributes:
        head: The bytes of the half instruction that are here; of a long one its beginning.
        missing: How many are missing, up to 9, where ``head`` is only the beginning; else None.
        asked: The whole instruction as the job has it, where it changes a setting.
    """

    head: bytes = b""
    missing: int | None = None
    asked: bytes = b""


class Outcome(NamedTuple):
    """What comes of some bytes: what they bring about, and how many NULs must follow them until nothing is half."""

    effects: frozenset[SideEffect]
    nuls: int


class Possible(NamedTuple):
    """Everything that is possible.

    Attributes:
        read: The instructions of which the printer may have read something.
        states: Behind how many of the offsets the printer is in each state.
        longest: The most bytes that are missing of an instruction of which ``states`` knows 9 or fewer.
    """

    read: tuple[Span, ...]
    states: Counter[State]
    longest: int


IDLE: Final = State()
# Half a two-byte character, or the end of a whole one: which, depends on what the printer is set to.
_HALF_CHARACTER: Final = State(missing=1)


def possible(data: bytes, lowest: int, highest: int) -> Possible:
    """What a printer may be waiting for that has read between ``lowest`` and ``highest`` bytes."""
    read = tuple(takewhile(lambda span: span.start < highest, spans(data)))
    states = Counter({IDLE: 1} if lowest == 0 else {})
    longest = 0
    for span in read:
        offsets = range(max(span.start + 1, lowest), min(span.end, highest) + 1)
        size, few = (_FEW_BYTES, _FEW_BYTES) if span.opcode in _PICTURES else (_HEAD_BYTES, _FEW_OFFSETS)
        if span.sure and span.end - span.start > size and len(offsets) > few:
            longest = max(longest, span.end - max(offsets.start, span.start + _HEADER_BYTES))
            states.update(_long(data, span, offsets))
        else:
            states.update(state_at(data, span, offset) for offset in offsets)
    return Possible(read, states, longest)


def state_at(data: bytes, span: Span, offset: int) -> State:
    """What the printer waits for that has read this instruction up to ``offset``."""
    if data[span.start] >= _FIRST_CHARACTER:
        return _HALF_CHARACTER if data[offset - 1] >= _FIRST_LEAD else IDLE
    if half_of(data, span, offset) is None:
        return IDLE
    asked = data[span.start : span.end] if changes_a_setting(span.opcode) else b""
    return State(data[span.start : offset], asked=asked)


def outcome(state: State, opening: bytes) -> Outcome:
    """What comes of these bytes in this state."""
    effects: set[SideEffect | None] = set()
    head, rest, nuls = state.head, opening, 0
    if state.missing is not None:
        effects.add(_judged_by_head(head, opening[: state.missing]))
        head, rest, nuls = b"", opening[state.missing :], max(0, state.missing - len(opening))
    while (head or rest) and nuls <= _MOST_NULS:
        effect, rest, more = _completed(head, rest, state.asked)
        effects.add(effect)
        head, nuls = b"", nuls + more
    return Outcome(frozenset(effect for effect in effects if effect), nuls)


def _judged_by_head(head: bytes, taken: bytes) -> SideEffect | None:
    """What a long instruction brings about; what is added to it begins with ``taken``."""
    added = taken or b"\0"
    return judge(span_at(head, 0, len(head)).opcode, head + added, added) if head else None


def _completed(head: bytes, rest: bytes, asked: bytes) -> tuple[SideEffect | None, bytes, int]:
    """The first instruction of these bytes, with NULs where it wants more: its effect, what is left, and the NULs."""
    whole, span, nuls = _with_nuls(head + rest)
    left = whole[span.end :]
    if nuls > _MOST_NULS or whole[0] >= _FIRST_CHARACTER:
        return (SideEffect.LINE if nuls <= _MOST_NULS else None), left, nuls
    instruction = whole[: span.end]
    effect = judge(span.opcode, instruction, instruction[len(head) :])
    if effect is SideEffect.SETTING and asked.startswith(instruction):
        effect = SideEffect.SETTING_AS_ASKED
    return effect, left, nuls + max(0, _more_wanted(head, span) - len(left))


def _with_nuls(whole: bytes) -> tuple[bytes, Span, int]:
    """The bytes with the NULs that the first instruction wants, where that is, and how many they are.

    Where there are many, and it is known how many, only the first ones are built.
    """
    span, nuls = span_at(whole, 0, len(whole)), 0
    while (span.end > len(whole) or not span.sure) and nuls <= _MOST_NULS:
        more = max(1, span.end - len(whole))
        nuls += more
        whole += bytes(min(more, _FEW_NULS if span.sure else _MOST_NULS))
        if span.sure and more > _FEW_NULS:
            break
        span = span_at(whole, 0, len(whole))
    return whole, span, nuls


def _more_wanted(head: bytes, span: Span) -> int:
    """How many bytes more than we count a printer may count to a setting.

    Some tools send something behind it, others do not; and where the job broke off within its opcode, the printer may
    have been sure of it already.
    """
    if changes_a_setting(span.opcode):
        return bytes_that_may_follow(span.opcode)
    return longest_rest(head) if head[:1] == _SETTING_LEAD else 0


def _long(data: bytes, span: Span, offsets: range) -> Iterator[State]:
    """The states behind many offsets in a long instruction: its header one by one, the rest by what is missing."""
    header = range(offsets.start, min(offsets.stop, span.start + _HEADER_BYTES))
    yield from (state_at(data, span, offset) for offset in header)
    head = data[span.start : span.start + _HEADER_BYTES]
    many = State(head, _MANY)
    for offset in range(max(header.stop, offsets.start), offsets.stop):
        missing = span.end - offset
        yield many if missing >= _MANY else State(head, missing) if missing else IDLE
