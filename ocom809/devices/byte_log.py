"""The very bytes on the wire, for the deepest log."""

from __future__ import annotations

BYTES_LEVEL = 5
"""The deepest log level, below ``logging.DEBUG``: the very bytes on the wire."""


class Hex:
    """Bytes that are turned into hex only if a log wants them."""

    def __init__(self, data: bytes | memoryview) -> None:
        self._data = data

    def __str__(self) -> str:
        return self._data.hex(" ")
