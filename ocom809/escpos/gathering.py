"""The bytes of a job, gathered until it ends and then handed over in one go; the wire that they go to; its answers.

When bytes leave: at ``cut``, ``cashdraw``, ``buzzer``, a question for status, ``flush``, ``close``, the end of a
``with`` block, when the printer is dropped and when the program ends; and before, if ``MOST_GATHERED_BYTES`` have come
together.
"""

from __future__ import annotations

import atexit
import logging
import os
import weakref
from typing import TYPE_CHECKING, Any, Final, Self

from ocom809.devices.base import READ_SILENCE_SECONDS
from ocom809.errors import DeviceError, DeviceGone, Ocom809Error
from ocom809.escpos import asking
from ocom809.escpos.wired import Wired
from ocom809.status import Question

if TYPE_CHECKING:
    from types import TracebackType

    from ocom809.devices.base import Device

logger = logging.getLogger(__name__)

MOST_GATHERED_BYTES: Final = 1024 * 1024
"""A job that grows beyond this begins to leave before it ends."""

_open_ones: weakref.WeakSet[Gathering] = weakref.WeakSet()


class Gathering(Wired):
    """A printer that gathers its job, over a wire of ours.

    Attributes:
        strict: Whether its bytes are exactly those of the original.
        reply_silence: How long an answer is waited for, in seconds.
    """

    strict: bool = False
    reply_silence: float = READ_SILENCE_SECONDS

    def __init__(self) -> None:
        super().__init__()
        self._pending = bytearray()
        self._depth = 0
        self._has_answered = self._was_interrupted = False
        self._process = os.getpid()
        _open_ones.add(self)

    # From the first byte to the last

    def close(self) -> None:
        """Hand over what was gathered, then let go of the wire; it is taken hold of again when it is needed."""
        with self.lock:
            if self._pending:
                self.flush()
            super().close()

    def __enter__(self) -> Self:
        self.lock.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Hand over and close; after an error, of what has not been handed over nothing is printed."""
        try:
            if kind is not None:
                self.discard()
            self.close()
        finally:
            self.lock.release()

    def __del__(self) -> None:
        if "lock" in vars(self):
            self._finish()

    def _finish(self) -> None:
        """Close without a caller who could catch anything. A forked child leaves the parent's job to the parent."""
        if self._process != os.getpid():
            return
        try:
            self.close()
        except Ocom809Error as error:
            logger.error("%s %s: the last job was not printed whole: %s", type(self).__name__, self._place(), error)  # noqa: TRY400

    # Bytes out

    def _raw(self, msg: bytes) -> None:
        """Gather bytes, whatever they mean. The first ones take hold of the wire."""
        with self.lock:
            self._notice(msg)
            if not (self._device or self._pending):
                self._take_hold()
            self._pending += msg
            if not self._depth:
                self._call_done()

    def _notice(self, msg: bytes) -> None:
        """Look at bytes before they are gathered."""

    def _forget_settings(self, *, job_lost: bool) -> None:
        """What is known of the printer's settings is so no more: a job has ended, or was lost before it was sent."""

    def discard(self) -> None:
        """Forget what was gathered and not handed over: nothing of it is printed."""
        with self.lock:
            self._pending.clear()
            self._forget_settings(job_lost=True)

    def flush(self) -> None:
        """Hand over all that was gathered, and wait until the printer's end of the wire has taken it.

        What cannot be handed over is not tried again, because it might come out twice; the error's ``written`` and
        ``in_doubt`` say how much of it may be on paper.

        Raises:
            DeviceError: The wire failed; also ``escpos.exceptions.Error``.
            NotPrinted: The printer has been silent since a job broke off, and would swallow this one.
        """
        with self.lock:
            if not self._pending:
                return
            job, self._pending = bytes(self._pending), bytearray()
            self._forget_settings(job_lost=False)
            with self._border():
                device = self._ready_device(len(job))
                if device is not None:
                    self._hand_over(device, job)

    def _ready_device(self, total: int) -> Device | None:
        """The open wire; opened again where the printer hung up since the last job, of which nothing is repeated."""
        device = self._held()
        if device is None:
            return None
        try:
            asking.drain(device)
        except DeviceGone:
            self._let_go()
            device = self._held()
        if self._was_interrupted and self._has_answered and self._asked(Question.PRINTER) is None:
            from ocom809.exchanges import still_waiting

            raise self._translated(still_waiting(total))
        return device

    def _hand_over(self, device: Device, job: bytes) -> None:
        try:
            device.write(job, silence=self.write_silence)
            self._wait_until_taken(device, len(job))
        except BaseException as error:
            # What the system still holds of a broken job must not come out later, not even after Ctrl-C.
            broken = error if isinstance(error, DeviceError) else None
            self._let_go(broken)
            self._was_interrupted = broken is None or bool(broken.written or broken.in_doubt)
            self._forget_settings(job_lost=True)
            raise
        self._was_interrupted = False

    def _wait_until_taken(self, device: Device, total: int) -> None:
        try:
            device.flush(silence=self.write_silence)
        except DeviceError as error:
            device.reckon(error, total)
            raise

    # Bytes in

    def _read(self) -> bytes:
        """What has arrived, up to 16 bytes; empty where nothing comes for ``reply_silence`` seconds."""
        with self.lock:
            self.flush()
            device = self.device
            if device is None or not device.abilities.two_way:
                return b""
            with self._border():
                data: bytes = device.read(16, silence=self.reply_silence)
                return data

    def _asked(self, question: Question) -> Any:
        """The printer's answer as an event of ``ocom809.status``; ``None`` where it has none."""
        device = self._device
        if not device or not device.abilities.two_way:
            return None
        with self._border():
            answer = asking.ask(device, question, self.reply_silence)
        self._has_answered = self._has_answered or answer is not None
        return answer

    # Whole calls

    def _begin_call(self) -> int:
        self._depth += 1
        return len(self._pending)

    def _end_call(self) -> None:
        self._depth -= 1

    def _take_back(self, mark: int) -> None:
        """Forget what a call gathered that was refused in the middle; the original would have sent it."""
        if not self.strict and len(self._pending) > mark:
            del self._pending[mark:]
            self._forget_settings(job_lost=True)

    def _call_done(self) -> None:
        """After each call that came from outside."""
        if len(self._pending) > MOST_GATHERED_BYTES and not self._depth:
            self.flush()


@atexit.register
def _finish_all() -> None:
    """Programs of python-escpos often end without ``close``, as their bytes have left long before."""
    for printer in list(_open_ones):
        printer._finish()
