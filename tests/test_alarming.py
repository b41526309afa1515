"""An alarm until somebody has heard it."""

import asyncio

import pytest

from ocom809 import AsyncPrinter, Printer
from ocom809.alarming import Alarming
from ocom809.errors import InputError
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.clock import SimulatedClock
from ocom809.virtual.device import VirtualDevice


def played(acknowledged, **how):
    """When it sounds, in simulated time, and how it ends."""
    clock, soundings = SimulatedClock(), []
    alarming = Alarming(lambda: acknowledged(clock()), clock=clock, **how)
    for seconds in alarming.steps():
        soundings += [] if seconds else [round(clock(), 1)]
        clock.go(seconds)
    return soundings, alarming.result


def test_it_sounds_again_and_again_until_somebody_acknowledges_it():
    soundings, result = played(lambda now: now >= 12, every=5, limit=100)
    assert soundings == [0, 5, 10]
    assert (result.acknowledged, result.times) == (True, 3)
    assert result.seconds == pytest.approx(12, abs=0.2)


def test_it_ends_by_itself_when_nobody_does():
    soundings, result = played(lambda now: False, every=5, limit=12)
    assert soundings == [0, 5, 10]
    assert not result.acknowledged
    assert result.seconds == pytest.approx(12, abs=0.2)


def test_what_was_acknowledged_before_does_not_sound_at_all():
    soundings, result = played(lambda now: True)
    assert soundings == []
    assert result.acknowledged


@pytest.mark.parametrize("how", [{"every": 0}, {"every": float("inf")}, {"limit": -1}, {"limit": float("nan")}])
def test_times_that_are_none_are_refused(how):
    with pytest.raises(InputError, match="every so many seconds"):
        Alarming(bool, **how)


def alarms(printer):
    return sum(event.name in {"buzzer", "alarm"} for event in printer.events)


def test_a_printer_sounds_by_threads_and_by_tasks_alike():
    one, other = VirtualPrinter(), VirtualPrinter()
    with Printer(VirtualDevice(one)) as printer:
        result = printer.alarm_until(lambda: alarms(one) >= 2, every=0.01, limit=60)

    async def run():
        async with AsyncPrinter(VirtualDevice(other)) as printer:
            return await printer.alarm_until(lambda: alarms(other) >= 2, every=0.01, limit=60)

    assert result.acknowledged
    assert asyncio.run(run()).times == result.times == 2
