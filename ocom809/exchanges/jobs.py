"""One job, from taking hold of the wire to what it ends in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.errors import DeviceError, DeviceGone, DeviceTimeout, NotPrinted, Unknown
from ocom809.exchanges.endings import Endings
from ocom809.exchanges.pacing import modelled_seconds, stretches
from ocom809.exchanges.preflight import preflight
from ocom809.exchanges.proofs import Ear, Proof, is_measured, proof_of
from ocom809.exchanges.proving import await_proof, board_status, pushed_status
from ocom809.exchanges.session import Break
from ocom809.exchanges.steps import Abort, Exchange, Pause, Receive, Send
from ocom809.exchanges.waiting import LOOK_SECONDS, CallerRaised, Decision, OnWait, Patience, guarded
from ocom809.outcomes import Printed, Sent

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.exchanges.pacing import Stretch
    from ocom809.exchanges.session import Session
    from ocom809.job import Job

_MOST_STRAYS: Final = 16


def print_job(
    session: Session,
    job: Job,
    *,
    progress: Callable[[int], None] | None = None,
    on_wait: OnWait | None = None,
    patience: float | None = None,
) -> Exchange[Printed | Sent]:
    """Print a job, and know what came of it. It is sent once, whatever happens.

    Args:
        session: What is known of the printer.
        job: The bytes.
        progress: Told how many bytes of the job have gone.
        on_wait: Told about once a second while there is no progress, and before the job while the printer cannot be
            reached; decides whether to wait on. What it or ``progress`` raises ends the job, of which some may be on
            paper, and comes out as it is.
        patience: How long there may be no progress, in seconds; the session's ``silence`` where ``None``.

    Returns:
        ``Printed`` where the unit's measured proof came, else ``Sent``.

    Raises:
        NotPrinted: No byte of the job was taken and none may have been: safe to try again.
        Unknown: Part of it, or all of it, may be on paper or may still come out.
    """
    waiting = Patience(session, job.total, patience, guarded(on_wait))
    try:
        strays = yield from preflight(session, job.total, waiting)
    except CallerRaised as error:
        raise error.original from error.original.__cause__
    proof = proof_of(session.profile) if session.two_way and job.is_provable else None
    way = _Job(session, job, guarded(progress), waiting, proof, strays)
    try:
        outcome = yield from way.go()
    except GeneratorExit:
        way.note_break()
        raise
    except BaseException as error:
        # What the system still holds of a broken job must not come out later, not even after Ctrl-C.
        is_kept = way.is_handed_over and isinstance(error, Unknown) and not isinstance(error.__cause__, DeviceError)
        way.note_break(taken=not isinstance(error, NotPrinted), whole=is_kept)
        if not is_kept:
            session.lost()
            if not way.has_let_go:
                yield Abort()
        if isinstance(error, CallerRaised):
            raise error.original from error.original.__cause__
        raise
    session.handed_over(job.data, is_proven=isinstance(outcome, Printed))
    session.side_effects = ()
    return outcome


class _Job:
    """A job under way."""

    def __init__(
        self,
        session: Session,
        job: Job,
        progress: Callable[[int], None] | None,
        patience: Patience,
        proof: Proof | None,
        strays: int,
    ) -> None:
        self.is_handed_over = self.has_let_go = False
        self._session = session
        self._job = job
        self._progress = progress
        self._patience = patience
        self._proof = proof
        self._strays = strays
        self._gone = 0
        self._proven = 0
        self._outgoing = b""
        self._read = (0, job.total)
        self._endings = Endings(session, job, patience, proof)

    def note_break(self, *, taken: bool = True, whole: bool = False) -> None:
        """Remember that the printer may be in the middle of this job; at its end, where it reads on to there."""
        if taken:
            lowest, highest = (max(0, place - self._proven) for place in self._read)
            lowest = 0 if self._session.loses_unread else lowest
            lowest = highest if whole else lowest
            broken = Break(self._outgoing, lowest, min(highest, len(self._outgoing)))
            self._session.broken = broken if self._proven else broken.behind(self._session.unproven)

    def go(self) -> Exchange[Printed | Sent]:
        """Send all stretches, each with its question behind it, and wait for what must be waited for."""
        for stretch in stretches(self._job, self._session.profile):
            ear = Ear(self._proof, self._strays) if self._proof and (stretch.is_fenced or self._ends(stretch)) else None
            yield from self._send(stretch, ear.question() if ear else b"")
            self.is_handed_over = self._ends(stretch)
            if ear:
                yield from self._prove(ear, stretch)
            if stretch.is_fenced:
                model = 0.0 if ear else modelled_seconds(self._job, self._session.profile, stretch)
                yield Pause(stretch.pause_seconds + model)
        return self._endings.whole()

    def _ends(self, stretch: Stretch) -> bool:
        return stretch.end == self._job.total

    def _send(self, stretch: Stretch, question: bytes) -> Exchange[None]:
        """Hand a stretch over, with patience: a printer without paper takes nothing, and is alive."""
        data = self._job.data[stretch.begin : stretch.end] + question
        # What is proven is read whole; with what follows, a printer that breaks off may be in the middle.
        self._outgoing = self._job.data[self._proven : stretch.end] + question
        self._read = (0, stretch.end + len(question))
        self._gone = stretch.begin
        self._patience.moved()
        while True:
            rest, look = data[self._gone - stretch.begin :], self._look_seconds
            is_last, silence = self._patience.left <= look, min(self._patience.left, look)
            try:
                yield Send(rest, self._count, silence=silence, before=self._gone, may_go_on=not is_last)
            except DeviceTimeout as error:
                self._note_progress(error)
                if self._patience.is_over or not self._session.resumes:
                    yield from self._break_off(error)
                yield from self._wait_on(error)
            except DeviceError as error:
                yield from self._break_off(error)
            else:
                return

    @property
    def _look_seconds(self) -> float:
        """How long one try to send may stand still; all the time there is, where the next could not go on behind it."""
        return LOOK_SECONDS if self._session.resumes else self._patience.left

    def _count(self, gone: int) -> None:
        if self._progress:
            self._progress(min(gone, self._job.total))

    def _note_progress(self, error: DeviceTimeout) -> None:
        """Whatever went before the silence began the waiting anew."""
        if error.handed_over > self._gone or error.written > self._patience.sent:
            self._patience.moved(error.written)
        self._gone = max(error.handed_over, self._gone)

    def _wait_on(self, error: DeviceTimeout) -> Exchange[None]:
        """Nothing went for a second: what does the printer push, and what does the caller say?

        Raises:
            NotPrinted: The caller gives up, or the wire is lost, and nothing was taken.
            Unknown: The same, and something was or may have been.
        """
        try:
            if self._session.two_way:
                yield from self._hear_pushed()
        except DeviceError as lost:
            raise self._interrupted(self._all_in_doubt(lost, error)) from lost
        if self._patience.ask_caller() is Decision.GIVE_UP:
            yield from self._break_off(error)

    def _break_off(self, error: DeviceError) -> Exchange[None]:
        """Let go of the wire, and only then say what was taken: until its end a printer may take more.

        Raises:
            NotPrinted: Nothing was taken.
            Unknown: Something was, or may have been.
        """
        yield Abort(error)
        self.has_let_go = True
        raise self._interrupted(error) from error

    def _interrupted(self, error: DeviceError) -> NotPrinted | Unknown:
        # A wire that went away may have taken along what its system counted as gone.
        lowest = 0 if isinstance(error, DeviceGone) else error.written
        self._read = (lowest, error.written + error.in_doubt)
        return self._endings.interrupted(error, self._proven)

    def _all_in_doubt(self, lost: DeviceError, counted: DeviceTimeout) -> DeviceError:
        """A wire that is lost tells no more how much of what it held was taken since it was last counted."""
        lost.written, lost.in_doubt = counted.written, max(0, self._gone - counted.written)
        return lost

    def _hear_pushed(self) -> Exchange[None]:
        """What the printer says unasked, in the middle of a job, and what its board says beside the data.

        Among the data nothing is asked: the question would land in the job.
        """
        data = self._session.heard((yield Receive(0.0)))
        status = pushed_status(data, self._patience.status)
        if is_measured(self._session.profile, "board_status", value=True):
            status = yield from board_status(status)
        self._patience.learned(status)

    def _prove(self, ear: Ear, stretch: Stretch) -> Exchange[None]:
        """Wait for the proof of what was sent so far."""
        session, patience = self._session, self._patience
        patience.moved(stretch.end)
        patience.grant(modelled_seconds(self._job, session.profile, stretch))
        try:
            why = yield from await_proof(session, ear, patience)
        except DeviceError as error:
            raise self._endings.unproven(f"the wire failed: {error.message}", stretch.end, hint=error.hint) from error
        finally:
            self._strays = min(ear.asked, _MOST_STRAYS)
            session.owes(session.unanswered + ear.owed)
        if why:
            raise self._endings.unproven(why, stretch.end)
        self._proven = stretch.end
