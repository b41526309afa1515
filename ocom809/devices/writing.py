"""Writing to a wire: bytes out, finite patience, true counts."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ocom809.deadline import Deadline, finite
from ocom809.devices.byte_log import BYTES_LEVEL, Hex
from ocom809.devices.hooks import Hooks
from ocom809.devices.untaken import Untaken
from ocom809.errors import DeviceClosed, DeviceError, DeviceTimeout

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

# Longer than it takes to put in a new roll: a printer without paper takes nothing, and is alive.
WRITE_SILENCE_SECONDS = 60.0
# How often a wire is asked whether what it still holds has gone: soon at first, for a network answers within a moment.
SHORTEST_POLL_SECONDS = 0.0005
BACKLOG_POLL_SECONDS = 0.02


class Writing(Hooks):
    """The half of ``Device`` that hands bytes over."""

    chunk_bytes: int = 4096
    _is_open: bool
    _is_torn: bool

    def write(
        self,
        data: bytes,
        *,
        silence: float = WRITE_SILENCE_SECONDS,
        progress: Callable[[int], None] | None = None,
        may_go_on: bool = False,
    ) -> int:
        """Hand over all of ``data``, in chunks, and return their number.

        Args:
            data: What goes out.
            silence: How long no byte at all may go before it is an error, in seconds.
            progress: Told after each chunk how many bytes of ``data`` have gone so far.
            may_go_on: Silence is no failure yet: whoever calls writes the rest later, from ``handed_over`` on.

        Raises:
            DeviceTimeout: Nothing went for ``silence`` seconds. ``written`` says how much had gone before, ``in_doubt``
                how much more may have, ``handed_over`` how much need not be written again.
            DeviceGone: The device went away. They say the same.
        """
        self._must_be_open()
        finite(silence)
        view, written = memoryview(data).cast("B"), 0
        while written < len(view):
            try:
                count = self.offer(view[written:], silence) or self.give_up(silence, may_go_on=may_go_on)
            except DeviceError as error:
                self.note_failure(error, written, may_go_on=may_go_on)
                raise
            written += count
            if progress is not None:
                progress(written)
        self.note_whole()
        return written

    # What ``write`` is made of, for whoever waits in a way of its own, as tasks do.

    @property
    def selectable(self) -> int | None:
        """The file number by which the system tells that ``offer`` or ``read`` can do something; ``None`` for none."""
        return None

    def offer(self, data: memoryview, seconds: float) -> int:
        """Hand over a first part of ``data`` and return its length; 0 where nothing went within ``seconds``.

        Raises:
            DeviceTimeout: As 0, where the wire has more to say of it; ``written`` counts what went all the same.
            DeviceError: The device failed; likewise.
        """
        self._must_be_open()
        chunk = data[: self.chunk_bytes]
        count = self._write(chunk, seconds)
        if count:
            logger.log(BYTES_LEVEL, "%s < %s", self.uri, Hex(chunk[:count]))
        return count

    def note_failure(self, error: DeviceError, written: int, *, may_go_on: bool = False) -> None:
        """A write of which ``written`` bytes had gone ended in ``error``: count, and remember that it is not whole."""
        self._is_torn = not (may_go_on and isinstance(error, DeviceTimeout))
        # A wire may know of bytes that went in the very call that failed.
        self.reckon(error, written + error.written)

    def note_whole(self) -> None:
        """What was to be written has been handed over whole."""
        self._is_torn = False

    def give_up(self, silence: float, *, may_go_on: bool = False) -> int:
        """Raise what it means that nothing went for ``silence`` seconds; where somebody may go on, without judging.

        Raises:
            DeviceTimeout: It is silent.
            DeviceGone: It has vanished, where the wire can tell.
        """
        return Hooks._nothing_went(self, silence) if may_go_on else self._nothing_went(silence)

    def look(self) -> None:
        """Notice, without waiting, that the device has gone, where the wire can.

        Raises:
            DeviceGone: It has.
        """
        self._await_progress(0.0)

    @property
    def backlog(self) -> int:
        """Bytes that ``write`` has counted and that are known to wait on this side; 0 where the wire cannot know."""
        return self._backlog() if self._is_open else 0

    def flush(self, *, silence: float = WRITE_SILENCE_SECONDS, may_go_on: bool = False) -> None:
        """Wait until the printer's end of the wire has taken all that was written, as far as this wire can know.

        A small job fits whole into the buffers of the system, so that ``write`` returns although the printer has not
        taken a byte; this tells the difference.

        Args:
            silence: How long nothing at all may be taken before it is an error, in seconds.
            may_go_on: As in ``write``: the caller will wait on.

        Raises:
            DeviceTimeout: Nothing was taken for ``silence`` seconds. ``backlog`` says how much still waits.
            DeviceGone: The device went away; likewise.
        """
        self._must_be_open()
        limit, waiting, poll = Deadline(finite(silence)), self._backlog(), SHORTEST_POLL_SECONDS
        while waiting:
            if limit.expired:
                self.give_up(silence, may_go_on=may_go_on)
            self._await_progress(min(limit.left(), poll))
            poll = min(2 * poll, BACKLOG_POLL_SECONDS)
            left = self._backlog()
            if left < waiting:
                limit.restart()
            waiting = left

    def reckon(self, error: DeviceError, handed_over: int) -> None:
        """Write into ``error`` how many of ``handed_over`` bytes were taken for certain, and how many are in doubt."""
        self._untaken().tell(error, handed_over)

    def _untaken(self) -> Untaken:
        # In this order: what is sent in between is in doubt, and never forgotten.
        waiting = self.backlog
        return Untaken(waiting, self._unsent() if waiting else 0)

    def _must_be_open(self) -> None:
        if not self._is_open:
            raise DeviceClosed(f"{self.uri} is not open", hint="Open it first, best by a with statement.")
