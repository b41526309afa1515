"""Walking by blocking: steps on a real device, counts over several steps, one thread at a time."""

import asyncio
import threading

import pytest

from ocom809 import AsyncPrinter, Printer, errors
from ocom809.async_walking import AsyncWalker
from ocom809.commands import Raw
from ocom809.devices.memory import MemoryDevice
from ocom809.devices.spy import SpyDevice
from ocom809.devices.untaken import Untaken
from ocom809.exchanges import Abort, AskBoard, LetGo, Open, Pause, Receive, Send, Session
from ocom809.virtual import TcpServer, VirtualPrinter
from ocom809.walking import ThreadLock, Walker, board_answer


def walker_on(device, **options):
    return Walker(device, Session(**{"silence": 0.1} | options))


def test_each_step_does_what_it_says():
    device = MemoryDevice(answers={b"?": b"!"})
    walker = walker_on(device)

    def talk():
        yield Open(1.0)
        yield Send(b"?")
        said = yield Receive(1.0)
        yield Pause(0.0)
        said += yield AskBoard()
        yield LetGo()
        yield Open(1.0)
        yield Abort()
        return said

    assert walker.walk(talk()) == b"!"
    assert not device.is_open


def test_opening_tells_the_session_what_the_wire_can_do():
    session = Session(is_dropped=True)

    def talk():
        yield Open(1.0)

    with MemoryDevice() as device:
        Walker(device, session).walk(talk())
    assert (session.two_way, session.is_dropped, session.loses_unread) == (True, False, False)


class CutOffDevice(MemoryDevice):
    """Fails while it is closed."""

    def _close(self):
        super()._close()
        self.was_cut_off = True


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_wire_that_fails_while_it_is_closed_may_have_lost_what_nothing_has_proven(wrapped):
    device = CutOffDevice()
    with Printer(SpyDevice(device) if wrapped else device) as printer:
        printer.print([Raw(b"Tea")])
        printer.let_go()
        assert printer.session.broken.data == b"Tea"


def test_nor_do_tasks_forget_what_a_wire_that_fails_while_it_is_closed_may_have_lost():
    async def walk():
        async with AsyncPrinter(CutOffDevice()) as printer:
            await printer.print([Raw(b"Tea")])
            await printer.let_go()
            return printer.session.broken.data

    assert asyncio.run(walk()) == b"Tea"


class TakesToTheEnd(MemoryDevice):
    """A wire that holds all it was given, and whose printer takes seven bytes more until it is let go of."""

    held = 10

    def _backlog(self):
        return self.held

    def _abort(self):
        super()._abort()
        return Untaken(self.held - 7, 1)


def given_up(end):
    yield Open(1.0)
    with pytest.raises(errors.DeviceTimeout) as caught:
        yield Send(b"1234567890", silence=0.01)
    before = caught.value.written, caught.value.in_doubt
    yield end(caught.value)
    return before, (caught.value.written, caught.value.in_doubt)


@pytest.mark.parametrize(("end", "after"), [(Abort, (7, 2)), (lambda _error: Abort(), (0, 0))])
def test_a_wire_that_is_let_go_of_counts_again_what_an_error_counted(end, after):
    assert walker_on(TakesToTheEnd()).walk(given_up(end)) == ((0, 0), after)


def test_so_does_one_that_is_awaited():
    walker = AsyncWalker(TakesToTheEnd(), Session(silence=0.1))
    assert asyncio.run(walker.walk(given_up(Abort))) == ((0, 0), (7, 2))


def test_an_error_counts_the_bytes_of_the_steps_before_and_the_rest_can_go_on():
    device = MemoryDevice(stall_at=10)
    told = []

    def talk():
        yield Open(1.0)
        yield Send(b"12345", told.append)
        with pytest.raises(errors.DeviceTimeout) as caught:
            yield Send(b"6789012345", told.append, before=5, silence=0.05, may_go_on=True)
        gone = caught.value.handed_over
        device.resume()
        yield Send(b"123456789012345"[gone:], told.append, before=gone)
        return caught.value.written, gone

    with device:
        assert walker_on(device).walk(talk()) == (10, 10)
    assert device.written == b"123456789012345"
    assert told == sorted(told)
    assert told[-1] == 15


def test_what_can_go_on_is_not_torn_and_what_cannot_is():
    device = MemoryDevice(stall_at=1)
    with device:
        with pytest.raises(errors.DeviceTimeout):
            device.write(b"12", silence=0.01, may_go_on=True)
        assert not device._is_torn
        with pytest.raises(errors.DeviceTimeout):
            device.write(b"2", silence=0.01)
        assert device._is_torn


@pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError])
def test_whatever_is_raised_in_a_step_is_thrown_into_the_conversation(stop):
    device = MemoryDevice()
    seen = []

    def ring(_gone):
        raise stop

    def talk():
        yield Open(1.0)
        try:
            yield Send(b"x", ring)
        except BaseException as error:
            seen.append(type(error))
            yield Abort()
            raise

    with pytest.raises(stop):
        walker_on(device).walk(talk())
    assert seen == [stop]
    assert not device.is_open


def test_the_lock_names_the_thread_that_holds_it():
    lock, holds, done = ThreadLock("usb:", 0.05), threading.Event(), threading.Event()

    def hold():
        with lock.held():
            holds.set()
            done.wait(60)

    thread = threading.Thread(target=hold, name="till 3")
    thread.start()
    assert holds.wait(60)
    busy = pytest.raises(errors.DeviceBusy, match="usb: is in use by the thread till 3 of this program, for 0.05 s")
    with busy, lock.held():
        pass
    done.set()
    thread.join(60)
    with lock.held():
        pass


def test_a_callback_cannot_put_a_question_into_its_own_job():
    device = MemoryDevice()
    caught = []

    with Printer(device, ask_first=False, silence=0.1) as printer:

        def ask(_gone):
            with pytest.raises(errors.DeviceBusy, match="job of this very thread") as error:
                printer.status()
            caught.append(error)

        printer.print("Tea", progress=ask)
    assert caught
    assert b"\x10\x04" not in device.written


def test_only_a_wire_on_the_network_has_a_board_to_ask():
    assert board_answer(MemoryDevice()) == b""


def test_a_board_that_is_not_there_says_nothing():
    with TcpServer(VirtualPrinter()) as server:
        printer = Printer(f"spy+tcp://127.0.0.1:{server.port}")
        assert board_answer(printer.device) == b""
