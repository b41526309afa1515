"""The little of a printer that a bed needs: it keeps what it receives and answers real-time status questions.

Written for the beds alone: the whole printer is the virtual one, which no bed imports. It runs in the system's Python,
where our package is not installed.
"""

from __future__ import annotations


class PrinterModel:
    """Bytes in, answers out.

    Attributes:
        received: All that ever arrived.
        answers: What it says to ``DLE EOT n``, by n.
        silent: Whether it keeps its answers to itself.
    """

    def __init__(self) -> None:
        self.received = bytearray()
        self.answers = {1: b"\x12", 2: b"\x12", 3: b"\x12", 4: b"\x12"}
        self.silent = False
        self._tail = b""

    def feed(self, data: bytes) -> bytes:
        """Take ``data`` and return what the printer says to it."""
        self.received += data
        seen, said = self._tail + data, b""
        place = seen.find(b"\x10\x04")
        while 0 <= place < len(seen) - 2:
            said += self.answers.get(seen[place + 2], b"")
            place = seen.find(b"\x10\x04", place + 3)
        # A question may be cut anywhere between two transfers.
        self._tail = seen[place:] if place >= 0 else seen[-1:] if seen.endswith(b"\x10") else b""
        return b"" if self.silent else said
