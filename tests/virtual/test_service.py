"""What the servers share."""

import threading
import time

import pytest

from ocom809.errors import DeviceError
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.service import Carrier, Service


class Broken(Service):
    shut = False

    def _open(self):
        pass

    def _step(self):
        raise ZeroDivisionError

    def _shut(self):
        self.shut = True


class Waiting(Broken):
    steps = 0

    def _step(self):
        self.steps += 1
        self._wait(None)


def test_a_server_that_breaks_down_says_so_and_lets_go(caplog):
    server = Broken(VirtualPrinter())
    server.start()
    server._thread.join(60)
    assert server.shut
    assert "Broken broke down" in caplog.text
    with pytest.raises(DeviceError, match="broke down") as caught:
        server.is_quiet  # noqa: B018 - whoever waits for quiet asks it
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    server.close()


class Cutting(Broken):
    """Cuts a receipt in the very step in which it is asked to end."""

    def _step(self):
        self.cutting.set()
        self._closing.wait(60)
        self.printer.receive(b"Tea\n\x1dVB\x00")


def test_the_receipt_of_the_last_step_is_told_of_too():
    told = []
    server = Cutting(VirtualPrinter(), on_ticket=told.append)
    server.cutting = threading.Event()
    server.start()
    assert server.cutting.wait(60)
    server.close()
    assert [ticket.text for ticket in told] == ["Tea"]


class Touching(Broken):
    """Changes the printer itself, after it has looked what there is to do."""

    steps = 0

    def _step(self):
        self.steps += 1
        if self.steps == 1:
            self.printer.press_feed()
        else:
            self.looked_again.set()
        self._wait(None)


def test_what_a_server_changes_itself_after_its_look_is_looked_at_before_it_waits():
    server = Touching(VirtualPrinter())
    server.looked_again = threading.Event()
    with server:
        assert server.looked_again.wait(60)


def test_a_server_waits_and_never_spins():
    printer = VirtualPrinter()
    with Waiting(printer) as server:
        assert steps_when_it_rests(server) == 1
        printer.open_cover()
        assert steps_when_it_rests(server) == 2
    assert server.shut


def steps_when_it_rests(server):
    """Wait until it waits, and let it do so for a while: one that spins makes more steps meanwhile."""
    end = time.monotonic() + 60
    while not server.is_quiet:
        assert time.monotonic() < end
        time.sleep(0.005)
    time.sleep(0.1)
    return server.steps


def test_bytes_that_the_printer_did_not_take_are_offered_again_before_others():
    printer = VirtualPrinter(faults=["stall@2B"])
    carrier = Carrier(printer)
    assert carrier.room() == 1  # the byte that brings a fault is taken alone
    carrier.bring(b"Te")
    carrier.bring(b"a\n")
    assert carrier.room() == 0
    printer.cure("stall")
    assert carrier.room() > 0
    assert printer.paper.text == "Tea"


def test_answers_that_cannot_be_sent_are_kept_up_to_64_kib():
    printer = VirtualPrinter()
    carrier = Carrier(printer)
    for _ in range(2):
        printer.receive(b"\x10\x04\x01" * 40_000)
        unsent = carrier.fetch()
    assert len(unsent) == 65_536
