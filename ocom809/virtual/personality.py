"""Personalities: sets of traits that units of the class were seen to have, so that each can be seen being handled.

Several go together, written ``unyka+small-buffer``: what either has of its own, the whole has.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import reduce
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ocom809.errors import InputError
from ocom809.virtual.interpretation import Interpretation
from ocom809.virtual.settings.personalities import SETTINGS_PERSONALITIES
from ocom809.virtual.traits import WORDS, Alarm, Personality, RealTime

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PERSONALITIES", "Personality", "RealTime", "personality_named"]

_ROWS_IN_4_KB: Final = 56
_MOST_TOGETHER: Final = 10

_PLAIN: Final = Personality(
    name="ocpp-809",
    about="the plain printer of the class",
    source=(
        "80mm Series POS-80XX Programmer Manual; print speed from third-party pages about the OCPP-809, knife "
        "distance measured on an XP-80T, drawer pin on an XP-C58K and a Unyka, full cut and GS I 1 and 2 on a Unyka; "
        "the receive buffer is a guess. Nothing of it was measured on an OCPP-809."
    ),
)

_OTHERS: Final = (
    Personality(
        name="ocpp-80h",
        about="cuts as soon as it reads GS V, though up to 56 rows before it are not printed yet; wait before cutting",
        source=(
            "README of the epos-bridge project, from a real OCOM OCPP-80H. How many rows are waiting is a guess: those "
            "that fill a receive buffer of 4096 bytes, which it calls small."
        ),
        overtaken_rows=_ROWS_IN_4_KB,
    ),
    Personality(
        name="xp-80t",
        about="sounds an alarm at every cut; right behind dense black, a cut comes 24 rows too early",
        source=(
            "Page of supported printers of the printd project, from a real Xprinter XP-80T, which advises 24 white "
            "rows or half a second before the cut. The length of a beep is the default of the Xprinter test tool; what "
            "counts as dense, half the dots over 24 rows, is a guess."
        ),
        stalled_rows=24,
        alarm_on_cut=Alarm(times=3, ms=100, kind="sound and light"),
    ),
    Personality(
        name="unyka",
        about=(
            "answers DLE EOT only when nothing waits before it, GS I only for 49 and 50, and never pushes status; "
            "feeds 4 lines at most by ESC d; prints neither EAN13 nor ITF, and the letters of FS p instead of a picture"
        ),
        source=(
            "Unyka thermal printer skill, an 80 mm clone measured on paper. That what it prints for FS p is just its "
            "letters is a guess."
        ),
        real_time=RealTime.IN_ORDER,
        automatic_status=False,
        identity=MappingProxyType({49: b"\x20", 50: b"\x03"}),
        unknown_instructions=frozenset({"FS p"}),
        refused_barcodes=frozenset({67, 70}),
        interpretation=Interpretation(longest_line_feed=4),
    ),
    Personality(
        name="chinese-rom",
        about="is in Chinese mode after switching on and after ESC @",
        source=(
            "Technical reference of an Xprinter V320L, measured; issue 29 of Adafruit-Thermal and issue 30 of "
            "escpos-rs; the international set from the 80mm Series POS-80XX Programmer Manual."
        ),
        interpretation=Interpretation(chinese_at_power_on=True, international_set=15),
    ),
    Personality(
        name="japanese-rom",
        about="has Japanese two-byte characters, in JIS or in the Shift-JIS of FS C 1",
        source=(
            "A fuller manual of the class's lineage and an XP-C58K, which give FS C to units with a Japanese ROM. That "
            "JIS is the code at first is Epson's default; a guess here."
        ),
        interpretation=Interpretation(japanese_rom=True),
    ),
    Personality(
        name="control-beeps",
        about="beeps at BEL and at ESC RS",
        source="Reports of a few clones that name no model: a guess for this class.",
        interpretation=Interpretation(beeps=frozenset({"BEL", "ESC RS"})),
    ),
    Personality(
        name="small-buffer",
        about="holds 4096 bytes, and prints what a GS v 0 has beyond that as characters",
        source=(
            "Issues 206 and 610 of escpos-php, about pictures of over 4 KB on a 3nStar RPT-008. Where exactly the "
            "garbage begins, and which, is a guess."
        ),
        receive_buffer_bytes=4096,
        raster_limit_bytes=4096,
    ),
    Personality(
        name="no-replies",
        about="prints and never answers anything",
        source=(
            "Cables and adapters that carry one direction only; the programmer manual gives GS r to serial interfaces "
            "alone."
        ),
        answers=False,
    ),
    Personality(
        name="512-dots",
        about="has 512 dots across",
        source="Third-party pages about the OCPP-809, which give 576 or 512 dots a line.",
        width_dots=512,
    ),
    Personality(
        name="wrong-page-16",
        about="prints page 0 (PC437) where ESC t 16 asks for WPC1252",
        source=(
            "The escpos-printer-db project on the MUNBYN ITPP047. What it prints instead is not told there; PC437 is a "
            "guess."
        ),
        code_pages=MappingProxyType({16: 0}),
    ),
    Personality(
        name="nt-5890k",
        about="prints 8-dot columns of ESC * without stretching them, and swallows an LF straight behind GS v 0",
        source="An NT-5890K, measured; its width, which is that of 58 mm paper, is not taken over.",
        interpretation=Interpretation(eight_dot_pitch=1, swallow_line_feed_after_raster=True),
    ),
    Personality(
        name="partial-cut",
        about="cuts partially where a full cut is asked for",
        source="80mm Series POS-80XX Programmer Manual, which gives the class a partial cut only.",
        cuts_fully=False,
    ),
    Personality(
        name="code128-pairs",
        about="reads CODE128's set C as pairs of digits, not as values from 0 to 99",
        source=("The 80mm Series POS-80XX Programmer Manual gives values; some interpreters of the class read pairs."),
        interpretation=Interpretation(code128_values=False),
    ),
    Personality(
        name="line-spacing-24",
        about="feeds 24 dots a line where nobody asks for another spacing",
        source="One interpreter of the class; most, and the manual of the HPRT TP809, have 30.",
        interpretation=Interpretation(default_line_spacing=24),
    ),
    Personality(
        name="graphics",
        about="prints the pictures of GS ( L and GS 8 L, Epson's graphics, which others of the class ignore",
        source="Manual of the HPRT TP809, which has them; issue 610 of escpos-php, about units that do not know them.",
        interpretation=Interpretation(draws_graphics=True),
    ),
    Personality(
        name="drawer-pin-low",
        about="has a drawer whose sensor pulls pin 3 low at rest, so that DLE EOT 1 at rest is 12h",
        source=(
            "80mm Series POS-80XX Programmer Manual, which leaves the polarity to the drawer; 12h and 16h were both "
            "seen at rest."
        ),
        drawer_pin_high=False,
    ),
)

EVERY_PERSONALITY: Final = (_PLAIN, *_OTHERS, *SETTINGS_PERSONALITIES)
PERSONALITIES: Final[Mapping[str, Personality]] = MappingProxyType({item.name: item for item in EVERY_PERSONALITY})


def personality_named(name: str) -> Personality:
    """The personality of that name, or several together as ``unyka+small-buffer``.

    Raises:
        InputError: There is none, and the hint lists those that there are; or two of them differ in a trait.
    """
    names = list(dict.fromkeys(name.split("+", _MOST_TOGETHER)))
    return reduce(_together, map(_single, names))


def _single(name: str) -> Personality:
    try:
        return PERSONALITIES[name]
    except KeyError:
        known = ", ".join(PERSONALITIES)
        raise InputError(f"no personality is called {name!r}", hint=f"Known are {known}; + joins them.") from None


def _together(first: Personality, second: Personality) -> Personality:
    """What is of its own in either; the plain printer adds nothing to anybody."""
    traits = _merged(first, second, _PLAIN, f"{first.name} and {second.name}")
    words = {item: f"{getattr(first, item)}; {getattr(second, item)}" for item in WORDS}
    return replace(first, **{**traits, **words, "name": f"{first.name}+{second.name}"})


def _merged(first: Any, second: Any, plain: Any, who: str) -> dict[str, Any]:
    names = [item.name for item in fields(plain) if item.name not in WORDS]
    return {
        name: _trait(name, (getattr(first, name), getattr(second, name), getattr(plain, name)), who) for name in names
    }


def _trait(name: str, values: tuple[Any, Any, Any], who: str) -> Any:
    first, second, plain = values
    if second in (plain, first):
        return first
    if first == plain:
        return second
    if is_dataclass(plain):
        return replace(plain, **_merged(first, second, plain, who))  # type: ignore[type-var]
    if isinstance(plain, frozenset):
        return first | second
    raise InputError(f"{who} differ in {name}, so they cannot go together", hint="Choose one of them.")
