"""Carrying out a plan: look, send once, wait, verify, and say the truth about the result."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ocom809.deadline import finite
from ocom809.discovery.neighbours import Taken, is_taken, mac_of
from ocom809.errors import DeviceError, Ocom809Error, ParameterError
from ocom809.parameters.findings import Finding, Verdict
from ocom809.parameters.judging import already_so
from ocom809.parameters.parameter import HIDDEN
from ocom809.parameters.result import Phase, Progress, Result
from ocom809.parameters.sending import send
from ocom809.parameters.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.parameters.plans import Plan, Step
    from ocom809.parameters.record import Record


def apply(
    plan: Plan,
    *,
    confirmed: bool = False,
    seconds: float | None = None,
    record: Record | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Result:
    """Carry out a plan. Each message is sent once and never again, whatever comes of it.

    Where the unit has said already that it is as wanted, nothing is sent.

    Args:
        plan: What to do.
        confirmed: A person has said yes to its dangers.
        seconds: How long to look for the printer afterwards; as the dialect says if not given.
        record: Where every step is written down before it is done.
        progress: Told what is under way.

    Raises:
        ParameterError: Not confirmed, or the new address is in use; nothing was sent.
        DeviceError: The wire failed; ``while_opening`` and ``written`` say how much had gone.
    """
    wait = finite(plan.settle_seconds if seconds is None else seconds)
    run = Sending(plan, record, progress or (lambda _: None))
    try:
        return run.carried_out(confirmed=confirmed, seconds=wait)
    except KeyboardInterrupt:
        run.note_the_end("interrupted")
        raise
    except Ocom809Error as error:
        run.note_the_end("error", message=error.message)
        raise


class Sending:
    """One carrying out of a plan, and how far it has come."""

    def __init__(self, plan: Plan, record: Record | None, progress: Callable[[Progress], None]) -> None:
        self.plan = plan
        self.sent: list[str] = []
        self.under_way: str | None = None
        self.notes: list[str] = []
        self._bytes_sent = 0
        self._record = record
        self._progress = progress

    def note(self, event: str, **facts: Any) -> None:
        """Write it down, where there is a record."""
        if self._record is not None:
            self._record.note(event, target=str(self.plan.target), **facts)

    def note_the_end(self, event: str, **facts: Any) -> None:
        """Write down how far it came. What ends it is more important than a record that cannot be written."""
        with suppress(Ocom809Error):
            self.note(event, **facts, sent=self.sent, under_way=self.under_way)

    def carried_out(self, *, confirmed: bool, seconds: float) -> Result:
        """Do all of it."""
        done = already_so(self.plan)
        if done is not None:
            return self._result(done)
        must_be_confirmed(self.plan, confirmed=confirmed)
        was_free = self.check_and_send()
        finding = verify(
            self.plan,
            seconds=seconds,
            was_free=was_free,
            tell=lambda left: self._tell(Phase.LOOKING, "", left),
        )
        return self._result(_by_hand(self.plan, finding))

    def check_and_send(self) -> bool:
        """Send it where the new address is not in use, and return whether that is known to have been free.

        Raises:
            ParameterError: Somebody else has the address; nothing was sent.
            DeviceError: The wire failed.
        """
        self.note("planned", wanted=self.plan.facts()["wanted"], old_address=_old(self.plan))
        was_free = self._check_free()
        try:
            send(self.plan, self._step)
        except DeviceError as error:
            if not self.sent:
                raise
            # What kind of error it is says that nothing was sent; here something was.
            told = f"{error.message}, after {', '.join(self.sent)} had been sent"
            raise DeviceError(told, hint=error.hint, written=error.written) from error
        return was_free

    def _check_free(self) -> bool:
        """Whether the new address is known to be free.

        Raises:
            ParameterError: Somebody else has it.
        """
        new, target = self.plan.new_address, self.plan.target
        if new is None or new == target.address:
            return False
        self._tell(Phase.CHECKING, str(new))
        taken, why = is_taken(new)
        if taken is Taken.YES and not (target.identity is not None and mac_of(new) == target.identity):
            own = " If it is this printer itself, name it by tcp:// or mac: instead." if target.identity is None else ""
            raise ParameterError(f"address {new} is in use: {why}", hint=f"Choose another; nothing was sent.{own}")
        self.note("checked", address=str(new), taken=taken.value, why=why)
        if taken is Taken.UNKNOWN:
            self.notes.append(f"Whether {new} was free before could not be seen: {why}.")
        return taken is Taken.NO

    def _step(self, event: str, step: Step) -> None:
        about = f"{step.message.about} ({step.dialect.name})"
        data = HIDDEN if step.message.is_secret else step.message.hex
        # Before it is written down, so that Ctrl-C between the two finds them alike.
        if event == "sent":
            self.sent.append(about)
            self.under_way = None
            self._bytes_sent += len(step.message.data)
        else:
            self.under_way = about
        self.note(event, step=about, bytes=data, destination=step.destination)
        self._tell(Phase.SENT if event == "sent" else Phase.SENDING, about)

    def _tell(self, phase: Phase, detail: str, seconds_left: float = 0.0) -> None:
        self._progress(Progress(phase, detail, seconds_left))

    def _result(self, finding: Finding) -> Result:
        """The result, written down too; a record that is full by now takes nothing from it."""
        try:
            self.note("result", verdict=finding.verdict.value, seen=finding.seen, address=_text(finding.address))
        except Ocom809Error as error:
            self.notes.append(f"{error.message[0].upper()}{error.message[1:]}.")
        return Result(
            verdict=finding.verdict,
            seen=finding.seen,
            next_step=finding.next_step,
            address=finding.address,
            plan=self.plan,
            bytes_sent=self._bytes_sent,
            notes=tuple(self.notes),
        )


def must_be_confirmed(plan: Plan, *, confirmed: bool) -> None:
    """Refuse a dangerous plan that nobody has said yes to.

    Raises:
        ParameterError: It names the dangers.
    """
    if plan.dangers and not confirmed:
        raise ParameterError(
            f"not confirmed: {' '.join(plan.dangers).rstrip('.')}",
            hint="Nothing was sent. Type yes to have it done, or say --yes.",
        )


def _by_hand(plan: Plan, finding: Finding) -> Finding:
    """Where a person does it, nothing was sent, and nothing is called so."""
    if not plan.is_by_hand or finding.verdict is Verdict.VERIFIED:
        return finding
    return Finding(Verdict.FAILED, f"nothing was sent, and it is not seen to be done: {finding.seen}", finding.address)


def _old(plan: Plan) -> str | None:
    return _text(plan.target.address)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
