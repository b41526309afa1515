"""Dots that no printer takes for a real-time command: see decision 008."""

from __future__ import annotations

import re

# Some printers obey DLE EOT, DLE ENQ and DLE DC4 (status, recovery, drawer) wherever they stand, even among dots.
# A second dot beside the only one in the first byte, 10h, and it is no DLE any more.
_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")
_HARMLESS = b"\x30"


def harmless(dots: bytes) -> bytes:
    """The dots with one more black one wherever 10h would stand before 04h, 05h or 14h."""
    return _REAL_TIME.sub(_HARMLESS, dots)
