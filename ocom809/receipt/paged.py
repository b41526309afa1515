"""Plain lines beyond ASCII: split by code pages, and sent to bytes many at once."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from ocom809.commands import Command, LineSpacing, Text
from ocom809.errors import CommandError
from ocom809.receipt.plain import AT_THE_LEFT, Lines, form, moved, with_spacing
from ocom809.receipt.style_changes import selecting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ocom809.profile import CodePage
    from ocom809.receipt.codepages import PlainRun


PagedRun: TypeAlias = tuple[str, str, int | None]
"""Neighbouring characters of one code page: the characters, with a line end behind each text that ends among them,
their codec, and the page's number where it has to be selected first. There are so many of them that a class of its
own would show in the time."""

_CONTROLS = bytes(byte for byte in (*range(0x20), 0x7F) if byte != ord("\n"))
_TEXT_END = "\u0100"
"""Stands behind each text while bytes are characters of the same numbers: ``0A`` may be the number of a page."""


@dataclass(frozen=True, slots=True)
class PagedText(Lines):
    """Plain lines beyond ASCII.

    Attributes:
        lefts: Where the texts of each line begin, in dots from the left edge.
        runs: All texts, one after the other.

    Raises:
        CommandError: A character that its codec lacks, or turns into a control; texts without a place.
    """

    lefts: tuple[tuple[int, ...], ...]
    runs: tuple[PagedRun, ...]
    cell_dots: int
    spacing: LineSpacing | None = None
    _sent: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            *texts, rest = self._encoded()
        except (LookupError, UnicodeError) as error:
            raise CommandError(f"a plain line does not fit its code page: {error}") from error
        if rest or len(texts) != sum(map(len, self.lefts)):
            raise CommandError("each text of plain lines has its place and its end")
        object.__setattr__(self, "_sent", with_spacing(self._placed(texts), self.spacing))

    @property
    def count(self) -> int:
        """How many lines."""
        return len(self.lefts)

    @property
    def commands(self) -> Iterator[Command]:
        """The same as the commands that the manual names."""
        texts = iter(by_text(self.runs))
        for number, lefts in enumerate(self.lefts):
            here = 0
            for x in lefts:
                if x != here:
                    yield moved(here, x, self.cell_dots)
                here = x
                for text, codec, page in next(texts):
                    if page is not None:
                        yield selecting(page)
                    yield Text(text, codec)
                    here += len(text) * self.cell_dots
            yield from self.line_end(number)

    def _encoded(self) -> list[str]:
        """The bytes of each text, with what selects its pages, and of what follows the last one's end."""
        words, parts = [], []
        for text, codec, page in self.runs:
            data = _encoder(codec)(text)[0]
            words.append(data)
            if page is not None:
                parts.append(_selection(page))
            parts.append(data.decode("latin-1").replace("\n", _TEXT_END))
        sent = b"".join(words)
        if len(sent.translate(None, _CONTROLS)) != len(sent):
            raise CommandError("plain lines hold no controls")
        return "".join(parts).split(_TEXT_END)

    def _placed(self, texts: Sequence[str]) -> list[str]:
        """The bytes of each line."""
        if set(self.lefts) == {AT_THE_LEFT}:
            return [f"{text}\n" for text in texts]
        sent = iter(texts)
        lengths = map(len, "".join([run[0] for run in self.runs]).split("\n"))
        return [
            form(lefts, tuple(islice(lengths, len(lefts))), self.cell_dots) % tuple(islice(sent, len(lefts)))
            for lefts in self.lefts
        ]


def paged(
    lefts: tuple[tuple[int, ...], ...], runs: tuple[PagedRun, ...], cell_dots: int, spacing: LineSpacing | None
) -> PagedText:
    """Plain lines beyond ASCII; a line alone is looked up, because the same rule stands on a receipt several times."""
    make = _line_alone if len(lefts) == 1 else PagedText
    return make(lefts, runs, cell_dots, spacing)


_line_alone = lru_cache(maxsize=256)(PagedText)


@lru_cache(maxsize=256)
def _encoder(codec: str) -> Callable[[str], tuple[bytes, int]]:
    """What encodes a text, without looking for it each time."""
    "".encode(codec)  # which refuses what turns texts into something else than bytes
    return codecs.getencoder(codec)


@lru_cache(maxsize=256)
def _selection(page: int) -> str:
    return selecting(page).encode().decode("latin-1")


def by_text(runs: Iterable[PagedRun]) -> list[list[PagedRun]]:
    """The runs of each text, without its end."""
    texts: list[list[PagedRun]] = [[]]
    for text, codec, page in runs:
        first, *others = text.split("\n")
        if first or page is not None:
            texts[-1].append((first, codec, page))
        texts += [[(part, codec, None)] if part else [] for part in others]
    return texts[:-1]


class Pager:
    """Selects code pages, and remembers the one that the printer stands on.

    Attributes:
        page: That page; ``None`` where it is not known.
    """

    def __init__(self) -> None:
        self.page: CodePage | None = None

    def paged(self, runs: Iterable[PlainRun]) -> tuple[PagedRun, ...]:
        """The runs, with the selections that they need."""
        result: list[PagedRun] = []
        for text, page in runs:
            number = None
            if page is not None and page is not self.page:
                self.page, number = page, page.number
            result.append((text, (page and page.codec) or "ascii", number))
        return tuple(result)
