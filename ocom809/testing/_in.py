"""Bytes that come in: as soon as they are there, and not one too many."""

# ruff: noqa: S101, PT017, PLR2004 - a suite of tests: its names are its sentences

from __future__ import annotations

import threading
import time

from ocom809.errors import DeviceError
from ocom809.testing._part import Part, noise, timed


class BytesIn(Part):
    """Bytes that come in: as soon as they are there, and not one too many."""

    def test_an_answer_comes_back_as_soon_as_it_is_there(self) -> None:
        with self._wire() as (device, far), device:
            device.write(b"\x10\x04\x01")
            self._arrives(far, b"\x10\x04\x01")
            far.answer(b"\x12")
            data, seconds = timed(lambda: device.read(silence=self.slack_seconds * 5))
            assert data == b"\x12"
            assert seconds < self.slack_seconds

    def test_a_waiting_read_wakes_when_the_answer_comes(self) -> None:
        with self._wire() as (device, far), device:
            later = threading.Timer(self.silence_seconds, far.answer, [b"\x16"])
            later.start()
            data, seconds = timed(lambda: device.read(silence=self.slack_seconds * 5))
            later.join()
            assert data == b"\x16"
            assert seconds < self.silence_seconds + self.slack_seconds

    def test_a_read_gives_no_more_than_was_asked_for_and_keeps_the_rest(self) -> None:
        with self._wire() as (device, far), device:
            data, heard = noise(600) + b"\x11\x13\r\n\x00", b""
            far.answer(data)
            while len(heard) < len(data):
                piece = device.read(7, silence=self.slack_seconds)
                assert 1 <= len(piece) <= 7
                heard += piece
            assert heard == data

    def test_silence_ends_a_read_with_nothing(self) -> None:
        with self._wire() as (device, _), device:
            data, seconds = timed(lambda: device.read(silence=self.silence_seconds))
            assert data == b""
            assert self.silence_seconds * 0.9 <= seconds < self.silence_seconds + self.slack_seconds

    def test_a_read_without_patience_returns_at_once(self) -> None:
        with self._wire() as (device, _), device:
            data, seconds = timed(lambda: device.read(silence=0))
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
