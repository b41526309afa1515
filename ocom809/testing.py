"""What strangers need to prove a wire of their own: the suite that every wire of ours passes.

::

    class TestShopWire(DeviceContract):
        @contextmanager
        def wire(self):
            with ShopSimulator() as simulator:          # the printer's side, a FarEnd
                yield ShopDevice(simulator.address), simulator

pytest finds the tests by the subclass; this module needs no pytest.
"""

# ruff: noqa: D102, S101, PT017, PLR2004, TRY301 - a suite of tests: its names are its sentences

from __future__ import annotations

import random
import threading
import time
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, TypeVar

from ocom809.devices.registry import device_for
from ocom809.errors import DeviceClosed, DeviceError, DeviceGone, DeviceTimeout

Result = TypeVar("Result")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from ocom809.devices.base import Device


class FarEnd:
    """The printer's side of a wire, as the contract sees it. A wire that can't do a thing leaves the method out.

    It serves one opening of the device after the other, takes what comes in at once unless told to stall, and changes
    nothing: no end of line, no echo.
    """

    def received(self) -> bytes:
        """All that has come in so far, over every opening of the device."""
        raise NotImplementedError

    def answer(self, data: bytes) -> None:
        """Send ``data`` to the driver."""
        raise NotImplementedError

    def stall(self) -> None:
        """Take no more bytes until ``resume``, and stay there: a printer without paper."""
        raise NotImplementedError

    def resume(self) -> None:
        """Take again what comes in, and all that waits."""
        raise NotImplementedError

    def vanish(self) -> None:
        """Be gone, while the device is open: unplugged, powered off, reset."""
        raise NotImplementedError


