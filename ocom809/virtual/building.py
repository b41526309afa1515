"""From a personality to the parts of a virtual printer."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING, Final

from ocom809.errors import InputError
from ocom809.virtual.allowance import Allowance
from ocom809.virtual.lag import HeadLag
from ocom809.virtual.mechanism import Mechanism
from ocom809.virtual.paper import DOTS_PER_MM
from ocom809.virtual.personality import Personality, personality_named

if TYPE_CHECKING:
    from ocom809.virtual.clock import Clock

SPEEDS_MM_S: Final = (1, 1000)


def adjusted(personality: str | Personality, width_dots: int | None, buffer_bytes: int | None) -> Personality:
    """The personality of that name or as it is given, with another width or buffer where they are given.

    Raises:
        InputError: There is none of that name, or a size is out of range.
    """
    chosen = personality if isinstance(personality, Personality) else personality_named(personality)
    return dataclasses.replace(
        chosen,
        width_dots=chosen.width_dots if width_dots is None else width_dots,
        receive_buffer_bytes=chosen.receive_buffer_bytes if buffer_bytes is None else buffer_bytes,
    )


def mechanism_of(
    personality: Personality, clock: Clock, speed_mm_s: float | None, most_paper_mm: float | None
) -> Mechanism:
    """The mechanism of such a unit.

    Raises:
        InputError: No printer of the class has such a speed, or the bound of its paper is negative.
    """
    mechanism = Mechanism(
        width_dots=personality.width_dots,
        head_to_knife_dots=personality.head_to_knife_dots,
        cuts_fully=personality.cuts_fully,
        speed_mm_s=_checked(speed_mm_s),
        lag=HeadLag(
            personality.width_dots,
            rows_per_second=personality.print_speed_mm_s * DOTS_PER_MM,
            overtaken_rows=personality.overtaken_rows,
            stalled_rows=personality.stalled_rows,
        ),
        allowance=_allowance(most_paper_mm, clock),
        clock=clock,
    )
    mechanism.sensors.drawer_pin_high = personality.drawer_pin_high
    return mechanism


def _allowance(most_paper_mm: float | None, clock: Clock) -> Allowance:
    if most_paper_mm is not None and not 0 <= most_paper_mm < math.inf:
        raise InputError(f"{most_paper_mm} mm is no bound for paper")
    free_rows = None if most_paper_mm is None else round(most_paper_mm * DOTS_PER_MM)
    return Allowance(free_rows, clock=clock)


def _checked(speed_mm_s: float | None) -> float | None:
    slowest, fastest = SPEEDS_MM_S
    if speed_mm_s is not None and not slowest <= speed_mm_s <= fastest:
        raise InputError(f"a printer prints {slowest} to {fastest} mm in a second, not {speed_mm_s}")
    return speed_mm_s
