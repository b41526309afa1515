"""The honest stand-in: records what it is given, answers what it was told."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.devices import device_for
from ocom809.devices.memory import MemoryDevice
from ocom809.errors import DeviceGone, DeviceTimeout, InputError, URIError
from ocom809.testing import DeviceContract, FarEnd

ASK_STATUS = b"\x10\x04\x01"
ASK_PAPER = b"\x10\x04\x04"


class MemoryFarEnd(FarEnd):
    def __init__(self, device):
        self.received = lambda: device.written
        self.answer, self.stall, self.resume, self.vanish = device.answer, device.stall, device.resume, device.vanish


class TestMemoryContract(DeviceContract):
    @contextmanager
    def wire(self):
        device = MemoryDevice()
        yield device, MemoryFarEnd(device)


def test_it_records_every_byte_over_several_openings():
    device = MemoryDevice()
    for word in (b"\x1b@", b"Tea\n"):
        with device:
            device.write(word)
    assert device.written == b"\x1b@Tea\n"


def test_it_stays_silent_unless_told_to_answer():
    with MemoryDevice() as device:
        device.write(ASK_STATUS)
        assert device.read(silence=0.01) == b""


def test_a_mapping_answers_a_question_as_often_as_it_comes():
    with MemoryDevice(answers={ASK_STATUS: b"\x12", ASK_PAPER: b"\x7e"}) as device:
        device.write(b"text" + ASK_STATUS + ASK_PAPER + b"text" + ASK_STATUS)
        assert device.read() == b"\x12\x7e\x12"


@given(cuts=st.lists(st.integers(1, 5), max_size=20))
def test_a_mapping_answers_the_same_however_the_stream_is_cut(cuts):
    stream = b"ab" + ASK_STATUS + b"\x10" + ASK_PAPER + b"\x04\x01xab" + ASK_STATUS
    with MemoryDevice(answers={ASK_STATUS: b"1", ASK_PAPER: b"2", b"xab": b"3", b"b": b"4"}) as device:
        for size in [*cuts, len(stream)]:
            device.write(stream[:size])
            stream = stream[size:]
        assert device.read() == b"41231"


def test_a_script_answers_in_order_and_once():
    with MemoryDevice(answers=[(ASK_STATUS, b"\x12"), (ASK_PAPER, b"\x12"), (ASK_PAPER, b"\x7e")]) as device:
        device.write(ASK_PAPER)
        assert device.read(silence=0) == b""
        device.write(ASK_STATUS + ASK_PAPER)
        assert device.read() == b"\x12\x12"
        device.write(ASK_PAPER[:2])
        device.write(ASK_PAPER[2:] + ASK_PAPER)
        assert device.read() == b"\x7e"
        assert device.read(silence=0) == b""


def test_a_callable_answers_each_piece():
    with MemoryDevice(answers=lambda piece: piece[::-1]) as device:
        device.write(b"abc")
        assert device.read() == b"cba"


def test_an_empty_question_is_refused():
    with pytest.raises(InputError):
        MemoryDevice(answers={b"": b"x"})
    with pytest.raises(InputError):
        MemoryDevice(answers=[(b"", b"x")])


def test_it_takes_so_many_bytes_and_then_stalls():
    with MemoryDevice(stall_at=10) as device:
        with pytest.raises(DeviceTimeout) as caught:
            device.write(b"x" * 30, silence=0.01)
        assert caught.value.written == 10
        device.resume()
        assert device.write(b"y" * 5) == 5
        assert device.written == b"x" * 10 + b"y" * 5


def test_it_takes_so_many_bytes_and_then_is_gone_until_it_comes_back():
    device = MemoryDevice(vanish_at=5000)
    device.open()
    with pytest.raises(DeviceGone) as caught:
        device.write(b"x" * 9000)
    assert caught.value.written == 5000
    device.close()
    with pytest.raises(DeviceGone):
        device.open()
    device.come_back()
    with device:
        assert device.write(b"again") == 5


def test_what_nobody_read_is_lost_at_the_close():
    with MemoryDevice(answers={b"?": b"!"}) as device:
        device.write(b"?")
    with device:
        assert device.read(silence=0) == b""


def test_the_uri_tells_when_to_stall_and_when_to_vanish():
    with device_for("memory:?stall=3") as device, pytest.raises(DeviceTimeout) as stalled:
        device.write(b"four", silence=0.01)
    assert stalled.value.written == 3
    with device_for("memory:?vanish=2") as device, pytest.raises(DeviceGone) as vanished:
        device.write(b"four")
    assert vanished.value.written == 2


@pytest.mark.parametrize("uri", ["memory:?stal=3", "memory:?stall=", "memory:?stall=-1", "memory:?vanish=soon"])
def test_an_option_that_means_nothing_is_refused(uri):
    with pytest.raises(URIError):
        device_for(uri)
