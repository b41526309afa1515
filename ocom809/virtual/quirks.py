"""Instructions that a unit does not know or takes for others, turned into what it takes them for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ocom809.virtual.instruction import Instruction

if TYPE_CHECKING:
    from ocom809.virtual.mechanism import Mechanism
    from ocom809.virtual.personality import Personality

_FIRST_WITH_LENGTH: Final = 65
_FIRST_CHARACTER: Final = 0x20


class Quirks:
    """What stands between the receive buffer and the interpreter of a unit that is not like the manual.

    Args:
        personality: What is known of the unit.
        mechanism: Where it is noted.
    """

    def __init__(self, personality: Personality, mechanism: Mechanism) -> None:
        self._unit = personality
        self._mechanism = mechanism

    def taken_for(self, instruction: Instruction) -> list[Instruction]:
        """What the unit takes this instruction for; mostly just for what it is."""
        if instruction.name in self._unit.unknown_instructions:
            self._note("not known", instruction)
            return _characters(instruction, instruction.data[1:])
        if instruction.name == "GS k" and _kind(instruction) in self._unit.refused_barcodes:
            self._note("not known", instruction, kind=instruction.values[0])
            return []
        if instruction.name == "ESC t":
            (page,) = instruction.values
            return [replace(instruction, values=(self._unit.code_pages.get(page, page),))]
        limit = self._unit.raster_limit_bytes
        if instruction.name == "GS v 0" and limit is not None and len(instruction.payload) > limit:
            return self._garbled(instruction, limit)
        return [instruction]

    def takes_whole(self, picture_bytes: int) -> bool:
        """Whether it takes a GS v 0 with so much data for what it is."""
        limit = self._unit.raster_limit_bytes
        return "GS v 0" not in self._unit.unknown_instructions and (limit is None or picture_bytes <= limit)

    def _garbled(self, raster: Instruction, limit: int) -> list[Instruction]:
        """The rows that fit, and the rest as characters."""
        mode, low, high, *_ = raster.values
        row_bytes = low + high * 256
        rows = limit // row_bytes
        self._note("garbled", raster, rows=rows)
        beyond = _characters(raster, raster.payload[rows * row_bytes :])
        values = (mode, low, high, *rows.to_bytes(2, "little"))
        kept = replace(raster, values=values, payload=raster.payload[: rows * row_bytes])
        return [kept, *beyond] if rows else beyond

    def _note(self, event: str, instruction: Instruction, **details: int | str) -> None:
        self._mechanism.event(event, instruction=instruction.name, offset=instruction.offset, **details)


def _kind(barcode: Instruction) -> int:
    """The kind of barcode as the form with a length numbers it."""
    kind = barcode.values[0]
    return kind if kind >= _FIRST_WITH_LENGTH else kind + _FIRST_WITH_LENGTH


def _characters(instruction: Instruction, data: bytes) -> list[Instruction]:
    """The bytes of ``data`` that are characters, as a text."""
    text = bytes(byte for byte in data if byte >= _FIRST_CHARACTER)
    return [Instruction(instruction.offset, "text", text, (), text)] if text else []
