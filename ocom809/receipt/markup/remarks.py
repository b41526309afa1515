"""What is wrong with a document, and where."""

from __future__ import annotations

from dataclasses import dataclass, field

from ocom809.errors import MarkupError

MOST_REMARKS = 100


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something that an author should know.

    Attributes:
        line: Line of the source, from 1.
        column: Character within that line, from 1.
        message: What is wrong, in one line.
        hint: What to do about it.
        refused: Whether the document cannot be printed for it; otherwise the language says what happens, and the
            author may have meant something else.
    """

    line: int
    column: int
    message: str
    hint: str = field(default="", compare=False)
    refused: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.message}"

    def as_error(self) -> MarkupError:
        """The same as an error."""
        return MarkupError(self.message, line=self.line, column=self.column, hint=self.hint)


class Remarks:
    """Collects remarks while a document is read; ``line`` is set by whoever walks through it."""

    def __init__(self) -> None:
        self.line = 1
        self._all: list[Remark] = []

    def warn(self, column: int, message: str, *, hint: str = "") -> None:
        """The language says what happens here, but it is hardly what was meant."""
        self._add(Remark(self.line, column, message, hint))

    def refuse(self, column: int, message: str, *, hint: str = "") -> None:
        """This is no markup."""
        self._add(Remark(self.line, column, message, hint, refused=True))

    def all(self) -> tuple[Remark, ...]:
        """All of them, from top to bottom."""
        return tuple(self._all)

    def _add(self, remark: Remark) -> None:
        # A file that is no markup at all is told by its first lines; a refusal among many warnings is never left out.
        if len(self._all) < MOST_REMARKS or (remark.refused and not any(one.refused for one in self._all)):
            self._all.append(remark)
