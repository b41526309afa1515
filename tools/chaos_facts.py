"""What the program knows of the printer of a run: nothing but the class, or the unit's facts as measured."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ocom809.profile import OCPP809, Profile
from ocom809.virtual.personality import RealTime, personality_named

if TYPE_CHECKING:
    from ocom809.virtual import Personality

_KNOWN: Final = frozenset(item.name for item in fields(Profile))
_BARCODES: Final = {67: "EAN13", 70: "ITF"}
"""Manual names of the kinds that a personality may refuse."""


def personality(name: str, buffer_bytes: int) -> Personality:
    """The unit, with a receive buffer of its own size."""
    return replace(personality_named(name), receive_buffer_bytes=buffer_bytes)


@lru_cache(maxsize=1024)
def profile(unit_name: str, buffer_bytes: int, *, measured: bool) -> Profile:
    """The facts that a program holds of this unit."""
    if not measured:
        return OCPP809
    unit = personality(unit_name, buffer_bytes)
    facts = {name: value for name, value in facts_of(unit).items() if name in _KNOWN}
    known = OCPP809.with_facts(source="the chaos bench", **facts)
    return replace(known, name=f"{unit_name} measured, {buffer_bytes} bytes")


def facts_of(unit: Personality) -> dict[str, Any]:
    """What ``probe`` and ``calibrate`` would find on this unit, for all facts that may come to be."""
    answers = unit.answers
    real_time = answers and unit.real_time is not RealTime.NEVER
    limit = unit.raster_limit_bytes
    rows = 64 if limit is None else min(64, limit // ((unit.width_dots + 7) // 8))
    return {
        "width_dots": unit.width_dots,
        "head_to_knife_dots": unit.head_to_knife_dots,
        "band_rows": rows,
        "receive_buffer_bytes": unit.receive_buffer_bytes,
        "barcodes": OCPP809.barcodes - {_BARCODES.get(kind, "") for kind in unit.refused_barcodes},
        "code_pages": tuple(page for page in OCPP809.code_pages if page.number not in unit.code_pages),
        "longest_line_feed": unit.interpretation.longest_line_feed or OCPP809.longest_line_feed,
        "cuts_fully": unit.cuts_fully,
        "answers_real_time": real_time,
        "real_time_overtakes": unit.real_time is RealTime.AT_ONCE if real_time else None,
        "answers_in_turn": answers and unit.answers_gs_r,
        "automatic_status": answers and unit.automatic_status,
        "answers_identity": answers and bool(unit.identity),
        "board_status": False,
        "cuts_early": unit.overtaken_rows > 0,
        "stalls_on_black": unit.stalled_rows > 0,
        "keeps_after_paper_out": "goes on",
    }
