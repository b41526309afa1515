"""``EscposIO``: a job by a ``with`` statement, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from ocom809.escpos.gathering import Gathering
from ocom809.escpos.original import EscposIO as TheirJob

if TYPE_CHECKING:
    from types import TracebackType


class EscposIO(TheirJob):  # type: ignore[misc]  # python-escpos has no types
    """As in python-escpos, with printers of either; after any error, Ctrl-C among them, nothing more is sent or cut.

    A printer of ours prints nothing of such a job at all, as far as it has not been handed over, and lets no other
    thread in between.

    Args:
        printer: The printer.
        autocut: Cut at the end.
        autoclose: Close the printer at the end.
        kwargs: What ``set`` is called with before each line.
    """

    def __init__(self, printer: Any, autocut: bool = True, autoclose: bool = True, **kwargs: Any) -> None:
        super().__init__(printer, autocut, autoclose, **kwargs)

    def __enter__(self, **_kwargs: Any) -> Self:
        if isinstance(self.printer, Gathering):
            self.printer.lock.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Cut and close, as was asked for; after an error, of what was gathered nothing is printed."""
        try:
            if kind is None:
                self._end_well()
            elif isinstance(self.printer, Gathering):
                self.printer.discard()
            if self.autoclose:
                self.close()
        finally:
            if isinstance(self.printer, Gathering):
                self.printer.lock.release()

    def _end_well(self) -> None:
        if self.autocut:
            self.printer.cut()
        elif isinstance(self.printer, Gathering):
            self.printer.flush()
