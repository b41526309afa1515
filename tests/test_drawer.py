"""A drawer that is opened until its sensor says so, and never kicked without need."""

import asyncio

import pytest

from ocom809 import AsyncPrinter, Printer, errors
from ocom809.commands import DrawerPin
from ocom809.outcomes import Printed, Sent
from ocom809.profile import OCPP809
from ocom809.status import Answer
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice

LOW_IS_OPEN = OCPP809.with_facts(drawer_open_is_high=False)


class Till(VirtualPrinter):
    """A virtual printer with a drawer on it, which opens at the pulse of that number; its pin is high while shut."""

    def __init__(self, opens_at=None, **options):
        super().__init__(**options)
        self._opens_at = opens_at
        self.watch(on_change=self._look)

    @property
    def kicks(self):
        return [(event.details["pin"], event.details["on_ms"]) for event in self.events if event.name == "drawer"]

    def _look(self):
        if self._opens_at and len(self.kicks) >= self._opens_at and self.sensors.drawer_pin_high:
            self.set_drawer_pin(high=False)


def kick(till, *, by="threads", profile=LOW_IS_OPEN, measured=True, **how):
    facts = {"answers_real_time": True, "answers_in_turn": True} if measured else {}
    device = VirtualDevice(till)
    options = {"profile": profile.with_facts(**facts), "reply_silence": 0.2}
    if by == "threads":
        with Printer(device, **options) as printer:
            return printer.kick_drawer(**how)

    async def run():
        async with AsyncPrinter(device, **options) as printer:
            return await printer.kick_drawer(**how)

    return asyncio.run(run())


@pytest.fixture(params=["threads", "tasks"])
def by(request):
    return request.param


def test_a_drawer_that_opens_is_kicked_once(by):
    till = Till(opens_at=1)
    kicked = kick(till, by=by)
    assert (kicked.opened, kicked.pulses_ms, till.kicks) == (Answer.YES, (100,), [(2, 100)])
    assert isinstance(kicked.outcome, Printed)


def test_a_drawer_that_stays_shut_gets_one_longer_pulse(by):
    till = Till(opens_at=2)
    kicked = kick(till, by=by, pulse_ms=60, seconds=0.1)
    assert (kicked.opened, kicked.pulses_ms, till.kicks) == (Answer.YES, (60, 120), [(2, 60), (2, 120)])


def test_a_drawer_that_is_stuck_is_told_so_and_let_be(by):
    till = Till()
    kicked = kick(till, by=by, pulse_ms=300, seconds=0.1)
    assert (kicked.opened, kicked.pulses_ms) == (Answer.NO, (300, 510))


def test_a_drawer_that_stands_open_is_not_kicked():
    till = Till()
    till.set_drawer_pin(high=False)
    assert kick(till).opened is Answer.YES
    assert till.kicks == []


def test_where_nobody_knows_which_level_is_open_a_change_tells():
    assert kick(Till(opens_at=1), profile=OCPP809).opened is Answer.YES


def test_without_answers_it_is_kicked_once_and_nothing_is_claimed():
    till = Till(opens_at=1, personality="no-replies")
    kicked = kick(till, measured=False)
    assert (kicked.opened, till.kicks) == (Answer.UNKNOWN, [(2, 100)])
    assert isinstance(kicked.outcome, Sent)


def test_the_profile_names_the_pin_and_the_caller_another():
    one, other = Till(opens_at=1), Till(opens_at=1)
    kick(one, profile=LOW_IS_OPEN.with_facts(drawer_pin=5))
    kick(other, profile=LOW_IS_OPEN.with_facts(drawer_pin=5), pin=DrawerPin.PIN_2)
    assert [pin for pin, _ in (*one.kicks, *other.kicks)] == [5, 2]


def test_a_printer_that_cannot_print_kicks_nothing():
    till = Till(faults=["cover-open"])
    with pytest.raises(errors.NotPrinted):
        kick(till)
    assert till.kicks == []
