"""Time-outs of the original as limits of ours."""

from __future__ import annotations

from ocom809.devices.base import WRITE_SILENCE_SECONDS, finite


def limit(timeout: float | None) -> float:
    """A limit on silence in seconds; what the original takes for endless is the usual limit."""
    return finite(timeout) if timeout else WRITE_SILENCE_SECONDS
