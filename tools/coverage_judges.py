"""What another interpreter's agreement says about one instruction: whether its absence would have been seen.

``tests/judges/test_emupos_agrees.py`` compares the paper of foreign streams with emupos's. Here each instruction is
taken out of those streams; where what is compared then changes, the comparison bears on that instruction.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ocom809.virtual.decode import decode
from ocom809.virtual.handlers import HANDLERS
from ocom809.virtual.interpreter import PAPER_DOTS, Interpreter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.paper import TextLine

FOREIGN = Path(__file__).resolve().parent.parent / "tests" / "foreign"
# As in the test: text and its places in these kinds of streams, dots in those.
BY_PLACE = ("styles", "accents", "table")
BY_DOTS = ("raster", "columns", "codes")
NOT_COMPARED = "receiptline-ruled"
KEPT_FROM_EMUPOS = frozenset({"FS -", "FS C", "FS S", "FS ("})
PLACE_TOLERANCE_DOTS = 18
PLACE_ROWS = 24


@cache
def streams() -> dict[str, tuple[Instruction, ...]]:
    """The instructions of each foreign stream."""
    return {path.stem: tuple(decode(path.read_bytes())) for path in sorted(FOREIGN.glob("*.bin"))}


def peer(stream: str) -> str:
    """The library that a stream is from."""
    return stream.rpartition("-")[0]


@cache
def seen_by_emupos() -> frozenset[str]:
    """Instructions without which something that is compared would be different."""
    found: set[str] = set()
    for stream, instructions in streams().items():
        if not stream.endswith(BY_PLACE + BY_DOTS) or stream == NOT_COMPARED:
            continue
        whole = Sight(instructions)
        for name in sorted({one.name for one in instructions} & HANDLERS.keys() - KEPT_FROM_EMUPOS - found):
            without = Sight([one for one in instructions if one.name != name])
            if whole.differs(without, dots=stream.endswith(BY_DOTS)):
                found.add(name)
    return frozenset(found)


class Sight:
    """A head that keeps what the comparison looks at: texts, where their ink stands, and dots."""

    busy = False

    def __init__(self, instructions: Sequence[Instruction]) -> None:
        self.rows: list[int] = []
        self.texts: list[tuple[int, str]] = []
        interpreter = Interpreter(self)
        for instruction in instructions:
            interpreter.run(instruction)

    def differs(self, other: Sight, *, dots: bool) -> bool:
        """Whether the comparison would tell the two apart."""
        if self.words() != other.words():
            return True
        if dots:
            return self.ink() != other.ink()
        pairs = zip(self.places(), other.places(), strict=True)
        return any(
            abs(a - b) > PLACE_TOLERANCE_DOTS for ours, theirs in pairs for a, b in zip(ours, theirs, strict=True)
        )

    def words(self) -> list[list[str]]:
        """The lines of text, whatever blanks lie in them."""
        return [text.split() for _, text in self.texts]

    def ink(self) -> list[int]:
        """The dots from the first line with any to the last."""
        black = [place for place, row in enumerate(self.rows) if row]
        return self.rows[black[0] : black[-1] + 1] if black else []

    def places(self) -> list[tuple[int, int]]:
        """First and last black column of the upper rows of each line of text."""
        return [self._extent(top) for top, _ in self.texts]

    def _extent(self, top: int) -> tuple[int, int]:
        black = 0
        for row in self.rows[top : top + PLACE_ROWS]:
            black |= row
        return PAPER_DOTS - black.bit_length(), PAPER_DOTS - (black & -black).bit_length()

    def print_rows(self, rows: Sequence[int], *, text: str = "", lines: Sequence[TextLine] = ()) -> None:
        """Keep the rows, and where their text begins."""
        self.texts += [(len(self.rows) + line.y_dots, line.text) for line in lines if line.text.strip()]
        if text.strip():
            self.texts.append((len(self.rows), text))
        self.rows += rows

    def feed(self, dots: int) -> None:
        """White rows."""
        self.rows += [0] * dots

    def feed_to_knife(self) -> None:
        """Not compared, nor are cuts, events and answers."""

    def cut(self, *, partial: bool) -> None:
        """Not compared."""

    def event(self, name: str, **details: int | str) -> None:
        """Not compared."""

    def reply(self, data: bytes) -> None:
        """Not compared."""
