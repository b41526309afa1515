"""The thread between a program and a virtual printer that both proxies of the chaos bench are."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
import time
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from types import TracebackType

    from chaos_world import World

_LONGEST_WAIT_SECONDS: Final = 0.25
_LOOK_SECONDS: Final = 0.001
_QUIET_LOOKS: Final = 3
_JOIN_SECONDS: Final = 20.0


class Stage:
    """A thread that carries bytes between the program and the printer of a world, from ``start`` to ``close``."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._closing = threading.Event()
        self._waking, self._woken = socket.socketpair()
        self._waking.setblocking(False)
        self._woken.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="chaos", daemon=True)
        self._unwatch = world.printer.watch(on_change=self._wake)
        world.printer.on_taken = self._wake
        self._rounds = 0
        self.failure: BaseException | None = None

    @property
    def uri(self) -> str:
        """What the program opens."""
        raise NotImplementedError

    def hold(self, seconds: float) -> None:
        """Let another client hold the printer, where the wire has clients."""

    def settle(self, seconds: float) -> None:
        """Wait until nothing is under way any more, for so many seconds at most."""
        end, looks = time.monotonic() + seconds, 0
        while looks < _QUIET_LOOKS and time.monotonic() < end:
            # A look counts only behind a whole round of the thread: what it held in its hands has then been handed on.
            self._await_round(end)
            looks = looks + 1 if self._is_quiet() and not self.world.printer.is_printing else 0

    def carry_out_breaks(self, seconds: float) -> None:
        """Wait until a wire that has broken by now is broken at the program's end too, for so many seconds at most."""
        end = time.monotonic() + seconds
        while self.world.printer.outage and time.monotonic() < end and self._thread.is_alive():
            self._await_round(end)
        self._await_round(end)

    def _await_round(self, end: float) -> None:
        begun = self._rounds
        while self._rounds < begun + 2 and time.monotonic() < end and self._thread.is_alive():
            self._wake()
            threading.Event().wait(_LOOK_SECONDS)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._closing.set()
        self._wake()
        self._thread.join(_JOIN_SECONDS)
        self._unwatch()
        self._waking.close()
        self._woken.close()
        if self.failure is not None:
            raise RuntimeError("the proxy broke down") from self.failure

    def _run(self) -> None:
        try:
            while not self._closing.is_set():
                self.world.look()
                wanted = self._step()
                self._rounds += 1
                self._wait(wanted)
        except BaseException as error:  # noqa: BLE001 - told when the stage is closed
            self.failure = error
        finally:
            self._shut()

    def _wait(self, wanted: dict[int, int]) -> None:
        """Wait until one of these files is ready, or something happens by itself."""
        poll = select.poll()
        poll.register(self._woken, select.POLLIN)
        for file, events in wanted.items():
            poll.register(file, events)
        seconds = min(_LONGEST_WAIT_SECONDS, self.world.seconds_until_due)
        self._ready = dict(poll.poll(seconds * 1000))
        if self._ready.pop(self._woken.fileno(), 0):
            with contextlib.suppress(BlockingIOError):
                self._woken.recv(4096)

    def _wake(self) -> None:
        if threading.current_thread() is not self._thread:
            with contextlib.suppress(OSError):
                self._waking.send(b"\0")

    def _step(self) -> dict[int, int]:
        """Carry what can be carried; the files to wait for, and for what."""
        raise NotImplementedError

    def _is_quiet(self) -> bool:
        raise NotImplementedError

    def _shut(self) -> None:
        raise NotImplementedError
