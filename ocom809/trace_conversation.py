"""One client of a trace and the printer: two threads that carry bytes unchanged, each in its direction."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Final

from ocom809.deadline import Deadline
from ocom809.devices.spy import Event
from ocom809.errors import DeviceError, DeviceTimeout

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.devices import Device

LOOK_SECONDS: Final = 0.2
"""How often a side that waits looks whether the other one has ended."""
FAREWELL_SECONDS: Final = 0.5
"""How long the printer is listened to after the client has said all; each answer begins it anew."""
RESET_ON_CLOSE: Final = struct.pack("ii", 1, 0)
_CHUNK_BYTES: Final = 4096


class Conversation:
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
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)

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
