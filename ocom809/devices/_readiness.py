"""Waiting until a socket or a device node can be read from or written to."""

from __future__ import annotations

import selectors
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

READ = selectors.EVENT_READ
WRITE = selectors.EVENT_WRITE

# poll() takes any file number and any file; Windows has only select(), which takes sockets.
_Selector: type[selectors.BaseSelector] = getattr(selectors, "PollSelector", selectors.SelectSelector)


def wait_until_ready(file: int | socket.socket, events: int, seconds: float) -> int:
    """Which of ``events`` are possible within ``seconds``; 0 for none. A failure makes all of them possible."""
    with _Selector() as selector:
        selector.register(file, events)
        return next((ready for _, ready in selector.select(seconds)), 0)
