"""What the host asks the printer about itself, and what it says by itself of what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual import answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.personality import Personality
    from ocom809.virtual.sensors import Sensors


class Questions:
    """Answers the host, as far as the unit answers at all.

    Args:
        personality: Which questions it answers.
        sensors: What it answers from.
        reply: Where answers go that are due at once.
    """

    def __init__(self, personality: Personality, sensors: Sensors, reply: Callable[[bytes], None]) -> None:
        self._personality = personality
        self._sensors = sensors
        self._reply = reply
        self.forget()

    def forget(self) -> None:
        """Nothing is told unasked from here on."""
        self._automatic_status = answers.AutomaticStatus()

    def tell_changes(self) -> None:
        """Tell of what changed, if asked to."""
        self._say(self._automatic_status.changed(self._sensors))

    def answer_at_once(self, number: int) -> None:
        """DLE EOT, when it is heeded."""
        self._say(answers.real_time_status(number, self._sensors))

    def answer(self, instruction: Instruction) -> None:
        """Answer a question whose turn has come."""
        _IN_TURN[instruction.name](self, instruction)

    def _status(self, instruction: Instruction) -> None:
        if self._personality.answers_gs_r:
            self._say(answers.status(instruction.values[0], self._sensors))

    def _enable_status(self, instruction: Instruction) -> None:
        if self._personality.automatic_status:
            self._say(self._automatic_status.enable(instruction.values[0], self._sensors))

    def _identify(self, instruction: Instruction) -> None:
        known, number = self._personality.identity, instruction.values[0]
        self._say(known.get(number, known.get(answers.identity_number(number), b"")))

    def _stay_silent(self, _instruction: Instruction) -> None:
        """ESC v is a question for the status port; no source knows an answer to it among the print data."""

    def _say(self, data: bytes) -> None:
        if data:
            self._reply(data)


_IN_TURN: Final[dict[str, Callable[[Questions, Instruction], None]]] = {
    "GS r": Questions._status,
    "GS a": Questions._enable_status,
    "GS I": Questions._identify,
    "ESC v": Questions._stay_silent,
}
