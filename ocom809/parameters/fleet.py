"""Many printers: planned together, set a few at a time, and each told apart from the others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from ocom809.deadline import Deadline
from ocom809.discovery.broadcast import announced
from ocom809.errors import InputError, Ocom809Error, ParameterError
from ocom809.parameters.applying import Sending
from ocom809.parameters.findings import Finding, Look, Verdict
from ocom809.parameters.fleet_rows import Row, State, in_order, next_lot
from ocom809.parameters.judging import Watch, already_so
from ocom809.parameters.planning import plan
from ocom809.parameters.target import Target
from ocom809.parameters.verify import LOOK_SECONDS, look_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ocom809.discovery.announcements import Announcement
    from ocom809.discovery.mac_address import MacAddress
    from ocom809.parameters.inventory import Entry
    from ocom809.parameters.plans import Plan
    from ocom809.parameters.record import Record

SEARCH_SECONDS = 3.0
AT_ONCE = 10


def plan_fleet(entries: Iterable[Entry], *, seconds: float = SEARCH_SECONDS) -> tuple[Row, ...]:
    """Look for all printers of an inventory at once, and plan each. Nothing is sent.

    Raises:
        ParameterError: Printers would have to change places, so that none can go first.
    """
    heard = _one_each(announced(seconds=seconds))
    rows = tuple(_planned(entry, heard.get(entry.mac)) for entry in entries)
    in_order(rows)  # refuses here already
    return rows


def apply_fleet(
    rows: Sequence[Row],
    *,
    confirmed: bool = False,
    at_once: int = AT_ONCE,
    go_on: bool = False,
    seconds: float | None = None,
    record: Record | None = None,
    progress: Callable[[tuple[Row, ...]], None] | None = None,
) -> tuple[Row, ...]:
    """Set the printers that are planned, ``at_once`` at a time, and return all rows as they are afterwards.

    It stops behind the first lot in which something is not as it should be; what is left is not tried. Whoever does it
    again later goes on where it stopped, because whatever is as wanted is left alone.

    Args:
        rows: What ``plan_fleet`` gave.
        confirmed: A person has said yes to the dangers.
        at_once: How many are under way together.
        go_on: Do not stop at a surprise.
        seconds: How long to look for each lot afterwards; as the dialects say if not given.
        record: Where every step is written down before it is done.
        progress: Told all rows after each lot.

    Raises:
        ParameterError: Not confirmed; nothing was sent.
    """
    if at_once < 1:
        raise InputError(f"at least 1 printer is set at a time, not {at_once}")
    if not confirmed and any(row.state is State.PLANNED for row in rows):
        raise ParameterError("not confirmed: the printers get other addresses", hint="Say yes to it; nothing was sent.")
    state = {row.entry.mac: row for row in rows}
    surprised = any(row.state in {State.NOT_FOUND, State.REFUSED} for row in rows)
    waiting = in_order(rows)
    try:
        while waiting and (go_on or not surprised):
            lot, waiting = next_lot(waiting, at_once)
            for row in _set(lot, seconds=seconds, record=record):
                state[row.entry.mac] = row
                surprised = surprised or not row.state.is_fine
            if progress is not None:
                progress(tuple(state.values()))
    except KeyboardInterrupt:
        if record is not None:
            record.note("interrupted", rows=[row.facts() for row in state.values()])
        raise
    for row in waiting:
        state[row.entry.mac] = replace(row, state=State.NOT_TRIED, seen="stopped before its turn", next_step="")
    return tuple(state.values())


def _one_each(heard: Iterable[Announcement]) -> dict[MacAddress, Announcement]:
    found: dict[MacAddress, Announcement] = {}
    for said in heard:
        found.setdefault(said.mac, said)
    return found


def _planned(entry: Entry, said: Announcement | None) -> Row:
    if said is None:
        return Row(
            entry=entry,
            state=State.NOT_FOUND,
            seen="it does not answer the search by UDP",
            next_step="Is it switched on and on this network? Its page (hold FEED at power-on) shows its MAC.",
        )
    target = Target(uri=f"mac:{entry.mac}", mac=entry.mac, address=said.address, announcement=said, was_reached=True)
    try:
        made = plan(entry.wanted, target=target, dialect_name=entry.dialect or None, if_possible={"mask", "dhcp"})
    except ParameterError as error:
        return Row(entry=entry, state=State.REFUSED, seen=error.message, next_step=error.hint)
    done = already_so(made)
    if done is not None:
        return Row(entry=entry, state=State.NOTHING_TO_DO, seen=done.seen, plan=made)
    return Row(entry=entry, state=State.PLANNED, seen=f"now at {said.address}", plan=made)


def _set(lot: Sequence[Row], *, seconds: float | None, record: Record | None) -> Iterator[Row]:
    """Check and send side by side, then look for all of the lot with one search after another."""
    with ThreadPoolExecutor(max_workers=len(lot)) as workers:
        sendings = [(row, workers.submit(_sent, row, record)) for row in lot]
        outcomes = [(row, sending.result()) for row, sending in sendings]
    yield from (outcome for _, outcome in outcomes if isinstance(outcome, Row))
    watches = [(row, outcome) for row, outcome in outcomes if isinstance(outcome, Watch)]
    longest = max((row.plan.settle_seconds for row, _ in watches if row.plan is not None), default=0)
    for row, finding in _watched(watches, longest if seconds is None else seconds):
        done = _judged(row, finding)
        if record is not None:
            record.note("result", **done.facts())
        yield done


def _sent(row: Row, record: Record | None) -> Watch | Row:
    """Send it, and give what watches it; or the row where that failed."""
    assert row.plan is not None  # noqa: S101 - only planned rows come here
    sending = Sending(row.plan, record, lambda _: None)
    try:
        return Watch(row.plan, was_free=sending.check_and_send())
    except ParameterError as error:
        return replace(row, state=State.REFUSED, seen=error.message, next_step=error.hint)
    except Ocom809Error as error:
        sending.note_the_end("error", message=error.message)
        return replace(row, state=State.FAILED, seen=error.message, next_step=error.hint)


def _watched(watches: list[tuple[Row, Watch]], seconds: float) -> Iterator[tuple[Row, Finding]]:
    limit = Deadline(seconds)
    while watches:
        left = []
        for (row, watch), look in zip(watches, _looks([watch.plan for _, watch in watches]), strict=True):
            finding = watch.see(look) or (watch.give_up() if limit.expired else None)
            if finding is None:
                left.append((row, watch))
            else:
                yield row, finding
        watches = left


def _looks(plans: Sequence[Plan]) -> list[Look]:
    """One look at each, of which the announcements are heard together."""
    heard = _one_each(announced(seconds=LOOK_SECONDS))
    said = [heard.get(plan.target.mac) if plan.target.mac is not None else None for plan in plans]
    with ThreadPoolExecutor(max_workers=len(plans)) as workers:
        return list(workers.map(look_at, plans, said))


_STATES = {
    Verdict.VERIFIED: State.VERIFIED,
    Verdict.SENT_UNVERIFIED: State.UNVERIFIED,
    Verdict.FAILED: State.FAILED,
}


def _judged(row: Row, finding: Finding) -> Row:
    return replace(row, state=_STATES[finding.verdict], seen=finding.seen, next_step=finding.next_step)
