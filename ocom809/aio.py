"""AsyncPrinter: a printer for tasks. Walks the same conversations as ``Printer``, by awaiting."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ocom809 import exchanges
from ocom809.alarming import EVERY_SECONDS as ALARM_SECONDS
from ocom809.alarming import LIMIT_SECONDS, Alarmed, Alarming
from ocom809.async_walking import AsyncWalker, TaskLock
from ocom809.deadline import Deadline, finite
from ocom809.errors import DeviceError, ReplyError
from ocom809.exchanges.measuring import measure
from ocom809.locks import POLL_SECONDS
from ocom809.outcomes import Kicked, Outcome
from ocom809.printer_base import PrinterBase, logger
from ocom809.printer_verbs import Acts
from ocom809.watching import EVERY_SECONDS, Lookout

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from types import TracebackType

    from ocom809.commands import DrawerPin
    from ocom809.exchanges import Exchange, OnWait
    from ocom809.job import Job
    from ocom809.profile import Profile
    from ocom809.status import Status
    from ocom809.status.changes import Change

Answer = TypeVar("Answer")


class AsyncPrinter(PrinterBase, Acts[Awaitable[Outcome]]):
    """A printer on a wire, for tasks: the names, arguments and outcomes are those of ``Printer``, awaited.

    One event loop looks after as many of them as it likes: LAN, Bluetooth and virtual printers take no thread, USB and
    serial ones have one each. A job is atomic between the tasks that share a printer; they print in the order in which
    they asked.

    Cancelling a task in the midst of a job (``asyncio.timeout`` does so too) lets go of the wire at once and takes back
    what has not been taken; what was printed by then is unknown, and the next job frees the printer of the rest first.
    Documents are turned into bytes within the loop; whoever has large pictures does ``prepare`` in a thread before.

    Use it in an ``async with`` statement. Setting a printer up (``store_logo``, parameters) is for ``Printer``.
    """

    def _set_up(self) -> None:
        self._lock = TaskLock(self.device.uri, self.lock_seconds)
        self._walker = AsyncWalker(self.device, self.session)

    async def open(self) -> None:
        """Take hold of the wire; jobs do it again by themselves after an error made them let go of it.

        A printer that is shared is only looked for by the next job.

        Raises:
            DeviceError: Which of its kinds says why.
        """
        if self.shared:
            self.session.is_dropped = True
        else:
            await self._walk(exchanges.take(self.session))

    async def close(self) -> None:
        """Hand over what is under way and let go of the wire."""
        await self._walk(exchanges.let_go(self.session))
        self.session.is_dropped = False

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def status(self) -> Status:
        """What the printer says of itself, each fact yes, no or unknown; as ``Printer.status``.

        Raises:
            ReplyError: It answered nonsense.
            DeviceError: The wire failed.
        """
        try:
            return await self._walk(exchanges.asked(self.session))
        except ReplyError as error:
            raise ReplyError(error.message, hint=self.device.rubbish_hint) from error

    async def converse(self, exchange: Exchange[Answer]) -> Answer:
        """Walk a conversation of harmless questions. A job goes by ``print``.

        Raises:
            DeviceError: The wire failed, and the conversation did not expect it.
        """
        return await self._walk(exchanges.held(self.session, exchange))

    async def measure(self) -> Profile:
        """Ask now which proofs this unit gives on this wire, and go by that from here on; as ``Printer.measure``.

        Raises:
            ReplyError: It answered nonsense.
            DeviceError: The wire failed.
        """
        return self._learned(dict(await self._walk(measure(self.session))))

    async def print(
        self,
        document: object,
        *,
        strict: bool = False,
        progress: Callable[[int], None] | None = None,
        on_wait: OnWait | None = None,
        patience: float | None = None,
    ) -> Outcome:
        """Print a document; arguments, outcomes and errors are those of ``Printer.print``.

        ``progress`` and ``on_wait`` are plain functions, called within the loop.
        """
        job = self._as_job(document, strict=strict)
        waits = None if patience is None else finite(patience)
        return await self._print(job, job, progress=progress, on_wait=on_wait, patience=waits)

    async def reprint(self, copy: int | None = None, **how: Any) -> Outcome:
        """Print the last job again, with "COPY n" above each of its tickets; as ``Printer.reprint``."""
        job, original, number = self._copy_of_last(copy)
        return await self._print(job, original, copies=number, **how)

    async def recover(self, *, discard: bool = False) -> Status:
        """End a cutter error, after the knife was freed (``DLE ENQ``); as ``Printer.recover``.

        Raises:
            DeviceError: The wire failed.
        """
        return await self._walk(exchanges.recover(self.session, discard=discard))

    async def let_go(self) -> None:
        """Hand over what is under way and let go of the wire; the next job or question takes hold of it again."""
        await self._walk(exchanges.let_go(self.session))

    async def kick_drawer(self, *, pin: DrawerPin | None = None, pulse_ms: int = 100, seconds: float = 0.5) -> Kicked:
        """Open the cash drawer, look at its sensor, and kick once more where it stays shut; as ``Printer.kick_drawer``.

        Raises:
            NotPrinted: No pulse was sent.
            Unknown: It is not known whether one was.
        """
        return await self._walk(exchanges.kick_drawer(self.session, self._pulses(pin, pulse_ms), finite(seconds)))

    async def alarm_until(
        self,
        acknowledged: Callable[[], object],
        *,
        every: float = ALARM_SECONDS,
        limit: float = LIMIT_SECONDS,
        **alarm: Any,
    ) -> Alarmed:
        """Sound the alarm again and again until somebody has heard it; as ``Printer.alarm_until``."""
        alarming = Alarming(acknowledged, every=every, limit=limit)
        for seconds in alarming.steps():
            await (asyncio.sleep(seconds) if seconds else self.alarm(**alarm))
        return alarming.result

    async def watch(self, *, every: float = EVERY_SECONDS) -> AsyncIterator[Change]:
        """What changes, one after the other, for as long as it is iterated; asked every so many seconds.

        The first ones say how it is. A printer that does not answer is asked less and less often, down to every 30 s.
        """
        lookout = Lookout(every)
        while True:
            for change in await self._look(lookout):
                yield change
            await asyncio.sleep(lookout.pause)

    async def _look(self, lookout: Lookout) -> tuple[Change, ...]:
        try:
            return lookout.heard(await self.status())
        except (DeviceError, ReplyError):
            return lookout.lost()

    async def _print(self, job: Job, original: Job, *, copies: int = 0, **how: Any) -> Outcome:
        with self._timed(job) as timing:
            async with self._held():
                timing.begin()
                outcome = await self._hold_job(job, original, copies, how)
        self._tell(job, timing, outcome)
        return outcome

    async def _hold_job(self, job: Job, original: Job, copies: int, how: dict[str, Any]) -> Outcome:
        self._note_begin(job)
        with self._remembering(original, copies):
            return await self._walker.walk(exchanges.print_job(self.session, job, **how))

    async def _walk(self, exchange: Exchange[Answer]) -> Answer:
        async with self._held():
            return await self._walker.walk(exchange)

    @asynccontextmanager
    async def _held(self) -> AsyncIterator[None]:
        """Hold the printer against other tasks and other programs, and note how it was left."""
        async with self._lock.held():
            if not self._guard.is_held:
                await self._acquire()
                self._took_hold()
            try:
                yield
            finally:
                try:
                    await self._give_way()
                finally:
                    self._note()

    async def _give_way(self) -> None:
        """Let go of a printer that is shared, however its job or question ended; what that ended in stays."""
        if self.shared and self.device.is_open:
            try:
                await self._walker.walk(exchanges.let_go(self.session))
            except DeviceError as error:
                logger.warning("%s: letting go of it failed: %s", self.device.uri, error)

    async def _acquire(self) -> None:
        limit, on_busy = Deadline(self.lock_seconds), self.on_busy
        while not self._guard.try_acquire():
            if limit.expired:
                raise self._guard.busy()
            if on_busy is not None:
                on_busy(self._guard.busy())
                on_busy = None
            await asyncio.sleep(POLL_SECONDS)
