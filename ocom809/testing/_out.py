"""Bytes that go out: whole, in order, unchanged and counted."""

# ruff: noqa: S101, PLR2004 - a suite of tests: its names are its sentences

from __future__ import annotations

from ocom809.testing._part import Part, noise


class BytesOut(Part):
    """Bytes that go out: whole, in order, unchanged and counted."""

    def test_bytes_arrive_whole_and_in_order(self) -> None:
        with self._wire() as (device, far), device:
            expected = b""
            for size in (0, 1, device.chunk_bytes - 1, device.chunk_bytes, device.chunk_bytes + 1, 100_000):
                data = noise(size)
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
            device.write(noise(20_000), progress=told.append)
            assert told == sorted(set(told))
            assert told[0] <= device.chunk_bytes
            assert told[-1] == 20_000

    def test_closing_hands_over_what_was_written(self) -> None:
        with self._wire() as (device, far):
            data = noise(50_000)
            device.open()
            device.write(data)
            device.close()
            self._arrives(far, data)

    def test_after_a_flush_nothing_waits_on_this_side(self) -> None:
        with self._wire() as (device, far), device:
            data = noise(10_000)
            device.write(data)
            device.flush(silence=self.settle_seconds)
            assert device.backlog == 0
            self._arrives(far, data)
