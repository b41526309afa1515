"""The conversation of a probe: every harmless question once, what came back, and how soon. A generator without I/O.

None of it prints, cuts, sounds or opens a drawer. Questions that a unit does not know may leave letters on its line, so
the conversation ends with ``ESC @``, which wipes the line and with which every job of ours begins anyway.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.commands import AutomaticStatus, Initialize
from ocom809.errors import DeviceGone
from ocom809.exchanges import Receive, Send
from ocom809.status import AutomaticStatusReport, FlowControl, Question, RealTimeStatus, Status, StatusDecoder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ocom809.exchanges import Exchange
    from ocom809.status import Event

SILENCE_SECONDS: Final = 0.5
"""How long an answer may take. The slowest that was reported is a few milliseconds; a LAN adds some."""
_PAUSE_SECONDS: Final = 0.05
_MOST_READS: Final = 64
_MOST_BYTES: Final = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question, and what the manual calls it.

    Attributes:
        name: As the manual writes it.
        sent: Its bytes.
        in_turn: It waits in the buffer behind everything before it, so a printer that cannot print is not asked.
    """

    name: str
    sent: bytes
    in_turn: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back on one question.

    Attributes:
        name: Of the question.
        sent: Its bytes.
        data: What came; empty for silence.
        milliseconds: Until the first byte of it; ``None`` for silence.
    """

    name: str
    sent: bytes
    data: bytes = b""
    milliseconds: float | None = None


SENSORS: Final = (
    Asking(name="GS r 1", sent=Question.PAPER_SENSOR.value),
    Asking(name="GS r 2", sent=Question.DRAWER_SENSOR.value),
)
_REPORT: Final = AutomaticStatus(drawer=True, online=True, error=True, paper=True).encode()

REAL_TIME: Final = tuple(
    Asking(name=f"DLE EOT {question.value[-1]}", sent=question.value, in_turn=False)
    for question in (Question.PRINTER, Question.OFFLINE, Question.ERROR, Question.PAPER)
)
OVERTAKING: Final = Asking(name="GS r 1, DLE EOT 1", sent=Question.PAPER_SENSOR.value + Question.PRINTER.value)
# Switched on and off in one piece, so that nothing can leave a printer that goes on pushing reports.
PUSHING: Final = Asking(name="GS a 15, GS a 0", sent=_REPORT + AutomaticStatus().encode())
IDENTITY: Final = tuple(
    Asking(name=f"GS I {number}", sent=b"\x1dI" + bytes([number]))
    for number in (1, 2, 3, *range(49, 52), *range(65, 70))
)
BOARD: Final = Asking(name="ESC v", sent=Question.BOARD.value, in_turn=False)


def ask_everything(*, silence: float = SILENCE_SECONDS) -> Exchange[tuple[Reply, ...]]:
    """Ask all of it. A printer that says that it cannot print is asked no more than the real-time questions.

    Others would wait in its buffer, and answer into some later conversation.
    """
    replies = yield from _ask_each(REAL_TIME, silence)
    if not status_of(replies).reasons():
        replies += yield from _ask_each(_in_turn(), silence)
        yield Send(Initialize().encode())
    return tuple(replies)


def _ask_each(askings: Iterable[Asking], silence: float) -> Exchange[list[Reply]]:
    replies = []
    for asking in askings:
        reply = yield from ask(asking, silence=silence)
        replies.append(reply)
    return replies


def _in_turn() -> Iterator[Asking]:
    yield from SENSORS
    yield OVERTAKING
    yield PUSHING
    yield from IDENTITY


def ask(asking: Asking, *, silence: float = SILENCE_SECONDS) -> Exchange[Reply]:
    """Ask one question and take in the answer until nothing more comes; at most 256 bytes of it."""
    for _ in range(_MOST_READS):
        if not (yield Receive(0.0)):
            break
    yield Send(asking.sent)
    begin = time.monotonic()
    data = yield Receive(silence)
    if not data:
        return Reply(name=asking.name, sent=asking.sent)
    milliseconds = round((time.monotonic() - begin) * 1000, 1)
    data += yield from _the_rest(_MOST_BYTES - len(data), silence)
    return Reply(name=asking.name, sent=asking.sent, data=data[:_MOST_BYTES], milliseconds=milliseconds)


def _the_rest(most: int, silence: float) -> Exchange[bytes]:
    """What follows the first bytes. Whoever hangs up behind them has said what there was to say."""
    data = b""
    try:
        while len(data) < most and (more := (yield Receive(min(silence, _PAUSE_SECONDS)))):
            data += more
    except DeviceGone:
        return data
    return data


def status_of(replies: Sequence[Reply]) -> Status:
    """What the real-time answers among the replies add up to; what is no answer adds nothing."""
    status = Status.unknown()
    for reply in replies:
        if reply.sent in _REAL_TIME_BYTES:
            events = told(reply, Question(reply.sent))
            if len(events) == 1 and isinstance(events[0], RealTimeStatus):
                status = status.merged_with(events[0])
    return status


def told(reply: Reply, *questions: Question) -> list[Event]:
    """What a reply says to these questions, without reports and flow control, which come when they like."""
    decoder = StatusDecoder()
    for question in questions:
        decoder.expect(question)
    events = decoder.feed(reply.data)
    return [event for event in events if not isinstance(event, AutomaticStatusReport | FlowControl)]


_REAL_TIME_BYTES: Final = frozenset(asking.sent for asking in REAL_TIME)
