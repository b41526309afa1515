"""Knife, drawer, buzzer and light, and the questions that the printer around the interpreter answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from ocom809.virtual.handlers._common import OUT_OF_RANGE, choice, ignored

if TYPE_CHECKING:
    from ocom809.virtual.handlers._common import Handler
    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter

DRAWER_PINS: Final = (2, 5)
_PULSE_STEP_MS: Final = 2
_SOUND_STEP_MS: Final = 50
_MOST_BEEPS: Final = 9
_MOST_ALARMS: Final = 20
_ALARM_KINDS: Final = ("nothing", "sound", "light", "sound and light")


@runtime_checkable
class Answering(Protocol):
    """A head that stands in a printer, which can be asked about itself."""

    def ask(self, instruction: Instruction) -> None:
        """Let the printer answer when the turn has come."""


def cut(interpreter: Interpreter, instruction: Instruction) -> None:
    """GS V: 0 full and 1 partial where the paper is; 65 full and 66 partial after feeding to the knife and n units."""
    mode = instruction.values[0]
    if mode not in _CUTS:
        ignored(interpreter, instruction, OUT_OF_RANGE)
        return
    feeds, partial = _CUTS[mode]
    _print_what_waits(interpreter)
    if feeds:
        interpreter.head.feed_to_knife()
        interpreter.head.feed(interpreter.state.down(instruction.values[1]))
    interpreter.head.cut(partial=partial)


def full_cut(interpreter: Interpreter, _instruction: Instruction) -> None:
    """ESC i, of an older family: full cut where the paper is."""
    _print_what_waits(interpreter)
    interpreter.head.cut(partial=False)


def partial_cut(interpreter: Interpreter, _instruction: Instruction) -> None:
    """ESC m, of an older family: partial cut where the paper is."""
    _print_what_waits(interpreter)
    interpreter.head.cut(partial=True)


def drawer(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC p m t1 t2: a pulse of t1 × 2 ms on pin 2 or 5, then a rest of t2 × 2 ms, which is never the shorter."""
    connector, on, off = instruction.values
    which = choice(connector, len(DRAWER_PINS))
    if which is None:
        ignored(interpreter, instruction, OUT_OF_RANGE)
        return
    interpreter.head.event(
        "drawer", pin=DRAWER_PINS[which], on_ms=on * _PULSE_STEP_MS, off_ms=max(on, off) * _PULSE_STEP_MS
    )


def beep(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC B n t: n times for t × 50 ms."""
    # The left margin, which 58 mm families set with ESC B, is shorter.
    times, length = (*instruction.values, 0)[:2]
    if 1 <= times <= _MOST_BEEPS and 1 <= length <= _MOST_BEEPS:
        interpreter.head.event("beep", times=times, ms=length * _SOUND_STEP_MS)
    else:
        ignored(interpreter, instruction, OUT_OF_RANGE)


def alarm(interpreter: Interpreter, instruction: Instruction) -> None:
    """ESC C m t n: m times for t × 50 ms; n is 0 nothing, 1 sound, 2 light, 3 both."""
    # The length of a page, which other printers set with ESC C, is shorter.
    times, length, kind = (*instruction.values, 0, 0)[:3]
    if 1 <= times <= _MOST_ALARMS and 1 <= length <= _MOST_ALARMS and kind < len(_ALARM_KINDS):
        interpreter.head.event("alarm", times=times, ms=length * _SOUND_STEP_MS, kind=_ALARM_KINDS[kind])
    else:
        ignored(interpreter, instruction, OUT_OF_RANGE)


def control_beep(interpreter: Interpreter, instruction: Instruction) -> None:
    """BEL and ESC RS: one beep on a few clones, nothing on others. How long it sounds is nowhere told."""
    if instruction.name in interpreter.interpretation.beeps:
        interpreter.head.event("beep", times=1, instruction=instruction.name)
    else:
        ignored(interpreter, instruction, "beeps on a few clones only")


def ask(interpreter: Interpreter, instruction: Instruction) -> None:
    """What only the printer itself can answer; a head that stands alone says nothing."""
    if isinstance(interpreter.head, Answering):
        interpreter.head.ask(instruction)


def _print_what_waits(interpreter: Interpreter) -> None:
    # No source says that the class ignores a cut in mid-line, so the line comes out before it.
    if not interpreter.at_line_start:
        interpreter.print_line()


# GS V m: whether it feeds to the knife first, and whether the cut is partial.
_CUTS: Final = {
    0: (False, False), 48: (False, False), 1: (False, True), 49: (False, True), 65: (True, False), 66: (True, True),
}  # fmt: skip

HANDLERS: Final[dict[str, Handler]] = {
    "GS V": cut,
    "ESC i": full_cut,
    "ESC m": partial_cut,
    "ESC p": drawer,
    "ESC B": beep,
    "BEL": control_beep,
    "ESC RS": control_beep,
    "ESC C": alarm,
    "DLE EOT": ask,
    "DLE ENQ": ask,
    "DLE DC4": ask,
    "GS r": ask,
    "GS a": ask,
    "GS I": ask,
    "ESC v": ask,
    "GS ( A": ask,
    "US ESC US 67": ask,
}
