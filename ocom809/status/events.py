"""What a printer said, one frozen value for each answer, each knowing what it adds to a status.

The bits are those of the "80mm Series POS-80XX Programmer Manual". Where two bits tell the same thing and disagree,
the fact is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from ocom809.status.facts import Answer
from ocom809.status.questions import IDENTITY_BYTES, IDENTITY_TEXTS, REAL_TIME, SENSORS, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.status.facts import Status

_PACKET_BYTES = 4


def is_real_time_answer(byte: int) -> bool:
    """Bits 0 and 7 clear, 1 and 4 set: the fixed bits of every ``DLE EOT`` answer."""
    return byte & 0x93 == 0x12  # noqa: PLR2004 - the manual's fixed bits


def is_report_head(byte: int) -> bool:
    """Bits 0, 1 and 7 clear, 4 set: the fixed bits of the first byte of an automatic report."""
    return byte & 0x93 == 0x10  # noqa: PLR2004 - the manual's fixed bits


def is_plain(byte: int) -> bool:
    """Bits 4 and 7 clear: the later bytes of a report, and the answers to ``GS r``."""
    return byte & 0x90 == 0


@dataclass(frozen=True, slots=True)
class RealTimeStatus:
    """The answer to ``DLE EOT``: which question, and the byte."""

    kind: Question
    byte: int

    def __post_init__(self) -> None:
        if self.kind not in REAL_TIME or not is_real_time_answer(self.byte):
            raise ValueError(f"{self.byte:#04x} is no answer to {self.kind}")

    def apply(self, status: Status) -> Status:
        """``status`` with what this byte tells."""
        return _READERS[self.kind](status, self.byte)


@dataclass(frozen=True, slots=True)
class SensorAnswer:
    """The answer to ``GS r``: it comes in turn, so everything that was sent before the question was processed."""

    kind: Question
    byte: int

    def __post_init__(self) -> None:
        if self.kind not in SENSORS or not is_plain(self.byte):
            raise ValueError(f"{self.byte:#04x} is no answer to {self.kind}")

    def apply(self, status: Status) -> Status:
        """``status`` with what this byte tells."""
        return _READERS[self.kind](status, self.byte)


@dataclass(frozen=True, slots=True)
class AutomaticStatusReport:
    """Four bytes that the printer sent of its own accord, after ``GS a`` or by a switch inside."""

    data: bytes

    def __post_init__(self) -> None:
        _must_be_packet(self.data)

    def apply(self, status: Status) -> Status:
        """``status`` with what the report tells, which is everything."""
        return _read_packet(status, self.data)


@dataclass(frozen=True, slots=True)
class BoardStatus:
    """The LAN board's answer to ``ESC v`` on TCP port 4000, in the layout of an automatic report."""

    data: bytes

    def __post_init__(self) -> None:
        _must_be_packet(self.data)

    def apply(self, status: Status) -> Status:
        """``status`` with what the board tells, which is everything."""
        return _read_packet(status, self.data)


@dataclass(frozen=True, slots=True)
class IdentityAnswer:
    """The answer to ``GS I``: a number for the three ids, the bytes of a text for the other kinds."""

    kind: Question
    value: int | bytes

    def __post_init__(self) -> None:
        wanted = int if self.kind in IDENTITY_BYTES else bytes if self.kind in IDENTITY_TEXTS else None
        if type(self.value) is not wanted:
            raise ValueError(f"{self.value!r} is no answer to {self.kind}")

    def apply(self, status: Status) -> Status:
        """``status`` as it is: who a printer is says nothing about its state."""
        return status


@dataclass(frozen=True, slots=True)
class FlowControl:
    """XOFF (``paused``) or XON. A serial port with software flow control keeps these to itself."""

    paused: bool

    def apply(self, status: Status) -> Status:
        """``status`` as it is: a full buffer is no fault."""
        return status


@dataclass(frozen=True, slots=True)
class Rubbish:
    """Bytes that are no answer to anything that was asked."""

    data: bytes

    def apply(self, status: Status) -> Status:
        """``status`` as it is."""
        return status


Event: TypeAlias = (
    RealTimeStatus | SensorAnswer | AutomaticStatusReport | BoardStatus | IdentityAnswer | FlowControl | Rubbish
)
"""Everything that the decoder can say."""


def _bit(byte: int, number: int) -> Answer:
    return Answer.of(bool(byte >> number & 1))


def _pair(byte: int, mask: int) -> Answer:
    """Two bits that must agree."""
    return {0: Answer.NO, mask: Answer.YES}.get(byte & mask, Answer.UNKNOWN)


def _opposite(answer: Answer) -> Answer:
    return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(answer, Answer.UNKNOWN)


def _read_printer(status: Status, byte: int) -> Status:
    return replace(status, drawer_pin_high=_bit(byte, 2), online=_opposite(_bit(byte, 3)))


def _read_offline(status: Status, byte: int) -> Status:
    # Bit 5 says that the end of the paper stopped it; when clear, it does not say that paper is there.
    paper = Answer.NO if _bit(byte, 5) is Answer.YES else status.paper
    return replace(status, cover_open=_bit(byte, 2), feed_button=_bit(byte, 3), paper=paper, error=_bit(byte, 6))


def _read_error(status: Status, byte: int) -> Status:
    return _with_errors(status, byte)


def _with_errors(status: Status, byte: int) -> Status:
    cutter, unrecoverable, recoverable = _bit(byte, 3), _bit(byte, 5), _bit(byte, 6)
    error = Answer.of(Answer.YES in (cutter, unrecoverable, recoverable))
    return replace(status, cutter_error=cutter, unrecoverable=unrecoverable, recoverable=recoverable, error=error)


def _read_paper(status: Status, byte: int) -> Status:
    return replace(status, near_end=_pair(byte, 0x0C), paper=_opposite(_pair(byte, 0x60)))


def _read_paper_sensor(status: Status, byte: int) -> Status:
    return replace(status, near_end=_pair(byte, 0x03), paper=_opposite(_pair(byte, 0x0C)))


def _read_drawer_sensor(status: Status, byte: int) -> Status:
    return replace(status, drawer_pin_high=_bit(byte, 0))


_READERS: dict[Question, Callable[[Status, int], Status]] = {
    Question.PRINTER: _read_printer,
    Question.OFFLINE: _read_offline,
    Question.ERROR: _read_error,
    Question.PAPER: _read_paper,
    Question.PAPER_SENSOR: _read_paper_sensor,
    Question.DRAWER_SENSOR: _read_drawer_sensor,
}


def _must_be_packet(data: bytes) -> None:
    whole = len(data) == _PACKET_BYTES and is_report_head(data[0]) and all(is_plain(byte) for byte in data[1:])
    if not whole:
        raise ValueError(f"{data.hex(' ')} is no automatic report")


def _read_packet(status: Status, data: bytes) -> Status:
    first, second, third, _ = data
    status = _read_paper_sensor(_with_errors(_read_printer(status, first), second), third)
    return replace(status, cover_open=_bit(first, 5), feed_button=_bit(first, 6))
