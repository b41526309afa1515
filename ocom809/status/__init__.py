"""Bytes to facts: an incremental decoder of what printers answer, and the status that its events add up to."""

from ocom809.status.decoder import StatusDecoder
from ocom809.status.events import (
    AutomaticStatusReport,
    BoardStatus,
    Event,
    FlowControl,
    IdentityAnswer,
    RealTimeStatus,
    Rubbish,
    SensorAnswer,
)
from ocom809.status.facts import Answer, Status
from ocom809.status.questions import Question

__all__ = [
    "Answer",
    "AutomaticStatusReport",
    "BoardStatus",
    "Event",
    "FlowControl",
    "IdentityAnswer",
    "Question",
    "RealTimeStatus",
    "Rubbish",
    "SensorAnswer",
    "Status",
    "StatusDecoder",
]
