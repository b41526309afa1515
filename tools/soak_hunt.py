"""Breeds slow streams from slow ones: keeps the slowest, mutates them, and keeps what is slower still."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, NamedTuple

from soak_checks import printed
from soak_streams import MAKERS, MUTATIONS, OPCODES, Stream

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

MOST_BYTES: Final = 8192
KEPT: Final = 12
FIRST_ONES: Final = 100
MOST_REPEATED: Final = 64


class Suspect(NamedTuple):
    """A stream and the seconds of the processor that it took."""

    seconds: float
    data: bytes


def slower_ones(dice: random.Random, seconds: float) -> Iterator[Suspect]:
    """The streams that are slower than all before them, for so many seconds."""
    end = time.monotonic() + seconds
    kept = sorted(measured(dice.choice(MAKERS)(dice)) for _ in range(FIRST_ONES))[-KEPT:]
    yield kept[-1]
    while time.monotonic() < end:
        found = measured(child(dice.choice(kept).data, dice.choice(kept).data, dice))
        # Slower once may have been the machine; what is slower twice is kept with the lesser time.
        if found > kept[0]:
            found = min(found, measured(found.data))
        if found > kept[-1]:
            yield found
        kept = sorted([*kept, found])[-KEPT:]


def measured(data: bytes) -> Suspect:
    """Print it as the soak does, once."""
    data = data[:MOST_BYTES]
    begin = time.process_time()
    printed(Stream(data, (), "ocpp-809"), ())
    return Suspect(time.process_time() - begin, data)


def child(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """The stream with a few things changed, or with some of its bytes over and over."""
    changed = bytearray(data)
    for _ in range(dice.randrange(1, 5)):
        dice.choice((*MUTATIONS, _again, _again, _opcode))(changed, dice)
    if dice.randrange(4) == 0:
        place = dice.randrange(len(changed) + 1)
        changed[place:] = other[dice.randrange(len(other) + 1) :]
    return bytes(changed)


def _again(data: bytearray, dice: random.Random) -> None:
    """A piece of it over and over, to the end of the room that there is."""
    start = dice.randrange(len(data) + 1)
    piece = data[start : start + dice.choice((2, 4, 8, 20, 60))]
    data[start:start] = piece * dice.randrange(MOST_REPEATED)
    del data[MOST_BYTES:]


def _opcode(data: bytearray, dice: random.Random) -> None:
    place = dice.randrange(len(data) + 1)
    data[place:place] = dice.choice(OPCODES) + dice.randbytes(dice.randrange(4))
