"""A serial port by pyserial, with true counts, finite waits and no foreign exception.

Only this module imports pyserial, and it is imported only when a port is opened. On POSIX systems it writes and reads
by the port's file descriptor: a ``write`` of pyserial's that times out hides how much went, one without a limit never
ends, and one with the limit 0 spins. On Windows it writes small pieces through pyserial, so that little is uncertain.
"""

from __future__ import annotations

import contextlib
import os
import select
from typing import TYPE_CHECKING, Any

import serial

from ocom809.devices import serial_errors
from ocom809.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.devices.serial_settings import SerialSettings

_PARITY = {"none": serial.PARITY_NONE, "even": serial.PARITY_EVEN, "odd": serial.PARITY_ODD}
_UNCERTAIN_BYTES = 16


def _foreign() -> tuple[type[Exception], ...]:
    """What pyserial lets out: its own errors are OSErrors, those of termios are not, a bad value is a ValueError."""
    try:
        import termios
    except ImportError:
        return (OSError, ValueError)
    return (OSError, ValueError, termios.error)


FOREIGN = _foreign()


class SerialPort:
    """An open serial port. It is held alone: a second opening, here or by another program that asks, is refused.

    Args:
        settings: Which port, and how it is set. Of the flow controls only RTS/CTS is left to the system.

    Attributes:
        counts_exactly: Whether a ``send`` that stood still tells what went.

    Raises:
        DeviceError: It cannot be opened, or not be set so.
    """

    counts_exactly = True

    def __init__(self, settings: SerialSettings) -> None:
        self.name = settings.port
        try:
            self._serial: Any = _opened(settings)
        except FOREIGN as error:
            raise serial_errors.opening_error(settings.port, error, settings.shorthand) from error

    def send(self, data: bytes, seconds: float) -> int:
        """Hand over as much as the system takes, as soon as it takes anything; 0 after ``seconds`` of nothing.

        Raises:
            DeviceGone: The port is no more.
        """
        with self._translated():
            _, ready, _ = select.select([], [self._serial.fileno()], [], seconds)
            if not ready:
                return 0
            try:
                return os.write(self._serial.fileno(), data)
            except BlockingIOError:
                # A driver may take nothing although it said that it would: RTS/CTS of some adapters.
                return 0

    def receive(self, size: int, seconds: float) -> bytes:
        """What has arrived, at most ``size`` bytes, as soon as anything has; ``b""`` after ``seconds`` of nothing.

        Raises:
            DeviceGone: The port is no more.
        """
        with self._translated():
            ready, _, _ = select.select([self._serial.fileno()], [], [], seconds)
            if not ready:
                return b""
            data = os.read(self._serial.fileno(), size)
        if not data:
            # Ready and empty is how a line that was hung up looks.
            raise serial_errors.gone(self.name)
        return data

    @property
    def waiting(self) -> int:
        """Bytes that the system holds and has not sent; those in an adapter's own buffer are not among them.

        Raises:
            DeviceGone: The port is no more.
        """
        with self._translated():
            return int(self._serial.out_waiting)

    @property
    def dsr(self) -> bool | None:
        """Whether the line DSR is raised; ``None`` where the port has no lines, as a pty."""
        try:
            return bool(self._serial.dsr)
        except FOREIGN:
            return None

    def hold(self, *, held: bool) -> None:
        """Let the system send nothing more, or go on; an adapter may have taken some of it already."""
        with contextlib.suppress(*FOREIGN):
            self._serial.set_output_flow_control(not held)

    def discard(self) -> None:
        """Take back what the system holds; a port that is gone holds nothing."""
        with contextlib.suppress(*FOREIGN):
            self._serial.reset_output_buffer()

    def close(self) -> None:
        """Let go of the port."""
        with contextlib.suppress(*FOREIGN):
            self._serial.close()

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DeviceError:
            raise
        except FOREIGN as error:
            raise serial_errors.gone(self.name, error) from error


class PortableSerialPort(SerialPort):
    """The same by pyserial's own calls alone, for systems where a port is no file descriptor to wait on: Windows."""

    counts_exactly = False

    def send(self, data: bytes, seconds: float) -> int:
        """Hand over a small piece.

        Raises:
            DeviceTimeout: It was not taken in time. All of it counts as gone, because how much went is not told, and
                too many counted is a job called unknown, while too few is one printed twice.
            DeviceGone: The port is no more.
        """
        piece = data[:_UNCERTAIN_BYTES]
        with self._translated():
            self._patience("write_timeout", max(seconds, 0.001))
            try:
                self._serial.write(piece)
            except serial.SerialTimeoutException as error:
                raise serial_errors.stopped_taking(self.name, seconds, written=len(piece)) from error
        return len(piece)

    def receive(self, size: int, seconds: float) -> bytes:
        """What has arrived, as in the base class.

        Raises:
            DeviceGone: The port is no more.
        """
        with self._translated():
            self._patience("timeout", seconds)
            first: bytes = self._serial.read(1)
            more = min(size - 1, self._serial.in_waiting) if first else 0
            return first + self._serial.read(more) if more else first

    def _patience(self, name: str, seconds: float) -> None:
        """Set a limit of pyserial's; setting one sets the whole port anew, so only where it is another."""
        if getattr(self._serial, name) != seconds:
            setattr(self._serial, name, seconds)


def _opened(settings: SerialSettings) -> Any:
    port = serial.Serial(
        settings.port,
        baudrate=settings.baudrate,
        bytesize=settings.bytesize,
        parity=_PARITY[settings.parity],
        stopbits=settings.stopbits,
        rtscts=settings.flow == "rtscts",
        timeout=0,
        write_timeout=0,
        exclusive=True,
    )
    try:
        # POSIX calls it a success when a port obeys in part. Set once more, which setting a limit does, what the port
        # does not obey stands out alone and is refused.
        port.timeout = 0
    except BaseException:
        port.close()
        raise
    return port


def open_port(settings: SerialSettings) -> SerialPort:
    """The port, in the form that this system has."""
    kind = SerialPort if os.name == "posix" else PortableSerialPort
    return kind(settings)
