"""What an instruction does beside its place in a job, when something else than the job completes it.

Judged by the ranges that the manual gives: a printer ignores a parameter that is out of its range. Where a source gives
no range, any value counts as obeyed.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final, TypeAlias

from ocom809.commands.framing_settings import BY_OPCODE


class SideEffect(Enum):
    """What a prologue may bring about, worst first."""

    SETTING = "a setting of the printer is another than before or than the job asked for"
    STORED = "what was kept in the printer, such as logos, is unknown"
    DRAWER = "the drawer opens"
    CUT = "the paper is cut"
    PAGE = "the printer prints a page of its own, and cuts it off"
    CODE = "a code or barcode of the broken job is printed"
    PICTURE = "a stored picture of the broken job is printed"
    MACRO = "the broken job's macro runs"
    SETTING_AS_ASKED = "a setting is as the broken job asked for"
    SOUND = "the buzzer sounds or the light flashes"
    DOTS = "a few dots are black in the broken picture"
    FEED = "the paper is fed, and the line that the broken job had begun is printed"
    LINE = "the line that the broken job had begun is printed"
    ANSWER = "the printer answers a question that nobody asked"


# An instruction, and what of it the job did not send.
Judge: TypeAlias = Callable[[bytes, bytes], SideEffect | None]

_CUTS: Final = frozenset({0, 1, 48, 49, 65, 66})
_TWO: Final = frozenset({0, 1, 48, 49})
_SCALES: Final = frozenset({0, 1, 2, 3, 48, 49, 50, 51})
_STATUS: Final = frozenset({1, 2, 49, 50})
_FIRST_LEAD: Final = 0x80
# Form A and its kinds of clones, form B with Epson's GS1, and two-dimensional codes of clones.
_BARCODES: Final = frozenset({*range(12), *range(65, 80), 81, 97})
_DIGITS_ONLY: Final = frozenset({*range(7), *range(65, 72)})


def judge(opcode: bytes, instruction: bytes, added: bytes) -> SideEffect | None:
    """What it brings about that this instruction is complete.

    Args:
        opcode: Which it is.
        instruction: Its bytes; of a long one the beginning and, behind that, those that were added.
        added: Its last bytes, which were not the job's; none where what stands behind it ended it.
    """
    setting = BY_OPCODE.get(opcode)
    if setting is not None:
        obeyed = setting.is_obeyed(instruction)
        return (SideEffect.PAGE if setting.prints else SideEffect.SETTING) if obeyed else None
    return _JUDGES[opcode](instruction, added) if opcode in _JUDGES else None


def _when(effect: SideEffect, place: int, values: frozenset[int] | range) -> Judge:
    """``effect`` where the byte at ``place`` is one of ``values``."""

    def found(instruction: bytes, _added: bytes) -> SideEffect | None:
        return effect if instruction[place] in values else None

    return found


def _always(effect: SideEffect) -> Judge:
    def found(_instruction: bytes, _added: bytes) -> SideEffect:
        return effect

    return found


def _feed(instruction: bytes, _added: bytes) -> SideEffect:
    return SideEffect.FEED if instruction[2] else SideEffect.LINE


def _beep(instruction: bytes, _added: bytes) -> SideEffect | None:
    return SideEffect.SOUND if all(1 <= value <= 9 for value in instruction[2:4]) else None  # noqa: PLR2004


def _alarm(instruction: bytes, _added: bytes) -> SideEffect | None:
    times, length, kind = instruction[2:5]
    heard = 1 <= times <= 20 and 1 <= length <= 20 and 1 <= kind <= 3  # noqa: PLR2004 - the manual's ranges
    return SideEffect.SOUND if heard else None


def _pulse(instruction: bytes, _added: bytes) -> SideEffect | None:
    kicks = instruction[2] == 1 and instruction[3] < 2 and 1 <= instruction[4] <= 8  # noqa: PLR2004 - the manual's
    return SideEffect.DRAWER if kicks else None


def _stored_picture(instruction: bytes, _added: bytes) -> SideEffect | None:
    return SideEffect.PICTURE if instruction[2] and instruction[3] in _SCALES else None


def _stored_pictures(instruction: bytes, _added: bytes) -> SideEffect | None:
    size = instruction[3:7]
    return SideEffect.STORED if any(size[:2]) and any(size[2:]) else None


def _user_memory(instruction: bytes, _added: bytes) -> SideEffect | None:
    if instruction[2] in {1, 49}:
        return SideEffect.STORED if any(instruction[8:10]) else None
    return SideEffect.ANSWER if instruction[2] in {2, 50} and any(instruction[8:10]) else None


def _raster(instruction: bytes, added: bytes) -> SideEffect | None:
    return SideEffect.DOTS if any(instruction[8:][-len(added) :]) else None


def _barcode(instruction: bytes, added: bytes) -> SideEffect | None:
    """No barcode has bytes from 80h on; NUL is in CODE93, in CODE128, and perhaps in those that the class lacks."""
    kind, is_counted = instruction[2], instruction[2] >= ord("A")
    data = instruction[4 if is_counted else 3 :]
    if kind not in _BARCODES or not data or any(byte >= _FIRST_LEAD for byte in data):
        return None
    return None if is_counted and kind in _DIGITS_ONLY and 0 in added else SideEffect.CODE


def _symbol(instruction: bytes, _added: bytes) -> SideEffect | None:
    if instruction[3] == 0x30 and instruction[4] == 0x81:  # noqa: PLR2004 - early Xprinter's numbers
        return SideEffect.CODE
    return SideEffect.CODE if len(instruction) > 6 and instruction[6] == 81 else None  # noqa: PLR2004 - the function


def _graphics(place: int) -> Judge:
    """GS ( L and GS 8 L, whose functions begin at ``place``: what prints, what is kept, and what is answered."""

    def found(instruction: bytes, _added: bytes) -> SideEffect | None:
        mark, function = (*instruction[place : place + 2], 0, 0)[:2]
        if mark != 0x30:  # noqa: PLR2004 - Epson's mark
            return None
        effect = _GRAPHICS.get(function)
        return effect if _is_whole(function, instruction[place + 2 :]) else None

    return found


def _is_whole(function: int, data: bytes) -> bool:
    """Whether the parameters of a function of GS ( L are such as it takes."""
    if function == 65:  # noqa: PLR2004 - delete all
        return data == b"CLR"
    if function == 69:  # noqa: PLR2004 - print one of those kept
        return len(data) >= 4 and data[2] in (1, 2) and data[3] in (1, 2)  # noqa: PLR2004
    if function == 66:  # noqa: PLR2004 - delete one of them
        return len(data) == 2 and all(0x20 <= byte < 0x7F for byte in data)  # noqa: PLR2004
    if function == 67:  # noqa: PLR2004 - keep one
        return len(data) > 8 and any(data[4:6]) and any(data[6:8])  # noqa: PLR2004
    return True


_GRAPHICS: Final = {
    **dict.fromkeys((0, 3, 48, 51, 64), SideEffect.ANSWER),
    **dict.fromkeys((2, 50, 69), SideEffect.PICTURE),
    **dict.fromkeys((65, 66, 67), SideEffect.STORED),
}


def _test_print(instruction: bytes, _added: bytes) -> SideEffect | None:
    kinds = {1, 2, 3, 49, 50, 51}
    return SideEffect.PAGE if len(instruction) > 6 and instruction[6] in kinds else None  # noqa: PLR2004 - n and m


def _mark_offset(instruction: bytes, _added: bytes) -> SideEffect | None:
    which, way = (*instruction[5:7], 0, 9)[:2]
    return SideEffect.SETTING if which in {1, 2} and way in _TWO else None


def _print_control(instruction: bytes, _added: bytes) -> SideEffect | None:
    function, value = (*instruction[5:7], 0, 0)[:2]
    density = function == 49 and (value <= 6 or value >= 250)  # noqa: PLR2004 - Epson's range
    return SideEffect.SETTING if density or (function == 50 and value) else None  # noqa: PLR2004 - speed


def _function(effect: SideEffect) -> Judge:
    """Functions of other printers, whatever they are, unless the function is 0."""

    def found(instruction: bytes, _added: bytes) -> SideEffect | None:
        return effect if len(instruction) > 5 and instruction[5] else None  # noqa: PLR2004 - the function

    return found


_JUDGES: Final[dict[bytes, Judge]] = {
    b"\x1dV": _when(SideEffect.CUT, 2, _CUTS),
    b"\x1bi": _always(SideEffect.CUT), b"\x1bm": _always(SideEffect.CUT),
    b"\x1bp": _when(SideEffect.DRAWER, 2, _TWO), b"\x10\x14": _pulse,
    b"\x1bB": _beep, b"\x1bC": _alarm, b"\x1b(": _function(SideEffect.SOUND),
    b"\x1bJ": _feed, b"\x1bd": _feed, b"\x1bK": _feed, b"\x1be": _feed,
    b"\x1cp": _stored_picture, b"\x1d/": _when(SideEffect.PICTURE, 2, _SCALES),
    b"\x1cq": _stored_pictures, b"\x1cg": _user_memory,
    b"\x1dv0": _raster, b"\x1dQ0": _raster,
    b"\x1dk": _barcode, b"\x1d(k": _symbol,
    b"\x1d^": _when(SideEffect.MACRO, 2, range(1, 256)),
    b"\x1bc0": _when(SideEffect.SETTING, 3, frozenset({0x00, 0x99})),
    b"\x1d|": _when(SideEffect.SETTING, 2, range(9)),
    b"\x10\x04": _when(SideEffect.ANSWER, 2, frozenset({1, 2, 3, 4, 7, 8, 18})),
    b"\x1dr": _when(SideEffect.ANSWER, 2, _STATUS), b"\x1da": _when(SideEffect.ANSWER, 2, range(1, 256)),
    b"\x1dI": _when(SideEffect.ANSWER, 2, frozenset({1, 2, 3, *range(49, 52), *range(65, 70)})),
}  # fmt: skip
# GS ( and GS 8 with their letter; ESC ( A is judged as ESC (.
_LETTERS: Final[dict[bytes, Judge]] = {
    b"\x1d(A": _test_print, b"\x1d(F": _mark_offset, b"\x1d(K": _print_control, b"\x1d(L": _graphics(5),
    b"\x1d8L": _graphics(7), b"\x1d(E": _function(SideEffect.SETTING),
}  # fmt: skip


def _by_letter(instruction: bytes, added: bytes) -> SideEffect | None:
    found = _LETTERS.get(instruction[:3])
    return found(instruction, added) if found else None


_JUDGES[b"\x1d("] = _JUDGES[b"\x1d8"] = _by_letter


def bytes_that_may_follow(opcode: bytes) -> int:
    """How many bytes some tools send behind such an instruction and others do not: a printer may wait for them."""
    return len(BY_OPCODE[opcode].ending) if opcode in BY_OPCODE else 0


def changes_a_setting(opcode: bytes) -> bool:
    """Whether such an instruction may change what the printer is set to, so that it matters what the job asked for."""
    return opcode in BY_OPCODE or opcode in {b"\x1d(", b"\x1d|", b"\x1bc0"}
