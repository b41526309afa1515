"""What the parts of the contract share: the wire, the limits, and ways to look at what arrived."""

# ruff: noqa: S101 - a suite of tests

from __future__ import annotations

import random
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, TypeVar

Result = TypeVar("Result")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from ocom809.devices.base import Device
    from ocom809.errors import DeviceError
    from ocom809.testing.far_end import FarEnd


class Part:
    """One part of the contract. The attributes and ``wire`` are explained where they are joined, in the contract."""

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

    @contextmanager
    def _wire(self) -> Iterator[tuple[Device, FarEnd]]:
        with self.wire() as (device, far):
            try:
                yield device, far
            finally:
                device.abort()

    def _arrives(self, far: FarEnd, expected: bytes) -> None:
        self._await(lambda: len(far.received()) >= len(expected))
        same(far.received(), expected)

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
        same(received, data[: len(received)])
        assert len(received) >= written
        if device.abilities.discards_on_abort:
            assert len(received) == written


def timed(call: Callable[[], Result]) -> tuple[Result, float]:
    """What a call returns, and how many seconds it took."""
    begin = time.monotonic()
    return call(), time.monotonic() - begin


def noise(size: int) -> bytes:
    """The same bytes each time, in which a lost, doubled or moved piece shows."""
    return random.Random(size).randbytes(size)  # noqa: S311 - noise, not a secret


def same(received: bytes, expected: bytes) -> None:
    """Equal, or a short word on where it parts: nobody wants 100 kB in a test's report."""
    if received == expected:
        return
    place = next((i for i, (a, b) in enumerate(zip(received, expected, strict=False)) if a != b), None)
    where = f"first at byte {place}" if place is not None else "one is the beginning of the other"
    raise AssertionError(f"{len(received)} bytes arrived where {len(expected)} were expected, different {where}")
