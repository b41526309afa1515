"""What each instruction of a stream changes: the interpreter on a head that prints nowhere, looked at step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ocom809.virtual.decode import INCOMPLETE, decode, listing, to_dict
from ocom809.virtual.interpreter import Interpreter
from ocom809.virtual.state_words import FACTS, UNITS
from ocom809.virtual.traits import Personality

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.paper import TextLine
    from ocom809.virtual.state_words import Value

_MOST_EVENTS: Final = 20
_INDENT: Final = " " * 10


@dataclass(frozen=True, slots=True)
class Change:
    """One part of the state before and after an instruction."""

    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction with what it did.

    Attributes:
        instruction: As it stood in the stream.
        changes: What of the state is not as it was, by name; units stand in the names.
        events: What happened beside it, such as a cut, or why an instruction was ignored; 20 at most.
    """

    instruction: Instruction
    changes: Mapping[str, Change]
    events: tuple[str, ...] = ()


def steps(data: bytes, *, payload_limit: int | None = None) -> Iterator[Step]:
    """Every instruction of a stream as ``decode`` gives it, each with what it changed.

    It begins with the state of a plain unit of the class after power-up. What a macro does is told at the instruction
    that runs it.

    Args:
        data: What was sent, or would be sent, to a printer.
        payload_limit: As in ``decode``.
    """
    head = _NowhereHead()
    interpreter = Interpreter(head)
    before = _seen(interpreter, head)
    for instruction in decode(data, payload_limit=payload_limit):
        if instruction.name != INCOMPLETE:
            interpreter.run(instruction)
            interpreter.go_on()
        after = _seen(interpreter, head)
        yield Step(instruction, _compared(before, after), head.told())
        before = after


def step_lines(step: Step) -> list[str]:
    """The line of the listing, and one more for each change and event; safe to show on any terminal."""
    changed = (f"{_INDENT}{_in_words(name, change)}" for name, change in step.changes.items())
    return [listing(step.instruction), *changed, *(f"{_INDENT}! {event}" for event in step.events)]


def step_to_dict(step: Step) -> dict[str, object]:
    """The record of the instruction for JSON, with ``state`` (name: old and new) and ``events``."""
    state = {name: {"old": change.old, "new": change.new} for name, change in step.changes.items()}
    return {**to_dict(step.instruction), "state": state, "events": list(step.events)}


@dataclass(slots=True)
class _NowhereHead:
    """A head that only counts how far the paper went, and keeps a few words of what else happened."""

    down_dots: int = 0
    busy: bool = False
    events: list[str] = field(default_factory=list)

    def print_rows(self, rows: Sequence[int], *, text: str = "", lines: Sequence[TextLine] = ()) -> None:
        del text, lines
        self.down_dots += len(rows)

    def feed(self, dots: int) -> None:
        self.down_dots += dots

    def feed_to_knife(self) -> None:
        self.down_dots += _HEAD_TO_KNIFE_DOTS

    def cut(self, *, partial: bool) -> None:
        self.event("partial cut" if partial else "full cut")

    def event(self, name: str, **details: int | str) -> None:
        if name not in _LISTED and len(self.events) < _MOST_EVENTS:
            said = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in details.items())
            self.events.append(_printable(f"{name}: {said}" if said else name))

    def reply(self, data: bytes) -> None:
        self.event("reply", hex=data[:_MOST_EVENTS].hex(" "))

    def told(self) -> tuple[str, ...]:
        events, self.events = tuple(self.events), []
        return events


def _seen(interpreter: Interpreter, head: _NowhereHead) -> dict[str, object]:
    seen = {name: fact.read(interpreter) for name, fact in FACTS.items()}
    seen["position_down_mm"] = head.down_dots
    return seen


def _compared(before: dict[str, object], after: dict[str, object]) -> dict[str, Change]:
    return {
        name: Change(fact.tell(before[name]), fact.tell(after[name]))
        for name, fact in FACTS.items()
        if before[name] != after[name]
    }


def _in_words(name: str, change: Change) -> str:
    words, unit = name.replace("_", " "), ""
    for ending in UNITS:
        if name.endswith(f"_{ending}"):
            words, unit = words.removesuffix(f" {ending}"), f" {ending}"
    return f"{words}: {_said(change.old)} → {_said(change.new)}{unit}"


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list):
        return " ".join(map(str, value)) or "none"
    return str(value)


def _printable(text: str) -> str:
    return "".join(one if one.isprintable() else f"\\x{ord(one):02x}" for one in text)


# The listing itself names these, with their place.
_LISTED: Final = frozenset({"unknown", "oversized"})
_HEAD_TO_KNIFE_DOTS: Final = Personality(name="plain", about="", source="").head_to_knife_dots
