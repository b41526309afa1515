"""The spy sees everything, changes nothing, and fails as the wire behind it does."""

from __future__ import annotations

import json
import stat
from contextlib import contextmanager

import pytest

from ocom809.devices import device_for
from ocom809.devices.file import FileDevice
from ocom809.devices.memory import MemoryDevice
from ocom809.devices.spy import Event, SpyDevice
from ocom809.devices.tcp import TcpDevice
from ocom809.devices.untaken import Untaken
from ocom809.errors import DeviceError, DeviceGone, DeviceTimeout, URIError
from ocom809.testing import DeviceContract, FarEnd
from tests.devices.far_ends import tcp_far_end


class TestSpyOnTcpContract(DeviceContract):
    """All that TCP promises holds with a spy around it, the true counts too."""

    @contextmanager
    def wire(self):
        with tcp_far_end() as far:
            yield SpyDevice(TcpDevice("127.0.0.1", far.port)), far


class TestSpyOnMemoryContract(DeviceContract):
    @contextmanager
    def wire(self):
        device, far = MemoryDevice(), FarEnd()
        far.received = lambda: device.written
        far.answer, far.stall, far.resume, far.vanish = device.answer, device.stall, device.resume, device.vanish
        yield SpyDevice(device), far


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        self.now += 0.25
        return self.now


def test_it_sees_both_directions_in_order_and_with_times():
    spy = SpyDevice(MemoryDevice(answers={b"\x10\x04\x01": b"\x12"}), clock=Clock())
    with spy:
        spy.write(b"\x10\x04\x01")
        assert spy.read() == b"\x12"
    assert [(one.at_seconds, one.event, one.data) for one in spy.seen] == [
        (0.25, Event.OPENED, b""),
        (0.5, Event.SENT, b"\x10\x04\x01"),
        (0.75, Event.RECEIVED, b"\x12"),
        (1.0, Event.CLOSED, b""),
    ]
    assert spy.sent() == b"\x10\x04\x01"
    assert spy.received() == b"\x12"


def test_silence_is_not_traffic():
    with SpyDevice(MemoryDevice()) as spy:
        assert spy.read(silence=0) == b""
    assert spy.received() == b""
    assert [one.event for one in spy.seen] == [Event.OPENED, Event.CLOSED]


def test_the_record_holds_a_line_of_json_for_each_thing_seen(tmp_path):
    path = tmp_path / "traffic.jsonl"
    for word in (b"\x1b@", b"Tea"):
        with device_for(f"spy+memory:?record={path}") as spy:
            spy.write(word)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [(line["event"], line.get("data")) for line in lines] == [
        ("opened", None),
        ("sent", "1b40"),
        ("closed", None),
        ("opened", None),
        ("sent", "546561"),
        ("closed", None),
    ]
    assert all(line["at"] >= 0 for line in lines)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_spys_options_do_not_reach_the_wire_behind_it(tmp_path):
    spy = device_for(f"spy+tcp://127.0.0.1:9101?record={tmp_path}/r.jsonl&keepalive=60")
    assert spy.inner.uri == "tcp://127.0.0.1:9101?keepalive=60"
    assert spy.inner.keepalive_seconds == 60
    assert spy.uri == f"spy+tcp://127.0.0.1:9101?record={tmp_path}/r.jsonl&keepalive=60"


@pytest.mark.parametrize("uri", ["spy+tcp:", "spy+none:", "spy+memory:?record=", "spy+memory:?rekord=x"])
def test_a_uri_that_means_nothing_is_refused(uri):
    with pytest.raises(URIError):
        device_for(uri)


def test_it_can_do_what_the_wire_behind_it_can(tmp_path):
    inner = FileDevice(tmp_path / "job.bin")
    with SpyDevice(inner) as spy:
        assert spy.abilities == inner.abilities
        assert not spy.abilities.two_way
    tcp = TcpDevice("127.0.0.1")
    assert SpyDevice(tcp).silence_hint == tcp.silence_hint


def test_an_error_is_seen_with_its_words_and_only_the_bytes_that_went():
    spy = SpyDevice(MemoryDevice(stall_at=5))
    spy.open()
    with pytest.raises(DeviceTimeout) as caught:
        spy.write(b"x" * 9, silence=0.01)
    assert caught.value.written == 5
    assert spy.sent() == b"x" * 5
    spy.abort()
    assert spy.seen[-1].event is Event.ABORTED


class Doubtful(MemoryDevice):
    """A wire that has sent some of what it holds, without hearing what became of it."""

    def _backlog(self):
        return 5

    def _unsent(self):
        return 3

    def _abort(self):
        self._close()
        return Untaken(4, 1)


def test_the_counts_of_a_watched_wire_are_its_own():
    spy = SpyDevice(Doubtful())
    spy.open()
    error = DeviceTimeout("it took no byte")
    spy.reckon(error, 9)
    assert (error.written, error.in_doubt) == (4, 2)
    spy.abort(error)
    assert (error.written, error.in_doubt) == (5, 3)
    assert not spy.inner.is_open


def test_a_wire_that_goes_away_is_seen_going():
    spy = SpyDevice(MemoryDevice(vanish_at=3))
    spy.open()
    with pytest.raises(DeviceGone):
        spy.write(b"abcdef")
    with pytest.raises(DeviceGone):
        spy.read()
    spy.close()
    with pytest.raises(DeviceGone):
        spy.open()
    assert [one.event for one in spy.seen] == [
        Event.OPENED,
        Event.SENT,
        Event.FAILED,
        Event.FAILED,
        Event.ABORTED,
        Event.FAILED,
    ]
    assert "is gone" in spy.seen[2].note


def test_the_note_of_an_error_is_in_the_record(tmp_path):
    spy = SpyDevice(MemoryDevice(vanish_at=0), record=tmp_path / "r.jsonl")
    with pytest.raises(DeviceGone):
        spy.open()
    assert "is gone" in json.loads((tmp_path / "r.jsonl").read_text())["note"]


def test_a_record_that_cannot_be_made_is_an_error_before_anything_is_opened(tmp_path):
    inner = MemoryDevice()
    with pytest.raises(DeviceError, match="cannot be written"):
        SpyDevice(inner, record=tmp_path / "missing" / "r.jsonl").open()
    assert not inner.is_open


def test_a_record_that_cannot_go_on_does_not_stop_the_job(caplog):
    with SpyDevice(MemoryDevice(), record="/dev/full") as spy:
        spy.write(b"Tea")
    assert spy.sent() == b"Tea"
    assert "ends here" in caplog.text


def test_memory_is_bounded_and_the_newest_traffic_is_kept(monkeypatch):
    monkeypatch.setattr("ocom809.devices.spy.KEPT_BYTES", 10_000)
    with SpyDevice(MemoryDevice()) as spy:
        spy.write(bytes(100_000))
        spy.write(b"the end")
    assert spy.sent().endswith(b"the end")
    assert len(spy.sent()) < 10_000
