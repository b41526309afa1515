"""What the settings do to paper, knife, drawer and buzzer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpretation import Interpretation
    from ocom809.virtual.mechanism import Mechanism
    from ocom809.virtual.settings.set_up import SetUp
    from ocom809.virtual.settings.values import Settings

_DOTS_PER_MM: Final = 8
_DOTS_FOR_42_COLUMNS: Final = 512
# The pulse that vendors' tools send, 1B 70 00 1E FF.
_KICK: Final = {"pin": 2, "on_ms": 60, "off_ms": 510}
_VALUES_OF_A_SOUND: Final = {"ESC B": 2, "ESC C": 3}
"""With fewer values they set the left margin and the length of a page, on other families."""
_SILENCED: Final = {1: 0, 3: 2}
"""ESC C without its sound: 1 sound becomes nothing, 3 both becomes light."""


def printable_dots(settings: Settings, head_dots: int) -> int:
    """How many of the head's dots are printed on, counted from the left, where the area lies by guess."""
    width = head_dots if settings.print_width_mm is None else settings.print_width_mm * _DOTS_PER_MM
    return min(head_dots, width, _DOTS_FOR_42_COLUMNS if settings.columns == 42 else head_dots)  # noqa: PLR2004


def reading(settings: Settings, interpretation: Interpretation) -> Interpretation:
    """How the firmware reads a stream with these settings, from the next ESC @ on."""
    return replace(interpretation, chinese_at_power_on=settings.chinese, code_page_at_power_on=settings.code_page)


def _is_sound(instruction: Instruction) -> bool:
    return len(instruction.values) == _VALUES_OF_A_SOUND.get(instruction.name)


class Effects:
    """Lets the settings that hold work on the mechanism.

    Args:
        set_up: The settings.
        mechanism: What they work on.
    """

    def __init__(self, set_up: SetUp, mechanism: Mechanism) -> None:
        self._set_up = set_up
        self._mechanism = mechanism
        self._cover_was_open = False
        mechanism.knife.on_cut = self._has_cut

    def apply(self) -> None:
        """Something else holds from now on."""
        settings = self._set_up.in_effect
        self._mechanism.knife.is_on = settings.cutter
        if settings.speed_mm_s is not None:
            self._mechanism.paper_feed.set_speed(settings.speed_mm_s)

    def look(self) -> None:
        """See whether the cover has been closed, and cut where that is set."""
        was_open, self._cover_was_open = self._cover_was_open, self._mechanism.sensors.cover_open
        wanted = self._set_up.in_effect.cut_on_cover_close
        if not was_open or self._cover_was_open or wanted == "no":
            return
        if wanted == "feed and cut":
            self._mechanism.feed_to_knife()
        self._mechanism.cut(partial=True)

    def heeded(self, instruction: Instruction) -> Instruction:
        """The instruction as a unit without its beeper takes it."""
        if self._set_up.in_effect.beeper or not _is_sound(instruction):
            return instruction
        self._mechanism.event("no sound", instruction=instruction.name)
        if instruction.name == "ESC B":
            return replace(instruction, name="NUL", values=())
        times, length, kind = instruction.values
        return replace(instruction, values=(times, length, _SILENCED.get(kind, kind)))

    def _has_cut(self) -> None:
        settings = self._set_up.in_effect
        alarm = settings.alarm_after_cut
        if alarm is not None:
            self._mechanism.note("alarm", {"times": alarm.times, "ms": alarm.ms, "kind": alarm.kind})
        if settings.drawer_with_cut:
            self._mechanism.note("drawer", _KICK)
