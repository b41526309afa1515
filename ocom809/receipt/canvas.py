"""What elements are laid out on: the paper of one printer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ocom809.commands import Font
from ocom809.errors import DocumentError
from ocom809.receipt.losses import Losses, Substitution
from ocom809.receipt.repertoire import repertoire_of

if TYPE_CHECKING:
    from ocom809.profile import Profile
    from ocom809.receipt.pieces import Style

_LINE_ENDS = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_TAB_COLUMNS = 8


class Canvas:
    """The paper and characters of one printer, and what was lost on the way to it.

    Attributes:
        profile: The printer's facts.
        repertoire: The characters that it has.
        losses: What it lacks, collected while elements are laid out.
        substitutions: What is printed in another way than asked, collected likewise.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.repertoire = repertoire_of(profile)
        self.losses = Losses()
        self.substitutions: list[Substitution] = []
        self._element = ""

    def enter(self, element: str) -> None:
        """The element that is laid out next, by its name in messages."""
        self._element = self.losses.place = element

    def substitute(self, words: str) -> None:
        """Report that the element in hand is printed in another way than asked."""
        self.substitutions.append(Substitution(self._element, words))

    def columns(self, style: Style) -> int:
        """Characters of this style on a line.

        Raises:
            DocumentError: Not even one.
        """
        columns = self.profile.columns_a if style.font is Font.A else self.profile.columns_b
        if columns < style.width:
            raise DocumentError(f"characters {style.width} times as wide do not fit {columns} columns")
        return columns // style.width

    def lines(self, text: str) -> list[str]:
        """The lines of a text as the printer can print them, tabs as blanks up to the next multiple of 8 columns."""
        lines = []
        for number, line in enumerate(_LINE_ENDS.split(text), start=1):
            self.losses.place = f"{self._element}, line {number}"
            lines.append(self.repertoire.printable(line.expandtabs(_TAB_COLUMNS), self.losses))
        return lines
