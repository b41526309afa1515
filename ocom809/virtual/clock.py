"""A clock for tests: it stands still until it is told to go on."""

from __future__ import annotations

from ocom809.errors import InputError


class SimulatedClock:
    """Give it to a ``VirtualPrinter`` as its clock, and let the time pass that a test needs.

    Args:
        seconds: What it shows at first.
    """

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds

    def __call__(self) -> float:
        """The time in seconds."""
        return self._seconds

    def go(self, seconds: float) -> None:
        """Let so many seconds pass.

        Raises:
            InputError: They are negative: time does not go back.
        """
        if not seconds >= 0:
            raise InputError(f"a clock goes on by 0 seconds or more, not by {seconds}")
        self._seconds += seconds
