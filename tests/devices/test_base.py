"""What the base class promises for every wire: finite limits, true counts, plain words."""

from __future__ import annotations

import array
import logging
import subprocess
import sys
import threading
from contextlib import nullcontext

import pytest

from ocom809.devices import Abilities, Device
from ocom809.devices.byte_log import BYTES_LEVEL
from ocom809.devices.memory import MemoryDevice
from ocom809.errors import DeviceClosed, DeviceError, DeviceGone, DeviceTimeout, InputError
from ocom809.testing import DeviceContract, FarEnd


class Scripted(Device):
    """A wire whose every write does what a list says: how many bytes go, or what is raised."""

    chunk_bytes = 10

    def __init__(self, *steps, backlog=0, backlogs=()):
        super().__init__("scripted:")
        self.steps, self.kept, self.backlogs, self.calls = list(steps), backlog, list(backlogs), []

    @classmethod
    def from_uri(cls, uri):
        return cls()

    def _open(self, silence):
        self.calls.append(("open", silence))

    def _write(self, chunk, silence):
        step = self.steps.pop(0) if self.steps else len(chunk)
        if isinstance(step, Exception):
            raise step
        return step

    def _read(self, size, silence):
        return b""

    def _close(self):
        self.calls.append("close")

    def _backlog(self):
        return self.backlogs.pop(0) if self.backlogs else self.kept


@pytest.fixture
def opened():
    devices = []

    def make(*steps, **options):
        device = Scripted(*steps, **options)
        device.open()
        devices.append(device)
        return device

    yield make
    for device in devices:
        device.abort()


def test_short_writes_are_continued_where_they_stopped(opened):
    told = []
    assert opened(3, 1, 10).write(bytes(20), progress=told.append) == 20
    assert told == [3, 4, 14, 20]


def test_bytes_that_went_in_the_failing_call_are_counted(opened):
    with pytest.raises(DeviceGone) as caught:
        opened(10, DeviceGone("pulled", written=4)).write(bytes(50))
    assert caught.value.written == 14


def test_bytes_that_wait_on_this_side_are_not_counted(opened):
    with pytest.raises(DeviceTimeout) as caught:
        opened(10, 10, DeviceTimeout("full"), backlog=15).write(bytes(50))
    assert caught.value.written == 5


def test_a_count_is_never_negative(opened):
    with pytest.raises(DeviceTimeout) as caught:
        opened(10, DeviceTimeout("full"), backlog=99).write(bytes(50))
    assert caught.value.written == 0


def test_a_wire_that_hands_over_nothing_is_a_silent_one_and_no_endless_loop(opened):
    device = opened(10, 0)
    device.silence_hint = "It may be asleep."
    with pytest.raises(DeviceTimeout) as caught:
        device.write(bytes(50), silence=7)
    assert str(caught.value) == "scripted: took no byte for 7 s. It may be asleep."
    assert caught.value.written == 10


def test_wider_elements_are_counted_in_bytes(opened):
    numbers = array.array("H", range(50))
    assert opened().write(memoryview(numbers)) == 100


@pytest.mark.parametrize("silence", [-0.1, float("inf"), float("nan")])
def test_a_limit_must_be_finite(silence):
    with pytest.raises(InputError):
        Scripted().open(silence=silence)


def test_reading_no_byte_at_all_is_refused(opened):
    with pytest.raises(InputError):
        opened().read(0)


def test_a_flush_waits_as_long_as_the_backlog_shrinks(opened):
    device = opened(backlogs=[900, 600, 300, 1, 0])
    device.flush(silence=1)
    assert device.backlogs == []


def test_a_flush_ends_when_nothing_is_taken(opened):
    with pytest.raises(DeviceTimeout, match="took no byte"):
        opened(backlog=7).flush(silence=0.05)


def test_a_closed_wire_holds_nothing_back():
    assert Scripted(backlog=7).backlog == 0


def test_a_wire_that_fails_to_open_stays_closed():
    device = MemoryDevice(vanish_at=0)
    with pytest.raises(DeviceGone):
        device.open()
    assert not device.is_open
    with pytest.raises(DeviceClosed, match="memory: is not open"):
        device.write(b"x")


def test_abort_is_close_for_a_wire_that_keeps_nothing_back():
    device = Scripted()
    device.open()
    device.abort()
    assert device.calls == [("open", 5.0), "close"]


class Torn(Scripted):
    def _abort(self):
        self.calls.append("abort")


def test_closing_after_a_failed_write_takes_back_what_waits():
    device = Torn(DeviceGone("pulled"))
    with pytest.raises(DeviceGone), device:
        device.write(b"x")
    with device:
        device.write(b"x")
    assert device.calls == [("open", 5.0), "abort", ("open", 5.0), "close"]
    device.close()
    assert device.calls[-1] == "close"


