"""AsyncPrinter: the same outcomes by awaiting, and a wire that is in a known state whatever becomes of the task."""

import asyncio
import random
import threading
from contextlib import asynccontextmanager

import pytest

from ocom809 import AsyncPrinter, Receipt, errors
from ocom809.devices.memory import MemoryDevice
from ocom809.diagnosis.asking import ask_everything
from ocom809.exchanges import Decision
from ocom809.outcomes import Printed, Sent
from ocom809.profile import OCPP809
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice
from tests.wires import WIRES, in_process

MEASURED = OCPP809.with_facts(answers_real_time=True, answers_in_turn=True)
RECEIPT = Receipt().text("Tea", bold=True).row("Total", "4.20").barcode("4006381333931").cut()


@pytest.fixture(params=WIRES, ids=lambda wire: wire.__name__)
def wire(request):
    return request.param


@asynccontextmanager
async def on(wire, printer, **options):
    settings = {"profile": MEASURED, "silence": 20, "reply_silence": 5} | options
    with wire(printer) as device:
        async with AsyncPrinter(device, **settings) as opened:
            yield opened


def walk(task):
    return asyncio.run(task)


def alone(document):
    """A document on a printer of its own."""
    printer = VirtualPrinter()
    with VirtualDevice(printer) as device:
        device.write(AsyncPrinter("memory:").prepare(document).data)
    (ticket,) = printer.tickets
    return ticket


def dots(ticket):
    return ticket.height_dots, list(ticket.strips.blocks(1 << 20))


def test_a_job_is_printed_and_proven_on_every_wire(wire):
    printer = VirtualPrinter()

    async def run():
        async with on(wire, printer) as opened:
            return await opened.print(RECEIPT)

    outcome = walk(run())
    assert isinstance(outcome, Printed)
    assert [dots(ticket) for ticket in printer.tickets] == [dots(alone(RECEIPT))]


def test_what_was_not_measured_is_sent_and_what_was_is_printed():
    async def run():
        async with AsyncPrinter("virtual:") as opened:
            first = await opened.print(RECEIPT)
            await opened.measure()
            return first, await opened.print(RECEIPT)

    first, second = walk(run())
    assert isinstance(first, Sent)
    assert isinstance(second, Printed)


def test_every_act_is_awaited():
    printer = VirtualPrinter()

    async def run():
        async with on(in_process, printer) as opened:
            for act in (
                opened.cut(),
                opened.feed(2),
                opened.open_drawer(),
                opened.alarm(),
                opened.send(b"raw\n"),
                opened.print_self_test(),
                opened.print_test_page(),
            ):
                assert isinstance(await act, Printed)
            again = await opened.reprint()
            return again, await opened.status()

    again, status = walk(run())
    assert isinstance(again, Printed)
    assert not status.reasons()
    assert any("COPY 1" in ticket.text for ticket in printer.tickets)


def test_a_shop_that_puts_paper_in_gets_its_receipt(wire):
    printer = VirtualPrinter(faults=["paper-out@10mm"])
    told = []

    def on_wait(waiting):
        told.append(waiting.reasons)
        if "the paper is out" in str(waiting.reasons):
            printer.load_paper()

    async def run():
        async with on(wire, printer) as opened:
            return await opened.print(Receipt().text("Tea\n" * 20).cut(), on_wait=on_wait)

    assert isinstance(walk(run()), Printed)
    assert any("the paper is out" in reasons for reasons in told)


def test_a_caller_that_gives_up_is_told_that_nothing_is_known():
    printer = VirtualPrinter(faults=["paper-out@10mm"])

    async def run():
        async with on(in_process, printer) as opened:
            with pytest.raises(errors.Unknown) as caught:
                await opened.print(Receipt().text("Tea\n" * 20).cut(), on_wait=lambda _: Decision.GIVE_UP)
            return caught.value

    assert "the paper is out" in walk(run()).reasons


def test_a_printer_that_cannot_print_gets_no_byte(wire):
    printer = VirtualPrinter(faults=["cover-open"])

    async def run():
        async with on(wire, printer) as opened:
            with pytest.raises(errors.NotPrinted, match="the cover is open"):
                await opened.print(RECEIPT)

    walk(run())
    assert printer.paper.black_dots == 0


def test_nobody_there_is_the_same_error_as_ever():
    async def run():
        with pytest.raises(errors.DeviceUnreachable):
            await AsyncPrinter("tcp://127.0.0.1:9").open()

    walk(run())


