"""Walking a conversation by awaiting: the same steps as ``walking``, for tasks."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from ocom809.aio_wire import AsyncWire
from ocom809.errors import DeviceBusy, DeviceError
from ocom809.exchanges.steps import Abort, AskBoard, LetGo, Open, Pause, Receive, Send
from ocom809.walking import LOCK_SECONDS, board_answer, told_of_closing, told_of_opening

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ocom809.devices.base import Device
    from ocom809.exchanges.session import Session
    from ocom809.exchanges.steps import Exchange, Step

Answer = TypeVar("Answer")


class TaskLock:
    """One task at a time, in the order of asking, with a limit on waiting that says who is in the way.

    Args:
        uri: What messages call the printer.
        seconds: The longest time to wait.
    """

    def __init__(self, uri: str, seconds: float = LOCK_SECONDS) -> None:
        self._uri = uri
        self._seconds = seconds
        self._lock = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._holder = ""

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Hold it.

        Raises:
            DeviceBusy: Another task held it for too long; or it is used in another event loop, which is still running.
        """
        lock = self._lock_of_this_loop()
        try:
            async with asyncio.timeout(self._seconds):
                await lock.acquire()
        except TimeoutError as error:
            raise DeviceBusy(
                f"{self._uri} is in use by the task {self._holder} of this program, for {self._seconds:g} s now",
                hint="One job at a time: wait for it, or give its job less patience.",
            ) from error
        task = asyncio.current_task()
        self._holder = task.get_name() if task else ""
        try:
            yield
        finally:
            lock.release()

    def _lock_of_this_loop(self) -> asyncio.Lock:
        """A lock of asyncio belongs to one loop; a printer may be used in one loop after another."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            if self._lock.locked() and self._loop is not None and not self._loop.is_closed():
                raise DeviceBusy(
                    f"{self._uri} is in use by the task {self._holder} of another event loop of this program",
                    hint="Use an AsyncPrinter in one event loop at a time.",
                )
            self._lock, self._loop = asyncio.Lock(), loop
        return self._lock


class AsyncWalker:
    """Carries out the steps of conversations on a device by awaiting.

    Args:
        device: The wire.
        session: What is told of the wire's opening.
    """

    def __init__(self, device: Device, session: Session) -> None:
        self.wire = AsyncWire(device)
        self._session = session

    async def walk(self, exchange: Exchange[Answer]) -> Answer:
        """Hold a conversation to its end.

        Whatever goes wrong in a step is thrown into the conversation where it happened. So is a cancellation: the steps
        that the conversation takes then, to leave the wire in a state that is known, are short, and a second
        cancellation waits for them.
        """
        try:
            step = next(exchange)
            is_ending = False
            while True:
                try:
                    data = await (self._shielded(step) if is_ending else self._carry_out(step))
                except BaseException as error:  # noqa: BLE001 - handed on at once
                    is_ending = is_ending or isinstance(error, asyncio.CancelledError)
                    step = exchange.throw(error)
                else:
                    step = exchange.send(data)
        except StopIteration as end:
            answer: Answer = end.value
            return answer

    async def _shielded(self, step: Step) -> bytes:
        """A step that a further cancellation does not reach."""
        work = asyncio.ensure_future(self._carry_out(step))
        while not work.done():
            try:
                await asyncio.shield(work)
            except asyncio.CancelledError:
                if work.cancelled():
                    break
            except Exception:  # noqa: BLE001 - it is the work's own, and raised below
                break
        return work.result()

    async def _carry_out(self, step: Step) -> bytes:
        if isinstance(step, Receive):
            return await self.wire.read(silence=step.silence)
        if isinstance(step, Send):
            await self._send(step)
        elif isinstance(step, Open):
            await self.wire.open(step.silence)
            told_of_opening(self._session, self.wire.device)
        elif isinstance(step, Pause):
            await asyncio.sleep(step.seconds)
        elif isinstance(step, AskBoard):
            return await self.wire.call(lambda: board_answer(self.wire.device))
        elif isinstance(step, Abort):
            await self.wire.abort(step.error)
        elif isinstance(step, LetGo):
            await self.wire.close()
            told_of_closing(self._session, self.wire.device)
        return b""

    async def _send(self, step: Send) -> None:
        """Write and flush, as ``Walker`` does."""
        device, silence = self.wire.device, self._session.silence if step.silence is None else step.silence
        handed_over = step.before
        try:
            if step.data:
                await self.wire.write(step.data, silence=silence, progress=step.told, may_go_on=step.may_go_on)
            handed_over += len(step.data)
            if step.flush:
                await self.wire.flush(silence=silence, may_go_on=step.may_go_on)
        except DeviceError as error:
            device.reckon(error, max(handed_over, step.before + error.handed_over))
            raise
