"""What the printer itself says is wrong, and what can only be seen on paper. Asks ``DLE EOT`` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ocom809.commands import Initialize, LineFeed, Raw, SelectCodePage
from ocom809.diagnosis.check import Check, fine, trouble, unknown
from ocom809.evidence import Confidence
from ocom809.receipt import Receipt
from ocom809.receipt.drawings import width_ruler
from ocom809.status import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.profile import Profile
    from ocom809.status import Status


class _State(NamedTuple):
    """A state that the printer tells: which answer is trouble, the words for it and for the other, and the cure."""

    name: str
    fact: str
    bad: Answer
    wrong: str
    right: str
    cure: str


_STATES: Final = (
    _State(
        "paper", "paper", Answer.NO, "the paper is out", "paper is in",
        "Put in a roll, printing side up, and close the cover.",
    ),
    _State(
        "cover", "cover_open", Answer.YES, "the cover is open", "the cover is closed",
        "Close it until it clicks.",
    ),
    _State(
        "cutter", "cutter_error", Answer.YES, "the cutter is stuck", "no cutter error",
        "Switch off, open the cover, take out the paper that blocks the knife, close and switch on.",
    ),
    _State(
        "error", "unrecoverable", Answer.YES, "an error that it does not get over by itself", "no lasting error",
        "Switch it off and on; if it comes back, the printer needs repair.",
    ),
    _State(
        "heat", "recoverable", Answer.YES, "it waits, most likely for its head to cool", "it waits for nothing",
        "Wait a minute.",
    ),
    _State(
        "FEED key", "feed_button", Answer.YES, "the FEED key is held down", "the FEED key is free",
        "Let go of it; if nobody holds it, it is stuck.",
    ),
    _State(
        "near end", "near_end", Answer.YES, "the roll is nearly used up", "not near its end, or without a sensor",
        "Have a new roll ready. It prints on until the paper is out.",
    ),
    _State(
        "online", "online", Answer.NO, "it is offline", "it is online",
        "Cure what else is wrong; else press FEED once, or switch it off and on.",
    ),
)  # fmt: skip

_SETTLE: Final = "ocom809 calibrate --save unit.toml"
_SEE_IT: Final = "ocom809 doctor --print-test prints a page that shows it."


def state_checks(status: Status) -> Iterator[Check]:
    """What the printer says of itself, each state one check; what it has not said is unknown."""
    if status == type(status).unknown():
        yield unknown("state", "the printer has not said how it is")
        return
    for state in _STATES:
        answer: Answer = getattr(status, state.fact)
        if answer is Answer.UNKNOWN:
            yield unknown(state.name, "the printer has not said")
        else:
            yield trouble(state.name, state.wrong, state.cure) if answer is state.bad else fine(state.name, state.right)


def waiting_job(status: Status, profile: Profile) -> Check:
    """Whether half a job waits in it, which would swallow the next one."""
    name, answers = "half a job", status != type(status).unknown()
    switch = "Switch the printer off and on; then it has forgotten the half."
    if answers and profile.real_time_overtakes is False:
        return fine(name, "this unit answers only when nothing waits in it, and it answered")
    if not answers and profile.answers_real_time:
        return trouble(
            name, "this unit was measured to answer and is silent: it may wait for the rest of a job", switch
        )
    return unknown(name, "a printer that waits for the rest of a picture cannot be told from an idle one", switch)


def settings_checks(profile: Profile, *, printed: bool) -> Iterator[Check]:
    """Settings that nobody can ask for; ``printed`` says that the test page is on the paper."""
    see = "Look at the page that was printed: it says how to read it." if printed else _SEE_IT
    yield unknown(
        "Chinese mode",
        "it cannot be asked; Chinese characters in place of accents are its sign",
        f"{see} This driver switches it off in each job; for other programs, switch it off in the printer's settings.",
    )
    measured = any(page.evidence.confidence is Confidence.MEASURED for page in profile.code_pages)
    if measured:
        yield fine("code pages", "measured on this unit, says the profile")
    else:
        yield unknown("code pages", "not measured on this unit", f"{see} {_SETTLE} --only code-pages settles it.")
    if profile.evidence["width_dots"].confidence is Confidence.MEASURED:
        yield fine("width", f"{profile.width_dots} dots, measured on this unit, says the profile")
    else:
        yield unknown(
            "width", "576 or 512 dots: not measured on this unit", f"{see} {_SETTLE} --only width settles it."
        )


def doctors_page(profile: Profile) -> Receipt:
    """A short page that shows Chinese mode, wrong code pages and a wrong width."""
    accents = "Ä é ñ € Ł Ж"
    page = Receipt().text("ocom809 doctor", bold=True, width=2, height=2)
    page.text(
        "1. Chinese mode: these two lines must be alike. Where the first shows Chinese characters, Chinese mode is on."
    )
    # As another program would send it: without FS . behind ESC @.
    page.add(Initialize(), SelectCodePage(2), Raw("café über 4 ½".encode("cp850")), LineFeed())
    page.text("café \u00fcber 4 \u00bd")
    page.text("2. Code pages: A umlaut, e acute, n tilde, euro, L stroke, Cyrillic Zh:").text(accents, bold=True).feed(
        mm=2
    )
    page.text("3. Width: the frame must be closed on the right.")
    page.image(width_ruler(profile.width_dots, profile.dots_per_mm)).feed(mm=2)
    return page.text("4. The knife must cut below this line.").cut()
