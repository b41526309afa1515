"""One break of a job: what the virtual printer does with the prologue and the next job, beside what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ocom809.commands.framing import half_of, spans
from ocom809.commands.resynchronising import resynchronisation
from ocom809.commands.side_effects import SideEffect
from ocom809.virtual import VirtualPrinter
from tools.sweep_jobs import NEXT_JOB

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.commands.framing import Span
    from ocom809.commands.resynchronising import Resynchronisation
    from ocom809.virtual.event import Event

_PRINTING: Final = frozenset({
    SideEffect.CUT, SideEffect.PAGE, SideEffect.CODE, SideEffect.PICTURE, SideEffect.MACRO, SideEffect.DOTS,
    SideEffect.LINE, SideEffect.FEED,
})  # fmt: skip
_PICTURES: Final = frozenset({b"\x1dv0"})
_BY_EVENT: Final = {
    "cut": SideEffect.CUT, "drawer": SideEffect.DRAWER, "beep": SideEffect.SOUND, "alarm": SideEffect.SOUND,
    "symbol": SideEffect.CODE, "wider than the area": SideEffect.CODE, "macro": SideEffect.MACRO,
    "pictures stored": SideEffect.STORED, "graphics stored": SideEffect.STORED,
    "user memory written": SideEffect.STORED, "speed": SideEffect.SETTING, "density": SideEffect.SETTING,
    "paper type": SideEffect.SETTING, "black mark offset": SideEffect.SETTING,
}  # fmt: skip
# The range of GS ( K fn 49 is Epson's.
_DENSEST: Final = 6
_SETTINGS: Final = frozenset({SideEffect.SETTING, SideEffect.SETTING_AS_ASKED})


@dataclass(frozen=True, slots=True)
class Break:
    """A job that broke off.

    Attributes:
        data: The job.
        offset: How many bytes of it the printer has read.
        lowest: The fewest that it may have read, as far as the host knows.
        highest: The most.
        unit: The printer's personality.
    """

    data: bytes
    offset: int
    lowest: int
    highest: int
    unit: str


@dataclass(frozen=True, slots=True)
class _Look:
    """What can be seen of a printer."""

    events: tuple[Event, ...]
    black_dots: int
    advanced_mm: float
    kept: Any


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a break: what was wrong, and what was promised."""

    problems: tuple[str, ...]
    promised: tuple[SideEffect, ...]
    bytes: int


def check(one: Break, freeing: Resynchronisation | None = None) -> Found:
    """Break it, free the printer with the prologue or with other bytes, print the next job, and compare."""
    printer = VirtualPrinter(personality=one.unit)
    _feed(printer, one.data[: one.offset])
    printer.wire_closed()
    printer.replies()
    before = _look(printer)
    freeing = freeing or resynchronisation(one.data, one.lowest, one.highest)
    _feed(printer, freeing.data)
    after = _look(printer)
    problems = [*_surprises(one, freeing, before, after, printer.replies()), *_next_job(one, freeing, printer, after)]
    return Found(tuple(problems), freeing.side_effects, len(freeing.data))


def _surprises(one: Break, freeing: Resynchronisation, before: _Look, after: _Look, replies: bytes) -> Iterator[str]:
    promised = set(freeing.side_effects)
    for event in after.events[len(before.events) :]:
        effect = _BY_EVENT.get(event.name)
        if event.name == "cut" and SideEffect.PAGE in promised:
            continue
        if effect is not None and effect not in promised and not _is_nothing(event, effect, promised):
            yield f"not promised: {event}"
    half = _half(one)
    if after.black_dots != before.black_dots + _row_begun(one) and not promised & _PRINTING:
        yield f"{after.black_dots - before.black_dots} dots"
    if after.advanced_mm != before.advanced_mm and not promised & _PRINTING and half not in _PICTURES:
        yield f"{after.advanced_mm - before.advanced_mm:.1f} mm of paper"
    if after.kept != before.kept and not promised & _SETTINGS:
        yield f"another setting: {after.kept}"
    if after.kept != before.kept and SideEffect.SETTING not in promised and after.kept != _asked(one):
        yield f"not the setting that was asked for: {after.kept}"
    if replies and SideEffect.ANSWER not in promised:
        yield f"an answer: {replies.hex(' ')}"


