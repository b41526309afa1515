"""A receipt that ran out of paper, printed again from its start on the new roll, where that is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.settings.rules import RULES
from ocom809.virtual.tokenizer import Tokenizer

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction

_NOT_AGAIN: Final = frozenset(
    {"DLE EOT", "DLE ENQ", "DLE DC4", "GS r", "GS a", "GS I", "ESC v", "GS ( A", "ESC p", "ESC B", "ESC C",
     "FS q", "FS g", "US ESC US 67", *RULES}
)  # fmt: skip
"""What is no part of the paper: questions, drawer and buzzer, memory, and set-up."""


def instructions_again(source: bytes | None) -> list[Instruction]:
    """The instructions that made a piece of paper, without those that did something else; none where they are lost."""
    if not source:
        return []
    tokenizer = Tokenizer()
    found = tokenizer.feed(source) + tokenizer.flush()
    return [instruction for instruction in found if instruction.name not in _NOT_AGAIN]