@pytest.mark.parametrize("seed", range(12))
def test_a_task_that_is_cancelled_leaves_a_printer_that_prints_the_next_job_whole(wire, seed):
    dice, printer = random.Random(seed), VirtualPrinter(speed_mm_s=400)
    long = Receipt().text("Long\n" * 60).barcode("4006381333931").qr("https://example.com").cut()

    async def run():
        async with on(wire, printer) as opened:
            task = asyncio.create_task(opened.print(long))
            await asyncio.sleep(dice.random() * 0.4)
            task.cancel()
            await asyncio.wait([task])
            assert task.cancelled() or isinstance(task.result(), Printed)  # it may have ended before
            return await opened.print(RECEIPT)

    assert isinstance(walk(run()), Printed)
    assert printer.tickets[-1].text.endswith(alone(RECEIPT).text)


def test_a_limit_on_a_whole_job_is_a_cancellation():
    printer = VirtualPrinter(faults=["stall@40B"])

    async def run():
        async with on(in_process, printer) as opened:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await opened.print(RECEIPT)
            assert not opened.device.is_open
            printer.cure("stall")
            return await opened.print(RECEIPT)

    assert isinstance(walk(run()), Printed)


def test_two_hundred_tasks_on_one_printer_come_out_whole_and_in_their_order(wire):
    printer = VirtualPrinter()
    receipts = [Receipt().text(f"Number {number}").cut() for number in range(200)]

    async def run():
        async with on(wire, printer) as opened:
            return await asyncio.gather(*(opened.print(receipt) for receipt in receipts))

    assert {type(outcome) for outcome in walk(run())} == {Printed}
    assert [ticket.text.strip() for ticket in printer.tickets] == [f"Number {number}" for number in range(200)]


def test_a_task_waits_only_so_long_for_another_one_and_says_who_is_in_the_way():
    printer = VirtualPrinter(faults=["stall@40B"])

    async def run():
        async with on(in_process, printer, lock_seconds=0.1) as opened:
            first = asyncio.create_task(opened.print(RECEIPT), name="the kitchen's")
            await asyncio.sleep(0.05)
            with pytest.raises(errors.NotPrinted, match="the task the kitchen's of this program"):
                await opened.print(RECEIPT)
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)

    walk(run())


def test_thirty_printers_are_looked_after_by_one_loop_without_threads_of_their_own():
    printers = [VirtualPrinter() for _ in range(30)]

    async def one(printer):
        async with on(in_process, printer) as opened:
            return await opened.print(RECEIPT)

    async def run():
        return await asyncio.gather(*map(one, printers))

    assert {type(outcome) for outcome in walk(run())} == {Printed}
    assert all(dots(printer.tickets[0]) == dots(alone(RECEIPT)) for printer in printers)


def test_a_cutter_that_was_freed_is_recovered_and_a_conversation_is_walked():
    printer = VirtualPrinter(faults=["cutter-jam"])

    async def run():
        async with on(in_process, printer) as opened:
            with pytest.raises(errors.Unknown, match="the cutter is stuck"):
                await opened.print(RECEIPT, on_wait=lambda _waiting: Decision.GIVE_UP)
            printer.free_knife()
            recovered = await opened.recover()
            replies = await opened.converse(ask_everything(silence=5))
            return recovered, replies, await opened.print(RECEIPT)

    recovered, replies, outcome = walk(run())
    assert not recovered.reasons()
    assert len(replies) > 5
    assert all(reply.data for reply in replies)
    assert isinstance(outcome, Printed)
    assert len(printer.tickets) == 2


def test_nonsense_is_an_error_that_says_what_to_do_next():
    class Garbling(MemoryDevice):
        rubbish_hint = "The printer may be set to 9600."

    async def run():
        async with AsyncPrinter(Garbling(answers=lambda _piece: b"\xff\xff"), silence=5, reply_silence=0.2) as opened:
            await opened.status()

    with pytest.raises(errors.ReplyError, match="may be set to 9600"):
        walk(run())


def test_what_changes_is_told_one_after_the_other():
    printer, heard = VirtualPrinter(), []

    async def run():
        async with on(in_process, printer) as opened:
            async for change in opened.watch(every=0.02):
                heard.append(str(change))
                if str(change) == "paper is in":
                    printer.play("paper-out")
                if str(change) == "the paper is out":
                    return

    walk(asyncio.wait_for(run(), 60))
    assert heard[0] == "it answers"


