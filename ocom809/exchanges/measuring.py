"""Which proofs a unit gives on this wire: a few harmless questions, and what their answers mean.

A probe (``ocom809.diagnosis``) asks more and for people; this is for a program that wants to know it now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.commands import Initialize
from ocom809.exchanges.asking import MOST_READS, ask_how_it_is, drain
from ocom809.exchanges.holding import hold
from ocom809.exchanges.proofs import IN_TURN, REPORTED, Ear
from ocom809.exchanges.proving import board_status
from ocom809.exchanges.steps import Exchange, Receive, Send
from ocom809.status import Question, RealTimeStatus, SensorAnswer, Status, StatusDecoder

if TYPE_CHECKING:
    from ocom809.exchanges.proofs import Proof
    from ocom809.exchanges.session import Session


def measure(session: Session) -> Exchange[dict[str, bool]]:
    """The facts that showed, by their names in the profile; what did not show is left out.

    A printer that says that it cannot print is asked no question that would wait in its buffer. ``ESC @`` at the end
    wipes what a question that it does not know may have left on its line.

    Raises:
        ReplyError: It answered nonsense.
        DeviceError: The wire failed.
    """
    yield from hold(session)
    if not session.two_way:
        return {}
    status = yield from ask_how_it_is(session)
    facts = {"answers_real_time": True} if status != Status.unknown() else {}
    if not status.reasons():
        facts |= yield from _in_turn(session, facts)
    if (yield from board_status(Status.unknown())) != Status.unknown():
        facts["board_status"] = True
    return facts


def _in_turn(session: Session, known: dict[str, bool]) -> Exchange[dict[str, bool]]:
    facts: dict[str, bool] = {}
    if (yield from _answers(session, IN_TURN)):
        facts["answers_in_turn"] = True
        if known and (yield from _overtakes(session)):
            facts["real_time_overtakes"] = True
        return facts
    if known and (yield from _answers(session, REPORTED)):
        facts["automatic_status"] = True
    yield Send(Initialize().encode())
    return facts | ({"answers_in_turn": False} if known else {})


def _answers(session: Session, proof: Proof) -> Exchange[bool]:
    """Whether this one question is answered by just what answers it."""
    yield from drain()
    ear = Ear(proof)
    yield Send(ear.question())
    for _ in range(MOST_READS):
        data = session.heard((yield Receive(session.reply_silence)))
        ear.hear(data)
        if not data or ear.answered:
            break
    ear.hear((yield from drain()))
    session.owes(session.unanswered + ear.owed)
    return ear.answered == ear.asked and not ear.nonsense


def _overtakes(session: Session) -> Exchange[bool]:
    """Whether a real-time question behind one that waits its turn is answered first; an idle printer may hide it."""
    yield Send(Question.PAPER_SENSOR.value + Question.PRINTER.value)
    decoder = StatusDecoder()
    for question in (Question.PAPER_SENSOR, Question.PRINTER):
        decoder.expect(question)
    kinds: list[type] = []
    while len(kinds) < 2 and (data := session.heard((yield Receive(session.reply_silence)))):  # noqa: PLR2004
        kinds += [type(event) for event in decoder.feed(data)]
    return kinds == [RealTimeStatus, SensorAnswer]
