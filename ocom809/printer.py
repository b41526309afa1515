"""Printer: what a program holds in its hand. Walks the exchanges by blocking."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ocom809 import exchanges
from ocom809.deadline import finite
from ocom809.errors import DeviceError, ReplyError
from ocom809.exchanges.measuring import measure
from ocom809.printer_attached import DrawerAndAlarm
from ocom809.printer_base import logger
from ocom809.walking import ThreadLock, Walker
from ocom809.watching import EVERY_SECONDS as WATCH_SECONDS
from ocom809.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from ocom809.exchanges import Exchange, OnWait
    from ocom809.job import Job
    from ocom809.outcomes import Outcome
    from ocom809.profile import Profile
    from ocom809.status import Status
    from ocom809.status.changes import Change

Answer = TypeVar("Answer")


class Printer(DrawerAndAlarm):
    """A printer on a wire, for programs that wait for it; ``AsyncPrinter`` is the same for tasks.

    Its arguments and attributes are those of ``PrinterBase``. Use it in a ``with`` statement; a job is atomic between
    the threads that share a printer.
    """

    def _set_up(self) -> None:
        self._lock = ThreadLock(self.device.uri, self.lock_seconds)
        self._walker = Walker(self.device, self.session)

    def use_time(self, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        """Go by another clock, and let time pass in another way, as a simulation does.

        It holds for conversations and the alarm; wires and locks wait in a time of their own.

        Args:
            clock: Tells the time, in seconds from anywhere.
            sleep: Lets so many seconds pass.
        """
        self.session.clock, self._walker.sleep = clock, sleep

    def open(self) -> None:
        """Take hold of the wire; jobs do it again by themselves after an error made them let go of it.

        A printer that is shared is only looked for by the next job.

        Raises:
            DeviceError: Which of its kinds says why.
        """
        if self.shared:
            self.session.is_dropped = True
        else:
            self._walk(exchanges.take(self.session))

    def close(self) -> None:
        """Hand over what is under way and let go of the wire."""
        self._walk(exchanges.let_go(self.session))
        self.session.is_dropped = False

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def status(self) -> Status:
        """What the printer says of itself, each fact yes, no or unknown; all unknown on a wire without answers.

        Raises:
            ReplyError: It answered nonsense.
            DeviceError: The wire failed.
        """
        try:
            return self._walk(exchanges.asked(self.session))
        except ReplyError as error:
            raise ReplyError(error.message, hint=self.device.rubbish_hint) from error

    def converse(self, exchange: Exchange[Answer]) -> Answer:
        """Walk a conversation of harmless questions, such as ``diagnosis.probe`` holds. A job goes by ``print``.

        Raises:
            DeviceError: The wire failed, and the conversation did not expect it.
        """
        return self._walk(exchanges.held(self.session, exchange))

    def measure(self) -> Profile:
        """Ask now which proofs this unit gives on this wire, and go by that from here on. Nothing is printed.

        What does not show stays as the profile had it. ``ocom809 probe`` asks more, and keeps it in a file.

        Returns:
            The profile with what was measured.

        Raises:
            ReplyError: It answered nonsense.
            DeviceError: The wire failed.
        """
        return self._learned(dict(self._walk(measure(self.session))))

    def print(
        self,
        document: object,
        *,
        strict: bool = False,
        progress: Callable[[int], None] | None = None,
        on_wait: OnWait | None = None,
        patience: float | None = None,
    ) -> Outcome:
        """Print a document: a ``Receipt``, a text, commands, or a job that was prepared before.

        Args:
            document: What to print.
            strict: Refuse a document with characters that the printer lacks, instead of printing a stand-in.
            progress: Told how many bytes of the job have gone, after each chunk.
            on_wait: Told about once a second, by a ``Waiting``, while the job makes no progress, such as for want of
                paper, or because the printer cannot be reached. It returns a ``Decision``, or ``None`` to wait on. What
                it or ``progress`` raises ends the job and comes out as it is; part of the job may be on paper then.
            patience: How long the job may make no progress, in seconds; ``silence`` of the printer where not given.

        Returns:
            ``Printed``: the unit's measured proof came. ``Sent``: all bytes were handed over, unproven.

        Raises:
            InputError: The document cannot be printed; nothing was sent.
            NotPrinted: The printer refused, or took no byte: safe to try again.
            Unknown: The job was interrupted, or its proof did not come: part of it may be on paper, and nothing is
                repeated.
        """
        job = self._as_job(document, strict=strict)
        waits = None if patience is None else finite(patience)
        return self._print(job, job, progress=progress, on_wait=on_wait, patience=waits)

    def reprint(self, copy: int | None = None, **how: Any) -> Outcome:
        """Print the last job again, with "COPY n" above each of its tickets, and without opening the drawer again.

        This is an act of the caller's: the library itself never prints a job twice.

        Args:
            copy: Its number; counted from 1 where not given.
            how: As for ``print``.

        Raises:
            InputError: There is no last job, or it was raw bytes, which cannot be marked.
            NotPrinted: As for ``print``.
            Unknown: As for ``print``.
        """
        job, original, number = self._copy_of_last(copy)
        return self._print(job, original, copies=number, **how)

    def recover(self, *, discard: bool = False) -> Status:
        """End a cutter error, after the knife was freed: go on, or with ``discard`` forget what waits (``DLE ENQ``).

        Returns:
            How the printer is then.

        Raises:
            DeviceError: The wire failed.
        """
        return self._walk(exchanges.recover(self.session, discard=discard))

    def let_go(self) -> None:
        """Hand over what is under way and let go of the wire; the next job or question takes hold of it again."""
        self._walk(exchanges.let_go(self.session))

    def store_logo(self, key: str, picture: Any, **options: Any) -> Outcome:
        """Write a picture to the printer's flash memory, from which ``Receipt.logo`` prints it by a few bytes.

        This is for setting a printer up: **all** pictures that other programs stored there are erased, the printer
        starts anew, and flash memory wears, so it is refused after ten writes within a day. Receipts print the logo by
        its number only when ``logos.note(seen=True)`` has said that a person saw it on ``logos.print_check()``, or
        where the profile says ``stored_images = true``. Where just that is stored already, nothing is sent.

        Args:
            key: What receipts call it; one of that key is replaced.
            picture: A file's path, a Pillow image or its bytes.
            options: As ``Receipt.image`` takes them; ``Receipt.logo`` must be given the same.

        Raises:
            InputError: It cannot be stored; nothing was sent.
            NotPrinted: The printer refused, or took no byte.
            Unknown: It was interrupted; until it is stored again, the logo is printed as a picture.
        """
        return self.logos.store(key, picture, **options)

    def watch(self, on_change: Callable[[Change], object], *, every: float = WATCH_SECONDS) -> Watch:
        """Ask the printer every so many seconds in a thread of its own, between jobs, and tell what has changed.

        The first changes say how it is. Close what comes back, or use it in a ``with`` statement.
        """
        return Watch(self, on_change, every=every)

    # How it is done

    def _print(self, job: Job, original: Job, *, copies: int = 0, **how: Any) -> Outcome:
        with self._timed(job) as timing, self._held():
            timing.begin()
            outcome = self._hold_job(job, original, copies, how)
        self._tell(job, timing, outcome)
        return outcome

    def _hold_job(self, job: Job, original: Job, copies: int, how: dict[str, Any]) -> Outcome:
        self._note_begin(job)
        with self._remembering(original, copies):
            return self._walker.walk(exchanges.print_job(self.session, job, **how))

    def _pause(self, seconds: float) -> None:
        self._walker.sleep(seconds)

    def _walk(self, exchange: Exchange[Answer]) -> Answer:
        with self._held():
            return self._walker.walk(exchange)

    def _give_way(self) -> None:
        """Let go of a printer that is shared, however its job or question ended; what that ended in stays."""
        if self.shared and self.device.is_open:
            try:
                self._walker.walk(exchanges.let_go(self.session))
            except DeviceError as error:
                logger.warning("%s: letting go of it failed: %s", self.device.uri, error)

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the printer against other threads and other programs, and note how it was left."""
        with self._lock.held():
            if not self._guard.is_held:
                self._guard.acquire(self.lock_seconds, on_busy=self.on_busy)
                self._took_hold()
            try:
                yield
            finally:
                try:
                    self._give_way()
                finally:
                    self._note()
