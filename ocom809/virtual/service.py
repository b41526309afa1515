"""What the servers of the virtual printer share: one thread each, which waits and never spins."""

from __future__ import annotations

import contextlib
import logging
import selectors
import socket
import threading
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final, Self

from ocom809.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from ocom809.virtual.printer import VirtualPrinter
    from ocom809.virtual.ticket import Ticket

logger = logging.getLogger(__name__)

READ_BYTES: Final = 4096
UNSENT_BYTES: Final = 65536
_JOIN_SECONDS: Final = 30.0
"""The last step may bring hundreds of receipts, each to be saved, before the thread looks whether it shall end."""


class Service(ABC):
    """A thread that carries bytes between a printer and its hosts, from ``start`` to ``close``.

    Args:
        printer: Whose bytes are carried.
        on_ticket: Told of each piece of paper that comes off meanwhile, in the thread that causes it.
    """

    def __init__(self, printer: VirtualPrinter, *, on_ticket: Callable[[Ticket], None] | None = None) -> None:
        self.printer = printer
        self._on_ticket = on_ticket
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        self._waits = 0
        self._wait_under_way = 0
        self._changed_meanwhile = False
        self._failure: Exception | None = None

    def start(self) -> None:
        """Begin to serve; does nothing where it serves already.

        Raises:
            DeviceError: The address, port or terminal cannot be had; which of its kinds says why.
        """
        if self._thread is not None:
            return
        self._closing.clear()
        self._open()
        self._selector = selectors.DefaultSelector()
        self._waking, self._woken = socket.socketpair()
        self._waking.setblocking(False)
        self._woken.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name=type(self).__name__, daemon=True)
        self._unwatch = self.printer.watch(on_ticket=self._on_ticket, on_change=self._wake)
        self._thread.start()

    def close(self) -> None:
        """Stop serving: connections end and the thread too. Does nothing where it does not serve."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._closing.set()
        self._wake()
        thread.join(_JOIN_SECONDS)
        # Not before: the paper that the thread cuts off in its last step is told of too.
        self._unwatch()
        self._waking.close()

    @property
    def is_quiet(self) -> bool:
        """Whether everything that has reached it was carried: its thread waits, and nothing is there to wake it.

        What a full or broken printer has no room for does not count, since nothing will become of it.

        Raises:
            DeviceError: It broke down and serves nobody any more; whoever waits for it would wait in vain.
        """
        if self._failure is not None:
            raise DeviceError(f"the {type(self).__name__} of the virtual printer broke down") from self._failure
        wait = self._wait_under_way
        # The same wait before and after the look: what was there in between would have ended it.
        return wait > 0 and not self._is_woken() and self._wait_under_way == wait

    def _is_woken(self) -> bool:
        try:
            with selectors.DefaultSelector() as looking:
                for key in tuple(self._selector.get_map().values()):
                    looking.register(key.fileobj, key.events)
                return bool(looking.select(0))
        except (OSError, ValueError, KeyError, RuntimeError):
            return True  # its places change at this very moment

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @abstractmethod
    def _open(self) -> None:
        """Get hold of what is served."""

    @abstractmethod
    def _step(self) -> None:
        """Wait once, and carry what can be carried."""

    @abstractmethod
    def _shut(self) -> None:
        """Let go of what is served."""

    def _run(self) -> None:
        try:
            while not self._closing.is_set():
                self._changed_meanwhile = False
                self._step()
        except Exception as error:
            self._failure = error
            logger.exception("%s broke down", type(self).__name__)
        finally:
            self._shut()
            self._selector.close()
            self._woken.close()

    def _wake(self) -> None:
        """Let the thread look again."""
        if threading.current_thread() is self._thread:
            # Whatever it touches brings about what is due, such as room in the printer, after it had looked for that.
            self._changed_meanwhile = True
            return
        with contextlib.suppress(OSError):
            self._waking.send(b"\0")

    def _wait(self, seconds: float | None) -> dict[object, int]:
        """What is ready, by file object; at the latest after ``seconds``, or when something happens by itself."""
        until_due = self.printer.seconds_until_due()
        at_once = 0.0 if self._changed_meanwhile else None
        limits = [limit for limit in (seconds, until_due, at_once) if limit is not None]
        self._waits += 1
        self._wait_under_way = 0 if self._changed_meanwhile else self._waits
        ready: dict[object, int] = {
            key.fileobj: events for key, events in self._selector.select(min(limits, default=None))
        }
        self._wait_under_way = 0
        if ready.pop(self._woken, 0):
            self._woken.recv(READ_BYTES)
        return ready

    def _attend(self, place: socket.socket | int, events: int) -> None:
        """Wait for these events on ``place`` from now on; for none with 0."""
        known = place in self._selector.get_map()
        if known and events:
            self._selector.modify(place, events)
        elif known:
            self._selector.unregister(place)
        elif events:
            self._selector.register(place, events)


class Carrier:
    """Bytes under way between one host and the printer.

    Nothing is read from the host that the printer has no room for, so a full printer is felt at the far end. Answers
    that a host does not read are kept up to 64 KiB and lost beyond; they never stop the printer.

    Args:
        printer: The printer.
        since: Its ``restarts`` when the connection began, for one that ends when it starts anew.
    """

    def __init__(self, printer: VirtualPrinter, *, since: int | None = None) -> None:
        self._printer = printer
        self._since = since
        self._rest = b""
        self.unsent = bytearray()

    @property
    def has_ended(self) -> bool:
        """Whether the printer has started anew since the connection began."""
        return self._since not in (None, self._printer.restarts)

    def room(self) -> int:
        """Bytes to read from the host now."""
        self.bring(b"")
        return 0 if self._rest else min(self._printer.room, READ_BYTES)

    def bring(self, data: bytes) -> None:
        """Bring what was read to the printer."""
        offered = self._rest + data
        if offered:
            self._rest = offered[self._printer.receive(offered, since=self._since) :]

    def fetch(self) -> bytearray:
        """What is to be sent to the host."""
        self.unsent += self._printer.replies()[: UNSENT_BYTES - len(self.unsent)]
        return self.unsent
