"""Real-time commands: when a unit heeds them, and what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.traits import RealTime

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.mechanism import Mechanism
    from ocom809.virtual.questions import Questions

REAL_TIME: Final = frozenset({"DLE EOT", "DLE ENQ", "DLE DC4"})
_RECOVER, _RECOVER_AND_CLEAR = 1, 2
_PULSE, _PULSE_STEP_MS, _LONGEST_PULSE = 1, 100, 8
_PINS: Final = (2, 5)


class RealTimeCommands:
    """Obeys DLE EOT, DLE ENQ and DLE DC4.

    Args:
        when: When the unit heeds them.
        mechanism: Its sensors, and where a pulse is noted.
        questions: What answers DLE EOT.
        forget: Forgets what was received and not printed, but not what still arrives.
        go_on: Goes on with what waits.
    """

    def __init__(
        self,
        when: RealTime,
        mechanism: Mechanism,
        questions: Questions,
        *,
        forget: Callable[[], None],
        go_on: Callable[[], None],
    ) -> None:
        self._when = when
        self._mechanism = mechanism
        self._questions = questions
        self._forget = forget
        self._go_on = go_on

    def are_heeded_now(self, *, nothing_waits: bool) -> bool:
        """Whether one that has just arrived is."""
        return self._when is RealTime.AT_ONCE or (self.are_heeded_in_order and nothing_waits)

    @property
    def are_heeded_in_order(self) -> bool:
        """Whether they wait for their turn like any other instruction."""
        return self._when is RealTime.IN_ORDER

    def obey(self, instruction: Instruction) -> None:
        """Do what it asks for."""
        number, *rest = instruction.values
        if instruction.name == "DLE EOT":
            self._questions.answer_at_once(number)
        elif instruction.name == "DLE ENQ":
            self._recover(number)
        elif number == _PULSE:
            self._pulse(*rest)

    def _recover(self, number: int) -> None:
        """DLE ENQ, heeded after a cutter error only.

        1 goes on with what failed, which is the cut, and loses nothing; 2 forgets what was received and not printed.
        Modes and definitions stay in both. What arrives behind it is not forgotten.
        """
        if not self._mechanism.sensors.cutter_error or number not in {_RECOVER, _RECOVER_AND_CLEAR}:
            return
        self._mechanism.sensors.cutter_error = False
        if number == _RECOVER_AND_CLEAR:
            self._forget()
        self._go_on()

    def _pulse(self, connector: int, length: int) -> None:
        """DLE DC4 1 m t: the drawer, unless there is an error."""
        in_range = connector < len(_PINS) and 1 <= length <= _LONGEST_PULSE
        if in_range and not self._mechanism.sensors.error:
            pulse_ms = length * _PULSE_STEP_MS
            self._mechanism.note("drawer", {"pin": _PINS[connector], "on_ms": pulse_ms, "off_ms": pulse_ms})
