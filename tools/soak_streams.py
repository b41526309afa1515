"""Streams that nobody means to send: mutated ones, random instructions, and noise; each made from its seed alone."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ocom809.job import prepare
from ocom809.profile import OCPP809
from ocom809.receipt import demo_receipt
from ocom809.virtual import PERSONALITIES
from ocom809.virtual.faults import FaultKind
from ocom809.virtual.instructions import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

FOREIGN = Path(__file__).resolve().parent.parent / "tests" / "foreign"
OPCODES: Final = tuple(entry.opcode for entry in NAMES.values() if entry.opcode)
LEADS: Final = (b"\x1b", b"\x1d", b"\x1c", b"\x10", b"\x12", b"\x1f", b"\x1f\x1b\x1f", b"\x1d(", b"\x1d8L", b"\x1c(")
# Values at which counting goes wrong, rather than any of 256.
EDGES: Final = (0, 1, 2, 3, 8, 24, 33, 48, 49, 50, 64, 65, 66, 107, 112, 127, 128, 250, 254, 255)
FAULTS: Final = tuple(kind.value for kind in FaultKind)
MOST_MUTATIONS: Final = 30
MOST_INSTRUCTIONS: Final = 60
NOISE_BYTES: Final = 4000
ONE_IN_WHOLE: Final = 6
PIECE_BYTES: Final = 600
# What was received before the paper was so long is printed, and how much that is depends on the chunks.
CUT_OFF: Final = frozenset({"stall@20mm", "disconnect@20mm"})
ONE_IN_FAULTY: Final = 5
ONE_IN_COMPARED: Final = 10
ONE_IN_LISTED: Final = 5
ONE_IN_SELF_TESTED: Final = 1000
MOST_OTHER_CUTS: Final = 40
UNITS: Final = tuple(sorted(PERSONALITIES))


@dataclass(frozen=True, slots=True)
class Stream:
    """What one run of the virtual printer gets.

    Attributes:
        data: The bytes.
        cuts: Where they are cut into chunks.
        personality: Which unit gets them.
        faults: What goes wrong meanwhile.
        other_cuts: Where they are cut the second time, for those that are printed twice and compared.
        with_self_test: Whether the self-test page is printed behind them, which takes longer than most streams.
        with_listing: Whether they are listed in words as well.
    """

    data: bytes
    cuts: tuple[int, ...]
    personality: str
    faults: tuple[str, ...] = ()
    other_cuts: tuple[int, ...] | None = None
    with_self_test: bool = False
    with_listing: bool = False

    @property
    def passes(self) -> int:
        """How often it is gone through: printed once or twice, and listed in words."""
        return 1 + (self.other_cuts is not None) + self.with_listing


def stream(seed: int, number: int) -> Stream:
    """The stream of this number: the same one whenever it is asked for."""
    dice = random.Random(f"{seed}/{number}")  # noqa: S311 - a repeatable pattern, no secret
    data = dice.choice(MAKERS)(dice)
    faults = (_fault(dice, len(data)),) if dice.randrange(ONE_IN_FAULTY) == 0 else ()
    compared = dice.randrange(ONE_IN_COMPARED) == 0 and CUT_OFF.isdisjoint(faults)
    return Stream(
        data,
        _cuts(dice, len(data), 6),
        dice.choice(UNITS),
        faults,
        other_cuts=_cuts(dice, len(data), MOST_OTHER_CUTS) if compared else None,
        with_self_test=dice.randrange(ONE_IN_SELF_TESTED) == 0,
        with_listing=dice.randrange(ONE_IN_LISTED) == 0,
    )


def seeds() -> tuple[bytes, ...]:
    """What is mutated: the streams of foreign libraries and our own demo receipt."""
    ours = prepare(demo_receipt(), OCPP809).data
    return (*(path.read_bytes() for path in sorted(FOREIGN.glob("*.bin"))), ours)


def mutated(dice: random.Random) -> bytes:
    """A real stream with a few things wrong in it."""
    data = _piece(dice)
    for _ in range(_mostly_few(dice, MOST_MUTATIONS)):
        dice.choice(MUTATIONS)(data, dice)
    return bytes(data)


def instructions(dice: random.Random) -> bytes:
    """Known instructions with parameters at the edges, with words between them."""
    return b"".join(_instruction(dice) for _ in range(_mostly_few(dice, MOST_INSTRUCTIONS)))


def noise(dice: random.Random) -> bytes:
    """Any bytes at all."""
    return dice.randbytes(_mostly_few(dice, NOISE_BYTES))


def greedy(dice: random.Random) -> bytes:
    """Few bytes that ask for as much paper as can be had."""
    feed = dice.choice((b"\x1bd\xff", b"\x1bJ\xff", b"\x1b3\xff" + b"\n" * 50))
    sheet = b"Tea\n" + feed * dice.choice((20, 125, 400)) + b"\x1dV\x00"
    return sheet * dice.choice((1, 2, 4, 8))


def pages(dice: random.Random) -> bytes:
    """A page of page mode that is written once and printed, or erased, over and over."""
    written = b"".join(_written(dice) for _ in range(dice.choice((1, 30, 300))))
    again = dice.choice((b"\x1b\x0c", b"\x1b\x0c", b"\x18", b"\x1b\x0cTea\n")) * dice.choice((1, 20, 40))
    return b"\x1bL" + written + (again + dice.choice((b"", b"\x1dV\x00"))) * dice.choice((1, 4)) + b"\x0c"


def _mostly_few(dice: random.Random, most: int) -> int:
    """1 to ``most``, every order of magnitude as likely as another: short streams break as much, in less time."""
    return min(most, int(math.exp(dice.uniform(0, math.log(most + 1)))))


def _piece(dice: random.Random) -> bytearray:
    """A real stream, or oftener a piece out of one."""
    data = dice.choice(SEEDS)
    if dice.randrange(ONE_IN_WHOLE) == 0:
        return bytearray(data)
    place = dice.randrange(len(data))
    return bytearray(data[place : place + _mostly_few(dice, PIECE_BYTES)])


def _written(dice: random.Random) -> bytes:
    if dice.randrange(20) == 0:
        place = b"".join(dice.choice((0, 1, 100, 576, 0xFFFF)).to_bytes(2, "little") for _ in range(4))
        return b"\x1bW" + place + b"\x1bT" + dice.choice((b"\0", b"\1", b"\2", b"\3"))
    return dice.choice((b"Tea\n", b"\x1b3\x01Milk\n", b"\x1b*\x21\x08\x00" + dice.randbytes(24), b"\x1d!\x77A\n"))


def _instruction(dice: random.Random) -> bytes:
    if dice.randrange(8) == 0:
        return dice.choice(LEADS) + dice.randbytes(1) + _parameters(dice)
    return dice.choice(OPCODES) + _parameters(dice) + dice.choice((b"", b"", b"Tea\n", b"\n", b"\x00"))


def _parameters(dice: random.Random) -> bytes:
    few = bytes(dice.choice(EDGES) for _ in range(dice.randrange(9)))
    return few + dice.randbytes(dice.choice((0, 0, 0, 1, 16, 300)))


def _cuts(dice: random.Random, length: int, most: int) -> tuple[int, ...]:
    return tuple(sorted(dice.randrange(length + 1) for _ in range(dice.randrange(most))))


def _fault(dice: random.Random, length: int) -> str:
    return f"{dice.choice(FAULTS)}{dice.choice(('', f'@{dice.randrange(1, length + 2)}B', '@20mm'))}"


def _flip(data: bytearray, dice: random.Random) -> None:
    if data:
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def _overwrite(data: bytearray, dice: random.Random) -> None:
    if data:
        data[dice.randrange(len(data))] = dice.choice(EDGES)


def _insert(data: bytearray, dice: random.Random) -> None:
    place = dice.randrange(len(data) + 1)
    data[place:place] = dice.choice((dice.randbytes(3), _instruction(dice)))


def _delete(data: bytearray, dice: random.Random) -> None:
    place = dice.randrange(len(data) + 1)
    del data[place : place + dice.choice((1, 2, 7, 100))]


def _repeat(data: bytearray, dice: random.Random) -> None:
    place = dice.randrange(len(data) + 1)
    data[place:place] = data[place : place + dice.choice((1, 5, 60))] * dice.choice((1, 2, 10))


def _break_off(data: bytearray, dice: random.Random) -> None:
    if dice.randrange(6) == 0:
        del data[dice.randrange(len(data) + 1) :]


def _splice(data: bytearray, dice: random.Random) -> None:
    other = dice.choice(SEEDS)
    place = dice.randrange(len(other))
    data += other[place : place + 500]


SEEDS: Final = seeds()
MAKERS: Final[tuple[Callable[[random.Random], bytes], ...]] = (
    *(mutated,) * 60,
    *(instructions,) * 40,
    *(noise,) * 18,
    greedy,
    pages,
)
MUTATIONS: Final = (_flip, _overwrite, _overwrite, _insert, _delete, _repeat, _break_off, _splice)
