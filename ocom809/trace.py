"""Stand between any program and any printer: bytes pass unchanged in both directions, and everything is seen.

A program connects here by TCP as it would to a LAN printer, and the wire behind may be any that a URI names. One client
at a time, as the printers of the class have it; the next one waits unanswered.
"""

from __future__ import annotations

import select
import socket
import struct
import threading
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.deadline import Deadline
from ocom809.devices import device_for
from ocom809.devices.spy import Event, Seen
from ocom809.errors import DeviceError, DeviceTimeout
from ocom809.virtual.listening import address_of, listening, port_of
from ocom809.virtual.tokenizer import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.devices import Device
    from ocom809.virtual.instruction import Instruction

LOOK_SECONDS: Final = 0.2
"""How often a side that waits looks whether the other one has ended."""
FAREWELL_SECONDS: Final = 0.5
"""How long the printer is listened to after the client has said all; each answer begins it anew."""
_CHUNK_BYTES: Final = 4096
_RESET_ON_CLOSE: Final = struct.pack("ii", 1, 0)


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
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            return
        self._note(Event.OPENED)
        _Conversation(client, self.device, self._stopping, self._note).carry()

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


class _Conversation:
    """One client and the printer, from the first byte to the end of the connection."""

    def __init__(
        self, client: socket.socket, device: Device, stopping: threading.Event, note: Callable[..., None]
    ) -> None:
        self._client = client
        self._device = device
        self._stopping = stopping
        self._note = note
        self._ended = threading.Event()
        self._client_done = threading.Event()
        self._in_order = threading.Lock()
        self._broken = False

    def carry(self) -> None:
        """Carry bytes both ways until one side ends, then let go of the printer."""
        back = threading.Thread(target=self._carry_back, name="Trace", daemon=True)
        back.start()
        try:
            self._carry_out()
            back.join()
        finally:
            self._ended.set()
            back.join()
            self._note(Event.SENT)
            self._let_go(orderly=self._client_done.is_set() and not self._broken)

    def _let_go(self, *, orderly: bool) -> None:
        if orderly:
            with suppress(DeviceError):
                self._device.close()
            self._note(Event.CLOSED)
            return
        # What the client took back, or never got through, must not come out of the printer later.
        self._device.abort()
        self._note(Event.ABORTED)
        with suppress(OSError):
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)

    @property
    def _over(self) -> bool:
        return self._broken or self._ended.is_set() or self._stopping.is_set()

    # From the client to the printer.

    def _carry_out(self) -> None:
        while not self._over:
            try:
                data = self._client.recv(_CHUNK_BYTES)
            except TimeoutError:
                self._note(Event.SENT)
                continue
            except OSError as error:
                self._break(f"the client broke the connection off ({error.strerror or error})")
                return
            if not data:
                self._client_done.set()
                return
            self._hand_over(memoryview(data))

    def _hand_over(self, rest: memoryview) -> None:
        """To the last byte, as long as the printer may take: the patience is the client's, not ours."""
        patience = 0.0
        while rest and not self._over:
            # A byte that goes at once is told of before the answer that it brings; a printer that is full is waited for
            # without holding up its answers.
            with nullcontext() if patience else self._in_order:
                went = self._offer(rest[: self._device.chunk_bytes], patience)
            rest = rest[went:]
            patience = 0.0 if went else LOOK_SECONDS

    def _offer(self, chunk: memoryview, patience: float) -> int:
        """Bytes that went, each told of."""
        # The hook is asked, not the verb: it tells exactly how many bytes went, so that none goes twice.
        try:
            went, failure = self._device._write(chunk, patience), None
        except DeviceError as error:
            went, failure = error.written, error
        if went:
            self._note(Event.SENT, bytes(chunk[:went]))
        if failure is not None and not isinstance(failure, DeviceTimeout):
            self._break(str(failure))
        return went

    # From the printer to the client.

    def _carry_back(self) -> None:
        quiet = Deadline(FAREWELL_SECONDS)
        while not self._over and not (self._client_done.is_set() and quiet.expired):
            data = self._answer()
            if data:
                quiet.restart()
                self._return(data)
            elif not self._client_done.is_set():
                quiet.restart()

    def _answer(self) -> bytes:
        if not self._device.abilities.two_way:
            self._client_done.wait(LOOK_SECONDS)
            return b""
        try:
            data = self._device.read(_CHUNK_BYTES, silence=LOOK_SECONDS)
        except DeviceError as error:
            self._break(str(error))
            return b""
        if data:
            with self._in_order:
                self._note(Event.RECEIVED, data)
        return data

    def _return(self, data: bytes) -> None:
        while data and not self._over:
            try:
                data = data[self._client.send(data) :]
            except TimeoutError:
                continue
            except OSError:
                return  # it said all and does not want to hear the answer

    def _break(self, why: str) -> None:
        """Say once why the connection ends."""
        if not self._broken:
            self._broken = True
            self._note(Event.FAILED, note=why)
