"""Unicode text to runs of code pages, with the fewest switches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ocom809.profile import CodePage
    from ocom809.receipt.repertoire import Repertoire

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]{1,64}")  # the pages of each are remembered, so none is long


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
    runs = []
    start, pages = 0, _bit(selected, repertoire)
    holders_of_all = repertoire.holders_of_all
    for match in _BEYOND_ASCII.finditer(text):
        letters = match[0]
        together = holders_of_all(letters)
        if together & pages:
            pages &= together
            continue
        place = match.start()
        first = repertoire.holders(letters[0])
        if together and first and not first & pages:
            runs.append(Run(text[start:place], _best(pages, repertoire)))
            start, pages = place, together
            continue
        for beyond, letter in enumerate(letters):
            holders = repertoire.holders(letter)
            if holders and not holders & pages:
                runs.append(Run(text[start : place + beyond], _best(pages, repertoire)))
                start, pages = place + beyond, holders
            elif holders:
                pages &= holders
    runs.append(Run(text[start:], _best(pages, repertoire)))
    return [run for run in runs if run.text]


def runs_by_line(lines: list[str], repertoire: Repertoire) -> list[list[Run]]:
    """The runs of each of several lines that are printed one behind the other, with the fewest switches overall."""
    result: list[list[Run]] = [[]] if lines else []
    for run in page_runs("\n".join(lines), repertoire):
        text, page = run
        if "\n" not in text:
            result[-1].append(run)
            continue
        first, *others = text.split("\n")
        if first:
            result[-1].append(Run(first, page))
        result += [[Run(part, page)] if part else [] for part in others]
    return result


def _bit(page: CodePage | None, repertoire: Repertoire) -> int:
    return 1 << repertoire.pages.index(page) if page is not None and page in repertoire.pages else 0


def _best(pages: int, repertoire: Repertoire) -> CodePage | None:
    """The page of the lowest bit, because the repertoire lists the best first."""
    return repertoire.pages[(pages & -pages).bit_length() - 1] if pages else None
