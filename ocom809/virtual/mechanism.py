"""The mechanism: paper feed, head and knife at work one thing after the other, and what waits while they cannot."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from ocom809.virtual.allowance import Allowance
from ocom809.virtual.clock import Stopwatch
from ocom809.virtual.journal import Journal
from ocom809.virtual.knife import Knife
from ocom809.virtual.paper import Ending, TextLine
from ocom809.virtual.paper_feed import PaperFeed
from ocom809.virtual.paper_path import PaperPath
from ocom809.virtual.sensors import Sensors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ocom809.virtual.clock import Clock
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.lag import HeadLag
    from ocom809.virtual.paper_feed import Work
    from ocom809.virtual.ticket import Ticket


def _nobody_listens(_data: bytes) -> None:
    pass


def _nobody_answers(_instruction: Instruction) -> None:
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
        lag: How far the head is behind when something is cut; nowhere where None, as on most units.
        allowance: How much paper may be asked for; its usual bound where None.
        clock: Where the time comes from, in seconds.

    Attributes:
        sensors: What it knows of itself; whoever changes one calls ``go_on`` afterwards.
        stopwatch: The time since it was made.
        journal: What happened.
        paper: Where the paper goes: the sheet, and what came off it.
        paper_feed: What moves it.
        knife: What cuts it.
        on_reply: Gets what goes back to the host.
        on_question: Gets the instructions that ask the printer about itself.
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
        self.stopwatch = Stopwatch(clock)
        self.paper = PaperPath(width_dots, head_to_knife_dots)
        self.journal = Journal(self.stopwatch, self.paper)
        self.knife = Knife(self.sensors, self.journal, cuts_fully=cuts_fully)
        self.paper_feed = PaperFeed(
            self.sensors,
            self.paper,
            self.journal,
            self.stopwatch,
            speed_mm_s=speed_mm_s,
            lag=lag,
            allowance=allowance or Allowance(clock=clock),
        )
        self._knife_dots = head_to_knife_dots
        self.on_reply: Callable[[bytes], None] = _nobody_listens
        self.on_question: Callable[[Instruction], None] = _nobody_answers
        self.on_paper_end: Callable[[Ticket], None] = _nobody_takes
        self._work: deque[Work] = deque()

    # PrintHead: what the interpreter asks for.

    @property
    def busy(self) -> bool:
        """Whether work is left over that cannot be done now."""
        return bool(self._work)

    def print_rows(self, rows: Sequence[int], *, text: str = "", lines: Sequence[TextLine] = ()) -> None:
        """Print rows of dots, one dot of paper each."""
        self._take_on(self.paper_feed.printing(rows, (TextLine(0, text), *lines) if text else lines))

    def feed(self, dots: int) -> None:
        """Advance the paper."""
        self._take_on(self.paper_feed.feeding(dots, padding=True))

    def feed_to_knife(self) -> None:
        """Advance the paper by the distance from head to knife."""
        # A cut that overtakes what is printed does so before it feeds: this feed keeps it from nothing.
        self._take_on(self.paper_feed.feeding(self._knife_dots, padding=False))

    def cut(self, *, partial: bool) -> None:
        """Cut where the knife is."""
        self._take_on(self._cutting(self.knife.ending(partial=partial)))

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

    def note(self, name: str, details: Mapping[str, int | str] | None = None) -> None:
        """Note what happens now, whatever waits."""
        self.journal.note(name, details)

    def go_on(self) -> None:
        """Carry out what waits, as far as it goes."""
        while self._work:
            for _ in self._work[0]:
                return
            self._work.popleft()

    def rest(self) -> None:
        """Stop the motor where nothing is left to do; whoever gives it more at once does not call this in between."""
        if not self._work:
            self.paper_feed.stop()

    def drop_work(self) -> None:
        """Forget what waits."""
        self._work.clear()

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
        self.paper_feed.allow_paper()
        if rest is not None and not self.sensors.paper_present:
            self.on_paper_end(rest)
        return rest

    # Work is done one after the other.

    def _take_on(self, work: Work) -> None:
        self._work.append(work)
        if len(self._work) == 1:
            self.go_on()

    def _cutting(self, ending: Ending) -> Work:
        while not self._may_cut():
            yield
        if self.knife.cut(ending):
            self.paper.cut(ending, rows_behind=self.paper_feed.rows_behind)

    def _may_cut(self) -> bool:
        self.paper_feed.watch()
        return self.knife.may_cut()

    def _once(self, action: Callable[[], None]) -> Work:
        while not self.sensors.can_work:
            yield
        action()
