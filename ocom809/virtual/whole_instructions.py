"""The short way through a stream: instructions that are here as a whole and of a length that is soon known.

Nearly all of a stream is such: runs of characters, and opcodes with a few parameters. The tokenizer takes what is left,
which is data of any length and whatever has not arrived yet, with the frames themselves; both ways give the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ocom809.virtual.framing import Parameters
from ocom809.virtual.instruction import Instruction
from ocom809.virtual.instructions import INSTRUCTIONS, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT_LONGEST: Final = 4096
"""Characters of one run; a longer one is cut there."""
_CHARACTERS: Final = re.compile(rb"[\x20-\xff]{1,%d}" % TEXT_LONGEST)
_FIRST_CHARACTER: Final = 0x20
_LONGEST_OPCODE: Final = 2


class _Plan(NamedTuple):
    """How long an instruction is: its opcode, and its parameters as ``Parameters`` counts them."""

    name: str
    opcode_bytes: int
    parameters: int
    by_first: Mapping[int, int]


def frame_whole_ones(buffer: bytearray, start: int, offset: int, found: list[Instruction]) -> int:
    """Add the instructions that stand in ``buffer`` from ``start`` on, and return where the first other one begins.

    Args:
        buffer: What has arrived.
        start: Where an instruction begins.
        offset: Where that stands in the stream.
        found: Gets the instructions.
    """
    size, shift = len(buffer), offset - start
    at = start
    while at < size:
        if buffer[at] >= _FIRST_CHARACTER:
            end = _end_of_text(buffer, at)
            if end == size and end - at < TEXT_LONGEST:
                break
            text = bytes(buffer[at:end])
            found.append(Instruction(at + shift, "text", text, (), text))
        else:
            plan = _PLANS.get(buffer[at]) or _PLANS.get(buffer[at] << 8 | (buffer[at + 1] if at + 1 < size else 0))
            end = _end_of_plan(plan, buffer, at) if plan else 0
            if plan is None or not at < end <= size:
                break
            data = bytes(buffer[at:end])
            found.append(Instruction(at + shift, plan.name, data, tuple(data[plan.opcode_bytes :])))
        at = end
    return at


def _end_of_text(buffer: bytearray, at: int) -> int:
    match = _CHARACTERS.match(buffer, at)
    return match.end() if match else at


def _end_of_plan(plan: _Plan, buffer: bytearray, at: int) -> int:
    """Where it ends, perhaps beyond what is here; 0 where that depends on what is not here."""
    first = at + plan.opcode_bytes
    if not plan.by_first:
        return first + plan.parameters
    return first + plan.by_first.get(buffer[first], plan.parameters) if first < len(buffer) else 0


def _plans() -> dict[int, _Plan]:
    """By opcode as a number: those that no longer opcode begins with."""
    short = {opcode: entry for opcode, entry in INSTRUCTIONS.items() if len(opcode) <= _LONGEST_OPCODE}
    return {
        int.from_bytes(opcode): _Plan(entry.name, len(opcode), entry.frame.count, entry.frame.by_first)
        for opcode, entry in short.items()
        if opcode not in PREFIXES and isinstance(entry.frame, Parameters)
    }


_PLANS: Final = _plans()