def test_a_device_that_is_dropped_open_warns_when_it_is_collected():
    devices = [Scripted()]
    devices[0].open()
    with pytest.warns(ResourceWarning, match="scripted: was dropped while open"):
        devices.clear()


def test_a_device_tells_what_it_is():
    device = Scripted()
    assert repr(device) == "<Scripted scripted: closed>"
    with device:
        assert repr(device) == "<Scripted scripted: open>"


def test_the_bytes_on_the_wire_are_in_the_deepest_log_only(caplog):
    caplog.set_level(logging.DEBUG)
    with MemoryDevice(answers={b"\x10\x04\x01": b"\x12"}) as device:
        device.write(b"\x10\x04\x01")
        device.read()
    assert "10 04 01" not in caplog.text
    caplog.set_level(BYTES_LEVEL)
    with device:
        device.write(b"\x10\x04\x01")
        device.read()
    assert "memory: < 10 04 01" in caplog.text
    assert "memory: > 12" in caplog.text


def test_what_went_before_a_failure_is_in_the_log_too(opened, caplog):
    caplog.set_level(BYTES_LEVEL)
    with pytest.raises(DeviceError):
        opened(2, DeviceGone("pulled")).write(b"\x1b@Tea")
    assert "scripted: < 1b 40" in caplog.text


def test_abilities_are_a_value():
    assert Abilities(two_way=False) == Abilities(two_way=False)
    with pytest.raises(AttributeError):
        Abilities().two_way = False


def test_the_room_of_the_wires_loads_no_foreign_package():
    code = (
        "import sys, ocom809.devices; print([n for n in ('usb','serial','PIL','escpos','click') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_contract_needs_no_pytest():
    code = "import sys, ocom809.testing; print('pytest' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# The contract itself: it must be able to fail.


def contract_on(kind):
    class Contract(DeviceContract):
        has_uri = False
        silence_seconds = 0.05
        settle_seconds = 0.3
        slack_seconds = 0.3
        stall_bytes = 50_000

        def wire(self):
            device, far = kind(), FarEnd()
            far.received = lambda: device.written
            far.answer, far.stall, far.resume, far.vanish = device.answer, device.stall, device.resume, device.vanish
            return nullcontext((device, far))

    return Contract()


class Loses(MemoryDevice):
    def _write(self, chunk, silence):
        super()._write(chunk[:-1] if len(chunk) > 1000 else chunk, silence)
        return len(chunk)


class CountsTooMuch(MemoryDevice):
    def _write(self, chunk, silence):
        try:
            return super()._write(chunk, silence) or self._nothing_went(silence)
        except DeviceError as error:
            error.written += 1
            raise


class SpillsAtTheEnd(MemoryDevice):
    """A byte more goes while it is let go of, and nobody counts it."""

    def _write(self, chunk, silence):
        self._next = bytes(chunk[:1])
        return super()._write(chunk, silence)

    def _abort(self):
        self._taken += self._next
        super()._abort()


class WaitsOut(MemoryDevice):
    def _read(self, size, silence):
        threading.Event().wait(silence)
        return super()._read(size, 0)


class NeverGone(MemoryDevice):
    def _must_be_there(self):
        pass


class HangsOn(MemoryDevice):
    def close(self):
        self._close()


class TranslatesLines(MemoryDevice):
    def _write(self, chunk, silence):
        super()._write(memoryview(bytes(chunk).replace(b"\n", b"\r\n")), silence)
        return len(chunk)


@pytest.mark.parametrize(
    ("broken", "found_by"),
    [
        (Loses, "test_bytes_arrive_whole_and_in_order"),
        (CountsTooMuch, "test_a_far_end_that_stops_taking_ends_the_write_with_a_true_count"),
        (SpillsAtTheEnd, "test_what_a_far_end_takes_until_the_abort_is_counted_by_it"),
        (WaitsOut, "test_an_answer_comes_back_as_soon_as_it_is_there"),
        (NeverGone, "test_a_far_end_that_goes_away_ends_the_read"),
        (HangsOn, "test_with_opens_and_closes"),
        (TranslatesLines, "test_every_byte_value_passes_unchanged"),
    ],
)
def test_the_contract_finds_what_is_wrong(broken, found_by):
    with pytest.raises(AssertionError):
        getattr(contract_on(broken), found_by)()


def test_what_a_far_end_cannot_do_is_not_asked_of_it():
    class OneWay(DeviceContract):
        can_answer = can_stall = can_vanish = has_uri = False

    assert OneWay.test_silence_ends_a_read_with_nothing is None
    assert OneWay.test_a_one_way_wire_reads_nothing_or_says_so is not None
    assert DeviceContract.test_silence_ends_a_read_with_nothing is not None
