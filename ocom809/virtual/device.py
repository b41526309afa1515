"""``virtual:`` – the virtual printer on a wire inside the process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from ocom809.deadline import Deadline
from ocom809.devices.abilities import Abilities
from ocom809.devices.base import Device
from ocom809.errors import DeviceError, DeviceGone, DeviceNotFound, InputError, URIError
from ocom809.virtual.building import SPEEDS_MM_S
from ocom809.virtual.printer import VirtualPrinter

if TYPE_CHECKING:
    from ocom809.devices.uri import DeviceURI

_BUFFER_BYTES: Final = (16, 16 * 1024 * 1024)
_STANDSTILL_SECONDS: Final = 2.0
_GONE_HINT: Final = "A fault that was ordered broke the wire, or the power was off; see the printer's events."


class VirtualDevice(Device):
    """A wire to a virtual printer, with real back-pressure: what the printer does not take waits.

    ``virtual:?personality=ocpp-809&fault=paper-out@100mm,silence@3s&buffer=4096&paper=receipt.png``: which unit to be,
    what shall go wrong (``KIND[@WHEN]``, several with commas), the size of its receive buffer, how many millimetres a
    second it prints (``speed=300``; as fast as possible without), and where the paper is saved when the wire is closed,
    and what was received is printed: a PNG for each ticket, the second as ``receipt-2.png``; or a folder, which ends in
    ``/`` or is there already. What hangs out then is torn off and saved too. With ``dot-gain=yes`` the pictures have
    the dots of real paper, see ``Ticket.save``.

    Args:
        printer: The printer; a plain one where none is given.
        paper: Where the paper is saved on closing; nowhere where none is given, and then nothing is torn off.
        uri: What it calls itself.
        dot_gain: Whether the paper is saved with dot gain.

    Attributes:
        printer: The virtual printer at the far end.
    """

    abilities = Abilities(two_way=True, hot_pluggable=True, discards_on_abort=True)
    polls = True

    def __init__(
        self,
        printer: VirtualPrinter | None = None,
        *,
        paper: str | Path | None = None,
        uri: str = "virtual:",
        dot_gain: bool = False,
    ) -> None:
        super().__init__(uri)
        self.printer = VirtualPrinter() if printer is None else printer
        self._paper = _PaperFiles(paper, dot_gain=dot_gain) if paper is not None else None
        self._unread = b""
        self._restarts = 0

    @classmethod
    def from_uri(cls, uri: DeviceURI) -> Self:
        """The printer that the options describe."""
        uri.allow("personality", "paper", "fault", "buffer", "speed", "dot-gain")
        if uri.host or uri.port or uri.path:
            raise URIError(f"virtual: takes options only (in {uri.text!r})", hint="Such as virtual:?paper=receipt.png.")
        buffer_bytes = uri.number("buffer", 0, *_BUFFER_BYTES) if "buffer" in uri.options else None
        speed_mm_s = uri.number("speed", 0, *SPEEDS_MM_S) if "speed" in uri.options else None
        dot_gain = uri.choice("dot-gain", "no", ("yes", "no")) == "yes"
        try:
            printer = VirtualPrinter(
                personality=uri.options.get("personality", "ocpp-809"),
                faults=[uri.options["fault"]] if "fault" in uri.options else [],
                receive_buffer_bytes=buffer_bytes,
                speed_mm_s=speed_mm_s,
            )
            return cls(printer, paper=uri.options.get("paper"), uri=uri.text, dot_gain=dot_gain)
        except InputError as error:
            raise URIError(f"{error.message} (in {uri.text!r})", hint=error.hint) from error

    def _open(self, silence: float) -> None:
        del silence  # it is there or it is not
        if not self.printer.sensors.powered:
            raise DeviceNotFound(f"{self.uri} has no power", hint="Its power failed; power_cycle() switches it on.")
        if self._paper is not None:
            self._paper.must_be_usable()
        self._restarts = self.printer.restarts

    def _write(self, chunk: memoryview, silence: float) -> int:
        limit = Deadline(silence)
        while True:
            version = self.printer.version
            self._must_be_there()
            taken = self.printer.receive(chunk, since=self._restarts)
            if taken or limit.expired:
                return taken
            self.printer.wait_for_change(version, limit.left())

    def _read(self, size: int, silence: float) -> bytes:
        limit = Deadline(silence)
        while True:
            version = self.printer.version
            self._unread += self.printer.replies()
            if self._unread:
                found, self._unread = self._unread[:size], self._unread[size:]
                return found
            self._must_be_there()
            if limit.expired:
                return b""
            self.printer.wait_for_change(version, limit.left())

    def _close(self) -> None:
        self._unread = b""
        self.printer.wire_closed()
        if self._paper is not None:
            _let_it_finish(self.printer)
            self.printer.tear_off()
            self._paper.save(self.printer)

    def _must_be_there(self) -> None:
        if self.printer.wire_is_broken or self.printer.restarts != self._restarts:
            raise DeviceGone(f"{self.uri} is gone", hint=_GONE_HINT)


def _let_it_finish(printer: VirtualPrinter) -> None:
    """Wait for the paper to come out, for as long as it comes out at all."""
    limit, seen = Deadline(_STANDSTILL_SECONDS), printer.advanced_mm
    while printer.is_printing and not limit.expired:
        printer.wait_for_change(printer.version, limit.left())
        advanced = printer.advanced_mm
        if advanced > seen:
            limit, seen = Deadline(_STANDSTILL_SECONDS), advanced


class _PaperFiles:
    """Where tickets are saved, and which of them are saved already."""

    def __init__(self, place: str | Path, *, dot_gain: bool) -> None:
        path = Path(place)
        self._dot_gain = dot_gain
        self._is_folder = str(place).endswith(("/", "\\")) or path.is_dir()
        self._path = path
        self._saved = 0
        if not str(place) or not (self._is_folder or path.suffix.lower() == ".png"):
            raise URIError(
                f"paper is saved as PNG, not as {str(place)!r}", hint="Name a .png file, or a folder with /."
            )

    def must_be_usable(self) -> None:
        """Find out before anything is printed that the paper cannot be saved."""
        folder = self._path if self._is_folder else self._path.parent
        try:
            if self._is_folder:
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DeviceError(f"{folder}: {error.strerror or error}") from error
        if not folder.is_dir():
            raise DeviceError(f"{folder} is no folder, so the paper cannot be saved there")

    def save(self, printer: VirtualPrinter) -> None:
        """Save the tickets that came off since the last time."""
        for ticket in printer.tickets:
            if ticket.number > self._saved:
                path = self._path_of(ticket.number)
                try:
                    ticket.save(path, dot_gain=self._dot_gain)
                except OSError as error:
                    raise DeviceError(f"{path}: {error.strerror or error}") from error
                self._saved = ticket.number

    def _path_of(self, number: int) -> Path:
        if self._is_folder:
            return self._path / f"receipt-{number:04d}.png"
        return self._path if number == 1 else self._path.with_stem(f"{self._path.stem}-{number}")
