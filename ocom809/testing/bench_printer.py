"""A virtual printer on a port of this computer, for tests of whatever prints."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from ocom809.testing.printout import Happenings, Printout

if TYPE_CHECKING:
    from types import TracebackType

    from ocom809.printer import Printer
    from ocom809.virtual import Event, VirtualPrinter

LOOK_SECONDS: Final = 0.01
_RECEIPT_SECONDS: Final = 10.0
_QUIET_LOOKS: Final = 2
"""More than one, because the operating system may hand over late what was sent."""


class BenchPrinter(Happenings):
    """A fresh printer that whatever is tested prints on over TCP, and whose paper is then looked at.

    Each look first waits until all that was sent has been printed, so no test needs to sleep.

    ::

        with BenchPrinter() as bench:
            shop.print_receipt(bench.host, bench.port)
            assert "Total" in bench.last

    Args:
        folder: Where pictures of what is not as expected are saved.
        renews: Whether ``Printout.must_look_like`` writes the expected pictures anew.
        settle_seconds: How long a look waits at most for what is under way.
        options: Those of ``VirtualPrinter``: ``personality``, ``faults``, ``width_dots``, ``speed_mm_s`` …

    Attributes:
        unit: The printer itself, with all that hands can do to it.

    Raises:
        InputError: An option has an impossible value.
    """

    def __init__(
        self, folder: str | Path = ".", *, renews: bool = False, settle_seconds: float = 10.0, **options: Any
    ) -> None:
        from ocom809.virtual import TcpServer, VirtualPrinter

        self.unit: VirtualPrinter = VirtualPrinter(**options)
        self._server = TcpServer(self.unit)
        self._folder = Path(folder)
        self._renews = renews
        self._settle_seconds = settle_seconds

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.close()

    # Where it is

    @property
    def host(self) -> str:
        """The address that it listens on: loopback, so no other computer reaches it."""
        return "127.0.0.1"

    @property
    def port(self) -> int:
        """The TCP port, another one in each test."""
        return self._server.port

    @property
    def uri(self) -> str:
        """The same as a URI of ours."""
        return f"tcp://{self.host}:{self.port}"

    def printer(self, **options: Any) -> Printer:
        """A ``Printer`` on it, not yet open; ``options`` are those of ``Printer``."""
        from ocom809.printer import Printer

        return Printer(self.uri, **options)

    # What came out

    def settle(self) -> None:
        """Wait until all that was sent is printed, or can't be for now; for ``settle_seconds`` at most."""
        end, looks = time.monotonic() + self._settle_seconds, 0
        while looks < _QUIET_LOOKS and time.monotonic() < end:
            looks = looks + 1 if self._server.is_quiet and not self.unit.is_printing else 0
            self.unit.wait_for_change(self.unit.version, LOOK_SECONDS)

    @property
    def receipts(self) -> tuple[Printout, ...]:
        """The pieces of paper that came off, oldest first."""
        self.settle()
        return tuple(self._printout(ticket) for ticket in self.unit.tickets)

    @property
    def hanging(self) -> Printout:
        """What is printed and was not cut off."""
        self.settle()
        return self._printout(self.unit.paper)

    @property
    def last(self) -> Printout:
        """The newest piece of paper that came off.

        Raises:
            AssertionError: None came off.
        """
        receipts = self.receipts
        if not receipts:
            raise AssertionError(f"no receipt came off; {self._instead()}")
        return receipts[-1]

    def wait_for_receipts(self, count: int = 1, *, seconds: float = _RECEIPT_SECONDS) -> tuple[Printout, ...]:
        """Wait for what prints in its own time, such as another process.

        Raises:
            AssertionError: Fewer receipts came off within ``seconds``.
        """
        end = time.monotonic() + seconds
        while len(self.unit.tickets) < count and (left := end - time.monotonic()) > 0:
            self.unit.wait_for_change(self.unit.version, min(left, LOOK_SECONDS))
        if len(self.unit.tickets) < count:
            came = len(self.unit.tickets)
            raise AssertionError(f"{came} of {count} receipts came off within {seconds:g} s; {self._instead()}")
        return self.receipts

    @property
    def lines(self) -> list[str]:
        """All lines of text, those of paper that still hangs out among them."""
        receipts, hanging = self.receipts, self.hanging
        return [line for printout in (*receipts, hanging) for line in printout.lines]

    @property
    def text(self) -> str:
        """The same as one text."""
        return "\n".join(self.lines)

    def __contains__(self, text: str) -> bool:
        return text in self.text

    def __repr__(self) -> str:
        return f"<BenchPrinter {self.uri}: {len(self.unit.tickets)} receipts>"

    # What happened beside the paper

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything, oldest first; each has a ``name`` and ``details``."""
        self.settle()
        return self.unit.events

    # What goes wrong

    def play(self, fault: str) -> None:
        """Let something go wrong, now or later, such as ``paper-out``, ``cover-open`` or ``cutter-jam@100mm``.

        Raises:
            InputError: There is no such fault.
        """
        self.unit.play(fault)

    def cure(self, kind: str) -> None:
        """Mend it again.

        Raises:
            InputError: There is no such fault.
        """
        self.unit.cure(kind)

    def _printout(self, ticket: Any) -> Printout:
        return Printout(ticket, self._folder, renews=self._renews)

    def _instead(self) -> str:
        """What there is in place of a receipt, for whoever wonders."""
        hanging, events = self.hanging, self.unit.events
        if hanging.lines:
            told = f"{len(hanging.lines)} lines hang out that were not cut off, the first of them {hanging.lines[0]!r}"
        else:
            told = "nothing was printed"
        return told + (f"; what happened: {', '.join(map(str, events))}" if events else "")
