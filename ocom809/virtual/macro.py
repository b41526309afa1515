"""The macro of GS : and GS ^: what was recorded, and what is still to be carried out of it."""

from __future__ import annotations

import dataclasses
from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction

LONGEST_BYTES: Final = 2048
# A few bytes can ask for 255 runs of 2048 bytes. All runs together carry out this many bytes, and a few more for each
# byte that was received; a real printer has no such limit, but it runs out of paper.
RUN_BYTES: Final = 65536
RUN_BYTES_PER_RECEIVED: Final = 4


class Macro:
    """Lives in RAM: ESC @ keeps it, a power cycle does not.

    Attributes:
        recording: Whether GS : has begun a definition that has not ended.
        waiting: Instructions of a run that have not been carried out yet.
    """

    __slots__ = ("_bytes", "_full", "_instructions", "_run_bytes", "recording", "waiting")

    def __init__(self) -> None:
        self.recording = False
        self.waiting: deque[Instruction] = deque()
        self._run_bytes = 0
        self.clear()

    @property
    def is_active(self) -> bool:
        """Whether it has to do with the next instruction."""
        return self.recording or bool(self.waiting)

    @property
    def is_defined(self) -> bool:
        """Whether there is anything to run."""
        return bool(self._instructions)

    @property
    def size(self) -> int:
        """Bytes that it holds."""
        return self._bytes

    def clear(self) -> None:
        """Undefined, and no definition under way."""
        self.recording = False
        self._instructions: list[Instruction] = []
        self._bytes = 0
        self._full = False

    def begin(self) -> None:
        """Start a definition; the old one is gone."""
        self.clear()
        self.recording = True

    def record(self, instruction: Instruction) -> None:
        """Take an instruction in; from the first one on that does not fit nothing is kept, of text as much as fits."""
        room = 0 if self._full else LONGEST_BYTES - self._bytes
        if len(instruction.data) > room:
            self._full = True
            if instruction.name != "text":
                return
            kept = instruction.data[:room]
            instruction = dataclasses.replace(instruction, data=kept, payload=kept)
        if instruction.data:
            self._instructions.append(instruction)
            self._bytes += len(instruction.data)

    def run(self, times: int, received: int) -> int:
        """Let it wait to be carried out.

        Args:
            times: How often.
            received: Bytes that the printer has received so far.

        Returns:
            How often it will be, which the bound on all runs may make fewer.
        """
        left = RUN_BYTES + RUN_BYTES_PER_RECEIVED * received - self._run_bytes
        allowed = min(times, max(0, left) // self._bytes)
        self._run_bytes += allowed * self._bytes
        self.waiting.extend(self._instructions * allowed)
        return allowed
