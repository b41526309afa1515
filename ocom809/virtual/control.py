"""What a person does to a printer, as one JSON object a line, so that a test in any language can do it.

``{"do": "play", "fault": "paper-out@100mm"}`` is answered by ``{"ok": true}``, what cannot be done by
``{"ok": false, "error": "…"}``. The socket lies on this computer only.
"""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any, Final

from ocom809.errors import InputError, Ocom809Error
from ocom809.virtual.facts import MOST_EVENTS, event_facts, settings_facts, status_facts, ticket_facts, ticket_summary
from ocom809.virtual.faults import FaultKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ocom809.virtual.printer import VirtualPrinter

LINE_BYTES: Final = 4096
LONGEST_WAIT_SECONDS: Final = 60.0
MOST_RECEIPTS: Final = 1_000
_LOOK_SECONDS: Final = 0.25

Facts = dict[str, Any]


class Controls:
    """The acts that can be asked for by name; all methods may be called from any thread.

    Args:
        printer: Whose cover, paper and power these are.
    """

    def __init__(self, printer: VirtualPrinter) -> None:
        self.printer = printer
        self.closing = threading.Event()

    def answer(self, line: bytes | str) -> tuple[Facts, bool]:
        """What to say to a line, and whether the speaker may go on: not after what is no JSON object.

        A browser that was lured into speaking to this socket begins with a line of HTTP, and must get no further.
        """
        try:
            asked = json.loads(line)
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            return _refused("this is no JSON object in a line of UTF-8"), False
        return self.do(asked), True

    def do(self, asked: Mapping[str, Any]) -> Facts:
        """Do one thing. Never raises for what is asked; the answer says what was wrong."""
        name = asked.get("do")
        act = _ACTS.get(name) if isinstance(name, str) else None
        if act is None:
            return _refused(f"no act is called {str(name)[:40]!r}", hint=f"Known are {', '.join(_ACTS)}.")
        try:
            return {"ok": True} | (act(self, asked) or {})
        except Ocom809Error as error:
            return _refused(error.message, hint=error.hint)

    def wait(self, asked: Mapping[str, Any]) -> Facts:
        """Wait until ``version`` is no longer ``since``, for ``seconds`` at most; answers with the status."""
        since = _number(asked, "since", self.printer.version, least=0, most=1 << 62)
        left = _number(asked, "seconds", 10, least=0, most=LONGEST_WAIT_SECONDS)
        while left > 0 and self.printer.version == since and not self.closing.is_set():
            self.printer.wait_for_change(int(since), min(left, _LOOK_SECONDS))
            left -= _LOOK_SECONDS
        return status_facts(self.printer)

    def receipts(self) -> Facts:
        """The pieces of paper that came off, in short."""
        return {"receipts": [ticket_summary(ticket) for ticket in self.printer.tickets[-MOST_RECEIPTS:]]}

    def receipt(self, asked: Mapping[str, Any]) -> Facts:
        """One of them whole; the last where no number is given."""
        tickets = self.printer.tickets
        wanted = _number(asked, "receipt", tickets[-1].number if tickets else 1, least=1, most=1 << 62)
        for ticket in tickets:
            if ticket.number == wanted:
                return ticket_facts(ticket)
        raise InputError(f"there is no receipt {wanted:g}", hint="Receipts are counted from 1; old ones are forgotten.")

    def tear_off(self) -> Facts:
        """Tear off what hangs out."""
        ticket = self.printer.tear_off()
        return {"receipt": ticket.number if ticket else None}


def _fault(asked: Mapping[str, Any]) -> str:
    fault = asked.get("fault")
    if not isinstance(fault, str):
        raise InputError("fault is missing", hint='Such as {"do": "play", "fault": "paper-out@100mm"}.')
    return fault


def _truth(asked: Mapping[str, Any], name: str, *, otherwise: bool) -> bool:
    value = asked.get(name, otherwise)
    if not isinstance(value, bool):
        raise InputError(f"{name} is true or false")
    return value


def _number(asked: Mapping[str, Any], name: str, otherwise: float, *, least: float, most: float) -> float:
    value = asked.get(name, otherwise)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise InputError(f"{name} is a number from {least:g} to {most:g}")
    return value


def _refused(error: str, *, hint: str = "") -> Facts:
    return {"ok": False, "error": error, "hint": hint}


def _plainly(verb: str) -> Callable[[Controls, Mapping[str, Any]], Facts | None]:
    """An act of the printer that needs no more words."""

    def act(controls: Controls, _asked: Mapping[str, Any]) -> None:
        getattr(controls.printer, verb)()

    return act


_ACTS: Final[dict[str, Callable[[Controls, Mapping[str, Any]], Facts | None]]] = {
    "status": lambda controls, _: status_facts(controls.printer),
    "settings": lambda controls, _: settings_facts(controls.printer),
    "play": lambda controls, asked: controls.printer.play(_fault(asked)),
    "cure": lambda controls, asked: controls.printer.cure(_fault(asked)),
    "load-paper": _plainly("load_paper"),
    "remove-paper": lambda controls, _: controls.printer.play(FaultKind.PAPER_OUT.value),
    "open-cover": _plainly("open_cover"),
    "close-cover": _plainly("close_cover"),
    "clear-jam": _plainly("clear_jam"),
    "press-feed": _plainly("press_feed"),
    "hold-feed": lambda controls, asked: controls.printer.hold_feed(held=_truth(asked, "held", otherwise=True)),
    "set-drawer-pin": lambda controls, asked: controls.printer.set_drawer_pin(
        high=_truth(asked, "high", otherwise=True)
    ),
    "power-cycle": _plainly("power_cycle"),
    "self-test": _plainly("print_self_test"),
    "tear-off": lambda controls, _: controls.tear_off(),
    "paper": lambda controls, _: ticket_facts(controls.printer.paper),
    "receipts": lambda controls, _: controls.receipts(),
    "receipt": lambda controls, asked: controls.receipt(asked),
    "events": lambda controls, _: {"events": [event_facts(one) for one in controls.printer.events[-MOST_EVENTS:]]},
    "wait": lambda controls, asked: controls.wait(asked),
}
ACTS: Final = tuple(_ACTS)
"""The names of all acts."""
