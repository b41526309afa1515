"""The wire of a printer of the drop-in: when it is opened, what it is called, what its errors become."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ocom809.devices.base import CONNECT_SECONDS, Device
from ocom809.devices.writing import WRITE_SILENCE_SECONDS
from ocom809.errors import DeviceError, Ocom809Error
from ocom809.escpos.errors import translated
from ocom809.escpos.original import Escpos
from ocom809.escpos.stand_ins import StandInDevice

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)


class Wired(Escpos):  # type: ignore[misc]  # python-escpos has no types
    """A python-escpos printer over a wire of ours.

    Attributes:
        lock: Held by each call, and by a ``with`` block for all of its calls, so that jobs of threads do not mix.
        write_silence: How long a printer may take no byte before it is an error, in seconds.
    """

    write_silence: float = WRITE_SILENCE_SECONDS
    _device: Any = False

    def __init__(self) -> None:
        self.lock = threading.RLock()

    # What a wire fills in

    def _wire(self) -> Device | None:
        """The device that this printer is on, not yet opened; ``None`` where there is none to be."""
        return None

    def _place(self) -> str:
        """What it is called in the log."""
        return ""

    def _libraries_errors(self) -> tuple[type[BaseException], ...]:
        """What the original let through from the library below, for old ``except`` clauses."""
        return ()

    # Opening and closing

    @property
    def device(self) -> Any:
        """The wire, opened at the first look; ``None`` where that has failed. An object of yours can be put here."""
        if self._device is False:
            self._device = None
            self.open()
        return self._device

    @device.setter
    def device(self, device: Any) -> None:
        if device and not isinstance(device, Device):
            device = StandInDevice.around(device)
        if device:
            device.open()
        self._device = device

    def open(self, raise_not_found: bool = True) -> None:
        """Take hold of the wire, after letting go of it where it is open.

        Raises:
            DeviceError: Which of its kinds says why not; also ``DeviceNotFoundError``. With ``raise_not_found=False``
                it is logged instead, and the next bytes try again.
        """
        with self.lock:
            if self._device:
                self.close()
            try:
                device = self._wire()
                if device is not None:
                    device.open(silence=min(CONNECT_SECONDS, self.write_silence))
            except Ocom809Error as error:
                self._device = None
                if raise_not_found:
                    raise self._translated(error, opening=True) from error
                logger.error("%s device %s not found: %s", type(self).__name__, self._place(), error)  # noqa: TRY400
                return
            if device is not None:
                self._device = device
                logger.info("%s printer enabled", type(self).__name__)

    def close(self) -> None:
        """Let go of the wire; it is taken hold of again when it is needed."""
        device, self._device = self._device, False
        if device:
            logger.info("Closing %s connection to printer %s", type(self).__name__, self._place())
            device.close()

    def _take_hold(self) -> None:
        """Open the wire, also where an earlier try has failed."""
        if not self._device:
            self._device = None
            self.open()

    def _held(self) -> Device | None:
        """The open wire, opened if need be; ``None`` where there is none to be."""
        self._take_hold()
        device: Device | None = self._device or None
        return device

    def _let_go(self, broken: DeviceError | None = None) -> None:
        device, self._device = self._device, False
        if device:
            device.abort(broken)

    def _translated(self, error: Ocom809Error, *, opening: bool = False) -> Ocom809Error:
        if opening and isinstance(error, DeviceError):
            error.while_opening = True
        further = self._libraries_errors() if isinstance(error, DeviceError) else ()
        return translated(error, *further, opening=opening)

    @contextmanager
    def _border(self) -> Iterator[None]:
        """Errors of the wire become errors of both worlds on the way out, and the wire is let go of."""
        try:
            yield
        except DeviceError as error:
            self._let_go()
            raise self._translated(error) from error
