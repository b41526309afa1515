"""The same document on several printers at once, and what came of it on each."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from ocom809.errors import NotPrinted, Unknown
from ocom809.outcomes import Printed, Sent
from ocom809.printer_group import checked, prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ocom809.aio import AsyncPrinter
    from ocom809.printer import Printer

Ending: TypeAlias = Printed | Sent | NotPrinted | Unknown
"""What one printer's print can end in, the errors among them as values."""


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


class FanOut:
    """Prints the same on several printers at once.

    Args:
        printers: They stay the caller's, to open and to close.
    """

    def __init__(self, printers: Iterable[Printer]) -> None:
        self._printers = checked(printers)

    def print(self, document: object, **options: Any) -> FannedOut:
        """Print a document on all of them, each in a thread of its own, and wait for the last.

        Raises:
            InputError: The document cannot be printed on one of them; nothing was sent to any.
        """
        jobs = prepared(self._printers, document, options)

        def ending(uri: str) -> Ending:
            try:
                return self._printers[uri].print(jobs[uri], **options)
            except (NotPrinted, Unknown) as error:
                return error

        with ThreadPoolExecutor(len(jobs), thread_name_prefix="ocom809-fan-out") as threads:
            endings = dict(zip(jobs, threads.map(ending, jobs), strict=True))
        return FannedOut(endings=MappingProxyType(endings))


class AsyncFanOut:
    """``FanOut`` for tasks.

    Args:
        printers: They stay the caller's, to open and to close.
    """

    def __init__(self, printers: Iterable[AsyncPrinter]) -> None:
        self._printers = checked(printers)

    async def print(self, document: object, **options: Any) -> FannedOut:
        """Print a document on all of them at once, and wait for the last; as ``FanOut.print``.

        A task that is cancelled meanwhile ends the jobs on all of them, as a cancelled ``AsyncPrinter.print`` does.

        Raises:
            InputError: The document cannot be printed on one of them; nothing was sent to any.
        """
        jobs = prepared(self._printers, document, options)

        printing = (self._printers[uri].print(job, **options) for uri, job in jobs.items())
        # Cancelled, gather cancels all of them, and waits until each has let go of its wire.
        found = await asyncio.gather(*printing, return_exceptions=True)
        endings: dict[str, Ending] = {}
        for uri, ending in zip(jobs, found, strict=True):
            if isinstance(ending, BaseException) and not isinstance(ending, NotPrinted | Unknown):
                raise ending
            endings[uri] = ending
        return FannedOut(endings=MappingProxyType(endings))
