"""Who speaks when: conversations with a printer as generators that do no I/O.

A conversation yields steps and is sent what came of them; whoever walks it (``printer.py`` by blocking) knows the wire.
An error of the wire is thrown in where it happened, so each conversation decides what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from ocom809.deadline import Deadline
from ocom809.errors import DeviceError, NotPrinted, Ocom809Error, ReplyError, Unknown
from ocom809.status import Question, RealTimeStatus, Rubbish, Status, StatusDecoder

REPLY_SILENCE_SECONDS = 1.0

# A printer that babbles is read no further than this, so that no conversation goes on for ever.
_MOST_READS = 64


@dataclass(frozen=True, slots=True)
class Send:
    """Hand these bytes over; ``progress`` is told how many have gone."""

    data: bytes
    progress: Callable[[int], None] | None = None


@dataclass(frozen=True, slots=True)
class Receive:
    """Give me what has arrived, or nothing after this many seconds of silence."""

    silence: float


_STATUS_QUESTIONS = (Question.PRINTER, Question.OFFLINE, Question.ERROR, Question.PAPER)

Step = Send | Receive
Answer = TypeVar("Answer")
Exchange = Generator[Step, bytes, Answer]


def ask_status(*, silence: float = REPLY_SILENCE_SECONDS) -> Exchange[Status]:
    """Ask all four real-time questions, one after the other. Asking is harmless: nothing is printed.

    A printer that leaves a question unanswered is asked no further, because a late answer could not be told from the
    next one; what it has not said stays unknown.

    Raises:
        ReplyError: Bytes came that cannot be an answer.
    """
    decoder, status = StatusDecoder(), Status.unknown()
    yield from _drain()
    for question in _STATUS_QUESTIONS:
        decoder.expect(question)
        yield Send(question.value)
        answer = yield from _await_answer(decoder, silence)
        if answer is None:
            break
        status = status.merged_with(answer)
    return status


def send_job(data: bytes, progress: Callable[[int], None] | None = None) -> Exchange[None]:
    """Hand a whole job over, once.

    Raises:
        NotPrinted: The wire failed before it took the first byte.
        Unknown: It failed later, so part of the job may be on paper.
    """
    try:
        yield Send(data, progress)
    except DeviceError as error:
        raise _interrupted(error, len(data)) from error


def refuse_unless_ready(status: Status, total: int) -> None:
    """Refuse a job while the printer says that it cannot print. What is unknown stops nothing.

    Raises:
        NotPrinted: With the printer's own reasons.
    """
    reasons = status.reasons()
    if reasons:
        raise NotPrinted(f"not printed, nothing was sent: {', '.join(reasons)}", total=total)


def not_asked(error: Ocom809Error, total: int) -> NotPrinted:
    """What a job ends in when the question before it failed: nothing of the job was sent."""
    return NotPrinted(f"not printed, nothing was sent: {error.message}", hint=error.hint, total=total)


def still_waiting(total: int) -> NotPrinted:
    """What a job ends in when the printer is silent since an earlier one broke off: it would swallow this one too."""
    return NotPrinted(
        "not printed, nothing was sent: the printer has been silent since a job broke off",
        hint="It may still wait for the rest of that job and would swallow the next one: switch it off and on.",
        total=total,
    )


def _interrupted(error: DeviceError, total: int) -> NotPrinted | Unknown:
    """Safe to try again is only what no byte of was taken and no byte of may have been."""
    if error.written == 0 and error.in_doubt == 0:
        return NotPrinted(f"not printed, no byte was taken: {error.message}", hint=error.hint, total=total)
    doubt = f" (perhaps {error.in_doubt} more)" if error.in_doubt else ""
    return Unknown(
        f"interrupted after {error.written}{doubt} of {total} bytes: {error.message}",
        hint="Part of the receipt may be on paper: look before printing it again.",
        sent=error.written,
        total=total,
    )


def _drain() -> Exchange[None]:
    """Throw away what came before the question: it answers something else. Bounded, for a printer that babbles."""
    for _ in range(_MOST_READS):
        if not (yield Receive(0.0)):
            return


def _await_answer(decoder: StatusDecoder, silence: float) -> Exchange[RealTimeStatus | None]:
    """The next real-time answer, or ``None`` where none came within ``silence`` seconds, whatever else came.

    Whoever mixes nonsense into its answers is no printer of the class, or is at the wrong baud rate: then the byte that
    happens to look like a status is none.
    """
    limit, found = Deadline(silence), None
    while found is None and not limit.expired:
        data = yield Receive(limit.left())
        if not data:
            return None
        events = decoder.feed(data)
        rubbish = b"".join(event.data for event in events if isinstance(event, Rubbish))
        if rubbish:
            raise ReplyError(f"the printer answered {rubbish[:8].hex(' ')}, which is no status")
        found = next((event for event in events if isinstance(event, RealTimeStatus)), None)
    return found
