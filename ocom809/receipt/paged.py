"""Plain lines beyond ASCII: split by code pages, and sent to bytes many at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from ocom809.commands import Command, LineSpacing, Text
from ocom809.commands.text import CONTROL_BYTES
from ocom809.errors import CommandError
from ocom809.receipt.plain import Lines, moved
from ocom809.receipt.style_changes import selecting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ocom809.profile import CodePage
    from ocom809.receipt.codepages import Run
    from ocom809.receipt.pieces import PlacedTexts


PagedRun: TypeAlias = tuple[int, str, str, int | None]
"""Characters of one code page: where they stand, the characters, their codec, and the page's number where it has to be
selected first. There are so many of them that a class of their own would show in the time."""


@dataclass(frozen=True, slots=True)
class PagedText(Lines):
    """Plain lines beyond ASCII.

    Raises:
        CommandError: A character that its codec lacks, or turns into a control.
    """

    lines: tuple[tuple[PagedRun, ...], ...]
    cell_dots: int
    spacing: LineSpacing | None = None
    _sent: tuple[bytes, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts: list[bytes] = []
        try:
            lines = [b"".join(self._encoded(line, texts)) for line in self.lines]
        except (LookupError, UnicodeError) as error:
            raise CommandError(f"a plain line does not fit its code page: {error}") from error
        if self.spacing is not None:
            lines[0] = lines[0][:-1] + self.spacing.encode() + b"\n"
        if CONTROL_BYTES.search(b"".join(texts)):
            raise CommandError("plain lines hold no controls")
        object.__setattr__(self, "_sent", tuple(lines))

    def encode(self) -> bytes:
        """The characters of each line, what selects pages and leads from one text to the next, and ``0A``."""
        return b"".join(self._sent)

    @property
    def ends(self) -> tuple[int, ...]:
        """Offsets behind each line."""
        return tuple(accumulate(map(len, self._sent)))

    @property
    def commands(self) -> Iterator[Command]:
        """The same as the commands that the manual names."""
        for number, line in enumerate(self.lines):
            here = 0
            for x, text, codec, page in line:
                if x != here:
                    yield moved(here, x, self.cell_dots)
                if page is not None:
                    yield selecting(page)
                yield Text(text, codec)
                here = x + len(text) * self.cell_dots
            yield from self.line_end(number)

    def _encoded(self, line: tuple[PagedRun, ...], texts: list[bytes]) -> list[bytes]:
        parts, here = [], 0
        for x, text, codec, page in line:
            if x != here:
                parts.append(moved(here, x, self.cell_dots).encode())
            if page is not None:
                parts.append(_selection(page))
            data = text.encode(codec)
            parts.append(data)
            texts.append(data)
            here = x + len(text) * self.cell_dots
        parts.append(b"\n")
        return parts


def paged(lines: tuple[tuple[PagedRun, ...], ...], cell_dots: int, spacing: LineSpacing | None) -> PagedText:
    """Plain lines beyond ASCII; a line alone is looked up, because the same rule stands on a receipt several times."""
    return _line_alone(lines, cell_dots, spacing) if len(lines) == 1 else PagedText(lines, cell_dots, spacing)


_line_alone = lru_cache(maxsize=256)(PagedText)


@lru_cache(maxsize=256)
def _selection(page: int) -> bytes:
    return selecting(page).encode()


class Pager:
    """Selects code pages, and remembers the one that the printer stands on.

    Attributes:
        page: That page; ``None`` where it is not known.
    """

    def __init__(self) -> None:
        self.page: CodePage | None = None

    def lines(
        self, lines: Iterable[PlacedTexts], runs: Iterable[Sequence[Run]], cell_dots: int
    ) -> tuple[tuple[PagedRun, ...], ...]:
        """The texts of lines, split into runs of one page each."""
        of_texts = iter(runs)
        return tuple([self._line(texts, of_texts, cell_dots) for texts in lines])

    def _line(self, texts: PlacedTexts, runs: Iterator[Sequence[Run]], cell_dots: int) -> tuple[PagedRun, ...]:
        line: list[PagedRun] = []
        for left in texts[0]:
            x = left
            for text, page in next(runs):
                number = None
                if page is not None and page is not self.page:
                    self.page, number = page, page.number
                line.append((x, text, (page and page.codec) or "ascii", number))
                x += len(text) * cell_dots
        return tuple(line)
