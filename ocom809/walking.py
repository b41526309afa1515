"""Walking a conversation by blocking: each step is carried out on a device, one conversation at a time."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

from ocom809.devices.spy import SpyDevice
from ocom809.devices.tcp import TcpDevice
from ocom809.errors import DeviceBusy, DeviceError
from ocom809.exchanges.steps import Abort, AskBoard, LetGo, Open, Pause, Receive, Send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ocom809.devices.base import Device
    from ocom809.exchanges.session import Session
    from ocom809.exchanges.steps import Exchange, Step

Answer = TypeVar("Answer")
LOCK_SECONDS: Final = 60.0
BOARD_PORT: Final = 4000
_BOARD_SECONDS: Final = 1.0
_BOARD_QUESTION: Final = b"\x1bv"
_BOARD_BYTES: Final = 4


class ThreadLock:
    """One thread at a time, with a limit on waiting that says who is in the way.

    Args:
        uri: What messages call the printer.
        seconds: The longest time to wait.
    """

    def __init__(self, uri: str, seconds: float = LOCK_SECONDS) -> None:
        self._uri = uri
        self._seconds = seconds
        self._lock = threading.Lock()
        self._holder: threading.Thread | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it.

        Raises:
            DeviceBusy: Another thread of this program held it for too long; or this very thread holds it, and asks
                from within a job, where a question would land among the job's bytes.
        """
        if self._holder is threading.current_thread():
            raise DeviceBusy(
                f"{self._uri} is in the middle of a job of this very thread",
                hint="on_wait and progress are told all there is to know; act when the job has ended.",
            )
        if not self._lock.acquire(timeout=self._seconds):
            raise DeviceBusy(
                f"{self._uri} is in use by {self._who()}, for {self._seconds:g} s now",
                hint="One job at a time: wait for it, or give its job less patience.",
            )
        self._holder = threading.current_thread()
        try:
            yield
        finally:
            self._holder = None
            self._lock.release()

    def _who(self) -> str:
        holder = self._holder
        return "another thread of this program" if holder is None else f"the thread {holder.name} of this program"


def sleep(seconds: float) -> None:
    """Let so many seconds go by; Ctrl-C ends it."""
    threading.Event().wait(seconds)


class Walker:
    """Carries out the steps of conversations on a device.

    Args:
        device: The wire.
        session: What is told of the wire's opening.

    Attributes:
        sleep: How a pause is made, in seconds; another one where time is simulated.
    """

    def __init__(self, device: Device, session: Session) -> None:
        self.sleep: Callable[[float], object] = sleep
        self._device = device
        self._session = session

    def walk(self, exchange: Exchange[Answer]) -> Answer:
        """Hold a conversation to its end.

        Whatever goes wrong in a step, Ctrl-C included, is thrown into the conversation where it happened, so that it
        leaves the wire in a state that is known.
        """
        try:
            step = next(exchange)
            while True:
                try:
                    data = self._carry_out(step)
                except BaseException as error:  # noqa: BLE001 - handed on at once
                    step = exchange.throw(error)
                else:
                    step = exchange.send(data)
        except StopIteration as end:
            answer: Answer = end.value
            return answer

    def opened(self) -> None:
        """The device was opened: its abilities are known now."""
        told_of_opening(self._session, self._device)

    def _carry_out(self, step: Step) -> bytes:
        device = self._device
        if isinstance(step, Receive):
            return device.read(silence=step.silence)
        if isinstance(step, Send):
            self._send(step)
        elif isinstance(step, Open):
            device.open(silence=step.silence)
            self.opened()
        elif isinstance(step, Pause):
            self.sleep(step.seconds)
        elif isinstance(step, AskBoard):
            return board_answer(device)
        elif isinstance(step, Abort):
            device.abort(step.error)
        elif isinstance(step, LetGo):
            device.close()
            told_of_closing(self._session, device)
        return b""

    def _send(self, step: Send) -> None:
        """Write and flush: a small job fits whole into the system's buffers. An error counts the steps before too."""
        device, silence = self._device, self._session.silence if step.silence is None else step.silence
        handed_over = step.before
        try:
            if step.data:
                device.write(step.data, silence=silence, progress=step.told, may_go_on=step.may_go_on)
            handed_over += len(step.data)
            if step.flush:
                device.flush(silence=silence, may_go_on=step.may_go_on)
        except DeviceError as error:
            device.reckon(error, max(handed_over, step.before + error.handed_over))
            raise


def told_of_opening(session: Session, device: Device) -> None:
    """Tell the session what the wire, which is open now, can do."""
    can = device.abilities
    session.opened(two_way=can.two_way, loses_unread=can.loses_unread, resumes=can.resumes)


def told_of_closing(session: Session, device: Device) -> None:
    """Tell the session where the wire failed at its very end: what nothing has proven may be lost in part."""
    if device.was_cut_off:
        session.died()


def board_answer(device: Device) -> bytes:
    """What the LAN board's own port answers to ``ESC v``; empty where the wire has none, or it is closed or silent."""
    wire = device.inner if isinstance(device, SpyDevice) else device
    if not isinstance(wire, TcpDevice):
        return b""
    board = TcpDevice(wire.host, BOARD_PORT)
    try:
        board.open(silence=_BOARD_SECONDS)
        board.write(_BOARD_QUESTION, silence=_BOARD_SECONDS)
        return board.read(_BOARD_BYTES, silence=_BOARD_SECONDS)
    except DeviceError:
        return b""
    finally:
        board.abort()
