"""Why a fact is believed."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Confidence(enum.IntEnum):
    """How far a fact can be trusted; higher is better."""

    GUESS = 1
    LIKELY = 2
    CERTAIN = 3
    MEASURED = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is believed: how firmly, and where it was read or measured.

    ``CERTAIN`` is about the printer that the source names, which is one of the class, never this very unit.
    """

    confidence: Confidence
    source: str
