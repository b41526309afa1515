"""Doing something again whenever files change: looked at a few times a second, which works on every file system."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from ocom809.cli.stopping import asked_to_stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

PAUSE_SECONDS = 0.2


def whenever_changed(paths: Iterable[Path], act: Callable[[], None]) -> None:
    """Call ``act`` now, and again after each change of these files, until Ctrl-C.

    While a file is missing, as when editors save by renaming, nothing is done; once it is back, that is a change.
    """
    watched, stop = tuple(paths), threading.Event()
    seen: list[tuple[int, ...] | None] = []
    with asked_to_stop(stop.set):
        while not stop.is_set():
            now = [_state(path) for path in watched]
            if not seen or (now != seen and None not in now):
                seen = now
                act()
            stop.wait(PAUSE_SECONDS)


def _state(path: Path) -> tuple[int, ...] | None:
    """What changes when somebody writes to it; ``None`` where it is not there."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino
