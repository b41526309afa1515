"""A wire for tasks: what a ``Device`` does by blocking, done by awaiting.

Wires whose ``offer`` and ``read`` return at once (sockets, the virtual printer, memory) are looked after by the event
loop itself, however many they are. For the others (pyusb, pyserial, device nodes) each wire has a thread of its own,
in which one short step after the other is carried out; a task that is cancelled waits until the step under way has
landed, so that the counts stay true.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ocom809.aio_threads import Opening, heard_of, landed, shared_threads
from ocom809.deadline import Deadline
from ocom809.devices.writing import BACKLOG_POLL_SECONDS, SHORTEST_POLL_SECONDS
from ocom809.errors import DeviceError, DeviceTimeout

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.devices.base import Device

Answer = TypeVar("Answer")

_SLICE_SECONDS: Final = 0.25
"""How long one step in a thread may last; a cancelled task waits no longer than that, except where a wire cannot tell
what it took (serial ports on Windows): there it waits until the printer takes the piece, or for the whole silence."""
_LOOK_SECONDS: Final = 0.1
_SHORTEST_POLL_SECONDS: Final = 0.001
_LONGEST_POLL_SECONDS: Final = 0.02


class AsyncWire:
    """A device and the way to wait for it. One task at a time uses it.

    Args:
        device: The wire; opened by ``open``, or before.
    """

    def __init__(self, device: Device) -> None:
        self.device = device
        self._own: ThreadPoolExecutor | None = None
        self._opening: Opening | None = None

    async def open(self, silence: float) -> None:
        """Take hold of the wire, as ``Device.open`` does.

        A task that is cancelled meanwhile does not wait for the end of it: where nobody answers, that may take seconds.
        What opens after all is let go of at once, and whoever opens next waits for that.

        Raises:
            DeviceError: Which of its kinds says why.
        """
        if self._opening is not None:
            await self._in_thread(self._opening.ended.wait)
        self._opening = opening = Opening(self.device, silence)
        work = asyncio.get_running_loop().run_in_executor(shared_threads(), opening.work)
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            work.add_done_callback(heard_of)
            try:
                await asyncio.wait([work], timeout=_SLICE_SECONDS)
            finally:
                opening.abandon()
            raise

    async def write(
        self,
        data: bytes,
        *,
        silence: float,
        progress: Callable[[int], None] | None = None,
        may_go_on: bool = False,
    ) -> None:
        """Hand all of it over, as ``Device.write`` does, errors and counts included.

        Raises:
            DeviceError: Silence for too long, or the device went away.
        """
        view, written = memoryview(data), 0
        try:
            while written < len(view):
                written += await self._some(view[written:], silence, may_go_on=may_go_on)
                if progress is not None:
                    progress(written)
        except DeviceError as error:
            self.device.note_failure(error, written, may_go_on=may_go_on)
            raise
        self.device.note_whole()

    async def flush(self, *, silence: float, may_go_on: bool = False) -> None:
        """Wait until the printer's end has taken all, as ``Device.flush`` does.

        Raises:
            DeviceError: Nothing was taken for ``silence`` seconds, or the device went away.
        """
        device, limit, poll = self.device, Deadline(silence), SHORTEST_POLL_SECONDS
        waiting = device.backlog
        while waiting:
            if limit.expired:
                device.give_up(silence, may_go_on=may_go_on)
            device.look()
            await asyncio.sleep(min(limit.left(), poll))
            poll = min(2 * poll, BACKLOG_POLL_SECONDS)
            left = device.backlog
            if left < waiting:
                limit.restart()
            waiting = left

    async def read(self, *, silence: float) -> bytes:
        """What has arrived, or ``b""`` after ``silence`` seconds.

        Raises:
            DeviceGone: The device went away.
        """
        limit, pause = Deadline(silence), _SHORTEST_POLL_SECONDS
        while True:
            seconds = 0.0 if self.device.polls else min(limit.left(), _SLICE_SECONDS)
            data = await self._step(lambda: self.device.read(silence=seconds))  # noqa: B023 - carried out at once
            if data or limit.expired:
                return data
            if self.device.polls:
                await self._until_ready(self._add_reader, min(limit.left(), pause))
                pause = min(2 * pause, _LONGEST_POLL_SECONDS)

    async def close(self) -> None:
        """Hand over what is under way and let go, as ``Device.close`` does."""
        await self._in_thread(self.device.close)
        self._end_thread()

    async def abort(self, error: DeviceError | None = None) -> None:
        """Let go at once, as ``Device.abort`` does; never takes long."""
        await self._step(lambda: self.device.abort(error))
        self._end_thread()

    async def call(self, work: Callable[[], Answer]) -> Answer:
        """Do some other blocking work of this wire in a thread."""
        return await self._in_thread(work)

    # How it is waited.

    async def _some(self, data: memoryview, silence: float, *, may_go_on: bool) -> int:
        """Hand over a first part of it, at least a byte."""
        device, limit, pause = self.device, Deadline(silence), _SHORTEST_POLL_SECONDS
        waiting = device.backlog
        while not (count := await self._offered(data, limit)):
            if limit.expired:
                device.give_up(silence, may_go_on=may_go_on)
            if device.polls:
                await self._until_ready(self._add_writer, min(limit.left(), pause))
                pause = min(2 * pause, _LONGEST_POLL_SECONDS)
            # The system tells of room only when a third of its buffer is free; a slow printer is not a silent one.
            left = device.backlog
            if left < waiting:
                limit.restart()
            waiting = left
        return count

    async def _offered(self, data: memoryview, limit: Deadline) -> int:
        """What went of it in one short step."""
        slice_seconds = _SLICE_SECONDS if self.device.abilities.resumes else limit.left()
        seconds = 0.0 if self.device.polls else min(limit.left(), slice_seconds)
        try:
            return await self._step(lambda: self.device.offer(data, seconds))
        except DeviceTimeout as error:
            if error.written or limit.expired:
                raise
            return 0

    async def _step(self, work: Callable[[], Answer]) -> Answer:
        """One short step: here and now where that blocks nobody."""
        if self.device.polls:
            return work()
        if self._own is None:
            self._own = ThreadPoolExecutor(1, thread_name_prefix="ocom809-wire")
        return await landed(asyncio.get_running_loop().run_in_executor(self._own, work))

    async def _in_thread(self, work: Callable[[], Answer]) -> Answer:
        """A step that may take a while: opening and closing."""
        return await landed(asyncio.get_running_loop().run_in_executor(shared_threads(), work))

    def _end_thread(self) -> None:
        if self._own is not None:
            self._own.shutdown(wait=False)
            self._own = None

    async def _until_ready(self, add: Callable[[int, asyncio.Future[None]], Callable[[int], Any]], poll: float) -> None:
        """Wait until the system says that something can be done, or for a moment where it has nothing to say."""
        number = self.device.selectable
        if number is None:
            await asyncio.sleep(poll)
            return
        ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        try:
            remove = add(number, ready)
        except NotImplementedError:  # Windows' proactor loop has no such thing
            await asyncio.sleep(poll)
            return
        try:
            await asyncio.wait([ready], timeout=_LOOK_SECONDS)
        finally:
            remove(number)
            ready.cancel()

    def _add_reader(self, number: int, ready: asyncio.Future[None]) -> Callable[[int], Any]:
        loop = asyncio.get_running_loop()
        loop.add_reader(number, _settle, ready)
        return loop.remove_reader

    def _add_writer(self, number: int, ready: asyncio.Future[None]) -> Callable[[int], Any]:
        loop = asyncio.get_running_loop()
        loop.add_writer(number, _settle, ready)
        return loop.remove_writer


def _settle(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
