"""The firmware: from received bytes to work for the mechanism, each instruction in its turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.virtual.flash import Flash
from ocom809.virtual.inflow import Inflow
from ocom809.virtual.intake import Intake
from ocom809.virtual.own_prints import OwnPrints
from ocom809.virtual.paper import row_bytes
from ocom809.virtual.questions import Questions
from ocom809.virtual.quirks import Quirks
from ocom809.virtual.real_time import REAL_TIME, RealTimeCommands
from ocom809.virtual.settings.keeper import Keeper
from ocom809.virtual.settings.rules import RULES
from ocom809.virtual.underway import Underway

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.mechanism import Mechanism
    from ocom809.virtual.personality import Personality


class Firmware:
    """Takes bytes, lets each instruction have its turn while the mechanism can work, and answers.

    Args:
        personality: How it behaves where units differ.
        mechanism: What carries out its work.
        reply: Where answers go that are due at once.
        mac: Its hardware address, where it is not that of its personality.

    Attributes:
        keeper: The settings, and what they do.
    """

    def __init__(
        self,
        personality: Personality,
        mechanism: Mechanism,
        reply: Callable[[bytes], None],
        mac: bytes | None = None,
    ) -> None:
        self._mechanism = mechanism
        self._questions = Questions(personality, mechanism.sensors, reply)
        self._real_time = RealTimeCommands(
            personality.real_time, mechanism, self._questions, forget=self._forget_received, go_on=self.work
        )
        self._quirks = Quirks(personality, mechanism)
        rate = mechanism.paper_feed.rows_per_second
        self._inflow = Inflow(None if rate is None else rate * row_bytes(personality.width_dots))
        self._intake = Intake(personality.receive_buffer_bytes)
        self._underway = Underway(self._intake)
        self._flash = Flash()
        self.keeper = Keeper(personality, self._flash, mechanism, mac, run=self._run, print_page=self.print_self_test)
        self._own = OwnPrints(personality, mechanism, self.keeper)
        self._start()

    def _start(self) -> None:
        self._interpreter = self.keeper.fresh_interpreter()
        self.keeper.start(self._interpreter)
        self._questions.forget()
        self._own.forget_dump()
        self._mechanism.paper_feed.allow_paper()
        self._follow_state()

    @property
    def is_waiting(self) -> bool:
        """Whether an instruction waits for its turn."""
        return self._intake.is_waiting

    @property
    def room(self) -> int:
        """Bytes that it can take now."""
        if self._own.is_dumping:
            return 0 if self._mechanism.busy else self._intake.capacity
        return self._intake.room(self._held_bytes)

    @property
    def seconds_until_room(self) -> float | None:
        """How long until it can take more; ``None`` where it can now, or where no time brings that about."""
        return None if self.room else self._inflow.seconds_left(self._mechanism.stopwatch.seconds)

    def take(self, data: bytes) -> None:
        """Take bytes in, and do at once what may be done."""
        if self._own.is_dumping:
            self._own.dump(data)
            return
        for instruction in self._intake.feed(data):
            self._inflow.since = None
            self._accept(self._underway.rest_of(instruction))
        self._print_arriving()
        self._dump_half()

    def end_text(self) -> None:
        """The host has gone: characters that wait for what follows them are complete now."""
        for instruction in self._intake.end_text():
            self._accept(instruction)

    @property
    def left_over(self) -> tuple[str | None, bytes]:
        """What stands in the line, as text, and what is here of an instruction that is not complete."""
        line = self._interpreter.line
        half = self._intake.arrived(0, self._intake.arriving)
        return (line.reads(0) if line.printable else None), half

    def work(self) -> None:
        """Carry on with what waits, as far as the mechanism can; then tell of what changed, if asked to."""
        if self.keeper.restart_wanted:
            self.lose_power()
        self.keeper.work()
        self._mechanism.go_on()
        self._take_turns()
        self._print_arriving()
        self._dump_half()
        read = 0 if self._underway.has_begun else self._intake.arriving
        self._inflow.look(read, held=not self._may_work, now=self._mechanism.stopwatch.seconds)
        self._questions.tell_changes()

    def lose_power(self) -> None:
        """Forget everything that was received and not printed, and all settings; the flash memory stays."""
        self._mechanism.drop_work()
        self._intake.clear()
        self._underway.clear()
        self.keeper.set_up.power_up()
        self._start()

    def press_feed(self) -> None:
        """The FEED button: a line of paper, unless ESC c 5 disabled it; it also ends a hex dump."""
        if self._own.is_dumping:
            self._own.end_dump()
        elif not self._interpreter.state.feed_button_enabled:
            self._mechanism.note("ignored", {"button": "FEED", "reason": "disabled by ESC c 5"})
            return
        self._mechanism.paper_feed.allow_paper()  # a person feeds it, no stream
        self._mechanism.feed(self._interpreter.state.line_spacing)

    def print_self_test(self) -> None:
        """Print the self-test page and cut it off."""
        self._own.print_self_test()

    def answer(self, instruction: Instruction) -> None:
        """Answer a question, or do what only the printer as a whole can do, in its turn."""
        if instruction.name in REAL_TIME:
            if self._real_time.are_heeded_in_order:
                self._real_time.obey(instruction)
        elif instruction.name in RULES:
            self.keeper.set_up.obey(instruction)
        elif instruction.name == "GS ( A":
            self._own.test_print(instruction, self._restart)
        elif instruction.name == "US ESC US 67":
            self.print_self_test()
        else:
            self._questions.answer(instruction)

    @property
    def _may_work(self) -> bool:
        return self._mechanism.sensors.can_work and not self._mechanism.busy

    @property
    def _held_bytes(self) -> int:
        """Bytes of the instruction that arrives that take room."""
        if self._underway.has_begun:
            # Where the head has printed what was given to it, the row that is not whole yet is all that is here.
            return 0 if self._may_work else self._underway.held_bytes(prints=self._mechanism.busy)
        arriving = self._intake.arriving
        return self._inflow.left(arriving, self._mechanism.stopwatch.seconds) if self._may_work else arriving

    @property
    def _nothing_waits(self) -> bool:
        return not self._intake.is_waiting and not self._mechanism.busy

    def _accept(self, instruction: Instruction) -> None:
        if self._own.is_dumping:
            self._own.dump(instruction.data)
            return
        if instruction.name in REAL_TIME and self._real_time.are_heeded_now(nothing_waits=self._nothing_waits):
            self._real_time.obey(instruction)
            return
        if self._intake.is_waiting or self._interpreter.is_waiting or not self._may_work:
            self._intake.put(instruction)
            self._take_turns()
        else:
            self._run(instruction)

    def _take_turns(self) -> None:
        self._interpreter.go_on()
        self._follow_state()
        while self._intake.is_waiting and self._may_work:
            instruction = self._intake.next()
            if self._own.is_dumping:
                self._own.dump(instruction.data)
            else:
                self._run(instruction)

    def _print_arriving(self) -> None:
        """Print the rows that are here of a picture that still arrives, step by step."""
        while not self._own.is_dumping and not self._intake.is_waiting and self._may_work:
            ready = self._interpreter.is_ready_for_rows and self._quirks.takes_whole(self._underway.picture_bytes)
            part = self._underway.next_part(self._mechanism.paper_feed.step_rows) if ready else None
            if part is None:
                return
            self._run(part)

    def _run(self, instruction: Instruction) -> None:
        self._mechanism.paper_feed.allowance.offset = instruction.offset
        self._mechanism.paper.note_source(instruction.data)
        for meant in self._quirks.taken_for(self.keeper.heeded(instruction)):
            self._interpreter.run(meant)
        self._follow_state()
        if instruction.name == "ESC @":
            self._questions.forget()

    def _follow_state(self) -> None:
        """Let the sensors stop the paper as the instructions have set them up to."""
        self._mechanism.sensors.near_end_stops = self._interpreter.state.near_end_stops

    def _forget_received(self) -> None:
        """Forget what was received and not printed; what still arrives stands behind whatever asked for this."""
        self._mechanism.drop_work()
        self._intake.clear_waiting()
        self._interpreter.clear_print_buffer()

    def _restart(self) -> None:
        self._interpreter.restart()
        self._questions.forget()
        self._follow_state()

    def _dump_half(self) -> None:
        """Half an instruction that stood behind the request for a dump is no instruction: it is to be dumped."""
        if self._own.is_dumping and not self._intake.is_waiting:
            self._own.dump(self._intake.take_back())
