"""The printers of an inventory as rows of a table, and in which order they can be set."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from ocom809.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from ipaddress import IPv4Address

    from ocom809.discovery.mac_address import MacAddress
    from ocom809.parameters.inventory import Entry
    from ocom809.parameters.plans import Plan


class State(Enum):
    """What one printer of the inventory has come to."""

    PLANNED = "to be set"
    NOTHING_TO_DO = "nothing to do"
    VERIFIED = "verified"
    UNVERIFIED = "sent, unverified"
    FAILED = "failed"
    NOT_FOUND = "not found"
    REFUSED = "refused"
    NOT_TRIED = "not tried"

    @property
    def is_fine(self) -> bool:
        """Whether it is as wanted, and seen to be."""
        return self in {State.NOTHING_TO_DO, State.VERIFIED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One printer of the inventory, and what it has come to."""

    entry: Entry
    state: State
    seen: str = ""
    next_step: str = ""
    plan: Plan | None = field(default=None, repr=False)

    def facts(self) -> dict[str, Any]:
        """For programs."""
        entry = self.entry
        return {
            "mac": str(entry.mac),
            "name": entry.name,
            "store": entry.store,
            "wanted": "dhcp" if entry.address is None else str(entry.address),
            "state": self.state.value,
            "seen": self.seen,
            "next_step": self.next_step,
        }


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Those that are to be set, each behind the one whose address it gets.

    Raises:
        ParameterError: They wait for each other.
    """
    waiting = [row for row in rows if row.state is State.PLANNED]
    ordered: list[Row] = []
    while waiting:
        # Several may hold one address: new printers all come with that of the factory.
        held = {(_now(row), row.entry.mac) for row in waiting}
        free = [row for row in waiting if not _is_held(_wanted(row), row.entry.mac, held)]
        if not free:
            names = ", ".join(str(row.entry) for row in waiting)
            raise ParameterError(
                f"these printers would have to change places, so that none can go first: {names}",
                hint="Give one of them a spare address first. Nothing was sent.",
            )
        ordered += free
        gone = {row.entry.mac for row in free}
        waiting = [row for row in waiting if row.entry.mac not in gone]
    return ordered


def _is_held(address: IPv4Address | None, by_others_than: MacAddress, held: set[tuple[Any, MacAddress]]) -> bool:
    return address is not None and any(address == one and mac != by_others_than for one, mac in held)


def next_lot(waiting: list[Row], at_once: int) -> tuple[list[Row], list[Row]]:
    """The first that may go together, and the rest; one whose address is still held by another of the lot waits."""
    lot: list[Row] = []
    for row in waiting[:at_once]:
        if _wanted(row) in {_now(one) for one in lot}:
            break
        lot.append(row)
    return lot, waiting[len(lot) :]


def _now(row: Row) -> IPv4Address | None:
    return row.plan.target.address if row.plan is not None else None


def _wanted(row: Row) -> IPv4Address | None:
    return row.plan.new_address if row.plan is not None else None
