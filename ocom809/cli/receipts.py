"""A folder of receipts: each as a picture, as text, and as facts."""

from __future__ import annotations

import json
import re
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ocom809.cli import show
from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from ocom809.cli.common import Settings
    from ocom809.virtual import Ticket, VirtualPrinter


_NUMBERED = re.compile(r"receipt-(\d{4,9})\.\w+", re.ASCII)


class Keeper:
    """Saves receipts as they come and says so.

    Args:
        settings: How it says so.
        place: The folder, made where it is not there; ``None`` where nothing is saved.
        dot_gain: Whether the pictures have the dots of real paper.

    Raises:
        DocumentError: The folder cannot be had.
    """

    def __init__(self, settings: Settings, place: str | None, *, dot_gain: bool = False) -> None:
        self._dot_gain = dot_gain
        self._settings = settings
        self._folder = Path(place) if place else None
        self._count = 0
        # Paper is cut by a job and torn off by a hand, each in a thread of its own.
        self._one_at_a_time = threading.Lock()
        if self._folder is not None:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._count = _highest_number(self._folder)
            except OSError as error:
                raise DocumentError(f"{self._folder}: {error.strerror or error}") from error

    def keep(self, ticket: Ticket) -> None:
        """Save one receipt. The name is a number, so nothing that a job holds can choose where it goes."""
        with self._one_at_a_time:
            self._keep(ticket)

    def keep_the_rest(self, unit: VirtualPrinter) -> None:
        """What hangs out of the printer when it is switched off is torn off, not lost."""
        unwatch = unit.watch(on_ticket=self.keep)
        unit.tear_off()
        unwatch()

    def _keep(self, ticket: Ticket) -> None:
        self._count += 1
        facts: dict[str, object] = {"receipt": self._count, "millimetres": round(ticket.millimetres)}
        words = f"Receipt {self._count}: {facts['millimetres']} mm"
        if self._folder is not None:
            path = self._folder / f"receipt-{self._count:04d}.png"
            try:
                _save(ticket, path, dot_gain=self._dot_gain)
            except OSError as error:
                # The printer goes on: what stands in its memory is worth more than a full disk. Half a receipt is none.
                _discard(path)
                show.warning(f"{path} is not saved: {error.strerror or error}")
            else:
                facts["saved"] = str(path)
                words += f", saved as {path}"
        show.answer(self._settings, facts, words)


def _highest_number(folder: Path) -> int:
    """The last receipt that an earlier run left there, so that none is written over."""
    found = (_NUMBERED.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in found if match), default=0)


def _discard(path: Path) -> None:
    """Take away what of a receipt was written."""
    for suffix in (".png", ".txt", ".bin", ".json"):
        with suppress(OSError):
            path.with_suffix(suffix).unlink()


def _save(ticket: Ticket, path: Path, *, dot_gain: bool) -> None:
    from ocom809.virtual.facts import ticket_facts

    ticket.save(path, dot_gain=dot_gain)
    path.with_suffix(".txt").write_text(ticket.text + "\n", encoding="utf-8")
    facts = json.dumps(ticket_facts(ticket), ensure_ascii=False, indent=1)
    if ticket.source is not None:
        path.with_suffix(".bin").write_bytes(ticket.source)
    path.with_suffix(".json").write_text(facts + "\n", encoding="utf-8")
