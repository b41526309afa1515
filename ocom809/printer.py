"""Printer: what a program holds in its hand. Walks the exchanges by blocking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from ocom809 import exchanges
from ocom809.devices.base import WRITE_SILENCE_SECONDS, Device, finite
from ocom809.devices.registry import device_for
from ocom809.errors import DeviceBusy, InputError, ReplyError
from ocom809.exchanges.measuring import measure
from ocom809.job import Job, as_copy, prepare
from ocom809.printer_verbs import OfSession, PrinterVerbs
from ocom809.profile import OCPP809, Profile
from ocom809.walking import LOCK_SECONDS, ThreadLock, Walker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from ocom809.exchanges import Exchange, OnWait, Session
    from ocom809.outcomes import Outcome
    from ocom809.receipt.logos import StoredLogos
    from ocom809.status import Status

Answer = TypeVar("Answer")


class Printer(PrinterVerbs):
    """A printer on a wire.

    Args:
        device: A device URI such as ``tcp://192.168.1.87``, or a device that was made before.
        profile: The facts of this unit; the class profile unless measured. Only proofs that it holds as measured make
            an outcome ``Printed``; ``measure`` asks for them now.
        silence: The longest time in seconds that a job may make no progress. The default is longer than it takes to
            put in a new roll, because a printer without paper is silent and alive.
        reply_silence: How long to wait for an answer to a question, in seconds.
        ask_first: Ask for the status before each job, and refuse the job while the printer says that it cannot print.
        logos: The file that records which logos the printer keeps. Without it, one in the user's folder for data, named
            by the URI, where that names a lasting unit.
        reconnect_seconds: How long a job tries to take hold of a wire that was lost before; 0 tries once.
        lock_seconds: How long a thread waits for the job of another one.

    Attributes:
        device: The wire.
        session: What is remembered from one conversation to the next.

    Use it in a ``with`` statement; a job is atomic between the threads that share a printer.
    """

    profile = OfSession()
    silence = OfSession()
    reply_silence = OfSession()
    ask_first = OfSession()
    reconnect_seconds = OfSession()

    def __init__(
        self,
        device: str | Device,
        *,
        profile: Profile = OCPP809,
        silence: float = WRITE_SILENCE_SECONDS,
        reply_silence: float = exchanges.REPLY_SILENCE_SECONDS,
        ask_first: bool = True,
        logos: str | Path | None = None,
        reconnect_seconds: float = exchanges.RECONNECT_SECONDS,
        lock_seconds: float = LOCK_SECONDS,
    ) -> None:
        if not isinstance(device, str | Device):
            raise InputError(f"a printer is named by a URI or a Device, not by {type(device).__name__}")
        if not isinstance(profile, Profile):
            raise InputError(f"a profile is a Profile, not {type(profile).__name__}")
        self.device = device_for(device) if isinstance(device, str) else device
        self.session: Session = exchanges.Session(
            uri=self.device.uri,
            profile=profile,
            silence=finite(silence),
            reply_silence=finite(reply_silence),
            ask_first=ask_first,
            reconnect_seconds=finite(reconnect_seconds),
            two_way=self.device.abilities.two_way,
        )
        self._logo_file = logos
        self._lock = ThreadLock(self.device.uri, finite(lock_seconds))
        self._walker = Walker(self.device, self.session)
        self._last: Job | None = None
        self._copies = 0

    def open(self) -> None:
        """Take hold of the wire; jobs do it again by themselves after an error made them let go of it.

        Raises:
            DeviceError: Which of its kinds says why.
        """
        with self._lock.held():
            self.device.open(silence=self.session.connect_seconds)
            self._walker.opened()

    def close(self) -> None:
        """Hand over what is under way and let go of the wire."""
        self.session.is_dropped = False
        self.device.close()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # Questions

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
        facts: dict[str, Any] = dict(self._walk(measure(self.session)))
        self.profile = self.session.profile.with_facts(source=f"measured over {self.device.uri}", **facts)
        return self.session.profile

    # Jobs

    def prepare(self, document: object, *, strict: bool = False) -> Job:
        """Turn a document into the bytes of a job, without sending anything.

        Raises:
            InputError: The document cannot be printed on this printer, or, with ``strict``, not without loss.
        """
        return prepare(document, self.profile, strict=strict, stored_logos=self._stored_logos)

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
                paper. It returns a ``Decision``, or ``None`` to wait on.
            patience: How long the job may make no progress, in seconds; ``silence`` of the printer where not given.

        Returns:
            ``Printed``: the unit's measured proof came. ``Sent``: all bytes were handed over, unproven.

        Raises:
            InputError: The document cannot be printed; nothing was sent.
            NotPrinted: The printer refused, or took no byte: safe to try again.
            Unknown: The job was interrupted, or its proof did not come: part of it may be on paper, and nothing is
                repeated.
        """
        job = document if isinstance(document, Job) else self.prepare(document, strict=strict)
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
        if self._last is None:
            raise InputError("there is nothing to print again: this printer object has printed nothing yet")
        number = self._copies + 1 if copy is None else copy
        job = as_copy(self._last, number, self.profile, stored_logos=self._stored_logos)
        return self._print(job, self._last, copies=number, **how)

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

    # How it is done

    def _stored_logos(self) -> StoredLogos:
        """Looked up only for a document that has a logo."""
        return self.logos.usable()

    def _print(self, job: Job, original: Job, *, copies: int = 0, **how: Any) -> Outcome:
        try:
            with self._lock.held():
                self._last, self._copies = original, copies
                return self._walker.walk(exchanges.print_job(self.session, job, **how))
        except DeviceBusy as error:
            raise exchanges.not_asked(error, job.total) from error

    def _walk(self, exchange: Exchange[Answer]) -> Answer:
        with self._lock.held():
            return self._walker.walk(exchange)
