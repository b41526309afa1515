"""Judging what was seen of a printer after its settings were sent. Nothing is asked or sent here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ocom809.parameters.catalogue import parameter
from ocom809.parameters.findings import Finding, Look, Verdict

if TYPE_CHECKING:
    from ocom809.discovery.announcements import Announcement
    from ocom809.parameters.plans import Plan

# A module that restarts may tell an old or a passing address once.
_TELLS_THAT_COUNT = 2

_SAID = {"address": "address", "mask": "netmask", "gateway": "gateway", "dhcp": "dhcp", "port": "port", "name": "name"}
"""Which field of an announcement tells which parameter."""


_READ_THE_PAGE = "Switch the printer off, hold FEED and switch it on: its page shows what it has taken."
_GET_IT_BACK = (
    "Switch it off and on and wait a minute; look for it by `ocom809 devices`; hold FEED at power-on and read its "
    "address on the page. USB and serial do not depend on the address: set it again over one of them."
)


class Watch:
    """Judges look after look at one printer.

    Args:
        plan: What was sent to it.
        was_free: The new address was known to be free before.
    """

    def __init__(self, plan: Plan, *, was_free: bool = False) -> None:
        self.plan = plan
        self._was_free = was_free
        self._elsewhere = 0
        self._look = Look()

    def begin(self) -> Finding | None:
        """The finding where there is nothing to look at."""
        return None if can_be_seen(self.plan) else _unseen(self.plan)

    def see(self, look: Look) -> Finding | None:
        """The finding that this look settles, or ``None`` where it is worth while to look again."""
        self._look = look if look.said is not None or self._look.said is None else _with_last_word(look, self._look)
        finding = _verified(self.plan, look, was_free=self._was_free)
        if finding is not None:
            return with_the_rest(self.plan, finding)
        self._elsewhere = self._elsewhere + 1 if _is_elsewhere(self.plan, look.said) else 0
        return self.give_up() if self._elsewhere >= _TELLS_THAT_COUNT else None

    def give_up(self) -> Finding:
        """What all looks together come to."""
        return _given_up(self.plan, self._look)


def already_so(plan: Plan) -> Finding | None:
    """The finding where the unit has said before anything was sent that it is as wanted, in all that is wanted."""
    said = plan.target.announcement
    if said is None or not set(plan.wanted) <= set(_SAID) - {"port"} or not is_as_wanted(plan, said):
        return None
    return _as_told(said, "; nothing was left to do, and nothing was sent")


def can_be_seen(plan: Plan) -> bool:
    """Whether anything about it can be seen from here."""
    names = {name for step in plan.steps for name in step.instruction.sets} | set(plan.wanted)
    has_name = plan.target.identity is not None
    return plan.new_address is not None or (has_name and bool(names & set(_SAID)))


def _with_last_word(seen: Look, before: Look) -> Look:
    """A look that heard nothing keeps what the unit said last."""
    return replace(seen, said=before.said, is_stale=True)


def _verified(plan: Plan, look: Look, *, was_free: bool) -> Finding | None:
    """The finding that ends the looking, or ``None``."""
    new, said = plan.new_address, look.said
    if said is not None and is_as_wanted(plan, said) and (look.is_open_at_new or not look.is_near):
        return _as_told(said, ", and answers there" if look.answers_at_new else "")
    if new is None or not look.is_open_at_new or said is not None or new == plan.target.address:
        return None
    mac = plan.target.identity
    if mac is not None and look.mac_at_new == mac:
        return Finding(Verdict.VERIFIED, f"{mac} is at {new}, and {_answering(look)}", new)
    if mac is None and was_free and look.answers_at_new:
        seen = f"a printer answers at {new}, where nobody was before; MAC {look.mac_at_new or 'not seen'}"
        return Finding(Verdict.VERIFIED, seen, new)
    return None


def is_as_wanted(plan: Plan, said: Announcement) -> bool:
    """Whether a unit says of itself what the plan wants of its network."""
    return not _differences(plan, said) and plan.new_address in (said.address, None)


def _as_told(said: Announcement, more: str) -> Finding:
    return Finding(Verdict.VERIFIED, f"{said.mac} says by UDP that it has {_told(said)}{more}", said.address)


def _announced_only(plan: Plan, look: Look) -> Finding | None:
    """It says what was wanted, and its port takes no connection: busy, or still on its way."""
    # A word that was said once, with silence since, may have been the last one before it went down.
    if look.said is None or look.is_stale or not is_as_wanted(plan, look.said):
        return None
    return _as_told(look.said, "; its port takes no connection so far")


def _answering(look: Look) -> str:
    return "answers there" if look.answers_at_new else "its port is open there, but it gives no status"


def _given_up(plan: Plan, look: Look) -> Finding:
    """What to say when the time is over."""
    for judge in (_announced_only, _other_settings, _someone_else, _still_there, _gone):
        finding = judge(plan, look)
        if finding is not None:
            return with_the_rest(plan, finding) if finding.verdict is Verdict.VERIFIED else finding
    return _unseen(plan)


def _other_settings(plan: Plan, look: Look) -> Finding | None:
    """It told something that is neither the old nor the wanted."""
    said = look.said
    if said is None:
        return None
    if _is_elsewhere(plan, said):
        seen = f"{said.mac} has taken another address: it is at {said.address} ({_told(said)})"
        return Finding(Verdict.FAILED, seen, said.address, f"Look at its page; set it again there. {_READ_THE_PAGE}")
    if is_as_wanted(plan, said):
        return None
    if said.address == plan.new_address and plan.new_address != plan.target.address:
        wrong = "; ".join(_differences(plan, said))
        return Finding(Verdict.FAILED, f"{said.mac} is at {said.address}, but {wrong}", said.address, _READ_THE_PAGE)
    return None


def _someone_else(plan: Plan, look: Look) -> Finding | None:
    new, mac = plan.new_address, plan.target.identity
    if new is None or not look.is_open_at_new or new == plan.target.address or look.said is not None:
        return None
    if mac is not None and look.mac_at_new is not None and look.mac_at_new != mac:
        seen = f"at {new} is {look.mac_at_new}, which is not this printer ({mac})"
        return Finding(Verdict.FAILED, seen, None, f"Two devices may share {new}. {_GET_IT_BACK}")
    seen = f"something answers at {new}, and whether it is this printer cannot be told"
    return Finding(Verdict.SENT_UNVERIFIED, seen, new, _READ_THE_PAGE)


def _still_there(plan: Plan, look: Look) -> Finding | None:
    said = None if look.is_stale else look.said
    old = said.address if said is not None else plan.target.address if look.is_at_old else None
    if old is None:
        return None
    seen = f"the printer is still at {old} as before: it ignores this dialect, or obeys only after a power cycle"
    return Finding(
        Verdict.SENT_UNVERIFIED,
        seen,
        old,
        "Switch it off and on and look again by `ocom809 devices`; if nothing has changed, try another dialect "
        "(`ocom809 parameters list --dialects`).",
    )


def _gone(plan: Plan, look: Look) -> Finding | None:
    target = plan.target
    if not (target.was_reached or target.announcement is not None):
        return None
    if plan.wanted.get("dhcp") is True and target.announcement is None:
        seen = f"the printer has left {target.address}; which address it got by DHCP cannot be seen from here"
        return Finding(Verdict.SENT_UNVERIFIED, seen, None, f"Ask the DHCP server. {_GET_IT_BACK}")
    seen = f"the printer has vanished; it was last seen at {target.address}"
    seen += f", MAC {target.mac}" if target.mac is not None else ""
    seen += f", and then said by UDP that it has {_told(look.said)}" if look.said is not None else ""
    return Finding(Verdict.FAILED, seen, None, _GET_IT_BACK)


def _unseen(plan: Plan) -> Finding:
    what = ", ".join(plan.wanted)
    return Finding(
        Verdict.SENT_UNVERIFIED, f"{what} was sent; nothing that can be seen from here proves it", None, _next(plan)
    )


def _next(plan: Plan) -> str:
    restart = any(parameter(name).restart for name in plan.wanted)
    return ("It takes effect after a power cycle. " if restart else "") + _READ_THE_PAGE


def with_the_rest(plan: Plan, finding: Finding) -> Finding:
    """What else was sent in the same plan cannot be verified, and is not called so."""
    rest = [name for name in plan.wanted if name not in _SAID]
    if not rest:
        return finding
    seen = f"{finding.seen}; {', '.join(rest)} was sent and cannot be asked for"
    return Finding(Verdict.SENT_UNVERIFIED, seen, finding.address, _next(plan))


def _is_elsewhere(plan: Plan, said: Announcement | None) -> bool:
    """Whether it has an address that is neither the old one nor the wanted one."""
    if said is None or said.address.is_unspecified or plan.wanted.get("dhcp") is True:
        return False
    wanted = plan.new_address
    return wanted is not None and said.address not in (wanted, plan.target.address)


def _differences(plan: Plan, said: Announcement) -> list[str]:
    """Where the announcement tells something else than what was sent."""
    sent: dict[str, object] = dict(plan.wanted)
    if sent.get("dhcp") is True:
        sent = {"dhcp": True}
    # The port that boards announce is not believed (see Announcement); a name is kept by Zywell boards only.
    told = {name: getattr(said, _SAID[name]) for name in sent if name in _SAID and name != "port"}
    return [
        f"its {name} is {parameter(name).show(value)} instead of {parameter(name).show(sent[name])}"
        for name, value in told.items()
        if value != sent[name]
    ]


def _told(said: Announcement) -> str:
    dhcp = "on" if said.dhcp else "off"
    return f"{said.address}, mask {said.netmask}, gateway {said.gateway}, DHCP {dhcp}"
