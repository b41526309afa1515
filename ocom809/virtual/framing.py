"""How long an instruction is: the ways in which the manual counts parameters and data.

A frame is a generator that asks a ``Reader`` for the bytes that belong to one instruction and yields whenever they have
not arrived yet. So a frame reads like the manual's table and does not care how the stream was cut into pieces.

A decision, where the manual says nothing: real-time commands (DLE EOT, DLE ENQ, DLE DC4) are instructions like any
other and stand only between instructions; inside a picture or a symbol their bytes are data. One measured unit of the
class behaves so within GS v 0; Epson's printers would answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ocom809.virtual.reader import Reader, Steps

Frame: TypeAlias = Callable[[Reader], Steps]


@dataclass(frozen=True, slots=True)
class Parameters:
    """A frame of parameters alone: so many, or as many as the first of them says, which is counted too.

    Attributes:
        count: How many where the first of them is not in ``by_first``.
        by_first: How many in all by the first.
    """

    count: int
    by_first: Mapping[int, int] = field(default_factory=dict)

    def __call__(self, reader: Reader) -> Steps:
        """Take them."""
        if not self.by_first:
            yield from reader.parameters(self.count)
            return
        (first,) = yield from reader.parameters(1)
        yield from reader.parameters(self.by_first.get(first, self.count) - 1)


none: Final = Parameters(0)
"""The opcode is all there is."""


def fixed(count: int) -> Parameters:
    """``count`` parameters."""
    return Parameters(count)


def by_first(lengths: Mapping[int, int], otherwise: int = 1) -> Parameters:
    """As many parameters as the first of them says, which is counted too."""
    return Parameters(otherwise, lengths)


def fixed_with_data(count: int, data: int) -> Frame:
    """``count`` parameters and ``data`` bytes."""

    def frame(reader: Reader) -> Steps:
        yield from reader.parameters(count)
        yield from reader.payload(data)

    return frame


def sized(before: int, width: int = 2) -> Frame:
    """``before`` parameters, then a length of ``width`` bytes, low byte first, then that many bytes of data."""

    def frame(reader: Reader) -> Steps:
        yield from reader.parameters(before)
        size = yield from reader.parameters(width)
        yield from reader.payload(int.from_bytes(size, "little"))

    return frame


def strings(before: int, *longest: int) -> Frame:
    """``before`` parameters, then texts that end with NUL each."""

    def frame(reader: Reader) -> Steps:
        yield from reader.parameters(before)
        for length in longest:
            yield from reader.payload_until_nul(length)

    return frame
