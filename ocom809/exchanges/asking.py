"""Asking how a printer is, by the questions that it answers at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ocom809.deadline import Deadline
from ocom809.errors import ReplyError
from ocom809.exchanges.session import REPLY_SILENCE_SECONDS
from ocom809.exchanges.steps import Exchange, Receive, Send
from ocom809.status import Question, RealTimeStatus, Rubbish, Status, StatusDecoder
from ocom809.status.events import is_plain, is_real_time_answer

if TYPE_CHECKING:
    from ocom809.exchanges.session import Session

# A printer that babbles is read no further than this, so that no conversation goes on for ever.
MOST_READS: Final = 64
QUIET_SECONDS: Final = 0.1
"""How long nothing may come until what was asked before is taken as answered or lost."""
_MOST_ROUNDS: Final = 3
STATUS_QUESTIONS: Final = (Question.PRINTER, Question.OFFLINE, Question.ERROR, Question.PAPER)
_Clock = Callable[[], float]


def ask_status(
    *, silence: float = REPLY_SILENCE_SECONDS, clock: _Clock = time.monotonic, late: bool = False
) -> Exchange[Status]:
    """Ask all four real-time questions, one after the other. Asking is harmless: nothing is printed.

    A printer that leaves a question unanswered is asked no further, because a late answer could not be told from the
    next one; what it has not said stays unknown. Where more answers come than were asked for, some are late ones of
    earlier questions: then all is read until it is quiet, and asked again.

    Args:
        silence: How long an answer may take, in seconds.
        clock: Where the time comes from.
        late: Whether an earlier question was given up, so that its answer may still come.

    Raises:
        ReplyError: Bytes came that cannot be an answer, or answers to nothing that was asked, and no end of them.
    """
    status, _ = yield from _ask(silence, clock, late=late)
    return status


def ask_how_it_is(session: Session, *, behind_seconds: float = 0.0) -> Exchange[Status]:
    """Ask as ``ask_status`` does, and remember what it says of the wire.

    Args:
        session: What is known of the printer.
        behind_seconds: How much later an answer may come, because of what was sent just before.

    Raises:
        ReplyError: As there.
    """
    late, session.expects_late = session.expects_late, True
    status, is_whole = yield from _ask(session.reply_silence + behind_seconds, session.clock, late=late)
    session.expects_late, session.is_fresh = not is_whole, False
    if status != Status.unknown():
        session.has_answered, session.last_seen = True, session.clock()
    return status


def _ask(silence: float, clock: _Clock, *, late: bool) -> Exchange[tuple[Status, bool]]:
    """The status, and whether every question was answered."""
    yield from drain(quiet=QUIET_SECONDS if late else 0.0)
    strays = b""
    for _ in range(_MOST_ROUNDS):
        status, is_whole, strays = yield from _ask_round(silence, clock, late=late)
        if not strays:
            return status, is_whole
        yield from drain(quiet=min(silence, QUIET_SECONDS))
    raise ReplyError(f"the printer answered {strays[:8].hex(' ')}, which is no status that was asked for")


def drain(*, quiet: float = 0.0) -> Exchange[bytes]:
    """Read all that came before a question, which it cannot answer. Bounded, for a printer that babbles."""
    read = b""
    for _ in range(MOST_READS):
        data = yield Receive(quiet)
        if not data:
            break
        read += data
    return read


def could_be_answer(data: bytes) -> bool:
    """Whether every byte could be of some answer, late as it may be: a real-time one, a sensor's or a report's."""
    return all(is_real_time_answer(byte) or is_plain(byte) or byte & 0x93 == 0x10 for byte in data)  # noqa: PLR2004


def _ask_round(silence: float, clock: _Clock, *, late: bool) -> Exchange[tuple[Status, bool, bytes]]:
    """One round of questions: what they tell, whether all were answered, and answers that nobody asked for."""
    decoder, status = StatusDecoder(), Status.unknown()
    for question in STATUS_QUESTIONS:
        decoder.expect(question)
        yield Send(question.value, flush=False)
        answer, strays = yield from _await_answer(decoder, silence, clock)
        if answer is None and not strays:
            yield Send(b"")  # silent, or has the question never reached it?
        if strays or answer is None:
            return status, False, strays
        status = status.merged_with(answer)
    more = yield from drain(quiet=min(silence, QUIET_SECONDS) if late else 0.0)
    strays = b"".join(event.data for event in decoder.feed(more) if isinstance(event, Rubbish))
    return status, True, strays if could_be_answer(strays) else b""


def _await_answer(
    decoder: StatusDecoder, silence: float, clock: _Clock
) -> Exchange[tuple[RealTimeStatus | None, bytes]]:
    """The next real-time answer, or ``None`` where none came within ``silence`` seconds, whatever else came.

    Whoever mixes nonsense into its answers is no printer of the class, or is at the wrong baud rate: then the byte that
    happens to look like a status is none.
    """
    limit, found = Deadline(silence, clock=clock), None
    while found is None and not limit.expired:
        data = yield Receive(limit.left())
        if not data:
            return None, b""
        events = decoder.feed(data)
        rubbish = b"".join(event.data for event in events if isinstance(event, Rubbish))
        if rubbish and not could_be_answer(rubbish):
            raise ReplyError(f"the printer answered {rubbish[:8].hex(' ')}, which is no status")
        found = next((event for event in events if isinstance(event, RealTimeStatus)), None)
        if rubbish:
            return found, rubbish
    return found, b""
