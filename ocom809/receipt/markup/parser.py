"""A whole document: its lines read one by one, with the settings that hold on each."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, field

from ocom809.errors import DocumentError, MarkupError
from ocom809.receipt.markup.characters import MOST_MARKS, is_east_asian
from ocom809.receipt.markup.columns import RawColumn, column_of, raw_columns
from ocom809.receipt.markup.properties import SETTING_KEYS, changed, is_property, members
from ocom809.receipt.markup.remarks import Remarks
from ocom809.receipt.markup.values import (
    Border,
    CutLine,
    Document,
    PropertyLine,
    RuleLine,
    Settings,
    SourceLine,
    TextLine,
)

MOST_CHARACTERS = 8_000_000
"""Of one document; pictures in it are text as well."""
MOST_LINES = 20_000
MOST_TEXT = 200_000
"""Characters of it outside properties."""
MOST_COLUMNS = 1000
KEYS = SETTING_KEYS | {"image", "code", "command", "comment"}
EXTENSIONS = frozenset({"pdf417", "feed", "alarm", "beep", "drawer"})
"""Keys of our own, which other implementations pass over."""

_LINE_ENDS = re.compile("\r\n|[\n\r\u2028\u2029]")


def parse(text: str) -> Document:
    """Read a document.

    What is no markup is told by remarks that are ``refused``, and stands for nothing: so a caller that wants all of
    what is wrong gets it at once, and one that prints must look at them first.

    Raises:
        DocumentError: No text, or more of it than any receipt needs; by line where one line is it.
    """
    if type(text) is not str:
        raise DocumentError(f"markup must be a str, not {type(text).__name__}")
    if len(text) > MOST_CHARACTERS:
        raise DocumentError(f"markup of {len(text)} characters is refused: {MOST_CHARACTERS} is the most")
    sources = _LINE_ENDS.split(_composed(text.removeprefix("\ufeff")))
    if len(sources) > MOST_LINES:
        raise DocumentError(f"markup of {len(sources)} lines is refused: {MOST_LINES} is the most")
    reader = _Reader()
    lines = [line for number, source in enumerate(sources, start=1) if (line := reader.read(number, source))]
    return Document(tuple(lines), reader.remarks.all(), is_east_asian(text))


def _composed(text: str) -> str:
    """The text in NFC; a letter with hundreds of marks is left as it is, because composing it takes for ever."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            return text
    return unicodedata.normalize("NFC", text)


@dataclass
class _Reader:
    settings: Settings = field(default_factory=Settings)
    remarks: Remarks = field(default_factory=Remarks)
    text: int = 0

    def read(self, number: int, source: str) -> SourceLine | None:
        """One line, or ``None`` if it means nothing."""
        self.remarks.line = number
        self._must_be_bounded(number, source)
        columns = raw_columns(source)
        if len(columns) == 1:
            return self._single(number, columns[0])
        for raw in columns:
            if is_property(raw.text):
                self.remarks.refuse(raw.column, "a property needs a line of its own, without further columns")
                return None
            if not self._is_text(raw):
                return None
        return TextLine(number, self.settings, tuple(map(column_of, columns)))

    def _must_be_bounded(self, number: int, source: str) -> None:
        if "|" in source and source.count("|") > MOST_COLUMNS:
            raise MarkupError(f"a line of over {MOST_COLUMNS} columns is refused", line=number, column=1)
        if not is_property(source.strip("|\t ")):
            self.text += len(source)
        if self.text > MOST_TEXT:
            raise MarkupError(f"text of over {MOST_TEXT} characters is refused", line=number, column=1)

    def _single(self, number: int, raw: RawColumn) -> SourceLine | None:
        text = raw.text
        if is_property(text):
            return self._property(number, raw)
        if not self._is_text(raw):
            return None
        if text and not text.strip("-"):
            return RuleLine(number, self.settings)
        if text and not text.strip("="):
            return CutLine(number, self.settings)
        return TextLine(number, self.settings, (column_of(raw),))

    def _property(self, number: int, raw: RawColumn) -> PropertyLine:
        found = members(raw, self.remarks)
        before, self.settings = self.settings, changed(self.settings, found, self.remarks)
        for value in found.values():
            if value.key not in KEYS | EXTENSIONS:
                self.remarks.refuse(value.column, f"there is no property {value.key!r}", hint=_nearest(value.key))
        lined, was_lined = self.settings.border is Border.LINE, before.border is Border.LINE
        values = tuple(value for value in found.values() if value.key not in SETTING_KEYS)
        return PropertyLine(number, self.settings, raw.alignment, lined if lined != was_lined else None, values)

    def _is_text(self, raw: RawColumn) -> bool:
        """Whether no brace stands in it that would open or close a property."""
        place = re.search("[{}]", raw.text)
        if place is None:
            return True
        sign = place.group()
        self.remarks.refuse(
            raw.column + _offset(raw.source, sign),
            f"a {sign!r} that belongs to no property",
            hint=f"A property fills its line: {{key: value}}. For the character itself, write \\{sign}.",
        )
        return False


def _offset(source: str, sign: str) -> int:
    """Where the first such sign stands that no backslash is before."""
    return next((match.start() for match in re.finditer(r"\\.|[{}]", source) if match.group() == sign), 0)


def _nearest(key: str) -> str:
    """What may have been meant by a key that does not exist."""
    known = sorted(KEYS | EXTENSIONS)
    near = difflib.get_close_matches(key.lower(), known, n=1)
    return f"Was {near[0]} meant?" if near else f"There are {', '.join(known)}."
