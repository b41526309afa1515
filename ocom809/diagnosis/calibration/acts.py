"""Steps about the buzzer, the light and the drawer, and the one that needs no person: who answers when."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from ocom809.commands import Alarm, Beep, DrawerPin, Feed
from ocom809.deadline import Deadline
from ocom809.diagnosis.calibration.dialogue import Ask, Look, Measure, Pattern, Said, Talk, YesOrNo, answered
from ocom809.exchanges import Receive, Send
from ocom809.receipt import Receipt
from ocom809.status import Answer, Question, RealTimeStatus, SensorAnswer, StatusDecoder

if TYPE_CHECKING:
    from collections.abc import Generator

    from ocom809.exchanges import Exchange
    from ocom809.profile import Profile
    from ocom809.status import Status

_FEEDS, _FEED_DOTS = 3, 255
_ANSWER_SECONDS: Final = 10.0
# 95 mm take a third of a second at the best speed of the class; what a network adds is far less than this.
_AT_WORK_SECONDS: Final = 0.15


def sound(profile: Profile) -> Talk:
    """Whether there is a buzzer, and whether there is a light."""
    del profile
    yield Pattern(Receipt().add(Beep(3, 200)))
    heard = yield Ask("beep", "Did it beep three times?", YesOrNo())
    yield Pattern(Receipt().add(Alarm(3, 500, sound=False)))
    seen = yield Ask("light", "Did a light flash?", YesOrNo())
    return answered(buzzer=heard, alarm_light=seen)


def drawer(profile: Profile) -> Talk:
    """Which pin opens the drawer, and what its sensor says."""
    del profile
    there = yield Ask("there", "Is a cash drawer plugged in, and shut?", YesOrNo())
    if not there:
        return {}
    shut: Status = yield Look()
    pin = yield from _opening_pin()
    if pin is None:
        return {}
    facts: dict[str, Any] = {"drawer_pin": pin}
    opened: Status = yield Look()
    levels = (shut.drawer_pin_high, opened.drawer_pin_high)
    # Two different levels, both told: only then does the sensor mean anything.
    if Answer.UNKNOWN not in levels and levels[0] is not levels[1]:
        facts["drawer_open_is_high"] = levels[1] is Answer.YES
    return facts


def _opening_pin() -> Generator[Said, Any, int | None]:
    """The pin that opens it; ``None`` where neither does or nobody says."""
    for pin, number in ((DrawerPin.PIN_2, 2), (DrawerPin.PIN_5, 5)):
        yield Pattern(Receipt().drawer(pin, on_ms=100))
        opened = yield Ask(f"pin-{number}", f"Did pin {number} open it? Leave it open if so.", YesOrNo())
        if opened:
            return number
    return None


def order(profile: Profile) -> Talk:
    """Whether a real-time question overtakes what is still to be done. Nobody is asked; the printer is."""
    overtakes = yield Measure(overtaking())
    yield Pattern(Receipt().text("12. Order: this piece was fed to time the answers.").cut())
    del profile
    return answered(real_time_overtakes=overtakes)


def overtaking() -> Exchange[bool | None]:
    """Feed, ask in turn, ask in real time: which answer comes first? ``None`` where that shows nothing.

    The feeds are few bytes and take long, so that both questions arrive while the printer is at work, however small its
    buffer is. That it is at work shows in the time that the answer in turn takes; without, the order tells nothing.
    """
    yield Send(Feed(_FEED_DOTS).encode() * _FEEDS + Question.PAPER_SENSOR.value + Question.PRINTER.value)
    decoder, begin, limit = StatusDecoder(), time.monotonic(), Deadline(_ANSWER_SECONDS)
    for question in (Question.PAPER_SENSOR, Question.PRINTER):
        decoder.expect(question)
    seen: list[tuple[type, float]] = []
    while len(seen) < 2 and (data := (yield Receive(limit.left()))):  # noqa: PLR2004 - two questions, two answers
        seen += [(type(event), time.monotonic() - begin) for event in decoder.feed(data)]
    kinds = [kind for kind, _ in seen]
    if kinds == [RealTimeStatus, SensorAnswer]:
        return True
    at_work = bool(seen) and seen[0][1] >= _AT_WORK_SECONDS
    return False if at_work and kinds == [SensorAnswer, RealTimeStatus] else None
