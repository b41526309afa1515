"""The long instruction that is no picture for the head, such as FS q: how much of it has been worked off on arrival.

It is carried out when it is complete, so nothing shows how fast a printer reads it; here it is the pace of the head.
"""

from __future__ import annotations

from typing import Final

_STEP_SECONDS: Final = 0.01


class Inflow:
    """Counts what of an instruction under way takes no room any more, because the printer has read it.

    Args:
        bytes_per_second: How fast the head works off a row's dots; None where that takes no time.
    """

    def __init__(self, bytes_per_second: float | None) -> None:
        self._rate = bytes_per_second
        self.since: float | None = None

    def look(self, pending: int, *, held: bool, now: float) -> None:
        """See whether something arrives that can be worked off."""
        if not pending or held or self._rate is None:
            self.since = None
        elif self.since is None:
            self.since = now

    def left(self, pending: int, now: float) -> int:
        """Bytes of the ``pending`` ones that still take room."""
        if self._rate is None:
            return 0
        steps = 0 if self.since is None else int((now - self.since) / _STEP_SECONDS + 1e-6)
        return max(0, pending - int(steps * _STEP_SECONDS * self._rate))

    def seconds_left(self, now: float) -> float | None:
        """How long until there is more room."""
        return None if self.since is None else _STEP_SECONDS - (now - self.since) % _STEP_SECONDS
