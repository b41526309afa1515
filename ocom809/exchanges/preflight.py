"""Before a job: take hold of the wire, free the printer of what an earlier job left, and ask how it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.commands.resynchronising import BLIND_ENDING, blind_prologue
from ocom809.deadline import Deadline
from ocom809.errors import (
    DeviceClosed,
    DeviceError,
    DeviceTimeout,
    NotPrinted,
    Ocom809Error,
    PermissionDenied,
    ReplyError,
    SeveralDevices,
)
from ocom809.exchanges.asking import MOST_READS, QUIET_SECONDS, ask_how_it_is, drain
from ocom809.exchanges.proofs import DRAINED, IN_TURN, Ear, Proof, is_measured, proof_of
from ocom809.exchanges.resynchronising import PROLOGUE_SECONDS, resynchronise
from ocom809.exchanges.steps import Abort, Exchange, LetGo, Open, Pause, Receive, Send
from ocom809.status import Question, Status

if TYPE_CHECKING:
    from ocom809.exchanges.session import Session

_FIRST_PAUSE_SECONDS: Final = 0.1
_LONGEST_PAUSE_SECONDS: Final = 5.0
_HANDSHAKE_REPLIES: Final = 3
_HOPELESS: Final = (PermissionDenied, SeveralDevices)


def preflight(session: Session, total: int) -> Exchange[int]:
    """Make sure that a job can go; none of its bytes has gone by then.

    Returns:
        How many answers to the unit's proof may still come from before the job.

    Raises:
        NotPrinted: The printer cannot be reached, or says that it cannot print, or is silent where it should not be.
    """
    yield from take_hold(session, total)
    try:
        strays = yield from _looked_at(session, total)
    except _Deaf as deaf:
        yield from _let_go_of(session)
        if session.is_fresh:
            raise deaf.refusal from None
        # Answers may come back on a new connection; nothing of the job has gone.
        yield from take_hold(session, total)
        strays = yield from _looked_at_again(session, total)
    except DeviceError as error:
        yield from _drop(session)
        if session.is_fresh or isinstance(error, DeviceTimeout | DeviceClosed):
            raise not_asked(error, total) from error
        # An idle wire that has died meanwhile is no reason to refuse: nothing of the job has gone.
        yield from take_hold(session, total)
        strays = yield from _looked_at_again(session, total)
    session.is_fresh = False
    return strays


def hold(session: Session) -> Exchange[None]:
    """Take hold of a wire that an earlier error made us let go of; tries once.

    Raises:
        DeviceError: It cannot be had.
    """
    if session.is_dropped:
        yield Open(session.connect_seconds)


def take_hold(session: Session, total: int) -> Exchange[None]:
    """Take hold of the wire for a job, with patience: again and again, at growing distances that are not quite equal.

    Raises:
        NotPrinted: It cannot be had within ``reconnect_seconds``.
    """
    limit, pause = Deadline(session.reconnect_seconds, clock=session.clock), _FIRST_PAUSE_SECONDS
    while session.is_dropped:
        try:
            yield Open(session.connect_seconds)
        except DeviceError as error:
            seconds = pause * (0.5 + session.chance())
            if isinstance(error, _HOPELESS) or limit.left() <= seconds:
                raise not_asked(error, total) from error
            yield Pause(seconds)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)


def refuse_unless_ready(status: Status, total: int) -> None:
    """Refuse a job while the printer says that it cannot print. What is unknown stops nothing.

    Raises:
        NotPrinted: With the printer's own reasons.
    """
    reasons = status.reasons()
    if reasons:
        raise NotPrinted(f"not printed, nothing was sent: {', '.join(reasons)}", total=total, reasons=reasons)


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


def _looked_at_again(session: Session, total: int) -> Exchange[int]:
    try:
        return (yield from _looked_at(session, total))
    except _Deaf as deaf:
        yield from _let_go_of(session)
        raise deaf.refusal from None
    except DeviceError as error:
        yield from _drop(session)
        raise not_asked(error, total) from error


def _drop(session: Session) -> Exchange[None]:
    session.died()
    yield Abort()


def _looked_at(session: Session, total: int) -> Exchange[int]:
    """Free the printer where need be, and ask it; how many answers may still come afterwards."""
    if session.two_way:
        # Reading what came before also shows whether the printer has hung up.
        session.heard((yield from drain()))
    behind = 0.0
    if session.broken is not None:
        behind = yield from resynchronise(session, session.broken, total)
    if not session.two_way:
        return 0
    asked = 0
    if session.ask_first and session.answers:
        asked = yield from _ask_first(session, total, behind)
    proof = proof_of(session.profile)
    if proof is None:
        return 0
    if asked and proof is DRAINED:
        # These very questions were just answered in turn.
        strays = asked + session.unanswered
        session.owes(0)
        return strays
    try:
        return (yield from _shake_hands(session, proof, total))
    except ReplyError as error:
        raise not_asked(error, total) from error


def _ask_first(session: Session, total: int, behind_seconds: float) -> Exchange[int]:
    """Ask how the printer is and refuse the job while it says no; how many answers came.

    A printer that never answers is asked once on each connection, unless it was measured to answer.
    """
    try:
        status = yield from ask_how_it_is(session, behind_seconds=behind_seconds)
    except ReplyError as error:
        raise not_asked(error, total) from error
    answers = status != Status.unknown()
    if not answers and (refusal := _refusal_of_silence(session, total)) is not None:
        if session.profile.real_time_overtakes is False:
            raise refusal  # silence is all that such a unit says while it is busy
        raise _Deaf(refusal)
    session.answers = answers
    refuse_unless_ready(status, total)
    return _QUESTIONS if answers else 0


_QUESTIONS: Final = 4


class _Deaf(Exception):
    """No answer comes back on a connection where one should, and what a job ends in for that."""

    def __init__(self, refusal: NotPrinted) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def _let_go_of(session: Session) -> Exchange[None]:
    """Give up a connection on which nothing comes back: what it still carries is handed over, and the next is new."""
    session.died()
    yield LetGo()


def _refusal_of_silence(session: Session, total: int) -> NotPrinted | None:
    """What a job ends in where the printer is silent; ``None`` where nobody knows that it should not be."""
    if session.broken is not None and session.has_answered:
        return still_waiting(total)
    if is_measured(session.profile, "answers_real_time", value=True):
        return NotPrinted(
            "not printed, nothing was sent: the printer is silent, and was measured to answer",
            hint="Another program may hold it, it may be switched off, or it waits for the rest of a broken job.",
            total=total,
        )
    return None


def _shake_hands(session: Session, proof: Proof, total: int) -> Exchange[int]:
    """Ask for the proof before the job, so that all before is processed, and the printer's parser is known to be free.

    Without that a picture that an earlier program left half sent would swallow the beginning of this job, and the proof
    behind it would come all the same.
    """
    before = session.unanswered
    ear = Ear(proof, before)
    try:
        if not (yield from _is_answered(session, ear, b"", _HANDSHAKE_REPLIES * session.reply_silence)):
            yield from _free(session, ear, total)
    finally:
        session.owes(before + ear.asked - ear.answered)
    # What is still to come of these comes at once: all before was processed.
    yield from drain(quiet=min(QUIET_SECONDS, session.reply_silence) if session.unanswered else 0.0)
    session.owes(0)
    session.has_answered, session.broken = True, None
    refuse_unless_ready(ear.status, total)
    return ear.asked


def _free(session: Session, ear: Ear, total: int) -> Exchange[None]:
    """Feed white to a parser that waits for the rest of what another program sent, until it answers.

    Only for a unit that answers at once, and says that nothing is wrong: a NUL prints nothing. Behind each step it is
    asked whether it still does; where not, the wire is silent, and what is fed would only be in the way later.
    """
    overtakes = session.profile.real_time_overtakes is not False
    for step in blind_prologue() if session.answers and overtakes and ear.proof is IN_TURN else ():
        if (yield from _is_answered(session, ear, step, session.reply_silence)):
            yield Send(BLIND_ENDING)
            return
        if not (yield from _answers_at_once(session, ear)):
            break
    raise NotPrinted(
        "not printed, nothing was sent: the printer does not answer in its turn, as it was measured to do",
        hint="It may still be at work on an earlier job, or wait for the rest of one: look at it.",
        total=total,
    )


def _answers_at_once(session: Session, ear: Ear) -> Exchange[bool]:
    """Whether a question that overtakes all others is answered; what comes in turn meanwhile is heard too."""
    before = ear.real_time_answers
    ear.expect(Question.PRINTER)
    yield Send(Question.PRINTER.value, silence=min(session.silence, PROLOGUE_SECONDS))
    for _ in range(MOST_READS):
        data = session.heard((yield Receive(session.reply_silence)))
        ear.hear(data)
        if not data or ear.real_time_answers > before:
            break
    session.expects_late = session.expects_late or ear.real_time_answers == before
    return ear.real_time_answers > before


def _is_answered(session: Session, ear: Ear, before: bytes, seconds: float) -> Exchange[bool]:
    """Ask, and wait for so many answers that one of them is new."""
    yield Send(before + ear.question(ear.needed), silence=min(session.silence, PROLOGUE_SECONDS))
    for _ in range(MOST_READS):
        data = session.heard((yield Receive(seconds)))
        ear.hear(data)
        if ear.nonsense:
            raise ReplyError(
                f"the printer answered {ear.nonsense[:8].hex(' ')}, which is no answer to {ear.proof.name}"
            )
        if not data or ear.answered >= ear.needed:
            break
    return ear.answered >= ear.needed
