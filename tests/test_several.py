"""Several printers: one stands in for another, or all print the same; nothing is ever printed twice."""

import asyncio
import itertools
import signal
import threading
from contextlib import AsyncExitStack, ExitStack

import pytest

from ocom809 import AsyncPrinter, Printer, Receipt, errors
from ocom809.errors import InputError, NotPrinted, Unknown
from ocom809.outcomes import Sent
from ocom809.several import AsyncFailover, AsyncFanOut, Failover, FanOut
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice

RECEIPT = Receipt().text("Table 7: 2 × tea").cut()


@pytest.fixture
def stack():
    with ExitStack() as opened:
        yield opened


def printers(stack, *faults, **options):
    made = [VirtualPrinter(faults=[fault] if fault else []) for fault in faults]
    wires = [VirtualDevice(printer, uri=f"virtual:?number={number}") for number, printer in enumerate(made)]
    return made, [stack.enter_context(Printer(wire, silence=0.2, reply_silence=0.1, **options)) for wire in wires]


def papers(made):
    return [len(printer.tickets) for printer in made]


def test_the_first_printer_that_can_prints_it_once(stack):
    made, group = printers(stack, "paper-out", None, None)
    delivered = Failover(group).print(RECEIPT)
    assert papers(made) == [0, 1, 0]
    assert delivered.uri == group[1].device.uri
    assert "the paper is out" in delivered.refused[group[0].device.uri].message
    assert isinstance(delivered.outcome, Sent)


def test_where_none_can_each_says_why_and_it_is_safe_to_try_again(stack):
    made, group = printers(stack, "paper-out", "cover-open")
    with pytest.raises(NotPrinted, match=r"none of 2 printers printed: .*the paper is out.*; .*the cover is open"):
        Failover(group).print(RECEIPT)
    assert papers(made) == [0, 0]


def test_no_other_printer_is_tried_where_part_of_it_may_be_on_paper(stack):
    made, group = printers(stack, "stall@20B", None, ask_first=False)
    with pytest.raises(Unknown):
        Failover(group).print(RECEIPT)
    assert papers(made) == [0, 0]
    assert made[1].paper.black_dots == 0


def test_a_document_that_one_of_them_cannot_print_goes_to_none(stack):
    made, group = printers(stack, None, None)
    for wrapper in (Failover(group), FanOut(group)):
        with pytest.raises(InputError):
            wrapper.print("☃\ue000", strict=True)
    assert papers(made) == [0, 0]


def test_all_of_them_print_the_same_and_each_says_for_itself_how_it_went(stack):
    made, group = printers(stack, None, "paper-out", None)
    fanned = FanOut(group).print(RECEIPT)
    assert papers(made) == [1, 0, 1]
    assert made[0].tickets[0].text == made[2].tickets[0].text != ""
    assert fanned.of(NotPrinted) == (group[1].device.uri,)
    assert fanned.of(Sent) == (group[0].device.uri, group[2].device.uri)
    assert not fanned.all_sent
    assert not fanned.all_printed


def test_virtual_printers_share_a_uri_and_are_numbered(stack):
    group = [stack.enter_context(Printer("virtual:")) for _ in range(2)]
    assert list(FanOut(group).print(RECEIPT).endings) == ["virtual:", "virtual: (2)"]


def test_a_job_that_was_prepared_before_is_taken(stack):
    made, group = printers(stack, None, None)
    job = group[0].prepare(RECEIPT)
    assert FanOut(group).print(job).all_sent
    assert Failover(group).print(job).uri == group[0].device.uri
    assert papers(made) == [2, 1]


# The same for tasks.


def walk(wrapper, *faults, ask_first=True, meanwhile=None, **options):
    """What comes of the receipt, and how many tickets each printer printed."""
    made = [VirtualPrinter(faults=[fault] if fault else []) for fault in faults]

    async def run():
        async with AsyncExitStack() as opened:
            group = []
            for number, printer in enumerate(made):
                wire = VirtualDevice(printer, uri=f"virtual:?number={number}")
                limits = {"silence": 0.2, "reply_silence": 0.1, "ask_first": ask_first} | options
                group.append(await opened.enter_async_context(AsyncPrinter(wire, **limits)))
            printing = asyncio.ensure_future(wrapper(group).print(RECEIPT))
            if meanwhile:
                await meanwhile(made, printing)
            try:
                return await printing
            except errors.PrintError as error:
                return error

    return asyncio.run(run()), papers(made), made


def test_tasks_print_on_the_first_printer_that_can():
    delivered, tickets, _ = walk(AsyncFailover, "paper-out", None, None)
    assert tickets == [0, 1, 0]
    assert delivered.uri == "virtual:?number=1"
    assert "the paper is out" in delivered.refused["virtual:?number=0"].message


def test_tasks_are_told_by_each_why_none_can():
    error, tickets, _ = walk(AsyncFailover, "paper-out", "cover-open")
    assert isinstance(error, NotPrinted)
    assert "the paper is out" in error.message
    assert "the cover is open" in error.message
    assert tickets == [0, 0]


