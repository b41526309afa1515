"""Serial: RS-232, and USB adapters and Bluetooth ports that look like it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Self

from ocom809.deadline import Deadline
from ocom809.devices import serial_errors
from ocom809.devices.abilities import Abilities
from ocom809.devices.base import Device
from ocom809.devices.serial_settings import USUAL_BAUDRATES, SerialSettings
from ocom809.devices.untaken import Untaken
from ocom809.devices.uri import DeviceURI
from ocom809.errors import DeviceError

if TYPE_CHECKING:
    from ocom809.devices.serial_port import SerialPort

logger = logging.getLogger(__name__)

# How much may be under way when the driver itself watches for a stop sign: what is out cannot be called back, and a
# printer of the class keeps room for about this much when it gives the sign. 11 ms of it at 115200 baud.
_WATCHED_CHUNK_BYTES = 64
_CHUNK_BYTES = 1024
_LOOK_SECONDS = 0.002
# How long closing waits while nothing at all goes out any more. flush() is the place to be patient.
CLOSE_SILENCE_SECONDS = 2.0
_MOST_ARRIVED_BYTES = 65536
_XON, _XOFF = 0x11, 0x13

_SILENCE_HINTS = {
    "auto": "The line DSR is down or was: the printer is off, busy or out of paper.",
    "none": "It may be off or out of paper.",
    "xonxoff": "The printer said XOFF (13h) and not yet XON (11h): it is busy, out of paper or its cover is open.",
    "rtscts": "The line CTS is down: the printer is off, busy or out of paper, or the cable lacks the line: flow=none.",
    "dsrdtr": "The line DSR is down: the printer is off, busy or out of paper, or the cable lacks the line: flow=none.",
}


class SerialDevice(Device):
    """A printer on a serial port.

    Flow control is how the printer says that it wants no more. ``rtscts`` is left to the system. ``dsrdtr`` is watched
    here, between pieces small enough for the room that the printer keeps, because Linux never pauses for DSR. ``auto``
    does the same once it has seen DSR raised. ``xonxoff`` is watched here too, because the system would take 11h and
    13h out of the printer's answers: all bytes that arrive are handed on, and 11h and 13h among them also start and
    stop writing. No status answer of the class can hold either byte (their fixed bits forbid it); in a model number
    they could, and a 13h there would stop writing until the next 11h or the limit of silence.

    Args:
        uri: The port and its settings.
    """

    def __init__(self, uri: str) -> None:
        super().__init__(uri)
        self.settings = SerialSettings.parse(DeviceURI.parse(uri))
        self.chunk_bytes = _CHUNK_BYTES if self.settings.flow in ("none", "rtscts") else _WATCHED_CHUNK_BYTES
        self.silence_hint = _SILENCE_HINTS[self.settings.flow]
        others = ", ".join(str(rate) for rate in USUAL_BAUDRATES if rate != self.settings.baudrate)
        self.rubbish_hint = (
            f"The port is set to {self.settings.shorthand}; the printer may be set to {others}. "
            "The page that it prints when it is switched on with FEED held says which."
        )
        self._port: SerialPort | None = None
        self._arrived = bytearray()
        self._stopped = self._dsr_seen = False
        self._most_waiting, self._is_counted = 0, True

    @classmethod
    def from_uri(cls, uri: DeviceURI) -> Self:
        """The printer at the port that the URI names; the port is looked for when it is opened."""
        return cls(uri.text)

    # The hooks of the base class.

    def _open(self, silence: float) -> None:
        del silence  # a port opens at once or not at all
        self._most_waiting, self._is_counted = 0, True
        self._arrived.clear()
        self._stopped = self._dsr_seen = False
        self._port = self._opened_port()
        # An adapter's own buffer is counted as gone, and is lost when it is pulled out or emptied.
        self.abilities = Abilities(loses_unread=True, resumes=self._port.counts_exactly)

    def _opened_port(self) -> SerialPort:
        try:
            from ocom809.devices.serial_port import open_port
        except ImportError as error:
            raise serial_errors.no_pyserial() from error
        return open_port(self.settings)

    def _write(self, chunk: memoryview, silence: float) -> int:
        port, limit, data = self._at_work(), Deadline(silence), bytes(chunk)
        waiting = self._most_waiting = port.waiting
        while True:
            went = port.send(data, limit.left()) if self._may_go(port) else 0
            self._most_waiting += went
            if went or limit.expired:
                return went
            left = self._most_waiting = port.waiting
            if left < waiting:
                # What was sent before still goes: that is no silence.
                limit.restart()
            waiting = left
            threading.Event().wait(_LOOK_SECONDS)

    def _read(self, size: int, silence: float) -> bytes:
        if not self._arrived:
            self._take_in(self._at_work().receive(max(size, _WATCHED_CHUNK_BYTES), silence))
        data = bytes(self._arrived[:size])
        del self._arrived[:size]
        return data

    def _close(self) -> None:
        if self._port is not None:
            left = _drained(self._port)
            if left:
                self.was_cut_off = True
                logger.warning("%s: closed while %d bytes had not gone; they are lost", self.uri, left)
            self._abort()

    def _abort(self) -> Untaken | None:
        untaken = None
        if self._port is not None:
            # The system would go on waiting for the printer, up to 30 s. Only what backlog tells of is taken back, so
            # that the count stays true: a pty can't say what it holds.
            if self._backlog():
                untaken = self._taken_back(self._port)
            self._port.close()
        self._port = None
        return untaken

    def _taken_back(self, port: SerialPort) -> Untaken:
        """Hold the line, so that nothing goes between the count and the forgetting."""
        port.hold(held=True)
        untaken = Untaken(self._backlog(), self._unsent())
        port.discard()
        port.hold(held=False)
        return untaken

    def _backlog(self) -> int:
        """What the system holds; of a port that is gone, what it can have held at the most when it went."""
        try:
            self._most_waiting, self._is_counted = 0 if self._port is None else self._port.waiting, True
        except DeviceError:
            self._is_counted = False
        return self._most_waiting

    def _unsent(self) -> int:
        """Nobody knows how much of it a port that is gone had sent."""
        return self._most_waiting if self._is_counted else 0

    # Flow control.

    def _may_go(self, port: SerialPort) -> bool:
        """Whether the printer wants more, and what was sent before has gone, as far as this driver watches it."""
        if self.settings.flow in ("none", "rtscts"):
            return True
        if self.settings.flow == "xonxoff":
            self._take_in(port.receive(_MOST_ARRIVED_BYTES, 0))
            ready = not self._stopped
        else:
            ready = self._dsr_allows(port)
        return ready and port.waiting <= _WATCHED_CHUNK_BYTES

    def _dsr_allows(self, port: SerialPort) -> bool:
        raised = port.dsr
        self._dsr_seen = self._dsr_seen or raised is True
        if raised is None:
            # A port without lines, as a pty: there is nothing to watch.
            return True
        return raised or (self.settings.flow == "auto" and not self._dsr_seen)

    def _take_in(self, data: bytes) -> None:
        """Keep what has arrived, bounded, and heed the last flow sign in it."""
        self._arrived += data
        if len(self._arrived) > _MOST_ARRIVED_BYTES:
            logger.warning("%s: the printer talks and nobody listens; its oldest bytes are dropped", self.uri)
            del self._arrived[:-_MOST_ARRIVED_BYTES]
        if self.settings.flow == "xonxoff":
            self._stopped = next((byte == _XOFF for byte in reversed(data) if byte in (_XON, _XOFF)), self._stopped)

    def _at_work(self) -> SerialPort:
        self._must_be_open()
        assert self._port is not None  # noqa: S101 - open() has set it
        return self._port


def _drained(port: SerialPort) -> int:
    """Wait until the system has sent all it holds, or nothing goes any more; returns what is left."""
    limit = Deadline(CLOSE_SILENCE_SECONDS)
    waiting = _waiting(port)
    while waiting and not limit.expired:
        threading.Event().wait(_LOOK_SECONDS)
        left = _waiting(port)
        if left < waiting:
            limit.restart()
        waiting = left
    return waiting


def _waiting(port: SerialPort) -> int:
    """What the system holds; 0 for a port that is gone, where it cannot be known any more."""
    try:
        return port.waiting
    except DeviceError:
        return 0
