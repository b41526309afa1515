"""Several printers: one stands in for another, or all of them print the same.

Both are explicit, because only the caller knows whether a receipt may come out somewhere else. Neither ever prints a
document again that may be on paper already.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ocom809.errors import InputError, NotPrinted, Unknown
from ocom809.outcomes import Printed, Sent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ocom809.job import Job
    from ocom809.printer import Printer

_MOST_PRINTERS: Final = 64

Ending: TypeAlias = Printed | Sent | NotPrinted | Unknown
"""What one printer's print can end in, the errors among them as values."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FannedOut:
    """What came of a document on each of several printers.

    Attributes:
        endings: By the URI of the printer; an error is a value here.
    """

    endings: Mapping[str, Ending]

    @property
    def all_printed(self) -> bool:
        """Whether every printer proved that it printed."""
        return all(isinstance(ending, Printed) for ending in self.endings.values())

    @property
    def all_sent(self) -> bool:
        """Whether every printer has all of it, proven or not."""
        return all(isinstance(ending, Printed | Sent) for ending in self.endings.values())

    def of(self, *kinds: type[Ending]) -> tuple[str, ...]:
        """The printers that ended in one of these, such as ``of(NotPrinted)``: safe to print again there."""
        return tuple(uri for uri, ending in self.endings.items() if isinstance(ending, kinds))


class Failover:
    """Prints on the first printer that can: the next one is tried only where nothing was printed.

    Args:
        printers: In the order in which they are tried. They stay the caller's, to open and to close.
    """

    def __init__(self, printers: Iterable[Printer]) -> None:
        self._printers = _checked(printers)

    def print(self, document: object, **options: Any) -> Delivered:
        """Print a document once, wherever that goes.

        Args:
            document: What to print, as for ``Printer.print``; it is prepared for each printer's own profile.
            options: As for ``Printer.print``.

        Raises:
            InputError: The document cannot be printed on one of them; nothing was sent to any.
            NotPrinted: None of them printed; the message has the reasons of each.
            Unknown: One was interrupted. Part of the document may be on its paper, so no other one was tried.
        """
        jobs = _prepared(self._printers, document, options)
        refused: dict[str, NotPrinted] = {}
        for uri, printer in self._printers.items():
            try:
                outcome = printer.print(jobs[uri], **options)
            except NotPrinted as error:
                refused[uri] = error
            else:
                return Delivered(outcome=outcome, uri=uri, refused=MappingProxyType(refused))
        raise none_printed(refused, max(job.total for job in jobs.values()))


class FanOut:
    """Prints the same on several printers at once.

    Args:
        printers: They stay the caller's, to open and to close.
    """

    def __init__(self, printers: Iterable[Printer]) -> None:
        self._printers = _checked(printers)

    def print(self, document: object, **options: Any) -> FannedOut:
        """Print a document on all of them, each in a thread of its own, and wait for the last.

        Raises:
            InputError: The document cannot be printed on one of them; nothing was sent to any.
        """
        jobs = _prepared(self._printers, document, options)

        def ending(uri: str) -> Ending:
            try:
                return self._printers[uri].print(jobs[uri], **options)
            except (NotPrinted, Unknown) as error:
                return error

        with ThreadPoolExecutor(len(jobs), thread_name_prefix="ocom809-fan-out") as threads:
            endings = dict(zip(jobs, threads.map(ending, jobs), strict=True))
        return FannedOut(endings=MappingProxyType(endings))


def none_printed(refused: Mapping[str, NotPrinted], total: int) -> NotPrinted:
    """What it ends in when all of them refused."""
    reasons = "; ".join(f"{uri}: {error.message}" for uri, error in refused.items())
    return NotPrinted(f"none of {len(refused)} printers printed: {reasons}", total=total)


def _checked(printers: Iterable[Printer]) -> dict[str, Printer]:
    """The printers by their URIs; virtual ones, which share one, are numbered."""
    named: dict[str, Printer] = {}
    for printer in printers:
        uri = printer.device.uri
        named[uri if uri not in named else f"{uri} ({len(named) + 1})"] = printer
    if not 1 <= len(named) <= _MOST_PRINTERS:
        raise InputError(f"several printers are 1 to {_MOST_PRINTERS}, not {len(named)}")
    return named


def _prepared(printers: Mapping[str, Printer], document: object, options: dict[str, Any]) -> dict[str, Job]:
    """The document for each printer, all of them before any byte leaves."""
    strict = options.pop("strict", False)
    return {uri: printer.prepare(document, strict=strict) for uri, printer in printers.items()}
