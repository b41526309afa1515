"""One thing at a time on the wires: what is under way, how far it is, and what it came to."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from ocom809.errors import (
    DeviceBusy,
    DeviceError,
    InputError,
    MissingPackage,
    NotPrinted,
    Ocom809Error,
    missing_package,
)
from ocom809.parameters import Phase

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.parameters import Progress

logger = logging.getLogger(__name__)

CHANGES: Final = frozenset({"apply", "self-test"})
"""What sends more than questions."""
_IN_PASSING: Final = frozenset({"search", "read"})


class Task:
    """Something under way on a thread of its own.

    Args:
        number: Which one, counted from 1.
        kind: What: ``search``, ``read``, ``plan``, ``apply``, ``self-test`` or ``examine``.
        uri: At which printer; empty for a search.
    """

    def __init__(self, number: int, kind: str, uri: str) -> None:
        self.number, self.kind, self.uri = number, kind, uri
        self.is_running = True
        self.words = ""
        self.until: float | None = None
        self.result: dict[str, Any] | None = None
        self.error: dict[str, Any] | None = None
        self._has_sent = False

    def tell(self, words: str, seconds_left: float = 0.0) -> None:
        """How far it is, for whoever watches."""
        self.words = words
        self.until = time.monotonic() + seconds_left if seconds_left else None

    def told(self, progress: Progress) -> None:
        """The same, of a change of settings."""
        self._has_sent = self._has_sent or progress.phase is Phase.SENT
        self.tell(f"{progress.phase.value} {progress.detail}".strip(), progress.seconds_left)

    def facts(self) -> dict[str, Any]:
        """For the page."""
        left = None if self.until is None else max(0, round(self.until - time.monotonic()))
        return {
            "number": self.number,
            "kind": self.kind,
            "uri": self.uri,
            "running": self.is_running,
            "words": self.words,
            "seconds_left": left if self.is_running else None,
            "result": self.result,
            "error": self.error,
        }

    def run(self, work: Callable[[Task], dict[str, Any]]) -> None:
        """Do it, and keep what it comes to."""
        try:
            self.result = work(self)
        except Ocom809Error as error:
            self.error = self._error_facts(error)
        except ModuleNotFoundError as error:
            self.error = self._error_facts(missing_package(error))
        except Exception as error:
            # The page would wait for ever for the end of a task that ends by a fault of ours.
            logger.exception("%s failed", self.kind)
            self.error = {"message": f"a fault of this program: {error!r}", "hint": "", "sent": self._has_sent or None}
        finally:
            self.is_running = False

    def _error_facts(self, error: Ocom809Error) -> dict[str, Any]:
        """With whether anything was sent: no, yes, or unknown (``None``)."""
        nothing = self.kind not in CHANGES or isinstance(error, InputError | MissingPackage | NotPrinted)
        nothing = nothing or (isinstance(error, DeviceError) and error.while_opening)
        sent = True if self._has_sent else False if nothing else None
        return {"message": error.message, "hint": error.hint, "sent": sent}


class Workshop:
    """Runs tasks, one at a time: a printer serves one client, and a change must not meet another one.

    Attributes:
        task: What is under way, or was last.
        outcome: The same, of those that a person asked for: a reading that follows a change does not wipe it out.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.task: Task | None = None
        self.outcome: Task | None = None

    def begin(self, kind: str, uri: str, work: Callable[[Task], dict[str, Any]]) -> Task:
        """Begin a task.

        Raises:
            DeviceBusy: Another one is under way.
        """
        with self._lock:
            if self.task is not None and self.task.is_running:
                raise DeviceBusy("something is under way already", hint="Wait until it has ended.")
            number = 1 if self.task is None else self.task.number + 1
            self.task = task = Task(number, kind, uri)
            self.outcome = self.outcome if kind in _IN_PASSING else task
            self._thread = threading.Thread(target=task.run, args=(work,), name=f"page: {kind}", daemon=True)
            self._thread.start()
            return task

    @property
    def is_changing(self) -> bool:
        """Whether something is under way that must not be cut off."""
        return self.task is not None and self.task.is_running and self.task.kind in CHANGES

    def wait(self, seconds: float) -> bool:
        """Wait for the end of what is under way, and return whether it has ended."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return thread is None or not thread.is_alive()
