"""Bytes as they arrive, and the instruction that is being read from them.

Decisions, where the manual says nothing:

* A list that ends with NUL never takes more than its longest length and one byte, whatever that byte is.
* A payload above the limit is consumed and counted but not kept: the instruction appears as ``oversized`` with the
  bytes up to its data, and the data as ``skipped`` blocks of 64 KiB, so memory stays bounded and the stream in step.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Final, TypeAlias

from ocom809.virtual.instruction import Instruction

PAYLOAD_LIMIT: Final = 8 * 1024 * 1024
SKIP_BLOCK: Final = 65536
_CHARACTERS: Final = bytes(range(0x20, 0x100))

Steps: TypeAlias = Generator[None, None, None]
Taking: TypeAlias = Generator[None, None, bytes]


class Reader:
    """Bytes as they arrive, and the instruction that is being read from them.

    Args:
        payload_limit: Bytes of payload that one instruction may keep.
    """

    __slots__ = (
        "_buffer",
        "_cursor",
        "_payload_end",
        "_payload_start",
        "_start",
        "_values",
        "found",
        "offset",
        "payload_limit",
        "skipping",
    )  # fmt: skip

    def __init__(self, payload_limit: int) -> None:
        self.payload_limit = payload_limit
        self._buffer = bytearray()
        self._start = 0
        self.offset = 0
        self.found: list[Instruction] = []
        self.begin()

    def append(self, data: bytes) -> None:
        """Take what arrived."""
        self._buffer += data

    def compact(self) -> None:
        """Forget the bytes of finished instructions."""
        del self._buffer[: self._start]
        self._cursor -= self._start
        self._start = 0

    def take(self, frame: Callable[[bytearray, int, int, list[Instruction]], int]) -> None:
        """Let ``frame`` take out what it can of the bytes that stand before it; it tells where it stopped."""
        end = frame(self._buffer, self._start, self.offset, self.found)
        self.offset += end - self._start
        self._start = self._cursor = end

    @property
    def pending(self) -> bytes:
        """The bytes of the instruction that is not complete yet."""
        return bytes(self._buffer[self._start :])

    def arrived(self, start: int, stop: int) -> bytes:
        """A part of ``pending``, as far as it is here."""
        return bytes(self._buffer[self._start + start : self._start + stop])

    def begin(self) -> None:
        """Start the next instruction where the last one ended."""
        self._cursor = self._start
        self._values: list[int] = []
        self._payload_start = self._payload_end = 0
        self.skipping = False

    def finish(self, name: str) -> None:
        """The instruction is complete."""
        if not self.skipping:
            self._emit(name)

    def need(self, count: int) -> Steps:
        """Wait until ``count`` bytes lie ahead."""
        while len(self._buffer) - self._cursor < count:
            yield

    def ahead(self, distance: int = 0) -> int:
        """A byte that lies ahead and has arrived."""
        return self._buffer[self._cursor + distance]

    def advance(self, count: int) -> bytes:
        """Take bytes that have arrived, as opcode: neither parameters nor payload."""
        taken = bytes(self._buffer[self._cursor : self._cursor + count])
        self._cursor += count
        return taken

    def step_back(self, count: int) -> None:
        """Give back bytes that turned out not to belong to this instruction."""
        self._cursor -= count

    def parameters(self, count: int) -> Taking:
        """Take ``count`` parameter bytes."""
        yield from self.need(count)
        taken = self.advance(count)
        self._values.extend(taken)
        return taken

    def payload(self, count: int) -> Taking:
        """Take ``count`` bytes of data: kept, or only consumed when there are too many."""
        if not self.skipping and self._payload_size() + count > self.payload_limit:
            self._emit("oversized")
            self.skipping = True
        if self.skipping:
            return (yield from self._skip(count))
        yield from self.need(count)
        return self._keep(count)

    def payload_until_nul(self, longest: int) -> Steps:
        """Take data up to a NUL, which is consumed and not kept."""
        size = 0
        while True:
            yield from self.need(size + 1)
            if self.ahead(size) == 0 or size == longest:
                break
            size += 1
        self._keep(size)
        self.advance(1)

    def payload_until(self, ending: bytes, longest: int) -> Steps:
        """Take data up to and with ``ending``."""
        size = len(ending)
        yield from self.need(size)
        while size < longest and not self._ends_with(ending, size):
            size += 1
            yield from self.need(size)
        self._keep(size)

    def text(self, longest: int) -> Steps:
        """Take characters up to the next control byte; a run that goes on beyond ``longest`` is cut there."""
        size = 0
        while True:
            size = self._text_size(size, longest)
            if size == longest or self._cursor + size < len(self._buffer):
                break
            yield
        self._keep(size)

    def held_text(self, longest: int) -> None:
        """Take the characters that are there, without waiting for what ends them."""
        self._keep(self._text_size(0, longest))

    def _text_size(self, size: int, longest: int) -> int:
        ahead = self._buffer[self._cursor + size : self._cursor + longest]
        rest = ahead.lstrip(_CHARACTERS)
        return size + len(ahead) - len(rest)

    def _ends_with(self, ending: bytes, size: int) -> bool:
        return self._buffer[self._cursor + size - len(ending) : self._cursor + size] == ending

    def _keep(self, count: int) -> bytes:
        if not self._payload_start:
            self._payload_start = self._payload_end = self._cursor - self._start
        taken = self.advance(count)
        self._payload_end = self._cursor - self._start
        return taken

    def _payload_size(self) -> int:
        return self._payload_end - self._payload_start

    def _skip(self, count: int) -> Taking:
        taken = b""
        while count:
            block = min(count, SKIP_BLOCK)
            yield from self.need(block)
            taken = self.advance(block)
            self._emit("skipped")
            count -= block
        # A frame that asks for a few bytes wants to count by them; nobody looks at more than one block.
        return taken

    def _emit(self, name: str) -> None:
        data = bytes(self._buffer[self._start : self._cursor])
        payload = data[self._payload_start : self._payload_end]
        self.found.append(Instruction(self.offset, name, data, tuple(self._values), payload))
        self.offset += len(data)
        self._start = self._cursor
        self._payload_start = self._payload_end = 0
        self._values = []
