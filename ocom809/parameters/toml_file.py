"""TOML files of people: read within bounds, and every complaint with its file, its line and the reason."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ocom809.errors import ParameterError

if TYPE_CHECKING:
    from ocom809.errors import InputError

FILE_LIMIT_BYTES = 1024 * 1024
_TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file that was read.

    Attributes:
        path: Where it is.
        text: What it holds.
        table: The same, as TOML.
    """

    path: Path
    text: str
    table: dict[str, Any]

    def refuse(self, why: InputError | str, *, key: str = "", table: str = "", number: int = 0) -> ParameterError:
        """The error for something in this file, which names the line where ``key`` stands."""
        message, hint = (why, "") if isinstance(why, str) else (why.message, why.hint)
        return ParameterError(f"{self.path}, line {self.line_of(key, table, number)}: {message}", hint=hint)

    def line_of(self, key: str, table: str = "", number: int = 0) -> int:
        """The line on which ``key`` is given its value in the ``number``-th table of that name, counted from 0.

        Where it is written some other way than ``key = value`` below ``[table]``, it is the line of the table, or the
        first that holds the key.
        """
        at_table = at_key = 0
        for line, text in enumerate(self.text.splitlines(), 1):
            header = _TABLE.fullmatch(text.partition("#")[0].rstrip())
            if header:
                is_meant = _plain(header[1]) == table and number == 0
                number -= _plain(header[1]) == table
                at_table = line if is_meant else at_table
                inside = is_meant
            elif line == 1:
                inside = not table
            if not header and not at_key and inside and _is_given(text, key):
                at_key = line
        return at_key or at_table or self._first_with(key) or 1

    def _first_with(self, key: str) -> int:
        lines = enumerate(self.text.splitlines(), 1)
        return next((line for line, text in lines if key and key in text.partition("#")[0]), 0)


def read_toml(path: str | Path) -> TomlFile:
    """Read a file.

    Raises:
        ParameterError: It cannot be read, is too large, or is no TOML; it names the line.
    """
    path = Path(path)
    text = read_text(path)
    try:
        return TomlFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        reason, _, place = str(error).rpartition(" (at ")
        found = re.match(r"line (\d+)", place)
        line = int(found[1]) if found else len(text.splitlines()) or 1
        raise ParameterError(f"{path}, line {line}: {reason or error}") from error
    except RecursionError as error:
        raise ParameterError(f"{path}: this is nested too deeply") from error


def read_text(path: Path) -> str:
    """The text of a file.

    Raises:
        ParameterError: It cannot be read, is too large, or is no UTF-8.
    """
    try:
        with path.open("rb") as file:
            content = file.read(FILE_LIMIT_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ParameterError(f"{str(path)!r}: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > FILE_LIMIT_BYTES:
        raise ParameterError(f"{path}: a file of over {FILE_LIMIT_BYTES} bytes is refused")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ParameterError(f"{path}, line {line}: this is no UTF-8 text") from error


def _is_given(text: str, key: str) -> bool:
    left, equals, _ = text.partition("=")
    return bool(equals) and _plain(left.strip()) == key


def _plain(name: str) -> str:
    return name.strip("\"' ")
