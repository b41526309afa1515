"""From bytes to events, without I/O: feed anything, in any chunks, and get the same events.

How bytes are told apart
    ``DLE EOT`` answers have fixed bits (mask 93h gives 12h), heads of automatic reports others (mask 93h gives 10h),
    and the later bytes of a report and the answers to ``GS r`` others again (mask 90h gives 0). The four ``DLE EOT``
    answers look alike, so the decoder is told what was asked: real-time answers are matched with real-time
    questions, all others with the other questions, each in the order of asking.

What stays ambiguous
    - A late answer to a question that was given up is taken for the answer to the next question of its kind. Whoever
      gives up should read the wire empty before asking again.
    - The byte of ``GS I 49`` to ``51`` may have any value. One that looks like XON, XOFF, the head of a report, or a
      real-time answer while one is awaited, is taken for that. ``GS r`` and ``GS I`` ids look alike to each other.
    - On a serial line that garbles bits, four bytes may look like a report by chance. Nothing can be done about it
      but to ask again.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ocom809.status.events import (
    AutomaticStatusReport,
    BoardStatus,
    FlowControl,
    IdentityAnswer,
    RealTimeStatus,
    Rubbish,
    SensorAnswer,
    is_plain,
    is_real_time_answer,
    is_report_head,
)
from ocom809.status.questions import IDENTITY_BYTES, IDENTITY_TEXTS, SENSORS, Question

if TYPE_CHECKING:
    from ocom809.status.events import Event

MOST_TEXT_BYTES = 80
"""The longest identity text that is waited for; the longest that is documented has 20 characters."""

_REPORT_BYTES = 4
_XON, _XOFF = 0x11, 0x13
_TEXT_HEAD, _TEXT_END = 0x5F, 0x00


class StatusDecoder:
    """Turns what a printer sends into events. It never raises on bytes, whatever they are."""

    def __init__(self) -> None:
        self._real_time: deque[Question] = deque()
        self._in_turn: deque[Question] = deque()
        self._report = bytearray()
        self._text = bytearray()

    def expect(self, question: Question) -> None:
        """Say that a question was asked, in the order of asking."""
        (self._real_time if question.is_real_time else self._in_turn).append(question)

    @property
    def pending(self) -> tuple[Question, ...]:
        """Questions without an answer so far, the real-time ones first."""
        return (*self._real_time, *self._in_turn)

    def forget(self) -> list[Event]:
        """Give up all questions, and what was received by half, which comes back as rubbish."""
        self._real_time.clear()
        self._in_turn.clear()
        left = [Rubbish(bytes(part)) for part in (self._report, self._text) if part]
        self._report.clear()
        self._text.clear()
        return list(left)

    def feed(self, data: bytes | bytearray | memoryview) -> list[Event]:
        """The events that these bytes complete."""
        events: list[Event] = []
        for byte in bytes(data):
            if self._text:
                self._go_on_with_text(byte, events)
            elif self._report:
                self._go_on_with_report(byte, events)
            else:
                self._begin(byte, events)
        return events

    def _begin(self, byte: int, events: list[Event]) -> None:
        """A byte that belongs to nothing begun."""
        if self._is_interjection(byte):
            events.append(self._interjection(byte))
        elif is_report_head(byte):
            self._report.append(byte)
        elif byte == _TEXT_HEAD and self._awaits(IDENTITY_TEXTS):
            self._text.append(byte)
        elif self._awaits(IDENTITY_BYTES):
            events.append(IdentityAnswer(self._in_turn.popleft(), byte))
        elif is_plain(byte) and self._awaits(SENSORS):
            events.append(SensorAnswer(self._in_turn.popleft(), byte))
        else:
            events.append(Rubbish(bytes([byte])))

    def _awaits(self, questions: frozenset[Question]) -> bool:
        return bool(self._in_turn) and self._in_turn[0] in questions

    def _is_interjection(self, byte: int) -> bool:
        """Flow control, or an awaited real-time answer: both may fall even between the bytes of a report."""
        return byte in (_XON, _XOFF) or (is_real_time_answer(byte) and bool(self._real_time))

    def _interjection(self, byte: int) -> Event:
        if byte in (_XON, _XOFF):
            return FlowControl(paused=byte == _XOFF)
        return RealTimeStatus(self._real_time.popleft(), byte)

    def _go_on_with_report(self, byte: int, events: list[Event]) -> None:
        if self._is_interjection(byte):
            events.append(self._interjection(byte))
        elif is_plain(byte):
            self._report.append(byte)
            if len(self._report) == _REPORT_BYTES:
                events.append(self._whole_report())
        else:
            # The report broke off; its bytes mean nothing without the rest.
            events.append(Rubbish(bytes(self._report)))
            self._report.clear()
            self._begin(byte, events)

    def _whole_report(self) -> Event:
        data = bytes(self._report)
        self._report.clear()
        if self._in_turn and self._in_turn[0] is Question.BOARD:
            self._in_turn.popleft()
            return BoardStatus(data)
        return AutomaticStatusReport(data)

    def _go_on_with_text(self, byte: int, events: list[Event]) -> None:
        self._text.append(byte)
        if byte != _TEXT_END and len(self._text) <= MOST_TEXT_BYTES:
            return
        question, data = self._in_turn.popleft(), bytes(self._text)
        self._text.clear()
        events.append(IdentityAnswer(question, data[1:-1]) if byte == _TEXT_END else Rubbish(data))
