"""Ctrl-C as a request: what is under way comes to its end, and nothing is cut off in the middle."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def asked_to_stop(act: Callable[[], None], *, insist: bool = False) -> Iterator[None]:
    """Have Ctrl-C, or whoever ends services, call ``act`` and interrupt nothing.

    Whoever started this in the background and had it ignore Ctrl-C is obeyed.

    Args:
        act: Must be quick, and safe to be called twice.
        insist: Whether a second Ctrl-C interrupts after all.
    """

    def handle(_number: int, _frame: object) -> None:
        act()
        if insist and signal.SIGINT in before:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    heeded = [number for number in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.getsignal(number) for number in heeded}
    for number in heeded:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