def _is_nothing(event: Event, effect: SideEffect, promised: set[SideEffect]) -> bool:
    """Whether the manual calls it out of range, or the macro of the job brings it about, or the job asked for it."""
    details = event.details
    if 0 in (details.get(name, 1) for name in ("on_ms", "times", "bytes")) or details.get("kind") == "nothing":
        return True
    if event.name == "density" and abs(int(details["level"])) > _DENSEST:
        return True
    if event.name == "black mark offset" and (details["which"] not in (1, 2) or details["back"] not in (0, 1, 48, 49)):
        return True
    return SideEffect.MACRO in promised or (effect in _SETTINGS and bool(promised & _SETTINGS))


def _next_job(one: Break, freeing: Resynchronisation, printer: VirtualPrinter, after: _Look) -> Iterator[str]:
    printed = printed_next(printer)
    if printed != _alone(one.unit, one.data[: _start(one, freeing)] if _is_set_up(after, one) else b""):
        yield f"another paper, the last one with {printer.tickets[-1:]}"
    if printer.paper.black_dots:
        yield "something is left on the paper"


def _is_set_up(after: _Look, one: Break) -> bool:
    return bool(after.kept != _factory(one.unit))


@lru_cache(maxsize=64)
def _alone(unit: str, set_up: bytes) -> tuple[bytes, ...]:
    """The next job on such a printer that was switched on, after it was set up with some bytes before."""
    printer = VirtualPrinter(personality=unit)
    _feed(printer, set_up)
    printer.wire_closed()
    printer.power_cycle()
    return printed_next(printer)


def printed_next(printer: VirtualPrinter) -> tuple[bytes, ...]:
    """Each piece of paper of the next job as dots, without what hung from the printer before."""
    printer.tear_off()
    tickets, blank = len(printer.tickets), len(printer.paper.dots)
    _feed(printer, NEXT_JOB)
    printer.wire_closed()
    first, *others = (ticket.dots for ticket in printer.tickets[tickets:])
    return first[blank:], *others


@lru_cache(maxsize=16)
def _factory(unit: str) -> object:
    return VirtualPrinter(personality=unit).settings.kept


def _asked(one: Break) -> object:
    """The settings of a printer that got the broken instruction whole."""
    return _set_up_by(one.unit, one.data[: _span(one).end])


@lru_cache(maxsize=64)
def _set_up_by(unit: str, data: bytes) -> object:
    printer = VirtualPrinter(personality=unit)
    _feed(printer, data)
    printer.wire_closed()
    return printer.settings.kept


def _row_begun(one: Break) -> int:
    """Black dots of a row of GS v 0 that the job had begun: it is printed when it is whole."""
    if _half(one) not in _PICTURES:
        return 0
    before, after = (VirtualPrinter(personality=one.unit) for _ in range(2))
    _feed(before, one.data[: one.offset])
    _feed(after, one.data[: one.offset] + bytes(_span(one).end - one.offset))
    before.wire_closed()
    return _look(after).black_dots - _look(before).black_dots


def _start(one: Break, freeing: Resynchronisation) -> int:
    """How much of the job the printer has carried out: with the half instruction, if the prologue completed it."""
    span = _span(one)
    whole = span.end == one.offset or SideEffect.SETTING_AS_ASKED in freeing.side_effects
    return span.end if whole else span.start


def _span(one: Break) -> Span:
    read = [span for span in _spans(one.data) if span.start < one.offset]
    return read[-1]


@lru_cache(maxsize=64)
def _spans(data: bytes) -> tuple[Span, ...]:
    return tuple(spans(data))


def _half(one: Break) -> bytes:
    half = half_of(one.data, _span(one), one.offset) if one.offset else None
    return half.opcode if half else b""


def _look(printer: VirtualPrinter) -> _Look:
    black = sum(ticket.black_dots for ticket in printer.tickets) + printer.paper.black_dots
    return _Look(printer.events, black, printer.advanced_mm, printer.settings.kept)


def _feed(printer: VirtualPrinter, data: bytes) -> None:
    if printer.receive(data) != len(data):
        raise AssertionError("the printer did not take everything")
