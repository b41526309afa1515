"""The questions whose answers the decoder can read."""

from __future__ import annotations

import enum


class Question(enum.Enum):
    """What a printer can be asked. The value is the command that asks it, so ``Question(its_bytes)`` names it."""

    PRINTER = b"\x10\x04\x01"
    """``DLE EOT 1``: online, drawer pin."""
    OFFLINE = b"\x10\x04\x02"
    """``DLE EOT 2``: why it is offline."""
    ERROR = b"\x10\x04\x03"
    """``DLE EOT 3``: which error."""
    PAPER = b"\x10\x04\x04"
    """``DLE EOT 4``: near end and end of the paper."""
    PAPER_SENSOR = b"\x1dr\x01"
    """``GS r 1``: the paper sensors, in turn."""
    DRAWER_SENSOR = b"\x1dr\x02"
    """``GS r 2``: the drawer's pin, in turn."""
    MODEL_ID = b"\x1dI1"
    TYPE_ID = b"\x1dI2"
    FIRMWARE_ID = b"\x1dI3"
    FIRMWARE = b"\x1dIA"
    MAKER = b"\x1dIB"
    MODEL = b"\x1dIC"
    SERIAL = b"\x1dID"
    FONT = b"\x1dIE"
    BOARD = b"\x1bv"
    """``ESC v`` on TCP port 4000: the LAN board's four bytes."""

    @property
    def is_real_time(self) -> bool:
        """Answered at once, ahead of questions that were asked before."""
        return self in REAL_TIME


REAL_TIME = frozenset((Question.PRINTER, Question.OFFLINE, Question.ERROR, Question.PAPER))
SENSORS = frozenset((Question.PAPER_SENSOR, Question.DRAWER_SENSOR))
IDENTITY_BYTES = frozenset((Question.MODEL_ID, Question.TYPE_ID, Question.FIRMWARE_ID))
IDENTITY_TEXTS = frozenset((Question.FIRMWARE, Question.MAKER, Question.MODEL, Question.SERIAL, Question.FONT))
