"""What the tokenizer makes of a stream: instructions with their place in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_SHOWN_BYTES: Final = 32
_SHOWN_VALUES: Final = 16


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction as it stood in the stream.

    Attributes:
        offset: Where its first byte stood, counted from the first byte that the printer ever received.
        name: What the manual calls it, such as ``ESC a`` or ``GS v 0``; ``text`` for a run of characters, ``unknown``
            for bytes that no table holds.
        data: All of its bytes, opcode included.
        values: Its parameter bytes, one integer each, without the payload.
        payload: The bytes that it carries: picture, barcode or symbol data, or the characters of a text.
    """

    offset: int
    name: str
    data: bytes
    values: tuple[int, ...] = ()
    payload: bytes = b""

    def __repr__(self) -> str:
        data, payload = _short(self.data), _short(self.payload)
        name, values = repr(self.name), self.values[:_SHOWN_VALUES]
        return f"Instruction(offset={self.offset}, name={name}, data={data}, values={values}, payload={payload})"


def _short(data: bytes) -> str:
    return repr(data) if len(data) <= _SHOWN_BYTES else f"{data[:_SHOWN_BYTES]!r}… of {len(data)} bytes"
