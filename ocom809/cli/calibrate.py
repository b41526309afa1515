"""``calibrate``: print patterns, ask what stands on the paper, and write the unit's profile."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, common_options
from ocom809.errors import InputError

if TYPE_CHECKING:
    from ocom809.diagnosis.calibration import Step
    from ocom809.diagnosis.calibration.dialogue import Ask
    from ocom809.diagnosis.calibration.run import Person
    from ocom809.profile import Profile


@click.command()
@click.option("--save", required=True, metavar="FILE", help="The unit's profile (TOML): begun there, or gone on with.")
@click.option("--only", multiple=True, metavar="STEP", help="Take this step alone; may be given several times.")
@click.option("--again", is_flag=True, help="Take steps too that FILE has the answers to.")
@click.option("--answers", metavar="FILE", help="Take the answers from there (TOML) instead of asking.")
@common_options
@click.pass_obj
def calibrate(settings: Settings, *, save: str, only: tuple[str, ...], again: bool, answers: str | None) -> None:
    """Print numbered patterns, ask what you see, and write what this unit is like into its profile.

    Steps: width, code-pages, barcodes, codes, images, bands, tone, knife, cut, feed, sound, drawer, order. Each can be
    left out, and each question left open; what nobody answered stays as it is. FILE is written after each step, so a
    calibration that was stopped goes on where it stopped.
    """
    from ocom809.diagnosis.calibration import calibrate as calibrated
    from ocom809.diagnosis.calibration.answers import WrittenAnswers
    from ocom809.diagnosis.profile_file import save_profile

    begin = _begun(settings, save)
    steps = _steps(only, begin, again=again)
    person: Person = WrittenAnswers(answers) if answers else _Asked(len(steps))
    printer = settings.printer()
    printer.profile = begin
    taken = []
    with printer:
        for step, profile in calibrated(printer, person, steps):
            save_profile(profile, save)
            taken.append(step.name)
    left = [step.name for step in steps if step.name not in taken]
    lines = [f"Taken: {', '.join(taken) or 'no step'}.", f"The profile is {save}; use it by --profile {save}."]
    show.answer(settings, {"taken": taken, "left_out": left, "saved": save}, *(lines if taken else lines[:1]))


def _begun(settings: Settings, save: str) -> Profile:
    """Where to begin: the file to be written if it is there, else the profile that was named."""
    from ocom809.diagnosis.profile_file import begun_profile
    from ocom809.profile import OCPP809

    begin = begun_profile(save)
    return settings.load_profile() if begin is OCPP809 else begin


def _steps(only: tuple[str, ...], begin: Profile, *, again: bool) -> list[Step]:
    from ocom809.diagnosis.calibration import STEPS

    for name in only:
        if name not in STEPS:
            raise click.BadParameter(f"{name!r} is none of {', '.join(STEPS)}", param_hint="--only")
    wanted = [step for step in STEPS.values() if not only or step.name in only]
    return [step for step in wanted if only or again or not step.is_done(begin)]


class _Asked:
    """The person at the terminal. Questions go to standard error, so that an answer for programs stays clean."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._count = 0
        self._has_stopped = False

    def wants(self, step: Step) -> bool:
        """Whether they want the step."""
        self._count += 1
        if self._has_stopped:
            return False
        if self._count == 1 and not sys.stdin.isatty():
            show.warning("the answers are read from standard input; --answers FILE takes them from a file")
        words = f"\nStep {self._count} of {self._steps}, {step.name}: {step.about}. y does it, s skips, q stops"
        said = click.prompt(words, type=click.Choice(["y", "s", "q"]), default="y", show_choices=False, err=True)
        self._has_stopped = said == "q"
        return bool(said == "y")

    def answer(self, step: Step, ask: Ask) -> Any:
        """What they answer; nothing leaves it open."""
        del step
        for line in ask.shown:
            click.echo(f"  {line}", err=True)
        while True:
            words = f"{ask.words} [{ask.kind.form}; Enter leaves it open]"
            text = click.prompt(words, default="", show_default=False, err=True)
            if not text.strip():
                return None
            try:
                return ask.kind.read(text)
            except InputError as error:
                show.warning(error.message)
