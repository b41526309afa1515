"""The knife: whether it cuts, how far, and what keeps it from cutting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.virtual.paper import Ending

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.journal import Journal
    from ocom809.virtual.sensors import Sensors


def _nobody_hears() -> None:
    pass


class Knife:
    """Cuts where it stands, unless something lies in its way or it is switched off.

    Args:
        sensors: Where it shows that it did not reach its place.
        journal: Where it is noted what it did.
        cuts_fully: Whether it can cut from edge to edge; otherwise every cut is partial.

    Attributes:
        is_blocked: Whether something lies in its way, which the next cut finds out.
        is_on: Whether it cuts at all; a setting of the unit.
        on_cut: Told when it has cut, before the paper comes off.
    """

    def __init__(self, sensors: Sensors, journal: Journal, *, cuts_fully: bool) -> None:
        self._sensors = sensors
        self._journal = journal
        self._cuts_fully = cuts_fully
        self.is_blocked = False
        self.is_on = True
        self.on_cut: Callable[[], None] = _nobody_hears

    def ending(self, *, partial: bool) -> Ending:
        """How paper comes off when it is asked for such a cut."""
        return Ending.FULL_CUT if self._cuts_fully and not partial else Ending.PARTIAL_CUT

    def may_cut(self) -> bool:
        """Whether it can try now; what lies in its way is an error from here on."""
        if self._sensors.can_work and self.is_blocked and self.is_on:
            self._sensors.cutter_error = True
            self._journal.note("cutter jam")
        return self._sensors.can_work

    def cut(self, ending: Ending) -> bool:
        """Cut, and tell whether it did; it does not where it is switched off."""
        if not self.is_on:
            self._journal.note("no cut", {"reason": "the cutter is switched off"})
            return False
        self._journal.note("cut", {"kind": ending.value})
        self.on_cut()
        return True
