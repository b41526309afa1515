"""Answers that were written down before, for a calibration that nobody watches."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ocom809.diagnosis.calibration.steps import STEPS
from ocom809.errors import InputError

if TYPE_CHECKING:
    from ocom809.diagnosis.calibration.dialogue import Ask
    from ocom809.diagnosis.calibration.steps import Step

FILE_LIMIT_BYTES: Final = 64 * 1024


class WrittenAnswers:
    """A person made of a TOML file: a table for each step, a key for each question.

    Steps without a table are left out, and nothing is printed for them; questions without an answer stay open.

    Args:
        path: The file.

    Raises:
        InputError: It cannot be read, or names a step or a question that does not exist.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = path
        self._tables = _read(Path(path))
        for name, table in self._tables.items():
            if name not in STEPS:
                raise InputError(f"{path}: there is no step {name!r}", hint=f"There are {', '.join(STEPS)}.")
            if not isinstance(table, dict):
                raise InputError(f"{path}: {name} is a table of answers, not {table!r}")
            stray = sorted(set(table) - set(STEPS[name].keys))
            if stray:
                keys = ", ".join(STEPS[name].keys) or "nothing"
                raise InputError(f"{path}: the step {name} asks no {stray[0]!r}", hint=f"It asks {keys}.")

    def wants(self, step: Step) -> bool:
        """Whether the file has a table for it."""
        return step.name in self._tables

    def answer(self, step: Step, ask: Ask) -> Any:
        """What the file says.

        Raises:
            InputError: Something that cannot be an answer to this.
        """
        value = self._tables[step.name].get(ask.key)
        if value is None:
            return None
        try:
            return ask.kind.read(_text(value))
        except InputError as error:
            raise InputError(f"{self._path}: {step.name}.{ask.key}: {error.message}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(FILE_LIMIT_BYTES + 1)
        if len(content) > FILE_LIMIT_BYTES:
            raise InputError(f"{path}: answers of over {FILE_LIMIT_BYTES} bytes are refused")
        return tomllib.loads(content.decode("utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this is no TOML: {error}") from error


def _text(value: Any) -> str:
    """The value as a person would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(str(item) for item in value) or "none"
    return str(value)
