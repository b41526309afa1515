"""The same document on several printers at once, and what came of it on each."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from ocom809.errors import NotPrinted, Unknown
from ocom809.exchanges import Decision
from ocom809.outcomes import Printed, Sent
from ocom809.printer_group import checked, prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ocom809.aio import AsyncPrinter
    from ocom809.exchanges import OnWait, Waiting
    from ocom809.job import Job
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

    Attributes:
        last: What came of the last document on each printer, also where ``print`` raised.
    """

    def __init__(self, printers: Iterable[Printer]) -> None:
        self._printers = checked(printers)
        self.last: FannedOut | None = None

    def print(self, document: object, **options: Any) -> FannedOut:
        """Print a document on all of them, each in a thread of its own, and wait for the last.

        What ``on_wait`` or ``progress`` raises ends the job of that one printer, whose ending is ``Unknown`` then, and
        comes out as it is when the others have ended too. Ctrl-C gives up those that make no progress, as
        ``Decision.GIVE_UP`` does. Either has all endings in its notes, and ``last`` holds them.

        Raises:
            InputError: The document cannot be printed on one of them; nothing was sent to any.
        """
        jobs = prepared(self._printers, document, options)
        gathered, is_over = _Gathered(jobs), threading.Event()
        options["on_wait"] = _until(is_over, options.get("on_wait"))

        def ended(uri: str) -> None:
            with gathered.ending_of(uri) as end:
                end(self._printers[uri].print(jobs[uri], **options))

        try:
            with gathered.told(), ThreadPoolExecutor(len(jobs), thread_name_prefix="ocom809-fan-out") as threads:
                try:
                    wait([threads.submit(ended, uri) for uri in jobs])
                except BaseException:
                    is_over.set()
                    raise
        finally:
            self.last = gathered.result
        return self.last


class AsyncFanOut:
    """``FanOut`` for tasks.

    Args:
        printers: They stay the caller's, to open and to close.

    Attributes:
        last: What came of the last document on each printer, also where ``print`` raised.
    """

    def __init__(self, printers: Iterable[AsyncPrinter]) -> None:
        self._printers = checked(printers)
        self.last: FannedOut | None = None

    async def print(self, document: object, **options: Any) -> FannedOut:
        """Print a document on all of them at once, and wait for the last; as ``FanOut.print``.

        A task that is cancelled meanwhile ends the jobs on all of them, as a cancelled ``AsyncPrinter.print`` does;
        ``last`` has their endings then too.

        Raises:
            InputError: The document cannot be printed on one of them; nothing was sent to any.
        """
        jobs = prepared(self._printers, document, options)
        gathered = _Gathered(jobs)

        async def ended(uri: str) -> None:
            with gathered.ending_of(uri) as end:
                end(await self._printers[uri].print(jobs[uri], **options))

        try:
            with gathered.told():
                # Cancelled, gather cancels all of them, and waits until each has let go of its wire.
                await asyncio.gather(*map(ended, jobs), return_exceptions=True)
        finally:
            self.last = gathered.result
        return self.last


class _Gathered:
    """The endings of one document, and what was raised that is no ending."""

    def __init__(self, jobs: Mapping[str, Job]) -> None:
        self._jobs = jobs
        self._endings: dict[str, Ending] = {}
        self._raised: dict[str, BaseException] = {}

    @contextmanager
    def ending_of(self, uri: str) -> Iterator[Callable[[Ending], None]]:
        """Keep what the printing in there ends in, whatever that is; nothing comes out."""
        try:
            yield lambda ending: self._endings.update({uri: ending})
        except (NotPrinted, Unknown) as error:
            self._endings[uri] = error
        except BaseException as error:  # noqa: BLE001 - raised again when the others have ended
            self._raised[uri] = error
            self._endings[uri] = unknown = self._unknown(uri, f"ended by what was raised meanwhile, {error!r}")
            unknown.__cause__ = error

    @contextmanager
    def told(self) -> Iterator[None]:
        """Whatever comes out, or was kept, has all endings in its notes."""
        try:
            yield
            self._raise_first()
        except BaseException as error:
            error.add_note("\n".join(f"{uri}: {_words(ending)}" for uri, ending in self.result.endings.items()))
            raise

    def _raise_first(self) -> None:
        for error in self._raised.values():
            raise error

    @property
    def result(self) -> FannedOut:
        """All endings, in the order of the printers."""
        missing = "still under way when it was broken off"
        kept = {uri: self._endings.get(uri) or self._unknown(uri, missing) for uri in self._jobs}
        return FannedOut(endings=MappingProxyType(kept))

    def _unknown(self, uri: str, why: str) -> Unknown:
        return Unknown(why, hint="Part of it may be on paper.", total=self._jobs[uri].total)


def _until(is_over: threading.Event, on_wait: OnWait | None) -> OnWait:
    """The caller's ``on_wait``, until nobody waits for the jobs any more."""

    def decide(waiting: Waiting) -> Decision | None:
        if is_over.is_set():
            return Decision.GIVE_UP
        return on_wait(waiting) if on_wait else None

    return decide


def _words(ending: Ending) -> str:
    name = type(ending).__name__
    return f"{name}, {ending.message}" if isinstance(ending, NotPrinted | Unknown) else name
