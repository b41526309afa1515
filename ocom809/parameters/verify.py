"""Looking for the printer after its settings were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.deadline import Deadline
from ocom809.discovery.interfaces import local_networks, network_of
from ocom809.discovery.neighbours import mac_of
from ocom809.parameters.findings import Finding, Look
from ocom809.parameters.judging import Watch
from ocom809.parameters.looking import call, heard, is_printers_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.discovery.announcements import Announcement
    from ocom809.parameters.plans import Plan

LOOK_SECONDS = 1.0
"""How long one look listens for announcements; it asks three times within it."""


def verify(plan: Plan, *, seconds: float, was_free: bool = False, tell: Callable[[float], None]) -> Finding:
    """Look until the change is verified, or until ``seconds`` are over.

    Args:
        plan: What was sent.
        seconds: How long to look at most.
        was_free: The new address was known to be free before, so that whoever answers there now came by this change.
        tell: Told before each look how many seconds are left.
    """
    watch, limit = Watch(plan, was_free=was_free), Deadline(seconds)
    while True:
        tell(limit.left())
        finding = watch.begin() or watch.see(look_at(plan, heard(lambda said: is_meant(plan, said), LOOK_SECONDS)))
        if finding is not None or limit.expired:
            return finding or watch.give_up()


def is_meant(plan: Plan, said: Announcement) -> bool:
    """Whether an announcement is that of the plan's printer."""
    return said.mac == plan.target.identity if plan.target.identity else said.address == plan.new_address


def look_at(plan: Plan, said: Announcement | None) -> Look:
    """What can be seen by calling the printer where it was and where it should be."""
    target, new = plan.target, plan.new_address
    old = target.address
    at_old = call(old, target.port).is_open if old is not None and old != new and said is None else None
    if new is None:
        return Look(said, is_at_old=at_old)
    at_new = call(new, _port(plan))
    mac = mac_of(new) if at_new.is_open else None
    is_near = network_of(new, local_networks()) is not None
    return Look(said, is_printers_answer(at_new.answer), at_new.is_open, mac, at_old, is_near)


def _port(plan: Plan) -> int:
    port = plan.wanted.get("port")
    return port if isinstance(port, int) else plan.target.port
