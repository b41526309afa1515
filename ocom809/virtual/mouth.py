"""What the printer says, and what of it leaves the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.troubles import WireState

OUTBOX_BYTES: Final = 65536
"""Answers that wait for a host; a host that never reads loses those beyond."""


class Mouth:
    """Keeps answers until the host fetches them.

    Args:
        may_speak: Asked whether anything leaves the printer now.
        wire: What is wrong on the way.
    """

    def __init__(self, may_speak: Callable[[], bool], wire: WireState) -> None:
        self._may_speak = may_speak
        self._wire = wire
        self._outbox = bytearray()

    def say(self, data: bytes) -> None:
        """Answer the host."""
        self._outbox += self.voiced(data)[: OUTBOX_BYTES - len(self._outbox)]

    def voiced(self, data: bytes) -> bytes:
        """What leaves the printer instead of ``data``."""
        if self._wire.silent or not self._may_speak():
            return b""
        # All bits turned round: no answer of the class survives that, as at a wrong baud rate.
        return bytes(byte ^ 0xFF for byte in data) if self._wire.rubbish else data

    def taken(self) -> bytes:
        """What was said since the last time, which is gone from here now."""
        found = bytes(self._outbox)
        self._outbox.clear()
        return found
