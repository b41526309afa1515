"""Steps about the paper's width, columns, the knife and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ocom809.commands import Cut, CutMode, FeedLines, LineFeed, Raster, Raw, Text
from ocom809.diagnosis.calibration.dialogue import Ask, Choice, Number, Pattern, Talk, Wait, YesOrNo, answered
from ocom809.diagnosis.calibration.page import arrow, dots_of, knife_scale, page
from ocom809.receipt import Receipt
from ocom809.receipt.drawings import width_ruler

if TYPE_CHECKING:
    from ocom809.profile import Profile

_WIDEST_DOTS: Final = 576
_WIDTHS: Final = ("576", "512", "384")
_COLUMNS: Final = {"48": 64, "42": 56, "32": 42}
_SCALE_DOTS: Final = 320
_FED_LINES: Final = 8
_REST_SECONDS: Final = 1.0
_ARROW_BYTES: Final = 24
_BAR_BYTES: Final = 48
_BAR: Final = b"\xff" * _BAR_BYTES * 48
"""384 dots, so that it fits the narrowest paper, and more than half of the widest."""


def width(profile: Profile) -> Talk:
    """How many dots, and how many columns, stand on a line."""
    widest = profile.with_facts(width_dots=_WIDEST_DOTS)
    ruler = width_ruler(_WIDEST_DOTS, profile.dots_per_mm)
    receipt = page(1, "Width", "How far to the right does it go?").image(ruler).feed(mm=2)
    for columns in _COLUMNS:
        # The unit itself must break the line, so it goes as it is.
        receipt.add(Text(_counted(int(columns))), LineFeed())
    yield Pattern(receipt.cut(), profile=widest)
    facts: dict[str, Any] = {}
    dots = yield Ask("dots", "Which is the rightmost number of dots that you can read?", Choice(_WIDTHS))
    if dots is not None:
        facts["width_dots"] = int(dots)
    columns = yield Ask(
        "columns", "Which is the longest line of digits that is not broken in two?", Choice(tuple(_COLUMNS))
    )
    if columns is not None:
        facts |= {"columns_a": int(columns), "columns_b": _COLUMNS[columns]}
    return facts


def _counted(columns: int) -> str:
    """Digits that count columns, and at the end how many they are, as in ``1234567890123456< 20``."""
    digits = "".join(str(column % 10) for column in range(1, columns + 1))
    end = f"< {columns}"
    return digits[: -len(end)] + end


def knife(profile: Profile) -> Talk:
    """How far the knife stands from the print head."""
    words = ("The knife will cut through the scale below.", "Read the number at the cut.")
    yield Pattern(page(8, "Knife", *words).image(knife_scale(_SCALE_DOTS)))
    # A unit of the family cuts as soon as it reads the command, so it must not come before the paper stands still.
    yield Wait(_REST_SECONDS)
    yield Pattern(Receipt().add(Cut(CutMode.PARTIAL, None)))
    dots = yield Ask(
        "dots",
        "Which number is at the cut? From the lowest one left, take off 8 for each tick.",
        Number(0, _SCALE_DOTS),
    )
    yield Pattern(Receipt().text("the rest of the scale").cut())
    del profile
    return answered(head_to_knife_dots=dots)


def full_cut(profile: Profile) -> Talk:
    """Whether a full cut is one."""
    del profile
    yield Pattern(page(9, "Full cut", "This piece is cut off fully, if the unit can.").cut(CutMode.FULL))
    said = yield Ask(
        "piece",
        "Is the piece off, does it hang by a bit of paper, or is it not cut?",
        Choice(("off", "hangs", "uncut")),
    )
    return {"cuts_fully": said == "off"} if said in ("off", "hangs") else {}


def early_cut(profile: Profile) -> Talk:
    """Whether a cut overtakes what is printed above it: always, or right behind black only."""
    del profile
    # The cut goes as raw bytes: one that is known as a cut would be held back on a unit of which this is known already.
    cut = Raw(Cut().encode())
    shown = page(13, "Early cut", "Is the arrow below whole, and above the cut?")
    yield Pattern(shown.add(Raster(_ARROW_BYTES, dots_of(arrow()))).add(cut))
    is_whole = yield Ask("arrow", "Is the whole arrow on the piece that was cut off?", YesOrNo())
    if not is_whole:
        return answered(cuts_early=None if is_whole is None else True)
    yield Pattern(page(14, "Black", "Is the bar below whole?").add(Raster(_BAR_BYTES, _BAR)).add(cut))
    bar = yield Ask("bar", "Is the whole black bar (6 mm) on the piece that was cut off?", YesOrNo())
    return answered(cuts_early=False, stalls_on_black=None if bar is None else not bar)


def feed(profile: Profile) -> Talk:
    """How many lines one ``ESC d`` feeds."""
    unclamped = profile.with_facts(longest_line_feed=255)  # or the lines would go in several feeds
    receipt = page(10, "Feed", f"A gap of {_FED_LINES} lines is asked for.").text("--- the gap begins")
    receipt.add(FeedLines(_FED_LINES)).text("--- the gap ends; how many lines was it?")
    for line in range(1, _FED_LINES + 1):
        receipt.text(f"{line}")
    yield Pattern(receipt.cut(), profile=unclamped)
    lines = yield Ask("lines", "How many of the numbered lines would fit into the gap?", Number(0, _FED_LINES))
    return {"longest_line_feed": lines} if lines else {}
