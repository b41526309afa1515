"""What the firmware does for the settings: lets them hold, and prints what a set-up command brings on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.instruction import Instruction
from ocom809.virtual.interpreter import Interpreter
from ocom809.virtual.settings.effects import Effects, printable_dots, reading
from ocom809.virtual.settings.orders import Act
from ocom809.virtual.settings.reprint import instructions_again
from ocom809.virtual.settings.set_up import SetUp

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.flash import Flash
    from ocom809.virtual.mechanism import Mechanism
    from ocom809.virtual.personality import Personality
    from ocom809.virtual.ticket import Ticket

_FIRST_CHARACTER: Final = 0x20


class Keeper:
    """Stands between the settings and the interpreter.

    Args:
        personality: Which unit it is.
        flash: Where the settings lie.
        mechanism: What they work on.
        mac: Its hardware address, where it is not that of its personality.
        run: Carries out an instruction as the firmware does.
        print_page: Prints the self-test page.

    Attributes:
        set_up: The settings.
        restart_wanted: Whether a command asked for a restart, which the firmware does when that command has ended.
    """

    def __init__(
        self,
        personality: Personality,
        flash: Flash,
        mechanism: Mechanism,
        mac: bytes | None,
        *,
        run: Callable[[Instruction], None],
        print_page: Callable[[], None],
    ) -> None:
        self._personality = personality
        self._flash = flash
        self._mechanism = mechanism
        self._run = run
        self._print_page = print_page
        self.restart_wanted = False
        self.set_up = SetUp(personality, flash, mechanism, mac)
        self.set_up.on_act = self._act
        self.set_up.on_characters = self._print_characters
        self.set_up.on_effect = self._take_effect
        self._effects = Effects(self.set_up, mechanism)
        mechanism.on_paper_end = self._print_again
        self._interpreter = self.fresh_interpreter()

    def fresh_interpreter(self) -> Interpreter:
        """An interpreter as it is when the unit is switched on."""
        settings, traits = self.set_up.in_effect, self._personality
        return Interpreter(
            self._mechanism,
            width_dots=traits.width_dots,
            interpretation=reading(settings, traits.interpretation),
            flash=self._flash,
            printable_dots=printable_dots(settings, traits.width_dots),
        )

    def start(self, interpreter: Interpreter) -> None:
        """Switched on, with this interpreter: what is kept holds."""
        self.restart_wanted = False
        self._interpreter = interpreter
        self._take_effect()

    def heeded(self, instruction: Instruction) -> Instruction:
        """The instruction as the settings let it be."""
        return self._effects.heeded(instruction)

    def work(self) -> None:
        """Do what has become due."""
        self._effects.look()
        order, rest = self.set_up.haste.overdue(self._mechanism.stopwatch.seconds)
        if order is not None:
            self.set_up.carry_out(order, "US i")
        if rest:
            self._print_characters(rest)

    def wire_closed(self) -> None:
        """The host has gone: a set-up that had to wait for that is complete."""
        order = self.set_up.haste.closed()
        if order is not None:
            self.set_up.carry_out(order, "US i")

    @property
    def seconds_left(self) -> float | None:
        """How long until a set-up has waited for too long."""
        return self.set_up.haste.seconds_left(self._mechanism.stopwatch.seconds)

    def _take_effect(self) -> None:
        """Let settings hold that have changed; modes begin with them at the next ESC @."""
        settings, traits = self.set_up.in_effect, self._personality
        self._effects.apply()
        self._interpreter.interpretation = reading(settings, traits.interpretation)
        self._interpreter.printable_dots = printable_dots(settings, traits.width_dots)

    def _act(self, act: Act) -> None:
        if act is Act.RESTART:
            self.restart_wanted = True  # what runs now must end before its memory is cleared
        elif act is Act.TEST_PAGE:
            self._print_page()
        elif act is Act.CUT:
            self._mechanism.feed_to_knife()
            self._mechanism.cut(partial=True)

    def _print_characters(self, data: bytes) -> None:
        """Print the bytes of a set-up command as what they are otherwise."""
        self._mechanism.event("not known", hex=data.hex(" "))
        text = bytes(byte for byte in data if byte >= _FIRST_CHARACTER)
        self._interpreter.run(Instruction(0, "text", text, (), text))

    def _print_again(self, rest: Ticket) -> None:
        """The new roll begins with the receipt that the old one did not hold, where that is set; modes begin anew."""
        if not self.set_up.in_effect.reprint_after_paper_end:
            return
        again = instructions_again(rest.source)
        if not again:
            return
        self._mechanism.drop_work()
        self._interpreter.reset()
        self._mechanism.event("printed again", instructions=len(again))
        for instruction in again:
            self._run(instruction)
