"""Time-outs of the original as limits of ours."""

from __future__ import annotations

from ocom809.deadline import finite
from ocom809.devices.writing import WRITE_SILENCE_SECONDS
from ocom809.errors import InputError
from ocom809.escpos.errors import translated


def limit(timeout: float | None) -> float:
    """A limit on silence in seconds; what the original takes for endless is the usual limit."""
    return seconds(timeout) if timeout else WRITE_SILENCE_SECONDS


def seconds(timeout: float) -> float:
    """A limit as it is.

    Raises:
        InputError: It is negative, endless or no number; also the error of the original.
    """
    try:
        return finite(timeout)
    except InputError as error:
        raise translated(error) from error
