"""The steps of a calibration, in their order: what each prints, and which facts come of it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ocom809.diagnosis.calibration import acts, signs, tones, widths
from ocom809.evidence import Confidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ocom809.diagnosis.calibration.dialogue import Talk
    from ocom809.profile import Profile

SOURCE: Final = "calibrate"


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        name: What ``--only`` takes.
        about: What it does, in words.
        facts: The facts that its answers give.
        keys: What its questions are called in a file of answers.
        talk: The step itself, for a unit with this profile.
    """

    name: str
    about: str
    facts: tuple[str, ...]
    keys: tuple[str, ...]
    talk: Callable[[Profile], Talk]

    def is_done(self, profile: Profile) -> bool:
        """Whether an earlier calibration has answered all of it."""
        evidence = (profile.evidence[name] for name in self.facts)
        return all(one.confidence is Confidence.MEASURED and one.source.startswith(SOURCE) for one in evidence)


_STEPS: Final = (
    Step(
        "width",
        "a ruler and lines of digits, 4 cm",
        ("width_dots", "columns_a", "columns_b"),
        ("dots", "columns"),
        widths.width,
    ),
    Step("code-pages", "a line for each code page, 25 cm", ("code_pages",), ("wrong",), signs.code_pages),
    Step("barcodes", "nine barcodes, 15 cm", ("barcodes",), ("missing",), signs.barcodes),
    Step("codes", "a QR code and a PDF417", ("qr_code", "pdf417"), ("qr", "pdf417"), signs.two_dimensional),
    Step(
        "images",
        "an arrow by each of three commands; a unit may print letters instead",
        ("raster_images", "column_images", "graphics"),
        ("a", "b", "c"),
        signs.images,
    ),
    Step(
        "bands",
        "ladders, each taller than the last, until one is spoilt",
        ("band_rows",),
        tuple(f"rows-{rows}" for rows in signs.BAND_ROWS),
        signs.bands,
    ),
    Step("tone", "grey patches in rough frames, 6 cm", ("picture_gamma",), ("patch",), tones.tone),
    Step("knife", "a scale that is cut through", ("head_to_knife_dots",), ("dots",), widths.knife),
    Step("cut", "one full cut", ("cuts_fully",), ("piece",), widths.full_cut),
    Step(
        "early-cut",
        "an arrow and a black bar, each right above a cut",
        ("cuts_early", "stalls_on_black"),
        ("arrow", "bar"),
        widths.early_cut,
    ),
    Step("feed", "a gap of eight lines beside a scale", ("longest_line_feed",), ("lines",), widths.feed),
    Step("sound", "three beeps, then three flashes", ("buzzer", "alarm_light"), ("beep", "light"), acts.sound),
    Step("drawer", "a pulse to pin 2, then to pin 5", ("drawer_pin",), ("there", "pin-2", "pin-5"), acts.drawer),
    Step("order", "10 cm of white paper, while the answers are timed", ("real_time_overtakes",), (), acts.order),
)

STEPS: Final[Mapping[str, Step]] = MappingProxyType({step.name: step for step in _STEPS})
"""All steps by name, in the order in which they are taken."""
