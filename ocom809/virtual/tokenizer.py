"""A stream cut into instructions; any way of splitting it into pieces gives the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.instructions import INSTRUCTIONS, PREFIXES
from ocom809.virtual.reader import PAYLOAD_LIMIT, Reader, Steps
from ocom809.virtual.whole_instructions import TEXT_LONGEST, frame_whole_ones

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction

_FIRST_CHARACTER: Final = 0x20
_DC2: Final = 0x12


class Tokenizer:
    """Takes bytes as they come and gives instructions as they become complete.

    It never raises, whatever the bytes are, and every byte becomes part of exactly one instruction. A run of characters
    is complete when something else follows it; ``flush`` gives it out before that.

    Args:
        payload_limit: Bytes of payload that one instruction may keep; see ``reader`` for what happens beyond.
    """

    def __init__(self, *, payload_limit: int = PAYLOAD_LIMIT) -> None:
        self._reader = Reader(payload_limit)
        self._steps = self._read()
        next(self._steps)

    def feed(self, data: bytes) -> list[Instruction]:
        """The instructions that ``data`` completes, in order."""
        self._reader.append(data)
        next(self._steps)
        return self._given_out()

    def flush(self) -> list[Instruction]:
        """The characters that wait for what follows them: for when nothing follows, such as a closed connection.

        An instruction that is only half received stays pending.
        """
        pending = self._reader.pending
        if not pending or pending[0] < _FIRST_CHARACTER or self.skipping:
            return []
        self._steps.close()
        self._reader.begin()
        self._reader.held_text(TEXT_LONGEST)
        self._reader.finish("text")
        self._steps = self._read()
        next(self._steps)
        return self._given_out()

    def reset(self) -> None:
        """Forget a half-received instruction and start anew; offsets go on."""
        self._steps.close()
        offset = self.offset
        limit = self._reader.payload_limit
        self._reader = Reader(limit)
        self._reader.offset = offset
        self._steps = self._read()
        next(self._steps)

    @property
    def pending(self) -> bytes:
        """The bytes that belong to no complete instruction yet."""
        return self._reader.pending

    def arrived(self, start: int, stop: int) -> bytes:
        """A part of ``pending``, as far as it is here."""
        return self._reader.arrived(start, stop)

    @property
    def skipping(self) -> bool:
        """Whether the data of an oversized instruction is still being consumed."""
        return self._reader.skipping

    @property
    def offset(self) -> int:
        """Bytes received so far."""
        return self._reader.offset + len(self._reader.pending)

    def _given_out(self) -> list[Instruction]:
        self._reader.compact()
        found, self._reader.found = self._reader.found, []
        return found

    def _read(self) -> Steps:
        reader = self._reader
        while True:
            reader.begin()
            reader.take(frame_whole_ones)
            yield from reader.need(1)
            if reader.ahead() >= _FIRST_CHARACTER:
                yield from reader.text(TEXT_LONGEST)
                reader.finish("text")
            else:
                yield from self._instruction(reader)

    def _instruction(self, reader: Reader) -> Steps:
        opcode = reader.advance(1)
        while opcode in PREFIXES:
            yield from reader.need(1)
            opcode += reader.advance(1)
        known = _longest_known(opcode)
        reader.step_back(len(opcode) - len(known))
        if known in INSTRUCTIONS:
            yield from INSTRUCTIONS[known].frame(reader)
        reader.finish(INSTRUCTIONS[known].name if known in INSTRUCTIONS else "unknown")


def _longest_known(opcode: bytes) -> bytes:
    """The longest beginning that the table holds; else what is surely part of an unknown command.

    A lead byte with a letter behind it is a command that no table holds, and the letter is no text. A lead byte with a
    control byte behind it says nothing about that byte, which may well begin the next command. DC2 is a lead byte of
    58 mm families alone; to others it is a command, with text behind it.
    """
    for size in range(len(opcode), 0, -1):
        if opcode[:size] in INSTRUCTIONS:
            return opcode[:size]
    if len(opcode) > 1 and opcode[1] >= _FIRST_CHARACTER and opcode[0] != _DC2:
        return opcode[:2]
    return opcode[:1]
