"""One writer: a printer is held by one program at a time, and whoever waits is told who holds it.

A lock is a file that the operating system guards (``flock``, on Windows ``locking``): it ends with the process that
held it, however that ends. It holds between processes, and between two printers of one process as well. It is advisory:
programs that do not use this package are not kept out, and programs of other users have folders of their own.

Beside the lock lies what the next holder must know: a job that is under way, or that broke off, so that it can free the
printer from the rest of it, even where the holder was killed.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import logging
import os
import re
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ocom809.errors import DeviceBusy
from ocom809.lock_files import Holder, freed, seized
from ocom809.lock_places import endpoint_of, usable_folder

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["POLL_SECONDS", "Holder", "Lock"]

logger = logging.getLogger(__name__)

POLL_SECONDS: Final = 0.02
"""How often somebody who waits looks again."""
NOTE_LIMIT_BYTES: Final = 1024 * 1024
_WHO, _JOB = ".json", ".job"
_MOST_READABLE: Final = 60
_OTHERS: Final = "Only one program at a time can print: close the other one, or let it give way (shared=True)."
_OWN: Final = (
    "Let the threads of a program use one Printer together, or let both give way after each job (shared=True)."
)
# What the systems say where somebody else has it.
_HELD: Final = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class Lock:
    """The lock of one printer.

    Args:
        uri: The printer's URI.
        folder: Where the files lie; a folder of this user's where none is given.

    A folder that cannot be used is told to the log, and stops nobody from printing: then nothing is guarded.
    """

    def __init__(self, uri: str, *, folder: str | Path | None = None) -> None:
        self.uri = uri
        self._handle: int | None = None
        self._holder_pid = 0
        self._path: Path | None = None
        self._has_note = False
        endpoint = endpoint_of(uri)
        if endpoint is not None and (place := usable_folder(folder)) is not None:
            readable = re.sub(r"[^0-9A-Za-z.]+", "-", endpoint).strip("-")[:_MOST_READABLE]
            digest = hashlib.sha256(endpoint.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            self._path = place / f"{readable}-{digest}.lock"

    @property
    def guards(self) -> bool:
        """Whether there is anything to guard, and a place for it."""
        return self._path is not None

    @property
    def is_held(self) -> bool:
        """Whether this very lock is held; what a process was forked with is held by its parent."""
        return self._handle is not None and self._holder_pid == os.getpid()

    def try_acquire(self) -> bool:
        """Take hold of it if nobody else has; true as well where nothing is to be guarded."""
        if self._path is None or self.is_held:
            return True
        self.release()
        try:
            self._handle, self._holder_pid = seized(self._path), os.getpid()
        except OSError as error:
            if error.errno in _HELD:
                return False
            logger.warning("%s: not guarded against other programs: %s", self.uri, error)
            self._path = None
            return True
        self._tell_who()
        return True

    def acquire(
        self,
        seconds: float,
        *,
        sleep: Callable[[float], object] | None = None,
        on_busy: Callable[[DeviceBusy], object] | None = None,
    ) -> None:
        """Take hold of it, and wait for it at most so long; ``on_busy`` is told once that it has to be waited for.

        Raises:
            DeviceBusy: Somebody else still holds it.
        """
        wait, end = sleep or _sleep, time.monotonic() + seconds
        while not self.try_acquire():
            if time.monotonic() >= end:
                raise self.busy()
            if on_busy is not None:
                on_busy(self.busy())
                on_busy = None
            wait(POLL_SECONDS)

    def release(self) -> None:
        """Let go of it; does nothing where it is not held."""
        is_own = self.is_held
        handle, self._handle = self._handle, None
        if handle is not None:
            if is_own:
                freed(handle)
            os.close(handle)

    def __del__(self) -> None:
        # A printer that is dropped without being closed must not keep others away for as long as the program runs.
        if getattr(self, "_handle", None) is not None:
            self.release()

    def busy(self) -> DeviceBusy:
        """The error that says who holds it."""
        holder = self.holder()
        own = holder is not None and holder.is_own
        return DeviceBusy(f"{self.uri} is held by {holder or 'another program'}", hint=_OWN if own else _OTHERS)

    def holder(self) -> Holder | None:
        """Who took hold of it last; ``None`` where that is not known."""
        try:
            facts = json.loads(self._read(_WHO))
            thread = str(facts.get("thread", ""))[:_MOST_READABLE]
            return Holder(int(facts["pid"]), str(facts["program"])[:100], float(facts["since"]), thread)
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            return None

    # What the next holder must know.

    def note_job(self, data: bytes, lowest: int = 0, highest: int | None = None) -> None:
        """Note that a job is under way, or broke off; call it while holding. ``forget`` takes that back.

        Args:
            data: Its bytes. Of more than 1 MiB, nothing is noted.
            lowest: The printer has read at least so many of them.
            highest: The printer has read at most so many; all of them where ``None``.
        """
        if self._path is None or len(data) > NOTE_LIMIT_BYTES:
            return
        head = json.dumps({"lowest": lowest, "highest": len(data) if highest is None else highest}).encode()
        self._write(_JOB, head + b"\n" + data)
        self._has_note = True

    def unfinished(self) -> tuple[bytes, int, int] | None:
        """The job that an earlier holder did not end: its bytes, and the least and the most that was read of them."""
        head, _, data = self._read(_JOB).partition(b"\n")
        try:
            facts = json.loads(head)
            lowest, highest = int(facts["lowest"]), int(facts["highest"])
        except (KeyError, TypeError, ValueError, RecursionError):
            return None
        self._has_note = True
        return (data, lowest, highest) if 0 <= lowest <= highest <= len(data) else None

    def forget(self) -> None:
        """No job is under way, and the printer waits for the rest of none."""
        if self._path is not None and self._has_note:
            with contextlib.suppress(OSError):
                self._path.with_suffix(_JOB).unlink(missing_ok=True)
            self._has_note = False

    def _tell_who(self) -> None:
        program = Path(sys.argv[0] or "python").name if getattr(sys, "argv", None) else "python"
        thread = threading.current_thread().name
        facts = {"pid": os.getpid(), "program": program, "since": time.time(), "thread": thread}
        self._write(_WHO, json.dumps(facts).encode())

    def _write(self, suffix: str, note: bytes) -> None:
        """Replace a note as a whole, so that nobody reads half of it."""
        if self._path is None:
            return
        try:
            handle, name = tempfile.mkstemp(dir=self._path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(note)
            Path(name).replace(self._path.with_suffix(suffix))
        except OSError as error:
            logger.debug("%s: no note beside the lock: %s", self.uri, error)

    def _read(self, suffix: str) -> bytes:
        if self._path is None:
            return b""
        try:
            with self._path.with_suffix(suffix).open("rb") as file:
                return file.read(2 * NOTE_LIMIT_BYTES)
        except OSError:
            return b""


def _sleep(seconds: float) -> None:
    threading.Event().wait(seconds)