class DeviceContract:
    """What every wire must do. Subclass it, give ``wire``, and say what this far end can't do.

    Attributes:
        can_answer: The wire is two-way, and the far end has ``answer``.
        can_stall: The far end has ``stall`` and ``resume``.
        can_vanish: The far end has ``vanish``.
        has_uri: The device's URI leads to the same kind of device by ``device_for``.
        silence_seconds: The short limit that the tests work with.
        slack_seconds: How much longer than a limit a call may take on a busy machine.
        settle_seconds: How long bytes under way may need to reach the far end.
        stall_bytes: More than all buffers between the two sides hold.
    """

    can_answer: ClassVar[bool] = True
    can_stall: ClassVar[bool] = True
    can_vanish: ClassVar[bool] = True
    has_uri: ClassVar[bool] = True
    silence_seconds: ClassVar[float] = 0.2
    slack_seconds: ClassVar[float] = 1.0
    settle_seconds: ClassVar[float] = 5.0
    stall_bytes: ClassVar[int] = 1_000_000

    def wire(self) -> AbstractContextManager[tuple[Device, FarEnd]]:
        """A device that is not open yet, and its far end; both are cleared away on leaving."""
        raise NotImplementedError

    def __init_subclass__(cls) -> None:
        """Leave out the tests of what this far end can't do, so that none passes without having looked."""
        super().__init_subclass__()
        for name, needed in _NEEDS.items():
            if any(getattr(cls, ability) is not wanted for ability, wanted in needed.items()):
                setattr(cls, name, None)

    # Opening and closing

    def test_a_new_device_is_closed_and_refuses_use(self) -> None:
        with self._wire() as (device, _):
            _refuses_use(device)

    def test_opening_twice_and_closing_twice_is_as_once(self) -> None:
        with self._wire() as (device, _):
            device.open()
            device.open()
            assert device.is_open
            device.close()
            device.close()
            assert not device.is_open
            device.abort()

    def test_a_closed_device_refuses_use(self) -> None:
        with self._wire() as (device, _):
            device.open()
            device.close()
            _refuses_use(device)

    def test_an_aborted_device_refuses_use(self) -> None:
        with self._wire() as (device, _):
            device.open()
            device.abort()
            device.abort()
            device.close()
            _refuses_use(device)

    def test_a_closed_device_opens_again_and_works(self) -> None:
        with self._wire() as (device, far):
            for word in (b"first ", b"second ", b"third"):
                device.open()
                device.write(word)
                device.close()
            self._arrives(far, b"first second third")

    def test_with_opens_and_closes(self) -> None:
        with self._wire() as (device, far):
            with device as same:
                assert same is device
                assert device.is_open
                device.write(b"within")
            assert not device.is_open
            self._arrives(far, b"within")

    def test_with_closes_when_the_block_fails(self) -> None:
        with self._wire() as (device, _):
            try:
                with device:
                    raise _Failed
            except _Failed:
                pass
            assert not device.is_open

    def test_a_device_that_is_dropped_open_warns(self) -> None:
        with self._wire() as (device, _):
            device.open()
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                # The very method that runs when the last reference goes; a far end may hold one, so it is called here.
                device.__del__()
            assert [str(warning.message) for warning in caught if warning.category is ResourceWarning]

    def test_the_uri_leads_back_to_the_same_wire(self) -> None:
        with self._wire() as (device, _):
            again = device_for(device.uri)
            assert type(again) is type(device)
            assert again.uri == device.uri
            assert not again.is_open

    # Bytes out

    def test_bytes_arrive_whole_and_in_order(self) -> None:
        with self._wire() as (device, far), device:
            expected = b""
            for size in (0, 1, device.chunk_bytes - 1, device.chunk_bytes, device.chunk_bytes + 1, 100_000):
                data = _noise(size)
                assert device.write(data) == size
                expected += data
                self._arrives(far, expected)

    def test_every_byte_value_passes_unchanged(self) -> None:
        with self._wire() as (device, far), device:
            data = bytes(range(256)) + b"\r\n\x11\x13\x03\x04\x1a\x00\xff\r\n"
            device.write(data)
            self._arrives(far, data)

    def test_progress_rises_and_ends_at_the_total(self) -> None:
        with self._wire() as (device, _), device:
            told: list[int] = []
            device.write(_noise(20_000), progress=told.append)
            assert told == sorted(set(told))
            assert told[0] <= device.chunk_bytes
            assert told[-1] == 20_000

    def test_closing_hands_over_what_was_written(self) -> None:
        with self._wire() as (device, far):
            data = _noise(50_000)
            device.open()
            device.write(data)
            device.close()
            self._arrives(far, data)

    def test_after_a_flush_nothing_waits_on_this_side(self) -> None:
        with self._wire() as (device, far), device:
            data = _noise(10_000)
            device.write(data)
            device.flush(silence=self.settle_seconds)
            assert device.backlog == 0
            self._arrives(far, data)

    # Bytes in

    def test_an_answer_comes_back_as_soon_as_it_is_there(self) -> None:
        with self._wire() as (device, far), device:
            device.write(b"\x10\x04\x01")
            self._arrives(far, b"\x10\x04\x01")
            far.answer(b"\x12")
            data, seconds = _timed(lambda: device.read(silence=self.slack_seconds * 5))
            assert data == b"\x12"
            assert seconds < self.slack_seconds

    def test_a_waiting_read_wakes_when_the_answer_comes(self) -> None:
        with self._wire() as (device, far), device:
            later = threading.Timer(self.silence_seconds, far.answer, [b"\x16"])
            later.start()
            data, seconds = _timed(lambda: device.read(silence=self.slack_seconds * 5))
            later.join()
            assert data == b"\x16"
            assert seconds < self.silence_seconds + self.slack_seconds

    def test_a_read_gives_no_more_than_was_asked_for_and_keeps_the_rest(self) -> None:
        with self._wire() as (device, far), device:
            data, heard = _noise(600) + b"\x11\x13\r\n\x00", b""
            far.answer(data)
            while len(heard) < len(data):
                piece = device.read(7, silence=self.slack_seconds)
                assert 1 <= len(piece) <= 7
                heard += piece
            assert heard == data

    def test_silence_ends_a_read_with_nothing(self) -> None:
        with self._wire() as (device, _), device:
            data, seconds = _timed(lambda: device.read(silence=self.silence_seconds))
            assert data == b""
            assert self.silence_seconds * 0.9 <= seconds < self.silence_seconds + self.slack_seconds

    def test_a_read_without_patience_returns_at_once(self) -> None:
        with self._wire() as (device, _), device:
            data, seconds = _timed(lambda: device.read(silence=0))
            assert data == b""
            assert seconds < self.slack_seconds

    def test_a_one_way_wire_reads_nothing_or_says_so(self) -> None:
        with self._wire() as (device, _), device:
            assert not device.abilities.two_way
            begin = time.monotonic()
            try:
                assert device.read(silence=self.silence_seconds) == b""
            except DeviceError as error:
                assert str(error)
            assert time.monotonic() - begin < self.silence_seconds + self.slack_seconds

    # A printer that stops, a printer that goes

    def test_a_far_end_that_stops_taking_ends_the_write_with_a_true_count(self) -> None:
        with self._wire() as (device, far):
            device.open()
            data = _noise(self.stall_bytes)
            far.stall()
            error, seconds = _timed(lambda: self._interrupted(device, data, DeviceTimeout))
            assert 0 <= error.written < len(data)
            assert seconds < self.silence_seconds + self.slack_seconds + self.settle_seconds
            device.abort()
            far.resume()
            self._got_what_was_counted(device, far, data, error.written)

    def test_a_write_goes_on_when_the_far_end_takes_again(self) -> None:
        with self._wire() as (device, far), device:
            data = _noise(self.stall_bytes)
            far.stall()
            later = threading.Timer(self.silence_seconds, far.resume)
            later.start()
            assert device.write(data, silence=self.silence_seconds + self.settle_seconds) == len(data)
            later.join()
            self._arrives(far, data)

    def test_a_far_end_that_goes_away_ends_the_write_with_a_count(self) -> None:
        with self._wire() as (device, far):
            device.open()
            data = _noise(self.stall_bytes)
            gone = threading.Event()

            def pull(written: int) -> None:
                if written and not gone.is_set():
                    gone.set()
                    far.vanish()

            error = self._interrupted(device, data, DeviceGone, progress=pull)
            assert 0 <= error.written < len(data)
            device.close()
            assert not device.is_open

    def test_a_far_end_that_goes_away_ends_the_read(self) -> None:
        with self._wire() as (device, far):
            device.open()
            far.vanish()
            begin = time.monotonic()
            try:
                while time.monotonic() - begin < self.settle_seconds:
                    assert device.read(silence=self.silence_seconds) == b""
            except DeviceGone as error:
                assert str(error)
            else:
                raise AssertionError("the far end went away, and reading only ever said that nothing came")
            device.abort()

    # Helpers

    @contextmanager
    def _wire(self) -> Iterator[tuple[Device, FarEnd]]:
        with self.wire() as (device, far):
            try:
                yield device, far
            finally:
                device.abort()

    def _arrives(self, far: FarEnd, expected: bytes) -> None:
        self._await(lambda: len(far.received()) >= len(expected))
        _same(far.received(), expected)

    def _await(self, there: Callable[[], bool]) -> None:
        end = time.monotonic() + self.settle_seconds
        while not there() and time.monotonic() < end:
            threading.Event().wait(0.005)

    def _interrupted(
        self, device: Device, data: bytes, kind: type[DeviceError], *, progress: Callable[[int], None] | None = None
    ) -> DeviceError:
        try:
            device.write(data, silence=self.silence_seconds, progress=progress)
        except kind as error:
            return error
        raise AssertionError(f"{len(data)} bytes were written and no {kind.__name__} came")

    def _got_what_was_counted(self, device: Device, far: FarEnd, data: bytes, written: int) -> None:
        """What was not counted must never come out; on a wire that can take nothing back, no more than was held."""
        self._await(lambda: len(far.received()) >= written)
        threading.Event().wait(self.silence_seconds)
        received = far.received()
        _same(received, data[: len(received)])
        assert len(received) >= written
        if device.abilities.discards_on_abort:
            assert len(received) == written


