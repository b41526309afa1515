"""The receive buffer: what has been taken from the wire and not been carried out yet."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ocom809.virtual.tokenizer import Tokenizer

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction


class Intake:
    """Bytes become instructions as they arrive; instructions wait here for their turn.

    The rows of a picture that is still arriving are printed as they come (see ``underway``). The beginning of any other
    instruction takes no room while the printer can work, however long the instruction is; while it cannot, that
    beginning fills the buffer like everything else.

    Args:
        capacity: Bytes that the buffer holds.
    """

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.received = 0
        self._tokenizer = Tokenizer()
        self._waiting: deque[Instruction] = deque()
        self._waiting_bytes = 0
        self._pending_bytes = 0

    @property
    def is_waiting(self) -> bool:
        """Whether a complete instruction waits for its turn."""
        return bool(self._waiting)

    @property
    def arriving(self) -> int:
        """Bytes of an instruction that is not complete."""
        return self._pending_bytes

    @property
    def complete(self) -> int:
        """Bytes of the instructions that are complete: where the one that arrives began."""
        return self.received - self._pending_bytes

    @property
    def skipping(self) -> bool:
        """Whether what arrives is the data of an oversized instruction."""
        return self._tokenizer.skipping

    def arrived(self, start: int, stop: int) -> bytes:
        """Bytes of the instruction that is not complete, as far as they are here."""
        return self._tokenizer.arrived(start, stop)

    def room(self, arriving: int) -> int:
        """Bytes that may be taken now, where so many of those that arrive take room themselves."""
        return max(0, self.capacity - self._waiting_bytes - arriving)

    def feed(self, data: bytes) -> list[Instruction]:
        """Take ``data`` in; the instructions that it completes are the caller's to carry out or to put in the queue."""
        self.received += len(data)
        self._pending_bytes += len(data)
        return self._completed(self._tokenizer.feed(data))

    def end_text(self) -> list[Instruction]:
        """Characters that waited for what follows them, when nothing follows; half an instruction stays."""
        return self._completed(self._tokenizer.flush())

    def put(self, instruction: Instruction) -> None:
        """Let ``instruction`` wait for its turn."""
        self._waiting.append(instruction)
        self._waiting_bytes += len(instruction.data)

    def next(self) -> Instruction:
        """The instruction whose turn it is."""
        instruction = self._waiting.popleft()
        self._waiting_bytes -= len(instruction.data)
        return instruction

    def take_back(self) -> bytes:
        """The bytes of an instruction that is only half here, which will not become one."""
        found = self._tokenizer.pending
        self._tokenizer.reset()
        self._pending_bytes = 0
        return found

    def clear_waiting(self) -> None:
        """Forget the instructions that wait; the one that is arriving stands behind whatever asked for this."""
        self._waiting.clear()
        self._waiting_bytes = 0

    def clear(self) -> None:
        """Forget everything that was received, half instructions too."""
        self.clear_waiting()
        self._tokenizer.reset()
        self._pending_bytes = 0

    def _completed(self, found: list[Instruction]) -> list[Instruction]:
        self._pending_bytes -= sum(len(instruction.data) for instruction in found)
        return found
