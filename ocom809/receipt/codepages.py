"""Unicode text to runs of code pages, with the fewest switches."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ocom809.profile import CodePage
    from ocom809.receipt.repertoire import Repertoire

_BEYOND_ASCII = re.compile(r"([^\x00-\x7f]{1,64})")  # the pages of each are remembered, so none is long


PlainRun: TypeAlias = "tuple[str, CodePage | None]"
"""The characters of a run and their page, see ``Run``."""


class Run(NamedTuple):
    """Neighbouring characters that are printed from one page.

    Attributes:
        text: The characters.
        page: Their page; ``None`` where none was chosen yet and none is needed, because ASCII is on every page.
    """

    text: str
    page: CodePage | None


def page_runs(text: str, repertoire: Repertoire, selected: CodePage | None = None) -> list[Run]:
    """Split a text into the fewest runs of one page each.

    A run goes on for as long as at least one page holds all of it; it is cut in front of the first character that
    would leave none. No other way of cutting gets further with as many runs, so none needs fewer. Where several pages
    hold a run, the best of them serves: highest confidence, then lowest number. The page that the printer stands on
    costs nothing and is kept as long as it serves.

    Args:
        text: What ``Repertoire.printable`` gave. Characters that no page holds (those of the Chinese font, stand-ins,
            line ends) stay in the run around them.
        repertoire: The pages.
        selected: The page that the printer stands on, if that is known.
    """
    return list(map(Run._make, fewest_runs(text, repertoire, selected)))


def fewest_runs(text: str, repertoire: Repertoire, selected: CodePage | None = None) -> list[PlainRun]:
    """The same without a class of their own, which shows in the time where there are thousands."""
    parts = _BEYOND_ASCII.split(text)  # ASCII, and what lies beyond it, in turns
    beyond = parts[1::2]
    runs: list[PlainRun] = []
    best, pages = repertoire.best, _bit(selected, repertoire)
    begun, start = "", 0  # a run so far: what is begun of it, and the parts from there on
    for place, together in enumerate(map(repertoire.holders_of_all, beyond)):
        if together & pages:
            pages &= together
            continue
        begun += "".join(parts[start : 2 * place + 1])
        start = 2 * place + 1
        first = repertoire.holders(beyond[place][0])
        if together and first and not first & pages:
            runs.append((begun, best(pages)))
            begun, pages = "", together
            continue
        start += 1
        for letter in beyond[place]:
            holders = repertoire.holders(letter)
            if holders and not holders & pages:
                runs.append((begun, best(pages)))
                begun, pages = "", holders
            elif holders:
                pages &= holders
            begun += letter
    runs.append((begun + "".join(parts[start:]), best(pages)))
    return [run for run in runs if run[0]]


def cut(runs: Sequence[PlainRun], lengths: Iterable[int]) -> Iterator[list[PlainRun]]:
    """Runs of texts that stand one behind the other, cut into those of each text; ``lengths`` are the texts'."""
    ends = list(accumulate([len(text) for text, _ in runs]))
    begin = 0
    for length in lengths:
        if not length:
            yield []
            continue
        end = begin + length
        first, last = bisect_right(ends, begin), bisect_left(ends, end)
        taken = list(runs[first : last + 1])
        text, page = taken[-1]
        taken[-1] = text[: len(text) - ends[last] + end], page
        text, page = taken[0]
        taken[0] = text[begin - ends[first] + len(runs[first][0]) :], page
        yield taken
        begin = end


def _bit(page: CodePage | None, repertoire: Repertoire) -> int:
    return 1 << repertoire.pages.index(page) if page is not None and page in repertoire.pages else 0
