"""Printer: what a program holds in its hand. Walks the exchanges by blocking."""

from __future__ import annotations

import threading
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ocom809 import exchanges
from ocom809.commands import Alarm, Cut, CutMode, DrawerPin, FeedLines, OpenDrawer, Raw, SelfTest
from ocom809.commands.drawer import drawer_pin_of
from ocom809.devices.base import CONNECT_SECONDS, WRITE_SILENCE_SECONDS, Device, finite
from ocom809.devices.registry import device_for
from ocom809.errors import DeviceError, InputError, NotPrinted, ReplyError
from ocom809.job import Job, prepare
from ocom809.outcomes import Sent
from ocom809.profile import OCPP809, Profile
from ocom809.receipt import Receipt, test_page
from ocom809.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from ocom809.logo_keeping import LogoKeeper
    from ocom809.receipt.logos import StoredLogos


Answer = TypeVar("Answer")


class Printer:
    """A printer on a wire.

    Args:
        device: A device URI such as ``tcp://192.168.1.87``, or a device that was made before.
        profile: The facts of this unit; the class profile unless measured.
        silence: The longest time in seconds that the printer may take no byte of a job. The default is longer than it
            takes to put in a new roll, because a printer without paper is silent and alive.
        reply_silence: How long to wait for an answer to a question, in seconds.
        ask_first: Ask for the status before each job, and refuse the job while the printer says that it cannot print.
        logos: The file that records which logos the printer keeps. Without it, one in the user's folder for data, named
            by the URI, where that names a lasting unit.

    Use it in a ``with`` statement; a job is atomic between the threads that share a printer.
    """

    def __init__(
        self,
        device: str | Device,
        *,
        profile: Profile = OCPP809,
        silence: float = WRITE_SILENCE_SECONDS,
        reply_silence: float = exchanges.REPLY_SILENCE_SECONDS,
        ask_first: bool = True,
        logos: str | Path | None = None,
    ) -> None:
        if not isinstance(device, str | Device):
            raise InputError(f"a printer is named by a URI or a Device, not by {type(device).__name__}")
        if not isinstance(profile, Profile):
            raise InputError(f"a profile is a Profile, not {type(profile).__name__}")
        self.device = device_for(device) if isinstance(device, str) else device
        self.profile = profile
        self.silence = finite(silence)
        self.reply_silence = finite(reply_silence)
        self.ask_first = ask_first
        self._logo_file = logos
        self._lock = threading.RLock()
        self._answers = self.device.abilities.two_way
        self._has_answered = False
        self._was_interrupted = False
        self._was_dropped = False

    def open(self) -> None:
        """Take hold of the wire; jobs do it again by themselves after an error made them let go of it.

        Raises:
            DeviceError: Which of its kinds says why.
        """
        self.device.open(silence=min(self.silence, CONNECT_SECONDS))
        self._answers = self.device.abilities.two_way
        self._was_dropped = False

    def close(self) -> None:
        """Hand over what is under way and let go of the wire."""
        self._was_dropped = False
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
        if not self.device.abilities.two_way:
            return Status.unknown()
        if self._was_dropped:
            self.open()
        try:
            return self._run(exchanges.ask_status(silence=self.reply_silence))
        except ReplyError as error:
            raise ReplyError(error.message, hint=self.device.rubbish_hint) from error

    def converse(self, exchange: exchanges.Exchange[Answer]) -> Answer:
        """Walk a conversation of harmless questions, such as ``diagnosis.probe`` holds. A job goes by ``print``.

        Raises:
            DeviceError: The wire failed, and the conversation did not expect it.
        """
        if self._was_dropped:
            self.open()
        return self._run(exchange)

    # Jobs

    def prepare(self, document: object, *, strict: bool = False) -> Job:
        """Turn a document into the bytes of a job, without sending anything.

        Raises:
            InputError: The document cannot be printed on this printer, or, with ``strict``, not without loss.
        """
        return prepare(document, self.profile, strict=strict, stored_logos=self._stored_logos)

    def print(self, document: object, *, strict: bool = False, progress: Callable[[int], None] | None = None) -> Sent:
        """Print a document: a ``Receipt``, a text, commands, or a job that was prepared before.

        Args:
            document: What to print.
            strict: Refuse a document with characters that the printer lacks, instead of printing a stand-in.
            progress: Told how many bytes of the job have gone, after each chunk.

        Returns:
            ``Sent``: all bytes were handed over, unproven.

        Raises:
            InputError: The document cannot be printed; nothing was sent.
            NotPrinted: The printer refused, or took no byte: safe to try again.
            Unknown: The job was interrupted: part of it may be on paper, and nothing is repeated.
        """
        job = document if isinstance(document, Job) else self.prepare(document, strict=strict)
        with self._lock:
            self._take_hold_again(job.total)
            self._pre_flight(job.total)
            begin = time.monotonic()
            self._run_job(job, progress)
            seconds = time.monotonic() - begin
            why = self._why_unproven()
            return Sent(total=job.total, seconds=seconds, lost=job.lost, substituted=job.substituted, why=why)

    def print_image(self, picture: Any, **options: Any) -> Sent:
        """Print a picture: a file's path, a Pillow image or its bytes; ``options`` as ``Receipt.image`` takes them."""
        return self.print(Receipt().image(picture, **options))

    @cached_property
    def logos(self) -> LogoKeeper:
        """The logos that the printer keeps in its flash memory, as this computer's record of them tells."""
        from ocom809.logo_keeping import LogoKeeper
        from ocom809.logo_record import LogoRecord

        named = self._logo_file
        return LogoKeeper(self, LogoRecord(named) if named is not None else LogoRecord.of_unit(self.device.uri))

    def store_logo(self, key: str, picture: Any, **options: Any) -> Sent:
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

    def let_go(self) -> None:
        """Hand over what is under way and let go of the wire; the next job or question takes hold of it again."""
        with self._lock:
            self.device.close()
            self._was_dropped = True

    def print_self_test(self) -> Sent:
        """Have the unit print its own self-test page, by the command that its profile names."""
        return self.print([SelfTest.for_profile(self.profile)])

    def print_test_page(self) -> Sent:
        """Print our test page: widths, fonts, code pages, grey steps, codes and a ruler."""
        return self.print(test_page(self.profile))

    def send(self, data: bytes) -> Sent:
        """Send raw bytes as one job, as they are."""
        return self.print([Raw(data)])

    def cut(self, *, full: bool = False) -> Sent:
        """Feed to the knife and cut; most of the class cut partially whatever is asked."""
        return self.print([Cut(CutMode.FULL if full else CutMode.PARTIAL)])

    def feed(self, lines: int = 4) -> Sent:
        """Feed ``lines`` lines of paper, 1 to 255."""
        return self.print([FeedLines(lines)])

    def open_drawer(self, *, pin: DrawerPin | None = None, pulse_ms: int = 50) -> Sent:
        """Send a pulse of 2 to 510 ms to the cash drawer. Whether it opened is not known.

        Args:
            pin: Which pin of its plug; ``None`` takes that of the profile, or else pin 2.
            pulse_ms: How long the pulse lasts.
        """
        pin = drawer_pin_of(self.profile) if pin is None else pin
        return self.print([OpenDrawer(pin, on_ms=pulse_ms)])

    def alarm(self, *, times: int = 3, duration_ms: int = 100, sound: bool = True, light: bool = True) -> Sent:
        """Sound the buzzer and flash the light ``times`` times, where the unit has them."""
        return self.print([Alarm(times, duration_ms, sound=sound, light=light)])

    # How it is done

    def _stored_logos(self) -> StoredLogos:
        """Looked up only for a document that has a logo."""
        return self.logos.usable()

    def _take_hold_again(self, total: int) -> None:
        """Open a wire that an earlier error made us let go of. Nothing is repeated by that."""
        if not self._was_dropped:
            return
        try:
            self.open()
        except DeviceError as error:
            raise exchanges.not_asked(error, total) from error

    def _pre_flight(self, total: int) -> None:
        """Ask how the printer is and refuse the job while it says no. A printer that never answers is asked once."""
        if not (self.ask_first and self._answers):
            return
        try:
            status = self.status()
        except DeviceError as error:
            self._drop()
            raise exchanges.not_asked(error, total) from error
        except ReplyError as error:
            raise exchanges.not_asked(error, total) from error
        answers = status != Status.unknown()
        if self._was_interrupted and self._has_answered and not answers:
            raise exchanges.still_waiting(total)
        self._answers = answers
        self._has_answered = self._has_answered or answers
        exchanges.refuse_unless_ready(status, total)

    def _run_job(self, job: Job, progress: Callable[[int], None] | None) -> None:
        try:
            self._run(exchanges.send_job(job.data, progress))
        except BaseException as error:
            # What the system still holds of a broken job must not come out later, not even after Ctrl-C.
            self._was_interrupted = not isinstance(error, NotPrinted)
            self._drop()
            raise
        self._was_interrupted = False

    def _drop(self) -> None:
        self.device.abort()
        self._was_dropped = True

    def _why_unproven(self) -> str:
        if not self.device.abilities.two_way:
            return "nothing comes back on this wire"
        return "this driver does not yet ask for proof" if self._answers else "the printer answers nothing"

    def _run(self, exchange: exchanges.Exchange[Answer]) -> Answer:
        """Walk a conversation by blocking."""
        with self._lock:
            try:
                step = next(exchange)
                while True:
                    try:
                        data = self._carry_out(step)
                    except DeviceError as error:
                        step = exchange.throw(error)
                    else:
                        step = exchange.send(data)
            except StopIteration as end:
                answer: Answer = end.value
                return answer

    def _carry_out(self, step: exchanges.Step) -> bytes:
        if isinstance(step, exchanges.Receive):
            return self.device.read(silence=step.silence)
        self.device.write(step.data, silence=self.silence, progress=step.progress)
        self._flush(len(step.data))
        return b""

    def _flush(self, total: int) -> None:
        """See that the printer's end has what was written: a small job fits into the system's buffers whole."""
        try:
            self.device.flush(silence=self.silence)
        except DeviceError as error:
            self.device.reckon(error, total)
            raise
