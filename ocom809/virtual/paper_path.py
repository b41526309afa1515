"""The way of the paper: from under the head, past the knife or the tear bar, into the tray."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from ocom809.virtual.paper import DOTS_PER_MM, Ending
from ocom809.virtual.sheet import Sheet
from ocom809.virtual.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.event import Event
    from ocom809.virtual.ticket import Ticket

EVENTS_KEPT: Final = 10_000
SOURCE_LIMIT_BYTES: Final = 1024 * 1024
"""Instructions kept with one ticket."""


def _nobody_takes(_ticket: Ticket) -> None:
    pass


class PaperPath:
    """The sheet that hangs together, and the pieces that came off it.

    Args:
        width_dots: Dots across the paper.
        knife_dots: Paper between head and knife; a sheet begins with that much blank paper.

    Attributes:
        sheet: What hangs out now.
        advanced_dots: Paper that the motor has moved so far.
        on_ticket: Gets each piece of paper that comes off.
    """

    def __init__(self, width_dots: int, knife_dots: int) -> None:
        self._width_dots = width_dots
        self._knife_dots = knife_dots
        self._tray = Tray()
        self._events: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self._source = bytearray()
        self._finished = 0
        self.advanced_dots = 0
        self.on_ticket: Callable[[Ticket], None] = _nobody_takes
        self.sheet = self._new_sheet()

    @property
    def mm(self) -> float:
        """Paper advanced by the motor since the printer was made, in millimetres."""
        return self.advanced_dots / DOTS_PER_MM

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """What came off, oldest first, as far as it is kept."""
        return self._tray.tickets

    @property
    def hanging(self) -> Ticket:
        """What hangs out now, down to the head, as if it were torn off there."""
        return self.sheet.piece(Ending.TORN_OFF, number=self._finished + 1, events=tuple(self._events))

    def note(self, event: Event) -> None:
        """Keep what happened beside the paper on which it happened."""
        self._events.append(event)

    def note_source(self, data: bytes) -> None:
        """Keep the bytes of an instruction beside the paper that it prints on; one byte too many tells of the rest."""
        self._source += data[: SOURCE_LIMIT_BYTES + 1 - len(self._source)]

    def cut(self, ending: Ending, *, rows_behind: int) -> None:
        """Separate what lies above the knife, but for as many rows as are not out yet."""
        y_dots = self.sheet.height_dots - self._knife_dots - rows_behind
        if y_dots > 0:
            self._finish(y_dots, ending)

    def tear_off(self) -> Ticket | None:
        """Pull out what is printed until it lies above the tear bar, which is where the knife is, and tear it off."""
        if self.sheet.is_blank:
            return None
        self.sheet.feed(min(self._knife_dots, self.sheet.room_rows))
        y_dots = self.sheet.height_dots - self._knife_dots
        return self._finish(y_dots, Ending.TORN_OFF) if y_dots > 0 else None

    def change_roll(self) -> Ticket | None:
        """Take out the rest of the roll with what hangs from it, and put in a new one."""
        rest = None if self.sheet.is_blank else self._finish(self.sheet.height_dots, Ending.PAPER_END)
        self.sheet = self._new_sheet()
        return rest

    def _finish(self, y_dots: int, ending: Ending) -> Ticket:
        self._finished += 1
        events, source = tuple(self._events), self._source_so_far()
        ticket = self.sheet.take_off(y_dots, ending, number=self._finished, events=events, source=source)
        self._events.clear()
        self._source.clear()
        self._tray.put(ticket)
        self.on_ticket(ticket)
        return ticket

    def _source_so_far(self) -> bytes | None:
        return bytes(self._source) if len(self._source) <= SOURCE_LIMIT_BYTES else None

    def _new_sheet(self) -> Sheet:
        return Sheet(self._width_dots, leading_dots=self._knife_dots, began=Ending.FULL_CUT)
