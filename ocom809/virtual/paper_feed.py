"""The paper feed: how far the paper may move now, and what it takes to the head as it moves."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from ocom809.virtual.motor import Motor
from ocom809.virtual.paper import DOTS_PER_MM, TextLine

if TYPE_CHECKING:
    from ocom809.virtual.allowance import Allowance
    from ocom809.virtual.clock import Stopwatch
    from ocom809.virtual.journal import Journal
    from ocom809.virtual.lag import HeadLag
    from ocom809.virtual.paper_path import PaperPath
    from ocom809.virtual.sensors import Sensors

Work: TypeAlias = Generator[None, None, None]
"""Something that the mechanism does; it yields where it cannot go on now."""


def _nothing_waits() -> int | None:
    return None


class PaperFeed:
    """Moves the paper as far as sensors, faults, roll, allowance and time let it.

    Args:
        sensors: Whether it may move at all.
        paper: What moves.
        journal: Where it is noted what stopped it for good.
        stopwatch: What the time is.
        speed_mm_s: Paper moved in a second; as fast as possible where None.
        lag: How far the head is behind when something is cut; nowhere where None, as on most units.
        allowance: How much paper may be asked for.

    Attributes:
        allowance: How much paper may still be asked for.
        watch: Asked before the paper moves: brings about what is due here and tells how many dots later it wants to
            be asked again; ``None`` for never.
    """

    def __init__(
        self,
        sensors: Sensors,
        paper: PaperPath,
        journal: Journal,
        stopwatch: Stopwatch,
        *,
        speed_mm_s: float | None,
        lag: HeadLag | None,
        allowance: Allowance,
    ) -> None:
        self._sensors = sensors
        self._paper = paper
        self._journal = journal
        self._stopwatch = stopwatch
        self._motor = Motor(None if speed_mm_s is None else speed_mm_s * DOTS_PER_MM)
        self._lag = lag if lag is not None and lag.is_possible else None
        self.allowance = allowance
        self.watch: Callable[[], int | None] = _nothing_waits

    @property
    def rows_per_second(self) -> float | None:
        """How fast it is; as fast as possible where None."""
        return self._motor.rows_per_second

    @property
    def step_rows(self) -> int | None:
        """Rows that it moves in one step; ``None`` where all of them are moved at once."""
        return self._motor.step_rows

    @property
    def seconds_left(self) -> float | None:
        """How long until the moving paper is to be looked at again; ``None`` while none moves."""
        return self._motor.seconds_left(self._stopwatch.seconds) if self._sensors.can_work else None

    @property
    def rows_behind(self) -> int:
        """Rows that the head has not brought out yet, of those that it was given."""
        return 0 if self._lag is None else self._lag.rows_behind(self._stopwatch.seconds)

    def set_speed(self, mm_s: int) -> None:
        """Move at another speed from here on, where moving takes time at all."""
        if self._motor.rows_per_second is not None:
            self._motor.stop()
            self._motor.rows_per_second = mm_s * DOTS_PER_MM

    def stop(self) -> None:
        """Stop the motor."""
        self._motor.stop()

    def allow_paper(self) -> None:
        """Count anew how much paper is asked for."""
        self.allowance.begin(self._paper.advanced_dots)

    def printing(self, rows: Sequence[int], lines: Sequence[TextLine]) -> Work:
        """Print rows of dots, and note what is to be read in them."""
        place = 0
        while place < len(rows):
            count = self._may_advance(len(rows) - place)
            if count:
                part = rows if count == len(rows) else rows[place : place + count]
                noted = lines if count == len(rows) else _between(lines, place, place + count)
                self._paper.sheet.print_rows(part, noted)
                if self._lag is not None:
                    self._lag.printed(part, self._stopwatch.seconds)
                self._has_advanced(count)
                place += count
            else:
                yield

    def feeding(self, dots: int, *, padding: bool) -> Work:
        """Advance the paper; with ``padding`` the head has these white rows to bring out as well."""
        while dots > 0:
            count = self._may_advance(dots)
            if count:
                self._paper.sheet.feed(count)
                if padding and self._lag is not None:
                    self._lag.fed(count, self._stopwatch.seconds)
                self._has_advanced(count)
                dots -= count
            else:
                yield

    def _may_advance(self, wanted: int) -> int:
        """How many dots the paper may move now; none while something holds it."""
        until = self.watch()
        if not self._sensors.can_work:
            self._motor.stop()
            return 0
        room, left = self._paper.sheet.room_rows, self.allowance.left(self._paper.advanced_dots, wanted)
        if not room:
            self._break("sheet full", rows=self._paper.sheet.height_dots)
        elif not left:
            self._break("too much paper", rows=self._paper.advanced_dots, offset=self.allowance.offset)
        return self._moved(min(left, room, wanted if until is None else until))

    def _break(self, reason: str, **details: int) -> None:
        """End it for good: only switching off mends that."""
        self._sensors.unrecoverable = True
        self._journal.note(reason, details)

    def _moved(self, allowed: int) -> int:
        """How many of these dots there has been time for."""
        if self._lag is None and self._motor.rows_per_second is None:
            return allowed
        now = self._stopwatch.seconds
        if not self._motor.is_running:
            if self._lag is not None:
                self._lag.catch_up(now)
            self._motor.start(now)
        return self._motor.move(allowed, now)

    def _has_advanced(self, dots: int) -> None:
        # What is due at this very dot is there before anything else happens, such as a question that comes next.
        self._paper.advanced_dots += dots
        self.watch()


def _between(lines: Sequence[TextLine], first: int, end: int) -> list[TextLine]:
    """The lines that begin in these rows, counted from the first of them."""
    return [TextLine(line.y_dots - first, line.text) for line in lines if first <= line.y_dots < end]
