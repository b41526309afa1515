"""The threads behind the wires of tasks: where blocking work is done, and how a task waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from ocom809.devices.base import Device

Answer = TypeVar("Answer")

SHARED_THREADS: Final = 64
"""Threads in which wires are opened and closed, for all printers of the program together."""
_shared: list[ThreadPoolExecutor] = []


def shared_threads() -> ThreadPoolExecutor:
    """The common threads, made when the first wire is opened."""
    if not _shared:
        _shared.append(ThreadPoolExecutor(SHARED_THREADS, thread_name_prefix="ocom809-open"))
    return _shared[0]


class Opening:
    """A wire that is being opened in a thread, and that nobody may want any more by the time it is open."""

    def __init__(self, device: Device, silence: float) -> None:
        self.ended = threading.Event()
        self._device = device
        self._silence = silence
        self._lock = threading.Lock()
        self._is_abandoned = False

    def work(self) -> None:
        """Open it, in the thread, unless it is not wanted before that thread is free."""
        try:
            if not self._is_abandoned:
                self._device.open(silence=self._silence)
        finally:
            with self._lock:
                if self._is_abandoned:
                    self._device.abort()
                self.ended.set()

    def abandon(self) -> None:
        """It is not wanted any more."""
        with self._lock:
            self._is_abandoned = True
            if self.ended.is_set():
                self._device.abort()


def heard_of(work: asyncio.Future[None]) -> None:
    """What it ended in is of no interest any more."""
    if not work.cancelled():
        work.exception()


async def landed(work: asyncio.Future[Answer]) -> Answer:
    """The result of work in a thread, which cannot be stopped: whoever is cancelled meanwhile waits for its end.

    However often: what follows, closing above all, must not meet a wire that a thread is still at.
    """
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        while not work.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait([work])
        if not work.cancelled():
            work.exception()  # it was heard of; the cancellation goes first
        raise
