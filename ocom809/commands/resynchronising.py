r"""What frees a printer that stopped in the middle of a job, so that the next job does not become the rest of it.

A printer that has read part of a job may wait for the rest of a picture, of a barcode or of a parameter, and takes
whatever comes next for it. A prologue is the bytes that such a printer gets first: NUL, which is white in a picture and
nothing between commands, as much as is missing; in front of it what makes a half command one that the printer refuses;
behind it ``ESC @``, which wipes the line, the modes and the page. It is the shortest one with the least side effects.

>>> prologue(b"\x1bE\x01Total", 0, 8)
b'\x00\x1b@'

What a prologue cannot avoid is told by ``SideEffect``; why, stands in ``docs/explanation/after-a-broken-job.md``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ocom809.commands._wire import octets, within
from ocom809.commands.broken_off import outcome, possible, state_at
from ocom809.commands.side_effects import SideEffect
from ocom809.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.commands.broken_off import Possible

LONGEST_PROLOGUE: Final = 16 * 1024 * 1024
_MORE_NULS: Final = 1024
BLIND_BYTES: Final = 64 * 1024
_FIRST_BLIND_BYTES: Final = 256
_MOST_BLIND_BYTES: Final = 8 * 1024
# Selects the printer again; ends the definition of a macro and runs none; wipes line, modes and page.
_SELECT, _END_MACRO, _WIPE = b"\x1b=\x01", b"\x1d^\0\0\0", b"\x1b@"
_ENDINGS: Final = {b"\x1b=": _SELECT, b"\x1d:": _END_MACRO}
BLIND_ENDING: Final = _SELECT + _END_MACRO + _WIPE
# CAN is out of range for what cuts, kicks or prints a stored picture, and does nothing between commands. 80h is in no
# barcode and begins no two-byte character, but it is a character, which may be the one too many in its line; behind
# ESC SP it is none.
_CANCEL, _NO_BARCODE = b"\x18", b"\x80"
_SPACED: Final = b"\x1b " + _NO_BARCODE
_OPENINGS: Final = (
    b"", b"\0", _CANCEL, _CANCEL * 2, _NO_BARCODE, _NO_BARCODE * 2, _CANCEL + _NO_BARCODE, _SPACED, b"\0" + _SPACED
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resynchronisation:
    """What frees the printer.

    Attributes:
        data: The bytes to send in front of the next job.
        side_effects: What they may bring about, worst first: what no prologue can avoid.
    """

    data: bytes
    side_effects: tuple[SideEffect, ...]


class _Try(NamedTuple):
    """An opening, the NULs that it needs behind it, and behind how many offsets it brings about what."""

    opening: bytes
    nuls: int
    effects: Counter[SideEffect]

    @property
    def badness(self) -> tuple[tuple[int, ...], int]:
        """The smaller, the better: the worst effects first, then the length."""
        return tuple(self.effects[effect] for effect in SideEffect), len(self.opening) + self.nuls


def prologue(data: bytes, lowest: int, highest: int) -> bytes:
    """The bytes that free a printer which has read between ``lowest`` and ``highest`` bytes of ``data``.

    Raises:
        CommandError: The offsets are not within the data; or an instruction wants more than 16 MiB.
    """
    return resynchronisation(data, lowest, highest).data


def resynchronisation(data: bytes, lowest: int, highest: int) -> Resynchronisation:
    """The same, with what it may bring about.

    Raises:
        CommandError: As ``prologue``.
    """
    octets("the job", data)
    within("highest", highest, 0, len(data))
    within("lowest", lowest, 0, highest)
    return _reckoned(bytes(data), lowest, highest) if highest else Resynchronisation(b"", ())


@lru_cache(maxsize=4)
def _reckoned(data: bytes, lowest: int, highest: int) -> Resynchronisation:
    """Kept, because a printer that cannot be had yet is tried again and again."""
    here = possible(data, lowest, highest)
    best = _best([*_OPENINGS, *(_of_the_job(data, here, highest) if lowest == highest else ())], here)
    if best.nuls > LONGEST_PROLOGUE:
        raise CommandError(
            f"the printer may wait for {best.nuls} more bytes",
            hint="Switch it off and on, and say so: Printer.restarted(), or ocom809 recover --restarted.",
        )
    effects = tuple(effect for effect in SideEffect if best.effects[effect])
    return Resynchronisation(best.opening + bytes(best.nuls) + _ending(here), effects)


def _best(openings: list[bytes], here: Possible) -> _Try:
    """The opening with the least side effects; among those the shortest, and the first."""
    tries = [_tried(opening, here) for opening in openings]
    # An opening may be taken for the size of a picture, which would then want more than the job did.
    most = tries[0].nuls + _MORE_NULS
    return min((one for one in tries if one.nuls <= most), key=lambda one: one.badness)


def _tried(opening: bytes, here: Possible) -> _Try:
    effects: Counter[SideEffect] = Counter()
    nuls = max(0, here.longest - len(opening))
    for state, offsets in here.states.items():
        found = outcome(state, opening)
        nuls = max(nuls, found.nuls)
        effects.update(dict.fromkeys(found.effects, offsets))
    return _Try(opening, nuls, effects)


def _of_the_job(data: bytes, here: Possible, offset: int) -> Iterator[bytes]:
    """What the job itself would have gone on with, whole or spoilt at any place, for a setting that is half sent."""
    span = here.read[-1]
    if state_at(data, span, offset).asked:
        rest = data[offset : span.end]
        yield from (rest[:size] + _CANCEL for size in range(len(rest)))
        yield rest


def _ending(here: Possible) -> bytes:
    met = {span.opcode for span in here.read}
    return b"".join(ending for opcode, ending in _ENDINGS.items() if opcode in met) + _WIPE


def blind_prologue(limit: int = BLIND_BYTES) -> Iterator[bytes]:
    """Steps for a printer of whose last job nothing is known: send one, ask, and go on while no answer comes.

    For a unit that is known to answer in turn and has just left such a question unanswered. So it is inside something
    that is counted, and has taken the question for a part of that. The first byte spoils a barcode, at the price of a
    few dots in a picture; the others are white. When it answers, ``BLIND_ENDING`` puts everything else in order.

    Args:
        limit: Bytes of all steps together, from 256 on.

    Raises:
        CommandError: The limit is out of range.
    """
    within("the limit", limit, _FIRST_BLIND_BYTES, LONGEST_PROLOGUE)
    return _blind_steps(limit)


def _blind_steps(limit: int) -> Iterator[bytes]:
    sent, size, opening = 0, _FIRST_BLIND_BYTES, _NO_BARCODE
    while sent < limit:
        step = min(size, limit - sent)
        yield opening + bytes(step - len(opening))
        sent, size, opening = sent + step, min(2 * size, _MOST_BLIND_BYTES), b""