def test_tasks_try_no_other_printer_where_part_of_it_may_be_on_paper():
    error, tickets, made = walk(AsyncFailover, "stall@20B", None, ask_first=False)
    assert isinstance(error, Unknown)
    assert (tickets, made[1].paper.black_dots) == ([0, 0], 0)


def test_tasks_print_the_same_on_all_and_each_says_for_itself_how_it_went():
    fanned, tickets, _ = walk(AsyncFanOut, None, "paper-out", None)
    assert tickets == [1, 0, 1]
    assert fanned.of(NotPrinted) == ("virtual:?number=1",)
    assert fanned.of(Sent) == ("virtual:?number=0", "virtual:?number=2")


@pytest.mark.parametrize("wrapper", [AsyncFailover, AsyncFanOut])
def test_a_cancelled_task_ends_it_on_all_printers_and_begins_it_on_none(wrapper):
    async def cancel(made, printing):
        while made[0].room:  # noqa: ASYNC110 - it fills within the loop itself
            await asyncio.sleep(0.001)
        printing.cancel()

    with pytest.raises(asyncio.CancelledError):
        walk(wrapper, "stall@20B", "stall@20B", ask_first=False, silence=60, meanwhile=cancel)


# What is raised meanwhile loses no ending.


class Refuses:
    """A function of the caller's that raises for the first printer that calls it, and for no other."""

    def __init__(self):
        self.calls = itertools.count()

    def __call__(self, _gone):
        if next(self.calls) == 0:
            raise ZeroDivisionError("the display is divided")


def endings_of(fan):
    return sorted(type(ending).__name__ for ending in fan.last.endings.values())


def test_an_error_of_the_callers_own_comes_out_when_all_have_ended_and_has_their_endings(stack):
    _, group = printers(stack, None, None, "paper-out")
    fan = FanOut(group)
    with pytest.raises(ZeroDivisionError) as caught:
        fan.print(RECEIPT, progress=Refuses())
    assert endings_of(fan) == ["NotPrinted", "Sent", "Unknown"]
    (uri,) = fan.last.of(Unknown)
    assert fan.last.endings[uri].__cause__ is caught.value
    (note,) = caught.value.__notes__
    assert [line.split(": ")[0] for line in note.splitlines()] == [printer.device.uri for printer in group]
    assert "NotPrinted, not printed, nothing was sent: " in note
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ocom809-fan-out")]


def test_the_same_for_tasks():
    async def run():
        async with (
            AsyncPrinter(VirtualDevice(VirtualPrinter(), uri="virtual:?number=0")) as one,
            AsyncPrinter(VirtualDevice(VirtualPrinter(), uri="virtual:?number=1")) as other,
        ):
            fan = AsyncFanOut([one, other])
            with pytest.raises(ZeroDivisionError) as caught:
                await fan.print(RECEIPT, progress=Refuses())
            assert endings_of(fan) == ["Sent", "Unknown"]
            assert "virtual:?number=1: Sent" in caught.value.__notes__[0]

    asyncio.run(run())


def test_a_cancelled_task_still_has_the_endings_of_those_that_had_ended():
    async def run():
        full = VirtualPrinter(faults=["stall@20B"])
        async with (
            AsyncPrinter(VirtualDevice(full), ask_first=False, silence=60) as one,
            AsyncPrinter(VirtualDevice(VirtualPrinter()), ask_first=False) as other,
        ):
            ended = asyncio.Event()
            other.on_job = lambda _report: ended.set()
            fan = AsyncFanOut([one, other])
            printing = asyncio.ensure_future(fan.print(RECEIPT))
            await ended.wait()
            while full.room:  # noqa: ASYNC110 - it fills within the loop itself
                await asyncio.sleep(0.001)
            printing.cancel()
            with pytest.raises(asyncio.CancelledError):
                await printing
            assert endings_of(fan) == ["Sent", "Unknown"]

    asyncio.run(run())


@pytest.fixture
def ctrl_c():
    """Ctrl-C as a terminal has it: the main thread hears it, also of a program that was started in the background."""
    if not hasattr(signal, "pthread_kill"):
        pytest.skip("this system cannot interrupt the main thread from another")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield lambda: signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_gives_up_what_makes_no_progress_and_has_all_endings(stack, ctrl_c):
    """It reaches the main thread, while the jobs are in threads of their own."""
    full = VirtualPrinter(faults=["stall@20B"])
    waiting = threading.Event()
    one, other = (
        stack.enter_context(Printer(VirtualDevice(unit), ask_first=False, silence=3600))
        for unit in (full, VirtualPrinter())
    )
    fan = FanOut([one, other])

    def interrupt():
        waiting.wait(60)
        ctrl_c()

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt) as caught:
        fan.print(RECEIPT, on_wait=lambda _waiting: waiting.set())
    thread.join(60)
    assert endings_of(fan) == ["Sent", "Unknown"]
    assert "Unknown, interrupted after 20 of " in caught.value.__notes__[0]


@pytest.mark.parametrize("wrapper", [Failover, FanOut, AsyncFailover, AsyncFanOut])
def test_no_printer_at_all_is_refused(wrapper):
    with pytest.raises(errors.InputError, match="1 to 64"):
        wrapper([])
