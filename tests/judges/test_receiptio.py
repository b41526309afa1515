"""A foreign client asks the virtual printer how it is, prints, and tells what it understood.

receiptio knows the printer by ``DLE EOT 2`` (``DLE EOT 1`` for the drawer) and by the status that it switches on with
``GS a 255``; its job is done when ``GS r 1`` behind it is answered. Where it says less than the printer does, that is
its own: it asks no sensor of the near end, and its bare question does not ask for the bit that says offline.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from ocom809.errors import DeviceError
from ocom809.virtual import PtyServer, TcpServer, VirtualPrinter
from tests.judges import needed, receiptio

DOCUMENT = "Tea | 2.50\n-\n^TOTAL | ^2.50\n"
# receiptio waits 2 s for an answer and tries for 10 s more, so its word for offline takes its time.
WAYS = ("tcp", "pty")
NUMBERS = itertools.count(1)


@pytest.fixture(scope="module", autouse=True)
def _installed():
    receiptio.installed()


@pytest.fixture(params=WAYS)
def way(request):
    return request.param


@contextlib.contextmanager
def destination(way, unit):
    """What receiptio is told to print on. Its port is fixed, so each server has a loopback address of its own."""
    if way == "tcp":
        host = f"127.8.{os.getpid() % 250 + 1}.{next(NUMBERS)}"
        with started(TcpServer(unit, host, receiptio.PORT), install=f"ifconfig lo0 alias {host}"):
            yield host
    else:
        with started(PtyServer(unit), install="use Linux or macOS") as server:
            yield server.path


def started(server, *, install):
    try:
        server.start()
    except DeviceError as error:
        needed.unavailable(str(error), install=install)
    return server


def answer(way, unit, *options):
    with destination(way, unit) as place:
        return receiptio.answer(place, *options, document=DOCUMENT)


@pytest.mark.parametrize("options", [(), ("-p", "escpos")], ids=["detected", "told"])
def test_a_print_succeeds_and_comes_out_once(way, options):
    unit = VirtualPrinter()

    assert answer(way, unit, *options) == "success"

    [ticket] = unit.tickets
    assert [line.split() for line in ticket.text.splitlines() if "50" in line] == [["Tea", "2.50"], ["TOTAL", "2.50"]]


@pytest.mark.parametrize("question", [(), ("-q",)], ids=["print", "question"])
@pytest.mark.parametrize(
    ("fault", "word"), [("paper-out", "paperempty"), ("cover-open", "coveropen")], ids=["paper-out", "cover-open"]
)
def test_a_printer_that_cannot_print_is_told_and_nothing_comes_out(way, fault, word, question):
    unit = VirtualPrinter(faults=fault)

    assert answer(way, unit, *question) == word

    assert unit.tickets == ()
    assert unit.advanced_mm == 0


@pytest.mark.parametrize(("fault", "word"), [("paper-out@3mm", "paperempty"), ("cover-open@3mm", "coveropen")])
def test_what_goes_wrong_in_the_middle_of_a_job_is_no_success(way, fault, word):
    unit = VirtualPrinter(faults=fault)

    assert answer(way, unit) == word

    assert unit.advanced_mm >= 3


def test_a_knife_that_sticks_is_an_error(way):
    unit = VirtualPrinter(faults="cutter-jam")

    assert answer(way, unit) == "error"

    assert unit.sensors.cutter_error


def test_a_printer_that_is_offline_or_silent_is_called_offline_after_receiptios_patience():
    ways = ("tcp", "pty", "tcp")
    units = [*(VirtualPrinter(faults="offline") for _ in WAYS), VirtualPrinter(personality="no-replies")]

    with ThreadPoolExecutor() as pool:
        words = list(pool.map(answer, ways, units))

    assert words == ["offline"] * 3
    assert [unit.tickets for unit in units] == [()] * 3


def test_a_printer_that_is_ready_is_online(way):
    assert answer(way, VirtualPrinter(), "-q") == "online"


@pytest.mark.parametrize(
    ("device", "high", "word"),
    [
        ("drawer", True, "drawerclosed"),
        ("drawer", False, "draweropen"),
        # Its drawer2 is a drawer whose sensor is wired the other way round.
        ("drawer2", True, "draweropen"),
        ("drawer2", False, "drawerclosed"),
    ],
)
def test_the_drawers_state_is_told_by_the_level_of_its_pin(way, device, high, word):
    unit = VirtualPrinter()
    unit.set_drawer_pin(high=high)

    assert answer(way, unit, "-q", device) == word
