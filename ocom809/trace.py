"""Stand between any program and any printer: bytes pass unchanged in both directions, and everything is seen.

A program connects here by TCP as it would to a LAN printer, and the wire behind may be any that a URI names. One client
at a time, as the printers of the class have it; the next one waits unanswered.
"""

from __future__ import annotations

import select
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.devices import device_for
from ocom809.devices.spy import Event, Seen
from ocom809.errors import DeviceError
from ocom809.trace_conversation import LOOK_SECONDS, RESET_ON_CLOSE, Conversation
from ocom809.virtual.listening import address_of, listening, port_of
from ocom809.virtual.tokenizer import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.devices import Device
    from ocom809.virtual.instruction import Instruction


@dataclass(frozen=True, slots=True)
class Passed:
    """One thing that was seen.

    Attributes:
        seen: When and what: bytes that passed, or how the connection fared. A run of characters that waited for what
            follows it is given out without bytes, for they were told of before.
        instructions: What these bytes completed on their way to the printer.
    """

    seen: Seen
    instructions: tuple[Instruction, ...] = ()


class Trace:
    """A TCP port that leads to a printer and tells what passes.

    Args:
        device: Where it leads: a URI, or a device of your own. It is opened for each client and closed after it.
        on_passed: Told of everything, one call at a time, in the thread that carries it.
        host: Where to listen; beyond this computer only with ``allow_remote``.
        port: Which port, 0 for a free one, which ``port`` then tells.
        allow_remote: Let other computers in. Whoever reaches the port can print.

    Raises:
        InputError: The URI means nothing, or ``host`` is not loopback and ``allow_remote`` is not given.
    """

    def __init__(
        self,
        device: str | Device,
        on_passed: Callable[[Passed], None],
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        allow_remote: bool = False,
    ) -> None:
        self.device = device_for(device) if isinstance(device, str) else device
        self._on_passed = on_passed
        self._address = address_of(host, port, allow_remote=allow_remote)
        self._listener: socket.socket | None = None
        self._stopping = threading.Event()
        self._telling = threading.Lock()
        self._begin = time.monotonic()
        # One for all clients: half an instruction of one eats the beginning of the next, as in the printer.
        self._tokenizer = Tokenizer()

    @property
    def port(self) -> int:
        """The port that it listens on; the one that was asked for where it does not listen."""
        return port_of(self._listener, self._address)

    def listen(self) -> None:
        """Take hold of the port; clients wait there until ``run`` attends to them.

        Raises:
            DeviceError: The port cannot be had; which of its kinds says why.
        """
        self._listener = self._listener or listening(self._address)

    def run(self) -> None:
        """Attend to one client after the other, until ``stop`` is called elsewhere."""
        self.listen()
        try:
            while not self._stopping.is_set():
                client = self._next_client()
                if client is not None:
                    with client:
                        self._attend(client)
        finally:
            listener, self._listener = self._listener, None
            if listener is not None:
                listener.close()

    def stop(self) -> None:
        """End ``run``, and with it the connection of whoever is there."""
        self._stopping.set()

    def _next_client(self) -> socket.socket | None:
        listener = self._listener
        if listener is None or not select.select([listener], [], [], LOOK_SECONDS)[0]:
            return None
        try:
            client, _ = listener.accept()
        except OSError:
            return None  # it went away while it waited
        client.settimeout(LOOK_SECONDS)
        return client

    def _attend(self, client: socket.socket) -> None:
        try:
            self.device.open()
        except DeviceError as error:
            self._note(Event.FAILED, note=str(error))
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
            return
        self._note(Event.OPENED)
        Conversation(client, self.device, self._stopping, self._note).carry()

    def _note(self, event: Event, data: bytes = b"", note: str = "") -> None:
        """Tell of what happened; without bytes sent, the characters that wait are given out."""
        with self._telling:
            found: list[Instruction] = []
            if event is Event.SENT:
                found = self._tokenizer.feed(data) if data else self._tokenizer.flush()
                if not data and not found:
                    return
            seen = Seen(time.monotonic() - self._begin, event, data, note)
            self._on_passed(Passed(seen, tuple(found)))
