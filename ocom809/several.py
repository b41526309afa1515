"""Several printers: one stands in for another, or all of them print the same.

Both are explicit, because only the caller knows whether a receipt may come out somewhere else. Neither ever prints a
document again that may be on paper already.
"""

from __future__ import annotations

from ocom809.failover import AsyncFailover, Delivered, Failover, none_printed
from ocom809.fan_out import AsyncFanOut, Ending, FannedOut, FanOut

__all__ = [
    "AsyncFailover",
    "AsyncFanOut",
    "Delivered",
    "Ending",
    "Failover",
    "FanOut",
    "FannedOut",
    "none_printed",
]
