"""What the parameters' page knows and does: printers, readings, plans and changes. No HTTP here, and no HTML."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ocom809 import parameters
from ocom809.devices import device_for
from ocom809.devices.uri import DeviceURI, with_scheme
from ocom809.discovery import find_printers
from ocom809.discovery.facts import facts as printer_facts
from ocom809.discovery.scan import parse_network
from ocom809.errors import InputError, Ocom809Error
from ocom809.parameters.applying import must_be_confirmed
from ocom809.parameters.catalogue import checked
from ocom809.parameters.judging import already_so
from ocom809.parameters.looking import SURVEY_SECONDS
from ocom809.parameters.record import Record, default_path
from ocom809.web import forms, printers
from ocom809.web.tasks import Task, Workshop

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.discovery import FoundPrinter
    from ocom809.parameters import Plan
    from ocom809.web.parameters_page import Orders

MOST_PRINTERS: Final = 500
LONGEST_NAME: Final = 200
SEARCH_SECONDS: Final = 2.0
TYPED_SCHEMES: Final = frozenset({"usb", "serial", "tcp", "mac", "bluetooth"})
"""What may be typed into the page: printers, and not the files and makeshifts that other URIs name."""


class Bench:
    """The printers of a page, and one thing at a time that is done to them.

    Args:
        orders: How it shall act.
        find: How printers are found.
    """

    def __init__(self, orders: Orders, find: Callable[..., tuple[FoundPrinter, ...]] = find_printers) -> None:
        self.orders = orders
        self.workshop = Workshop()
        self._find = find
        self._lock = threading.Lock()
        self._found: tuple[FoundPrinter, ...] = ()
        self._typed: dict[str, None] = dict.fromkeys(str(device_for(uri).uri) for uri in orders.devices)
        self._readings: dict[str, dict[str, Any]] = {}
        self._plan: tuple[int, Plan] | None = None
        self._plans = 0

    def facts(self) -> dict[str, Any]:
        """All that the page shows, but for the forms."""
        with self._lock:
            listed = [printer_facts(one) for one in self._found if one.uri not in self._typed]
            shown = [printers.typed_facts(uri) for uri in self._typed] + listed
            for one in shown:
                one["reading"] = self._readings.get(one["uri"])
        tasks = {"task": self.workshop.task, "outcome": self.workshop.outcome}
        told = {name: None if task is None else task.facts() for name, task in tasks.items()}
        return {"dry_run": self.orders.dry_run, "printers": shown, **told}

    # What the buttons ask for.

    def search(self, network: str = "") -> None:
        """Look for printers, and on every address of ``network`` too, where one is given.

        Raises:
            InputError: It is no network that can be searched.
        """
        scanned = parse_network(network.strip()) if network.strip() else None

        def work(task: Task) -> dict[str, Any]:
            task.tell("looking for printers", 0 if scanned else SEARCH_SECONDS + 1)
            troubles: list[Ocom809Error] = []
            found = self._find(
                scan=scanned,
                seconds=SEARCH_SECONDS,
                trouble=troubles.append,
                progress=lambda done, total: task.tell(f"asked {done} of {total} addresses"),
            )
            with self._lock:
                self._found = found[:MOST_PRINTERS]
            return {"count": len(found), "troubles": [str(trouble) for trouble in troubles]}

        self.workshop.begin("search", "", work)

    def name(self, text: str) -> str:
        """Take a printer that the user types in: an address, or a device URI; returns its URI.

        Raises:
            InputError: It names no printer.
        """
        text = text.strip()
        if not text or len(text) > LONGEST_NAME:
            raise InputError("type a printer's address, such as 192.168.1.87")
        uri = with_scheme(text)
        scheme = DeviceURI.parse(uri).scheme
        if scheme not in TYPED_SCHEMES:
            raise InputError(
                f"{scheme}: cannot be typed here", hint="An address, tcp://, usb:, serial:// or mac: names a printer."
            )
        known = str(device_for(uri).uri)
        with self._lock:
            if len(self._typed) >= MOST_PRINTERS:
                raise InputError("too many printers were typed in")
            self._typed[known] = None
        return known

    def read(self, uri: str) -> None:
        """Ask a printer how it is, and what can be read of its settings. Nothing is printed or changed."""
        self._known(uri)

        def work(task: Task) -> dict[str, Any]:
            task.tell("asking the printer", SURVEY_SECONDS + 1)
            reading = printers.reading(uri)
            with self._lock:
                self._readings[uri] = reading
            return {}

        self.workshop.begin("read", uri, work)

    def plan(self, uri: str, values: object, dialect: str = "") -> None:
        """Plan a change, and remember the plan; ``apply`` carries out this one and no other."""
        self._known(uri)
        given = forms.read(values)
        checked(given)
        # Said for the sake of the dialects that set them too; the others leave them, and the plan says so.
        implied = {"mask", "dhcp"} if "address" in given else set()

        def work(task: Task) -> dict[str, Any]:
            task.tell("looking at the printer", SURVEY_SECONDS + 1)
            target = parameters.survey(uri)
            made = parameters.plan(given, target=target, dialect_name=dialect or None, if_possible=implied)
            return made.facts() | self._kept(made)

        self.workshop.begin("plan", uri, work)

    def apply(self, number: object, *, confirmed: bool) -> None:
        """Carry out the plan that was shown last, once.

        Raises:
            InputError: It is another one, or was carried out already, or nothing may be sent.
        """
        if self.orders.dry_run:
            raise InputError("this page only shows plans (--dry-run)", hint="Nothing was sent.")
        plan = self._taken(number, confirmed=confirmed)

        def work(task: Task) -> dict[str, Any]:
            with Record(self.orders.record or default_path()) as record:
                result = parameters.apply(
                    plan, confirmed=confirmed, seconds=self.orders.wait, record=record, progress=task.told
                )
                written = str(record.path)
            return result.facts() | {"record": written, "uri": self._followed(result)}

        self.workshop.begin("apply", plan.target.uri, work)

    def _taken(self, number: object, *, confirmed: bool) -> Plan:
        """The plan of this number, which nobody gets a second time.

        Raises:
            InputError: It is not the last one, is taken already, or wants a yes.
        """
        with self._lock:
            if self._plan is None or self._plan[0] != number:
                raise InputError("this plan is not the last one, or was carried out already", hint="Make it anew.")
            plan = self._plan[1]
            must_be_confirmed(plan, confirmed=confirmed)
            self._plan = None
            return plan

    def self_test(self, uri: str, way: str = "") -> None:
        """Have the printer print its own page."""
        self._known(uri)
        if self.orders.dry_run:
            raise InputError("this page only shows plans (--dry-run)", hint="Nothing was sent.")
        ask = printers.self_test_by(way)
        self.workshop.begin("self-test", uri, lambda task: ask(uri, task.tell))

    def examine(self, uri: str) -> None:
        """Find out what is wrong. Nothing is printed or changed."""
        self._known(uri)
        self.workshop.begin("examine", uri, lambda task: printers.examined(uri, task.tell))

    def _kept(self, made: Plan) -> dict[str, Any]:
        """Keep the plan, and tell its number; where it is so already there is nothing to carry out."""
        done = already_so(made)
        with self._lock:
            self._plans += 1
            self._plan = (self._plans, made) if done is None else None
            return {
                "plan": self._plans,
                "by_hand_only": made.is_by_hand,
                "target_words": str(made.target),
                "already": "" if done is None else done.seen,
            }

    def _known(self, uri: str) -> None:
        """Refuse whatever was neither found nor typed in.

        Raises:
            InputError: It was neither.
        """
        with self._lock:
            if uri not in self._typed and all(one.uri != uri for one in self._found):
                raise InputError("this printer was neither found nor typed in", hint="Search for it again.")

    def _followed(self, result: parameters.Result) -> str:
        """The URI under which the printer is found from now on; what was read of it before is old."""
        before = result.plan.target.uri
        with self._lock:
            self._readings.pop(before, None)
            if result.address is not None:
                self._found = tuple(_moved(one, result) if one.uri == before else one for one in self._found)
            if result.uri != before:
                self._typed.pop(before, None)
                self._typed[result.uri] = None
        return result.uri


def _moved(one: FoundPrinter, result: parameters.Result) -> FoundPrinter:
    """A printer as it is after a change; the hint was about where it was."""
    return replace(one, address=result.address, hint=one.hint if result.address == one.address else "")
