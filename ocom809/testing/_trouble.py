"""A printer that stops, and a printer that goes."""

# ruff: noqa: S101, PT017 - a suite of tests: its names are its sentences

from __future__ import annotations

import threading
import time

from ocom809.errors import DeviceGone, DeviceTimeout
from ocom809.testing._part import Part, noise, same, timed


class Trouble(Part):
    """A printer that stops, and a printer that goes."""

    def test_a_far_end_that_stops_taking_ends_the_write_with_a_true_count(self) -> None:
        with self._wire() as (device, far):
            device.open()
            data = noise(self.stall_bytes)
            far.stall()
            error, seconds = timed(lambda: self._interrupted(device, data, DeviceTimeout))
            assert 0 <= error.written < len(data)
            assert seconds < self.silence_seconds + self.slack_seconds + self.settle_seconds
            device.abort()
            far.resume()
            self._got_what_was_counted(device, far, data, error.written)

    def test_what_a_far_end_takes_until_the_abort_is_counted_by_it(self) -> None:
        with self._wire() as (device, far):
            device.open()
            data = noise(self.stall_bytes)
            far.stall()
            error = self._interrupted(device, data, DeviceTimeout)
            far.resume()
            device.abort(error)
            if device.abilities.discards_on_abort:
                threading.Event().wait(self.silence_seconds)
                same(far.received(), data[: len(far.received())])
                assert len(far.received()) <= error.written + error.in_doubt

    def test_closing_after_a_failed_write_lets_no_more_out(self) -> None:
        with self._wire() as (device, far):
            device.open()
            data = noise(self.stall_bytes)
            far.stall()
            error = self._interrupted(device, data, DeviceTimeout)
            device.close()
            far.resume()
            self._got_what_was_counted(device, far, data, error.written)

    def test_a_write_goes_on_when_the_far_end_takes_again(self) -> None:
        with self._wire() as (device, far), device:
            data = noise(self.stall_bytes)
            far.stall()
            later = threading.Timer(self.silence_seconds, far.resume)
            later.start()
            assert device.write(data, silence=self.silence_seconds + self.settle_seconds) == len(data)
            later.join()
            self._arrives(far, data)

    def test_a_far_end_that_goes_away_ends_the_write_with_a_count(self) -> None:
        with self._wire() as (device, far):
            device.open()
            data = noise(self.stall_bytes)
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
