"""What may go over the wire to a printer that nobody asked to print, written from the manual by hand."""

import re

REAL_TIME = rb"\x10\x04[\x01-\x04]"
IN_TURN = rb"\x1dr[\x01\x02]|\x1da\x0f\x1da\x00|\x1dI[\x01-\x03\x31-\x33\x41-\x45]|\x1b@"

ONLY_REAL_TIME = re.compile(rb"(?:" + REAL_TIME + rb")*", re.DOTALL)
ONLY_QUESTIONS = re.compile(rb"(?:" + REAL_TIME + rb"|" + IN_TURN + rb")*", re.DOTALL)


def untouched(unit):
    """Whether nothing came out of the virtual printer, moved in it or sounded, and its line is empty too."""
    before = unit.advanced_mm
    unit.receive(b"\n")
    acts = [event.name for event in unit.events if event.name != "not known"]
    return before == 0 and not unit.tickets and not unit.paper.black_dots and not acts
