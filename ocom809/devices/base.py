"""What every wire is: bytes out, bytes in, finite patience, true counts."""

from __future__ import annotations

import logging
import warnings
from abc import abstractmethod
from typing import TYPE_CHECKING, Self

from ocom809.deadline import Deadline, finite
from ocom809.devices.abilities import Abilities
from ocom809.devices.byte_log import BYTES_LEVEL, Hex
from ocom809.devices.hooks import Hooks
from ocom809.devices.untaken import Untaken
from ocom809.errors import DeviceClosed, DeviceError, DeviceTimeout, InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from ocom809.devices.uri import DeviceURI

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 5.0
# Longer than it takes to put in a new roll: a printer without paper takes nothing, and is alive.
WRITE_SILENCE_SECONDS = 60.0
READ_SILENCE_SECONDS = 1.0
# How often a wire is asked whether what it still holds has gone: soon at first, for a network answers within a moment.
SHORTEST_POLL_SECONDS = 0.0005
BACKLOG_POLL_SECONDS = 0.02


class Device(Hooks):
    """A wire to a printer. It knows no command: it carries bytes and says the truth about how many went.

    The constructor stores, ``open`` (or ``with``) opens, ``close`` closes; both may be called twice, and a closed
    device may be opened again. Every call has a finite limit on *silence*, in seconds; how long a whole job takes is
    not limited, because a long logo at 9600 baud is no error.

    A wire of your own fills the underscored hooks, is registered under the entry-point group ``ocom809.devices``, and
    passes ``ocom809.testing.DeviceContract``.
    """

    abilities: Abilities = Abilities()
    """What this wire can do; where that depends on what is found, it is true from ``open`` on."""
    chunk_bytes: int = 4096
    rubbish_hint: str = ""
    """What may be wrong when answers make no sense on this wire; the serial wire speaks of the baud rate."""
    polls: bool = False
    """Whether ``offer`` and ``read`` return at once when they are given no time, so that one loop can serve many."""
    was_cut_off: bool = False
    """Whether the wire failed while ``close`` handed over what was under way, so that some of it may be lost."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self._is_open = False
        self._is_torn = False

    @classmethod
    @abstractmethod
    def from_uri(cls, uri: DeviceURI) -> Device:
        """The device that ``uri`` names, not yet opened.

        Raises:
            URIError: The URI holds what this wire does not know.
        """

    # What callers use.

    @property
    def is_open(self) -> bool:
        """Whether it can be written to and read from."""
        return self._is_open

    def open(self, *, silence: float = CONNECT_SECONDS) -> None:
        """Take hold of the wire; does nothing where it is open already.

        Raises:
            DeviceError: Which of its kinds says why: not found, no permission, busy, unreachable, silent.
        """
        if self._is_open:
            return
        try:
            self._open(finite(silence))
        except DeviceError as error:
            error.while_opening = True
            raise
        self._is_open, self._is_torn, self.was_cut_off = True, False, False
        logger.debug("%s: open", self.uri)

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
        return Device._nothing_went(self, silence) if may_go_on else self._nothing_went(silence)

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

    def read(self, size: int = 4096, *, silence: float = READ_SILENCE_SECONDS) -> bytes:
        """What has arrived, 1 to ``size`` bytes, as soon as anything is there; ``b""`` after ``silence`` seconds.

        Raises:
            DeviceGone: The device went away.
        """
        self._must_be_open()
        if size < 1:
            raise InputError(f"at least 1 byte must be read, not {size}")
        data = self._read(size, finite(silence))
        if data:
            logger.log(BYTES_LEVEL, "%s > %s", self.uri, Hex(data))
        return data

    def close(self) -> None:
        """Let go of the wire, after all that was written has been handed over; does nothing where it is closed.

        After a write that failed it does as ``abort``, so that no more comes out than the error counted.
        """
        if self._is_torn:
            self.abort()
        elif self._is_open:
            self._is_open = False
            self._close()
            logger.debug("%s: closed", self.uri)

    def abort(self, error: DeviceError | None = None) -> None:
        """Let go of the wire at once, and take back what the system still holds and the printer has not taken.

        This is how a broken job is ended: bytes that wait in a buffer must not come out later.

        Args:
            error: What ended the writing. Until now the printer may have taken more than it counted: it is counted
                again, as late as the wire can; on TCP under Linux, when nothing can be taken any more.
        """
        if self._is_open:
            untaken = self._let_go_at_once()
            if error is not None:
                untaken.tell(error, error.handed_over)

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_is_open", False):
            warnings.warn(f"{self.uri} was dropped while open", ResourceWarning, source=self, stacklevel=2)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.uri} {'open' if self._is_open else 'closed'}>"

    def _let_go_at_once(self) -> Untaken:
        before, self._is_open = self._untaken(), False
        untaken = self._abort() or before
        logger.debug("%s: aborted", self.uri)
        return untaken

    def _untaken(self) -> Untaken:
        # In this order: what is sent in between is in doubt, and never forgotten.
        waiting = self.backlog
        return Untaken(waiting, self._unsent() if waiting else 0)

    def _must_be_open(self) -> None:
        if not self._is_open:
            raise DeviceClosed(f"{self.uri} is not open", hint="Open it first, best by a with statement.")
