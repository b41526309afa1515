"""One printer stands in for another: the next is tried only where nothing was printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ocom809.errors import NotPrinted
from ocom809.printer_group import checked, prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ocom809.aio import AsyncPrinter
    from ocom809.outcomes import Printed, Sent
    from ocom809.printer import Printer


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A document that one of several printers took.

    Attributes:
        outcome: What it ended in there.
        uri: Which printer that was.
        refused: Why those before it did not print, by their URIs; nothing of it is on their paper.
    """

    outcome: Printed | Sent
    uri: str
    refused: Mapping[str, NotPrinted] = field(default_factory=lambda: MappingProxyType({}))


class Failover:
    """Prints on the first printer that can: the next one is tried only where nothing was printed.

    Args:
        printers: In the order in which they are tried. They stay the caller's, to open and to close.
    """

    def __init__(self, printers: Iterable[Printer]) -> None:
        self._printers = checked(printers)

    def print(self, document: object, **options: Any) -> Delivered:
        """Print a document once, wherever that goes.

        Args:
            document: What to print, as for ``Printer.print``; it is prepared for each printer's own profile,
                a job that was prepared before goes as it is.
            options: As for ``Printer.print``.

        Raises:
            InputError: The document cannot be printed on one of them; nothing was sent to any.
            NotPrinted: None of them printed; the message has the reasons of each.
            Unknown: One was interrupted. Part of the document may be on its paper, so no other one was tried.
        """
        jobs = prepared(self._printers, document, options)
        refused: dict[str, NotPrinted] = {}
        for uri, printer in self._printers.items():
            try:
                outcome = printer.print(jobs[uri], **options)
            except NotPrinted as error:
                refused[uri] = error
            else:
                return Delivered(outcome=outcome, uri=uri, refused=MappingProxyType(refused))
        raise none_printed(refused, max(job.total for job in jobs.values()))


class AsyncFailover:
    """``Failover`` for tasks.

    Args:
        printers: In the order in which they are tried. They stay the caller's, to open and to close.
    """

    def __init__(self, printers: Iterable[AsyncPrinter]) -> None:
        self._printers = checked(printers)

    async def print(self, document: object, **options: Any) -> Delivered:
        """Print a document once, wherever that goes; as ``Failover.print``.

        Raises:
            InputError: The document cannot be printed on one of them; nothing was sent to any.
            NotPrinted: None of them printed; the message has the reasons of each.
            Unknown: One was interrupted, so no other one was tried. A task that is cancelled tries none either.
        """
        jobs = prepared(self._printers, document, options)
        refused: dict[str, NotPrinted] = {}
        for uri, printer in self._printers.items():
            try:
                outcome = await printer.print(jobs[uri], **options)
            except NotPrinted as error:
                refused[uri] = error
            else:
                return Delivered(outcome=outcome, uri=uri, refused=MappingProxyType(refused))
        raise none_printed(refused, max(job.total for job in jobs.values()))


def none_printed(refused: Mapping[str, NotPrinted], total: int) -> NotPrinted:
    """What it ends in when all of them refused."""
    reasons = "; ".join(f"{uri}: {error.message}" for uri, error in refused.items())
    return NotPrinted(f"none of {len(refused)} printers printed: {reasons}", total=total)