_NEEDS: dict[str, dict[str, bool]] = {
    "test_the_uri_leads_back_to_the_same_wire": {"has_uri": True},
    "test_an_answer_comes_back_as_soon_as_it_is_there": {"can_answer": True},
    "test_a_waiting_read_wakes_when_the_answer_comes": {"can_answer": True},
    "test_a_read_gives_no_more_than_was_asked_for_and_keeps_the_rest": {"can_answer": True},
    "test_silence_ends_a_read_with_nothing": {"can_answer": True},
    "test_a_read_without_patience_returns_at_once": {"can_answer": True},
    "test_a_one_way_wire_reads_nothing_or_says_so": {"can_answer": False},
    "test_a_far_end_that_stops_taking_ends_the_write_with_a_true_count": {"can_stall": True},
    "test_a_write_goes_on_when_the_far_end_takes_again": {"can_stall": True},
    "test_a_far_end_that_goes_away_ends_the_write_with_a_count": {"can_vanish": True},
    "test_a_far_end_that_goes_away_ends_the_read": {"can_vanish": True, "can_answer": True},
}
"""The abilities that each test stands on; a test that is not named here concerns every wire."""


class _Failed(Exception):
    """Raised inside a with block to see what the device does."""


def _refuses_use(device: Device) -> None:
    assert not device.is_open
    for name, use in (("write", lambda: device.write(b"x")), ("read", device.read), ("flush", device.flush)):
        try:
            use()
        except DeviceClosed as error:
            assert device.uri in str(error)
        else:
            raise AssertionError(f"{name} was possible on a closed device")


def _timed(call: Callable[[], Result]) -> tuple[Result, float]:
    begin = time.monotonic()
    return call(), time.monotonic() - begin


def _noise(size: int) -> bytes:
    """The same bytes each time, in which a lost, doubled or moved piece shows."""
    return random.Random(size).randbytes(size)  # noqa: S311 - noise, not a secret


def _same(received: bytes, expected: bytes) -> None:
    """Equal, or a short word on where it parts: nobody wants 100 kB in a test's report."""
    if received == expected:
        return
    place = next((i for i, (a, b) in enumerate(zip(received, expected, strict=False)) if a != b), None)
    where = f"first at byte {place}" if place is not None else "one is the beginning of the other"
    raise AssertionError(f"{len(received)} bytes arrived where {len(expected)} were expected, different {where}")
