"""Walking the steps: patterns go to the printer, questions to the person, and the answers into the profile."""

from __future__ import annotations

import datetime
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from ocom809.diagnosis.calibration.dialogue import Ask, Look, Pattern, Wait
from ocom809.diagnosis.calibration.steps import SOURCE
from ocom809.evidence import Confidence, Evidence
from ocom809.job import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocom809.diagnosis.calibration.dialogue import Said
    from ocom809.diagnosis.calibration.steps import Step
    from ocom809.printer import Printer
    from ocom809.profile import Profile


class Person(Protocol):
    """Whoever sees the paper."""

    def wants(self, step: Step) -> bool:
        """Whether this step shall be taken; nothing of it is printed yet."""

    def answer(self, step: Step, ask: Ask) -> Any:
        """The answer, as ``ask.kind`` reads it; ``None`` to leave it open."""


def calibrate(printer: Printer, person: Person, steps: Iterable[Step]) -> Iterator[tuple[Step, Profile]]:
    """Take the steps that the person wants; after each, give the profile with what was answered.

    ``printer.profile`` goes along, so that what one step finds (the width) holds for the next. Facts that nobody
    answered stay as they are.

    Args:
        printer: The printer, opened; its profile is where the calibration begins.
        person: Who sees the paper.
        steps: Which steps.

    Raises:
        NotPrinted: A pattern was refused; what was answered before has been given already.
        Unknown: A pattern broke off.
    """
    for step in steps:
        if person.wants(step):
            printer.profile = with_answers(printer.profile, _walked(printer, person, step), _today())
            yield step, printer.profile


def with_answers(profile: Profile, facts: dict[str, Any], day: str) -> Profile:
    """The profile with the facts of a step, as measured on that day. Code pages come as number to right or wrong."""
    evidence = Evidence(Confidence.MEASURED, f"{SOURCE} {day}")
    judged = facts.get("code_pages")
    if judged is not None:
        pages = tuple(
            replace(page, codec=page.codec if judged[page.number] else None, evidence=evidence)
            if page.number in judged
            else page
            for page in profile.code_pages
        )
        facts = facts | {"code_pages": pages}
    return profile.with_facts(confidence=evidence.confidence, source=evidence.source, **facts) if facts else profile


def _walked(printer: Printer, person: Person, step: Step) -> dict[str, Any]:
    """The facts that one step comes to."""
    talk = step.talk(printer.profile)
    try:
        said = next(talk)
        while True:
            said = talk.send(_done(printer, person, step, said))
    except StopIteration as end:
        facts: dict[str, Any] = end.value
        return facts


def _done(printer: Printer, person: Person, step: Step, said: Said) -> Any:
    if isinstance(said, Pattern):
        return printer.print(prepare(said.document, said.profile or printer.profile))
    if isinstance(said, Ask):
        return person.answer(step, said)
    if isinstance(said, Wait):
        return threading.Event().wait(said.seconds)
    if isinstance(said, Look):
        return printer.status()
    # On a wire without answers nothing can be measured.
    return printer.converse(said.exchange) if printer.device.abilities.two_way else None


def _today() -> str:
    return datetime.datetime.now().astimezone().date().isoformat()
