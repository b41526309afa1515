"""Figures of jobs, by a plain function that is told of each."""

import asyncio
import threading

import pytest

from ocom809 import AsyncPrinter, Printer, Receipt, errors
from ocom809.devices.memory import MemoryDevice
from ocom809.metrics import Metrics
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice

RECEIPT = Receipt().text("Tea").cut()


def test_every_ending_is_counted_with_its_bytes_and_reasons():
    figures, told = Metrics(), []

    def on_job(report):
        told.append(report)
        figures(report)

    virtual = VirtualPrinter()
    with Printer(VirtualDevice(virtual), on_job=on_job) as printer:
        printer.print(RECEIPT)
        printer.measure()
        printer.print(RECEIPT)
        virtual.play("paper-out")
        with pytest.raises(errors.NotPrinted):
            printer.print(RECEIPT)
    gone = Printer(MemoryDevice(vanish_at=2), ask_first=False, on_job=on_job)
    with gone, pytest.raises(errors.Unknown):
        gone.print(RECEIPT)
    assert dict(figures.jobs) == {"sent": 1, "printed": 1, "not printed": 1, "unknown": 1}
    assert figures.reasons["the paper is out"] == 1
    assert figures.bytes_sent == 2 * told[0].total + 2
    assert set(figures.last_seen) == {"virtual:"}
    assert figures.seconds >= sum(report.seconds for report in told) * 0.99
    assert figures.uptime_seconds > 0
    assert [report.uri for report in told] == ["virtual:"] * 3 + ["memory:"]


def test_waiting_for_another_job_is_told():
    virtual, told, begun = VirtualPrinter(faults=["stall@5B"]), [], threading.Event()
    with Printer(VirtualDevice(virtual), ask_first=False, on_job=told.append) as printer:
        first = threading.Thread(target=printer.print, args=(RECEIPT,), kwargs={"progress": lambda _: begun.set()})
        first.start()
        assert begun.wait(30)
        threading.Timer(0.3, virtual.cure, ["stall"]).start()
        printer.print(RECEIPT)
        first.join()
    assert max(report.waited_seconds for report in told) > 0.1


def test_a_cancelled_job_is_interrupted():
    told = []

    async def run():
        async with AsyncPrinter(VirtualDevice(VirtualPrinter(faults=["stall@5B"])), on_job=told.append) as printer:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1):
                    await printer.print(RECEIPT)

    asyncio.run(run())
    assert [report.outcome for report in told] == ["interrupted"]


def test_a_function_that_fails_is_logged_and_the_job_goes_on(caplog):
    def on_job(report):
        raise RuntimeError("my own fault")

    with Printer("virtual:", on_job=on_job) as printer:
        printer.print(RECEIPT)
    assert "my own fault" in caplog.text
