"""Which answer of a unit proves that a job was processed, and how it is told from everything else that comes.

A proof is a question that waits its turn behind the job, so that its answer comes when all before it was processed.
Only what was *measured* on the unit counts as one. It goes out with the last bytes of the job, so that a printer that
forgets what it holds forgets the question too.

How strangers' answers are kept out
    All answers of a kind look alike, and one that was asked for earlier may be late, or come twice. So the question is
    asked once more often than there are answers that could still come from before: when that many have come, at least
    one belongs to this job, and it came in turn. Answers in which the printer says that it cannot print count for none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.commands import AutomaticStatus
from ocom809.evidence import Confidence
from ocom809.exchanges.asking import could_be_answer
from ocom809.status import (
    AutomaticStatusReport,
    FlowControl,
    Question,
    RealTimeStatus,
    Rubbish,
    SensorAnswer,
    Status,
    StatusDecoder,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.profile import Profile
    from ocom809.status import Event

_MOST_ASKED: Final = 96


@dataclass(frozen=True, slots=True)
class Proof:
    """A question whose answer proves that all before it was processed.

    Attributes:
        name: As the manual writes it.
        question: Its bytes.
        answered_by: What the decoder makes of the answer.
        expected: What the decoder is told to expect; ``None`` where the answer needs no telling.
    """

    name: str
    question: bytes
    answered_by: type[Event]
    expected: Question | None


_REPORT: Final = AutomaticStatus(drawer=True, online=True, error=True, paper=True).encode()
IN_TURN: Final = Proof("GS r 1", Question.PAPER_SENSOR.value, SensorAnswer, Question.PAPER_SENSOR)
DRAINED: Final = Proof("DLE EOT 1", Question.PRINTER.value, RealTimeStatus, Question.PRINTER)
# Switched on and off in one piece, so that nothing can leave a printer that goes on pushing reports.
REPORTED: Final = Proof("GS a 15, GS a 0", _REPORT + AutomaticStatus().encode(), AutomaticStatusReport, None)


def is_measured(profile: Profile, fact: str, value: object) -> bool:
    """Whether the profile has this value for the fact, and has it from measuring the unit."""
    evidence = profile.evidence.get(fact)
    known = evidence is not None and evidence.confidence is Confidence.MEASURED
    return known and getattr(profile, fact) is value


def proof_of(profile: Profile) -> Proof | None:
    """The best proof that the unit is measured to give."""
    return next((proof for fits, proof in _PROOFS if fits(profile)), None)


_PROOFS: Final[tuple[tuple[Callable[[Profile], bool], Proof], ...]] = (
    (lambda profile: is_measured(profile, "answers_in_turn", True), IN_TURN),
    (lambda profile: is_measured(profile, "real_time_overtakes", False), DRAINED),
    (lambda profile: is_measured(profile, "automatic_status", True), REPORTED),
)


class Ear:
    """Listens for answers to one proof, and to real-time questions beside it.

    Args:
        proof: Which one.
        strays: How many answers of its kind may still come from before.

    Attributes:
        needed: Answers until the proof is there.
        asked: How often the proof was asked for.
        answered: Answers of its kind that came.
        good: Those of them that do not say that the printer cannot print.
        status: What everything that came adds up to.
        nonsense: Bytes that can be no answer.
    """

    def __init__(self, proof: Proof, strays: int = 0) -> None:
        self.proof = proof
        self.needed = strays + 1
        self.asked = self.answered = self.good = 0
        self.status = Status.unknown()
        self.nonsense = b""
        self.real_time_answers = 0
        self._decoder = StatusDecoder()

    def question(self, times: int | None = None) -> bytes:
        """The bytes that ask, as often as it takes."""
        count = min(self.needed - self.good if times is None else times, _MOST_ASKED)
        self.asked += count
        for _ in range(count if self.proof.expected else 0):
            self._decoder.expect(self.proof.expected or Question.PRINTER)
        return self.proof.question * count

    def expect(self, question: Question) -> None:
        """A real-time question was asked."""
        self._decoder.expect(question)

    @property
    def is_proven(self) -> bool:
        """Whether the proof is there."""
        return self.good >= self.needed

    @property
    def owed(self) -> int:
        """Answers that have not come."""
        return max(0, self.asked - self.answered)

    def hear(self, data: bytes) -> None:
        """Take in what came, in any pieces."""
        for event in self._decoder.feed(data):
            if isinstance(event, Rubbish):
                self.nonsense += b"" if could_be_answer(event.data) else event.data
            elif not isinstance(event, FlowControl):
                self._take(event)

    def _take(self, event: Event) -> None:
        self.status = self.status.merged_with(event)
        if isinstance(event, self.proof.answered_by):
            self.answered += 1
            self.good += not Status.unknown().merged_with(event).reasons()
        if isinstance(event, RealTimeStatus):
            self.real_time_answers += 1
