"""A stream in words: what ``ocom809 decode`` shows, one record an instruction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.instruction import Instruction
from ocom809.virtual.instructions import NAMES, entry_of
from ocom809.virtual.tokenizer import Tokenizer
from ocom809.virtual.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

INCOMPLETE: Final = "incomplete"
_CHUNK: Final = 65536
_HEX_BYTES: Final = 12


def decode(data: bytes, *, payload_limit: int | None = None) -> Iterator[Instruction]:
    """Every instruction of a stream, in order; joined, their bytes are the stream.

    A last one that the stream breaks off is given as ``incomplete``.

    Args:
        data: What was sent, or would be sent, to a printer.
        payload_limit: Bytes of payload that one instruction may keep; the tokenizer's default where None.
    """
    tokenizer = Tokenizer() if payload_limit is None else Tokenizer(payload_limit=payload_limit)
    for start in range(0, len(data), _CHUNK):
        yield from tokenizer.feed(data[start : start + _CHUNK])
    yield from tokenizer.flush()
    pending = tokenizer.pending
    if pending:
        skipped = pending if tokenizer.skipping else b""
        yield Instruction(tokenizer.offset - len(pending), INCOMPLETE, pending, payload=skipped)


def describe(instruction: Instruction) -> str:
    """What an instruction asks for, in words with its parameters; safe to show on any terminal."""
    words = WORDS.get(instruction.name)
    if words is not None:
        return words(instruction)
    if instruction.name in _UNFINISHED:
        return _unfinished(instruction)
    entry = NAMES.get(instruction.name)
    return _plain(instruction, entry.about if entry else "")


def listing(instruction: Instruction) -> str:
    """One line: offset, bytes, name and meaning; trouble is named with its offset in bytes."""
    shown = instruction.data[:_HEX_BYTES].hex(" ")
    more = " …" if len(instruction.data) > _HEX_BYTES else ""
    name = f"{instruction.name} at byte {instruction.offset}" if instruction.name in _TROUBLE else instruction.name
    return f"{instruction.offset:08x}  {shown + more:<37}  {name}: {describe(instruction)}"


def to_dict(instruction: Instruction) -> dict[str, object]:
    """The same as a record for JSON; ``hex`` holds all of its bytes."""
    return {
        "offset": instruction.offset,
        "length": len(instruction.data),
        "hex": instruction.data.hex(),
        "name": instruction.name,
        "values": list(instruction.values),
        "payload_length": len(instruction.payload),
        "meaning": describe(instruction),
    }


def _plain(instruction: Instruction, about: str) -> str:
    """What the table says, with the parameters as numbers."""
    parts = [about] if about else []
    if instruction.values:
        parts.append(" ".join(map(str, instruction.values)))
    if instruction.payload:
        parts.append(f"{len(instruction.payload)} bytes")
    return ", ".join(parts)


def _unfinished(instruction: Instruction) -> str:
    if instruction.payload and instruction.name == INCOMPLETE:
        return "the stream ends within the data of the oversized instruction"
    entry = entry_of(instruction.data)
    what = f"{entry.name}, {entry.about}" if entry else "an instruction"
    if instruction.name == "oversized":
        return f"{what}, with more data than is kept; what follows is skipped"
    return f"the stream ends {len(instruction.data)} bytes into {what}"


_UNFINISHED: Final = frozenset({INCOMPLETE, "oversized"})
_TROUBLE: Final = _UNFINISHED | {"unknown"}
