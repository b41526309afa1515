"""A record of what was done, line by line, so that an interrupted change can be looked up afterwards."""

from __future__ import annotations

import errno
import json
import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from ocom809.errors import InputError, Ocom809Error

if TYPE_CHECKING:
    from types import TracebackType

RECORD_NAME = "parameters.jsonl"


class Record:
    """JSON lines that are on the disk before the next byte goes to a printer.

    Args:
        path: Where; lines are added to what is there, folders are made.

    Raises:
        InputError: It cannot be written; so nothing is sent that could not be looked up.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._lock = threading.Lock()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Without a buffer, so that nothing waits in this program that belongs on the disk.
            self._file: IO[bytes] = self.path.open("ab", buffering=0)
        except (OSError, ValueError) as error:
            raise InputError(
                f"the record {str(path)!r} cannot be written: {getattr(error, 'strerror', None) or error}",
                hint="Name another file by --record FILE; nothing was sent.",
            ) from error

    def note(self, event: str, **facts: Any) -> None:
        """Add one line: the time, what happened, and the facts.

        Raises:
            Ocom809Error: It cannot be written.
        """
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"at": at, "event": event, **facts}, ensure_ascii=False, default=str)
        try:
            with self._lock:
                left = line.encode("utf-8", "backslashreplace") + b"\n"
                while left:
                    left = left[self._file.write(left) :]
                self._onto_the_disk()
        except OSError as error:
            raise Ocom809Error(
                f"the record {str(self.path)!r} cannot be written: {error.strerror or error}",
                hint="Nothing more was sent. What had been sent before stands in it as far as it could be written.",
            ) from error

    def _onto_the_disk(self) -> None:
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            # A pipe or /dev/null has no disk behind it.
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def default_path() -> Path:
    """Where records lie when nobody says otherwise: in the user's own folder for such things.

    Raises:
        InputError: This user has none.
    """
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME")
    try:
        base = Path(named) if named else Path.home() / ".local" / "state"
    except RuntimeError as error:
        raise InputError("this user has no home folder for the record", hint="Name one by --record FILE.") from error
    return base / "ocom809" / RECORD_NAME
