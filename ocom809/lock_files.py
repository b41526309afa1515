"""What the operating system guards a file by, and who says that he holds it."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a printer.

    Attributes:
        pid: The number of the process.
        program: What it is called.
        since: When it took hold, in seconds since 1970.
        thread: The name of the thread that did.
    """

    pid: int
    program: str
    since: float
    thread: str = ""

    def __str__(self) -> str:
        seconds = max(0, round(time.time() - self.since))
        return f"{self._own() if self.is_own else f'{self.program} (process {self.pid})'}, for {seconds} s"

    @property
    def is_own(self) -> bool:
        """Whether it is this very process."""
        return self.pid == os.getpid()

    def _own(self) -> str:
        taken = f", opened in the thread {self.thread}" if self.thread else ""
        return f"this program itself (another printer object{taken})"


def seized(path: Path) -> int:
    """The file, guarded by the system; an ``OSError`` where somebody has it, or where that cannot be done."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(handle)
        raise
    return handle


def freed(handle: int) -> None:
    """Let go of it for children of a fork too: they have the handle as well, and closing ours alone would not do."""
    if sys.platform != "win32":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
