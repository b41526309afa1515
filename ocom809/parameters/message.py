"""Bytes with their meaning: what one message to a printer holds, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass

from ocom809.errors import ParameterError

FIRMWARE_OPCODE = b"\x1f\x1b\x1f\x00"
"""What the vendors' firmware updates begin with. A printer that takes half of one is dead, so none is ever built."""
_SHOWN_BYTES = 16


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes that belong together, and what they mean."""

    data: bytes
    meaning: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent in one write.

    Attributes:
        about: What it sets.
        pieces: Its bytes in their order, each with its meaning.

    Raises:
        ParameterError: It would be a firmware update, or hold what begins one.
    """

    about: str
    pieces: tuple[Piece, ...]

    def __post_init__(self) -> None:
        # In the midst too: a unit that does not know the dialect reads on and finds the opcode among the values.
        if FIRMWARE_OPCODE in self.data:
            raise ParameterError("a firmware update is never sent")

    @property
    def data(self) -> bytes:
        """All bytes."""
        return b"".join(piece.data for piece in self.pieces)

    @property
    def hex(self) -> str:
        """All bytes as people write them: ``1f 1b 1f …``."""
        return self.data.hex(" ")

    @property
    def is_secret(self) -> bool:
        """Whether it holds what must not stand in a record."""
        return any(piece.secret for piece in self.pieces)

    def annotated(self) -> tuple[str, ...]:
        """A line for each piece: its offset, its bytes and what they mean; long pieces take several."""
        lines, offset = [], 0
        for piece in self.pieces:
            for start in range(0, len(piece.data), _SHOWN_BYTES):
                part = piece.data[start : start + _SHOWN_BYTES].hex(" ")
                lines.append(f"{offset + start:4}  {part:<47}  {'' if start else piece.meaning}".rstrip())
            offset += len(piece.data)
        return tuple(lines)
