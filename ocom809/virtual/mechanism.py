"""The mechanism: sensors, motor, head and knife, and the work that waits while they cannot."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from ocom809.virtual.allowance import Allowance
from ocom809.virtual.event import Event
from ocom809.virtual.motor import Motor
from ocom809.virtual.paper import DOTS_PER_MM, Ending, TextLine
from ocom809.virtual.paper_path import EVENTS_KEPT, PaperPath
from ocom809.virtual.sensors import Sensors

if TYPE_CHECKING:
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.lag import HeadLag
    from ocom809.virtual.ticket import Ticket

Clock: TypeAlias = Callable[[], float]
_Work: TypeAlias = Generator[None, None, None]


def _nothing_waits() -> int | None:
    return None


def _nobody_listens(_data: bytes) -> None:
    pass


def _nobody_answers(_instruction: Instruction) -> None:
    pass


def _nobody_hears() -> None:
    pass


def _nobody_takes(_ticket: Ticket) -> None:
    pass


class Mechanism:
    """Carries out what the interpreter composes, in order, and keeps what cannot be done now.

    Args:
        width_dots: Dots across the paper.
        head_to_knife_dots: Paper between head and knife; a sheet begins with that much blank paper.
        cuts_fully: Whether the knife can cut from edge to edge; otherwise every cut is partial.
        speed_mm_s: Paper moved in a second; as fast as possible where None.
        allowance: How much paper may be asked for; its usual bound where None.
        lag: How far the head is behind when something is cut; nowhere where None, as on most units.
        clock: Where the time comes from, in seconds.

    Attributes:
        sensors: What it knows of itself; whoever changes one calls ``go_on`` afterwards.
        cutter_blocked: Whether something lies in the knife's way, which the next cut finds out.
        cutter_on: Whether it cuts at all; a setting of the unit.
        advanced_dots: Paper that the motor has moved so far.
        events: What happened, oldest first.
        watch: Asked before the paper moves: brings about what is due here and tells how many dots later it wants to
            be asked again; ``None`` for never.
        on_reply: Gets what goes back to the host.
        on_question: Gets the instructions that ask the printer about itself.
        allowance: How much paper may still be asked for.
        paper: Where it goes: the sheet, and what came off it.
        on_cut: Told when the knife has cut, before the paper comes off.
        on_paper_end: Gets what came off the old roll when it had ended and a new one is put in.
    """

    def __init__(
        self,
        *,
        width_dots: int = 576,
        head_to_knife_dots: int = 144,
        cuts_fully: bool = True,
        speed_mm_s: float | None = None,
        lag: HeadLag | None = None,
        allowance: Allowance | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        self.sensors = Sensors()
        self.cutter_blocked = False
        self.cutter_on = True
        self.advanced_dots = 0
        self.events: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self.paper = PaperPath(width_dots, head_to_knife_dots)
        self.allowance = allowance or Allowance(clock=clock)
        self._knife_dots = head_to_knife_dots
        self._cuts_fully = cuts_fully
        self._motor = Motor(None if speed_mm_s is None else speed_mm_s * DOTS_PER_MM)
        self._lag = lag if lag is not None and lag.is_possible else None
        self._clock = clock
        self._made_at = clock()
        self._moment: float | None = None
        self.watch: Callable[[], int | None] = _nothing_waits
        self.on_reply: Callable[[bytes], None] = _nobody_listens
        self.on_question: Callable[[Instruction], None] = _nobody_answers
        self.on_cut: Callable[[], None] = _nobody_hears
        self.on_paper_end: Callable[[Ticket], None] = _nobody_takes
        self._work: deque[_Work] = deque()

    # PrintHead: what the interpreter asks for.

    @property
    def busy(self) -> bool:
        """Whether work is left over that cannot be done now."""
        return bool(self._work)

    def print_rows(self, rows: Sequence[int], *, text: str = "", lines: Sequence[TextLine] = ()) -> None:
        """Print rows of dots, one dot of paper each."""
        self._take_on(self._printing(rows, (TextLine(0, text), *lines) if text else lines))

    def feed(self, dots: int) -> None:
        """Advance the paper."""
        self._take_on(self._feeding(dots, padding=True))

    def feed_to_knife(self) -> None:
        """Advance the paper by the distance from head to knife."""
        # A cut that overtakes what is printed does so before it feeds: this feed keeps it from nothing.
        self._take_on(self._feeding(self._knife_dots, padding=False))

    def cut(self, *, partial: bool) -> None:
        """Cut where the knife is."""
        whole = self._cuts_fully and not partial
        self._take_on(self._cutting(Ending.FULL_CUT if whole else Ending.PARTIAL_CUT))

    def event(self, name: str, **details: int | str) -> None:
        """Note what happens, when its turn has come."""
        self._take_on(self._once(lambda: self.note(name, details)))

    def reply(self, data: bytes) -> None:
        """Answer the host, when the turn has come."""
        self._take_on(self._once(lambda: self.on_reply(data)))

    def ask(self, instruction: Instruction) -> None:
        """Let the printer answer a question about itself, when the turn has come."""
        self._take_on(self._once(lambda: self.on_question(instruction)))

    # What the printer around it does.

    @property
    def can_work(self) -> bool:
        """Whether paper may move now."""
        sensors = self.sensors
        return sensors.powered and not sensors.offline

    @property
    def mm(self) -> float:
        """Paper advanced by the motor since the printer was made, in millimetres."""
        return self.advanced_dots / DOTS_PER_MM

    @property
    def seconds(self) -> float:
        """Time since the printer was made; an earlier moment while that is caught up with."""
        seconds = self._clock() - self._made_at
        return seconds if self._moment is None else min(seconds, self._moment)

    @contextmanager
    def at(self, moment: float) -> Iterator[None]:
        """Let it be that moment, which has passed unseen."""
        self._moment = moment
        try:
            yield
        finally:
            self._moment = None

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """What came off, oldest first, as far as it is kept."""
        return self.paper.tickets

    @property
    def hanging(self) -> Ticket:
        """What hangs out now, down to the head, as if it were torn off there."""
        return self.paper.hanging

    def go_on(self) -> None:
        """Carry out what waits, as far as it goes."""
        while self._work:
            for _ in self._work[0]:
                return
            self._work.popleft()

    def rest(self) -> None:
        """Stop the motor where nothing is left to do; whoever gives it more at once does not call this in between."""
        if not self._work:
            self._motor.stop()

    @property
    def rows_per_second(self) -> float | None:
        """How fast it prints; as fast as possible where None."""
        return self._motor.rows_per_second

    @property
    def step_rows(self) -> int | None:
        """Rows that it prints in one step of the paper; ``None`` where all of them are printed at once."""
        return self._motor.step_rows

    def set_speed(self, mm_s: int) -> None:
        """Print at another speed from here on, where printing takes time at all."""
        if self._motor.rows_per_second is not None:
            self._motor.stop()
            self._motor.rows_per_second = mm_s * DOTS_PER_MM

    @property
    def seconds_left(self) -> float | None:
        """How long until the moving paper is to be looked at again; ``None`` while none moves."""
        return self._motor.seconds_left(self.seconds) if self.can_work else None

    def drop_work(self) -> None:
        """Forget what waits."""
        self._work.clear()

    def note(self, name: str, details: Mapping[str, int | str] | None = None) -> None:
        """Note what happens now, whatever waits."""
        event = Event(name, self.seconds, self.mm, MappingProxyType(dict(details or {})))
        self.events.append(event)
        self.paper.note(event)

    def allow_paper(self) -> None:
        """Count anew how much paper is asked for."""
        self.allowance.begin(self.advanced_dots)

    def tear_off(self) -> Ticket | None:
        """Pull out what is printed until it lies above the tear bar, and tear it off; blank paper stays where it is.

        The bar stands where the knife does. At the end of the roll nothing is left to hold back, so all of it comes.
        """
        if not self.sensors.paper_present and not self.paper.sheet.is_blank:
            return self.change_roll()
        return self.paper.tear_off()

    def change_roll(self) -> Ticket | None:
        """Take out the rest of the roll with what hangs from it, and put in a new one."""
        rest = self.paper.change_roll()
        self.allow_paper()
        if rest is not None and not self.sensors.paper_present:
            self.on_paper_end(rest)
        return rest

    # How each kind of work is done. A generator yields where it cannot go on.

    def _take_on(self, work: _Work) -> None:
        self._work.append(work)
        if len(self._work) == 1:
            self.go_on()

    def _printing(self, rows: Sequence[int], lines: Sequence[TextLine]) -> _Work:
        place = 0
        while place < len(rows):
            count = self._may_advance(len(rows) - place)
            if count:
                part = rows if count == len(rows) else rows[place : place + count]
                noted = lines if count == len(rows) else _between(lines, place, place + count)
                self.paper.sheet.print_rows(part, noted)
                if self._lag is not None:
                    self._lag.printed(part, self.seconds)
                self._has_advanced(count)
                place += count
            else:
                yield

    def _feeding(self, dots: int, *, padding: bool) -> _Work:
        while dots > 0:
            count = self._may_advance(dots)
            if count:
                self.paper.sheet.feed(count)
                if padding and self._lag is not None:
                    self._lag.fed(count, self.seconds)
                self._has_advanced(count)
                dots -= count
            else:
                yield

    def _cutting(self, ending: Ending) -> _Work:
        while not self._may_cut():
            yield
        if not self.cutter_on:
            self.note("no cut", {"reason": "the cutter is switched off"})
            return
        self.note("cut", {"kind": ending.value})
        self.on_cut()
        self.paper.cut(ending, rows_behind=0 if self._lag is None else self._lag.rows_behind(self.seconds))

    def _once(self, action: Callable[[], None]) -> _Work:
        while not self.can_work:
            yield
        action()

    def _may_advance(self, wanted: int) -> int:
        """How many dots the paper may move now; none while something holds it."""
        until = self.watch()
        if not self.can_work:
            self._motor.stop()
            return 0
        room, left = self.paper.sheet.room_rows, self.allowance.left(self.advanced_dots, wanted)
        if not room:
            self._break("sheet full", rows=self.paper.sheet.height_dots)
        elif not left:
            self._break("too much paper", rows=self.advanced_dots, offset=self.allowance.offset)
        return self._moved(min(left, room, wanted if until is None else until))

    def _break(self, reason: str, **details: int) -> None:
        """End it for good: only switching off mends that."""
        self.sensors.unrecoverable = True
        self.note(reason, details)

    def _moved(self, allowed: int) -> int:
        """How many of these dots there has been time for."""
        if self._lag is None and self._motor.rows_per_second is None:
            return allowed
        now = self.seconds
        if not self._motor.is_running:
            if self._lag is not None:
                self._lag.catch_up(now)
            self._motor.start(now)
        return self._motor.move(allowed, now)

    def _has_advanced(self, dots: int) -> None:
        # What is due at this very dot is there before anything else happens, such as a question that comes next.
        self.advanced_dots += dots
        self.watch()

    def _may_cut(self) -> bool:
        self.watch()
        if self.can_work and self.cutter_blocked and self.cutter_on:
            self.sensors.cutter_error = True
            self.note("cutter jam")
        return self.can_work


def _between(lines: Sequence[TextLine], first: int, end: int) -> list[TextLine]:
    """The lines that begin in these rows, counted from the first of them."""
    return [TextLine(line.y_dots - first, line.text) for line in lines if first <= line.y_dots < end]