def test_a_wire_that_fails_in_mid_job_is_unknown_with_true_counts():
    device = MemoryDevice(vanish_at=30)

    async def run():
        async with AsyncPrinter(device, ask_first=False) as opened:
            with pytest.raises(errors.Unknown) as caught:
                await opened.send(b"x" * 100)
            return caught.value

    error = walk(run())
    assert (error.sent, error.total) == (30, 100)


def test_progress_is_told_and_a_job_that_was_prepared_before_is_taken():
    gone = []

    async def run():
        async with on(in_process, VirtualPrinter()) as opened:
            job = opened.prepare(RECEIPT)
            await opened.print(job, progress=gone.append)
            return job.total

    total = walk(run())
    assert gone[-1] == total


def test_one_printer_object_serves_one_event_loop_after_another(wire):
    printer = VirtualPrinter()

    async def run(shared):
        async with shared as opened:
            return await asyncio.gather(*(opened.print(RECEIPT) for _ in range(3)))

    with wire(printer) as device:
        shared = AsyncPrinter(device, profile=MEASURED, silence=20, reply_silence=5)
        for _ in range(2):
            assert {type(outcome) for outcome in walk(run(shared))} == {Printed}
    assert len(printer.tickets) == 6


def test_a_task_that_waits_for_a_printer_that_is_away_is_told_and_may_give_up():
    device, told = MemoryDevice(), []

    def give_up(waiting):
        told.append(waiting.problem)
        return Decision.GIVE_UP

    async def run():
        async with AsyncPrinter(device, ask_first=False, reconnect_seconds=60) as printer:
            device.vanish()
            for how in ({"on_wait": None}, {"on_wait": give_up}):
                printer.reconnect_seconds = 60 if how["on_wait"] else 0
                with pytest.raises(errors.NotPrinted, match="memory: is gone"):
                    await printer.print(RECEIPT, **how)
            device.come_back()
            return await printer.print(RECEIPT)

    assert isinstance(walk(run()), Sent)
    assert told == ["memory: is gone"]


class SlowToOpen(MemoryDevice):
    """A wire that opens only when it is allowed to, as an address does that nobody answers at."""

    def __init__(self):
        super().__init__()
        self.begun, self.may_open, self.aborted = threading.Event(), threading.Event(), threading.Event()

    def _open(self, silence):
        self.begun.set()
        self.may_open.wait(60)
        super()._open(silence)

    def _abort(self):
        super()._abort()
        self.aborted.set()


def test_a_limit_on_opening_does_not_wait_for_its_end_and_what_opens_late_is_let_go_of():
    device = SlowToOpen()

    async def run():
        printer = AsyncPrinter(device, ask_first=False)
        opening = asyncio.create_task(printer.open())
        await asyncio.to_thread(device.begun.wait, 60)
        opening.cancel()
        await asyncio.wait([opening])
        assert opening.cancelled()
        assert not device.may_open.is_set()
        device.may_open.set()
        assert await asyncio.to_thread(device.aborted.wait, 60)
        assert not device.is_open
        async with printer:
            assert isinstance(await printer.print(RECEIPT), Sent)

    walk(run())


class SlowToRead(MemoryDevice):
    """A wire of which a read, in its thread, ends only when it is allowed to."""

    polls = False

    def __init__(self):
        super().__init__()
        self.begun, self.may_end, self.under_way = threading.Event(), threading.Event(), False
        self.closed_meanwhile = False

    def _read(self, size, silence):
        self.under_way = True
        self.begun.set()
        self.may_end.wait(60)
        self.under_way = False
        return super()._read(size, 0)

    def _close(self):
        self.closed_meanwhile |= self.under_way
        super()._close()


def test_a_task_that_is_cancelled_twice_does_not_close_a_wire_that_a_thread_is_still_reading():
    device = SlowToRead()

    async def run():
        async def ask():
            async with AsyncPrinter(device) as printer:
                await printer.status()

        asking = asyncio.create_task(ask())
        await asyncio.to_thread(device.begun.wait, 60)
        for _ in range(3):
            asking.cancel()
            await asyncio.sleep(0)
        device.may_end.set()
        await asyncio.wait([asking])
        assert asking.cancelled()

    walk(run())
    assert not device.closed_meanwhile
    assert not device.is_open
