"""What a printer object is, whether a thread holds it or a task: a wire, a session, and the last job."""

from __future__ import annotations

import logging
import time
from abc import ABC, abstractmethod
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self, overload

from ocom809 import exchanges
from ocom809.commands import DrawerPin, OpenDrawer
from ocom809.commands.drawer import drawer_pin_of
from ocom809.deadline import finite
from ocom809.devices.base import Device
from ocom809.devices.registry import device_for
from ocom809.devices.writing import WRITE_SILENCE_SECONDS
from ocom809.errors import DeviceBusy, InputError, NotPrinted
from ocom809.job import Job, as_copy, prepare
from ocom809.locks import Lock
from ocom809.metrics import Timing, report
from ocom809.profile import OCPP809, Profile
from ocom809.walking import LOCK_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ocom809.exchanges import Session
    from ocom809.logo_keeping import LogoKeeper
    from ocom809.metrics import JobReport
    from ocom809.outcomes import Outcome
    from ocom809.receipt.logos import StoredLogos


logger = logging.getLogger(__name__)

LONGEST_PULSE_MS: Final = 510


class _OfSession:
    """An attribute that the printer's session holds, so that conversations see what was set last."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, printer: None, owner: type) -> Self: ...
    @overload
    def __get__(self, printer: PrinterBase, owner: type) -> Any: ...
    def __get__(self, printer: PrinterBase | None, owner: type) -> Any:
        return self if printer is None else getattr(printer.session, self._name)

    def __set__(self, printer: PrinterBase, value: Any) -> None:
        setattr(printer.session, self._name, value)


class PrinterBase(ABC):
    """A printer on a wire, without a way to wait; ``Printer`` and ``AsyncPrinter`` add one.

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
        lock_seconds: How long a job waits for the one who is in the way: another thread or task, or another program.
        on_job: Told of each job that has ended, in a ``metrics.JobReport``; ``metrics.Metrics`` adds them up.
        shared: Let go of the printer after each job, so that several programs can take turns. Otherwise it is held from
            ``open`` to ``close``, and others wait.
        on_busy: Told once, before the waiting for another program begins, who that is.

    Attributes:
        device: The wire.
        session: What is remembered from one conversation to the next.
    """

    profile = _OfSession()
    silence = _OfSession()
    reply_silence = _OfSession()
    ask_first = _OfSession()
    reconnect_seconds = _OfSession()

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
        on_job: Callable[[JobReport], object] | None = None,
        shared: bool = False,
        on_busy: Callable[[DeviceBusy], object] | None = None,
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
        self.lock_seconds = finite(lock_seconds)
        self.on_job = on_job
        self.on_busy = on_busy
        self.shared = shared
        self._guard = Lock(self.device.uri)
        self._logo_file = logos
        self._last: Job | None = None
        self._copies = 0
        self._set_up()

    @abstractmethod
    def _set_up(self) -> None:
        """Make what holds the wire and what waits for it."""

    def prepare(self, document: object, *, strict: bool = False) -> Job:
        """Turn a document into the bytes of a job, without sending anything.

        Raises:
            InputError: The document cannot be printed on this printer, or, with ``strict``, not without loss.
        """
        return prepare(document, self.profile, strict=strict, stored_logos=self._stored_logos)

    @cached_property
    def logos(self) -> LogoKeeper:
        """The logos that the printer keeps in its flash memory, as this computer's record of them tells."""
        from ocom809.logo_keeping import LogoKeeper
        from ocom809.logo_record import LogoRecord

        named = self._logo_file
        record = LogoRecord(named) if named is not None else LogoRecord.of_unit(self.device.uri)
        return LogoKeeper(self, record)  # type: ignore[arg-type]  # only a Printer can write

    def restarted(self) -> None:
        """A person has switched the printer off and on: nothing of an earlier job that broke off is left in it.

        Needed only where an error asks for it; otherwise the next job frees the printer by itself.
        """
        self.session.broken, self.session.unproven = None, ()
        self.session.owes(0)

    def _stored_logos(self) -> StoredLogos:
        """Looked up only for a document that has a logo."""
        return self.logos.usable()

    # One writer: what is noted for the next program.

    def _took_hold(self) -> None:
        """This program has the printer now; what an earlier one left undone is to be freed first."""
        if self.session.broken is None and (found := self._guard.unfinished()) is not None:
            self.session.broken = exchanges.Break(*found)

    def _note_begin(self, job: Job) -> None:
        """A job begins: if this program is killed meanwhile, the next one knows what the printer may wait for."""
        if self.session.broken is None:
            self._guard.note_job(job.data)

    @contextmanager
    def _remembering(self, original: Job, copies: int) -> Iterator[None]:
        """What may be on paper is the last job; one that is not printed is none that a copy could be made of."""
        try:
            yield
        except NotPrinted:
            raise
        except BaseException:
            self._last, self._copies = original, copies
            raise
        self._last, self._copies = original, copies

    def _note(self) -> None:
        """A conversation has ended: note what the next program must know, and give way where nothing is held."""
        broken = self.session.broken
        if self.session.stored_in_doubt:
            self.session.stored_in_doubt = False
            self.logos.doubt()
        if broken is None:
            self._guard.forget()
        else:
            self._guard.note_job(broken.data, broken.lowest, broken.highest)
        if not self.device.is_open:
            self._guard.release()

    @contextmanager
    def _timed(self, job: Job) -> Iterator[Timing]:
        """Time a job, tell how it ended, and say that nothing was sent where its turn did not come."""
        timing = Timing()
        try:
            yield timing
        except BaseException as error:
            # Once its turn has come, DeviceBusy is raised by the caller's own function, in the midst of the job.
            if isinstance(error, DeviceBusy) and not timing.has_begun:
                refused = exchanges.not_asked(error, job.total)
                self._tell(job, timing, refused)
                raise refused from error
            self._tell(job, timing, error)
            raise

    def _tell(self, job: Job, timing: Timing, ending: Outcome | BaseException) -> None:
        """Tell whoever wants to know how a job ended; what that raises is no fault of the job's."""
        if self.on_job is None:
            return
        session = self.session
        seen = None if session.last_seen is None else time.time() - (session.clock() - session.last_seen)
        try:
            self.on_job(report(self.device.uri, job.total, timing, ending, seen))
        except Exception:
            logger.exception("what is told of jobs failed")

    def _pulses(self, pin: DrawerPin | None, pulse_ms: int) -> tuple[tuple[int, Job], ...]:
        """A pulse and one that is twice as long, as jobs."""
        chosen = pin or drawer_pin_of(self.session.profile)
        lengths = dict.fromkeys((pulse_ms, min(2 * pulse_ms, LONGEST_PULSE_MS)))
        return tuple((length, self.prepare([OpenDrawer(chosen, on_ms=length)])) for length in lengths)

    def _as_job(self, document: object, *, strict: bool) -> Job:
        return document if isinstance(document, Job) else self.prepare(document, strict=strict)

    def _copy_of_last(self, copy: int | None) -> tuple[Job, Job, int]:
        """The last job as a copy, that job itself, and the number of the copy.

        Raises:
            InputError: There is no last job, or it was raw bytes, which cannot be marked.
        """
        if self._last is None:
            raise InputError("there is nothing to print again: this printer object has printed nothing yet")
        number = self._copies + 1 if copy is None else copy
        return as_copy(self._last, number, self.profile, stored_logos=self._stored_logos), self._last, number

    def _learned(self, facts: dict[str, Any]) -> Profile:
        """Go by what was measured from here on."""
        learned: Profile = self.session.profile.with_facts(source=f"measured over {self.device.uri}", **facts)
        self.session.profile = learned
        return learned
