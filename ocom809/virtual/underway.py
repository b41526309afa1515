"""The picture that is printed while it still arrives: the rows of a GS v 0, as the head takes them one after the other.

The tokenizer gives an instruction out when it is complete. A head does not wait for that: it prints each row that is
there. So the rows of a picture are taken out here before its end has come, in parts that are instructions themselves,
and of the complete instruction only the rest is left to do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ocom809.virtual.handlers._common import choice, number
from ocom809.virtual.instruction import Instruction

if TYPE_CHECKING:
    from ocom809.virtual.intake import Intake

RASTER: Final = "GS v 0"
_OPCODE: Final = b"\x1dv0"
_HEADER_BYTES: Final = 8
_MODES: Final = 4


class Underway:
    """Which rows of the picture that arrives have been given to the head.

    Args:
        intake: Where it arrives.
    """

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self.clear()

    def clear(self) -> None:
        """Nothing arrives any more."""
        self._given = self._last = 0

    @property
    def has_begun(self) -> bool:
        """Whether rows of something that still arrives have been given to the head."""
        return bool(self._given)

    def held_bytes(self, *, prints: bool) -> int:
        """Bytes of what arrives that are not on paper, while the head ``prints`` the last part or has printed it."""
        return self._intake.arriving - self._given + (self._last if prints else 0)

    @property
    def picture_bytes(self) -> int:
        """How much data the picture that arrives will have; 0 where none does, or its beginning is not here yet."""
        header = self._header()
        return number(*header[4:6]) * number(*header[6:8]) if header else 0

    def next_part(self, most_rows: int | None) -> Instruction | None:
        """The rows that are here and were not given out, ``most_rows`` of them; ``None`` where no whole row is."""
        header = self._header()
        row_bytes = number(*header[4:6]) if header else 0
        start = self._given or _HEADER_BYTES
        here = (self._intake.arriving - start) // row_bytes if row_bytes else 0
        rows = here if most_rows is None else min(here, most_rows)
        if rows < 1:
            return None
        part = self._intake.arrived(start, start + rows * row_bytes)
        data = part if self._given else header + part
        self._given, self._last = start + len(part), len(data)
        return Instruction(self._intake.complete, RASTER, data, (*header[3:6], *rows.to_bytes(2, "little")), part)

    def rest_of(self, instruction: Instruction) -> Instruction:
        """What of an instruction that has become complete is left to do."""
        if not self._given:
            return instruction
        rest = instruction.data[self._given :]
        self.clear()
        rows = len(rest) // number(*instruction.values[1:3])
        values = (*instruction.values[:3], *rows.to_bytes(2, "little"))
        return replace(instruction, data=rest, values=values, payload=rest)

    def _header(self) -> bytes:
        """The beginning of a GS v 0 with a mode that there is; nothing where something else arrives."""
        header = self._intake.arrived(0, _HEADER_BYTES)
        is_picture = len(header) == _HEADER_BYTES and header.startswith(_OPCODE) and not self._intake.skipping
        return header if is_picture and choice(header[3], _MODES) is not None else b""
