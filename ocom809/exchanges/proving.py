"""Waiting for the proof behind a job, and for people who put paper in meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.commands import Recover
from ocom809.errors import DeviceTimeout
from ocom809.exchanges.asking import MOST_READS, STATUS_QUESTIONS
from ocom809.exchanges.proofs import DRAINED, is_measured
from ocom809.exchanges.steps import AskBoard, Exchange, Receive, Send
from ocom809.exchanges.waiting import LOOK_SECONDS, Decision
from ocom809.status import AutomaticStatusReport, BoardStatus, Question, StatusDecoder

if TYPE_CHECKING:
    from ocom809.exchanges.proofs import Ear
    from ocom809.exchanges.session import Session
    from ocom809.exchanges.waiting import Patience
    from ocom809.status import Status

_FIRST_LOOK_SECONDS: Final = 0.25


def pushed_status(data: bytes, before: Status) -> Status:
    """``before`` with what a printer told by reports of its own accord."""
    events = StatusDecoder().feed(data)
    for event in events:
        before = before.merged_with(event) if isinstance(event, AutomaticStatusReport) else before
    return before


def board_status(before: Status) -> Exchange[Status]:
    """``before`` with what the LAN board tells on its own port; what it does not tell stays."""
    decoder = StatusDecoder()
    decoder.expect(Question.BOARD)
    for event in decoder.feed((yield AskBoard())):
        before = before.merged_with(event) if isinstance(event, BoardStatus) else before
    return before


def await_proof(session: Session, ear: Ear, patience: Patience) -> Exchange[str]:
    """Wait until the proof is there, which gives an empty text; otherwise why it is not there, in words.

    Raises:
        DeviceError: The wire failed.
    """
    looks = _Looks(session, ear, patience)
    while not ear.is_proven:
        data = session.heard((yield Receive(min(looks.seconds_left, patience.left))))
        ear.hear(data)
        if ear.nonsense:
            return f"the printer answered {ear.nonsense[:8].hex(' ')}, which is no answer"
        if _contradicts(ear):
            return f"it answered behind the job, and says that {', '.join(ear.status.reasons())}"
        if patience.is_over and not ear.is_proven:
            return looks.words
        decision = (yield from looks.look()) if looks.seconds_left == 0 and not ear.is_proven else Decision.WAIT
        if decision is Decision.GIVE_UP:
            return f"{looks.words}, and the caller gave up"
    if patience.stops and session.profile.keeps_after_paper_out == "forgets":
        return f"this unit forgets what it holds when it stops, and {', '.join(patience.stops)} meanwhile"
    return ""


def _contradicts(ear: Ear) -> bool:
    """Whether all answers came, and too many of them say that it cannot print; one that can be asked again will be."""
    return ear.proof is not DRAINED and ear.answered >= ear.asked and not ear.is_proven


class _Looks:
    """Looks at the printer about once a second while its proof is awaited, and tells the caller."""

    def __init__(self, session: Session, ear: Ear, patience: Patience) -> None:
        profile = session.profile
        self._session = session
        self._ear = ear
        self._patience = patience
        self._asks_board = is_measured(profile, "board_status", value=True)
        overtakes = profile.real_time_overtakes is not False and profile.answers_real_time is not False
        self._asks = session.answers and overtakes and ear.proof is not DRAINED
        self._unsent = b""
        self._next = session.clock() + _FIRST_LOOK_SECONDS

    @property
    def seconds_left(self) -> float:
        """How long until the next look; the first comes sooner, as most trouble is there from the beginning."""
        return max(0.0, self._next - self._session.clock())

    @property
    def words(self) -> str:
        """Why there is no proof."""
        if self._patience.reasons:
            return ", ".join(self._patience.reasons)
        return f"no answer came behind the job for {self._patience.waited:.3g} s"

    def look(self) -> Exchange[Decision]:
        """Learn how the printer is, as far as it can be asked now, and hear what the caller wants."""
        if self._asks_board:
            self._ear.status = yield from board_status(self._ear.status)
        if self._asks:
            yield from self._ask_status()
        if self._ear.proof is DRAINED and not self._ear.owed:
            yield from self._send(self._ear.question())
        self._patience.learned(self._ear.status)
        decision = self._decision()
        if decision is Decision.RECOVER:
            yield from self._send(Recover().encode())
        self._next = self._session.clock() + LOOK_SECONDS
        return decision

    def _decision(self) -> Decision:
        """The caller hears of trouble at once, and of mere slowness after a second."""
        is_slow = self._patience.waited >= LOOK_SECONDS or self._patience.reasons
        return Decision.WAIT if self._ear.is_proven or not is_slow else self._patience.ask_caller()

    def _ask_status(self) -> Exchange[None]:
        """Ask the questions that are answered at once. One that stays unanswered is the last: it waits its turn."""
        for question in STATUS_QUESTIONS:
            before = self._ear.real_time_answers
            if not (yield from self._send(question.value)):
                return
            self._ear.expect(question)
            for _ in range(MOST_READS):
                data = self._session.heard((yield Receive(self._session.reply_silence)))
                self._ear.hear(data)
                if not data or self._ear.real_time_answers > before:
                    break
            if self._ear.real_time_answers == before:
                self._asks, self._session.expects_late = False, True
                return

    def _send(self, data: bytes) -> Exchange[bool]:
        """Hand a command over whole; what a full printer does not take now goes first the next time."""
        if self._unsent:
            data, self._unsent = self._unsent, b""
            yield from self._try(data)
            return False
        return (yield from self._try(data))

    def _try(self, data: bytes) -> Exchange[bool]:
        try:
            yield Send(data, silence=LOOK_SECONDS, may_go_on=True)
        except DeviceTimeout as error:
            self._unsent = data[error.handed_over :]
            return False
        return True
