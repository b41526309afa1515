"""What a unit of the class is like where units differ: a value, so that personalities are data."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ocom809.errors import InputError
from ocom809.virtual.interpretation import Interpretation
from ocom809.virtual.settings.traits import SettingsTraits

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Alarm", "Personality", "RealTime"]


class RealTime(Enum):
    """When DLE EOT, DLE ENQ and DLE DC4 are obeyed."""

    AT_ONCE = "at once"
    IN_ORDER = "when nothing waits before them"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Alarm:
    """What sounds and flashes behind every cut.

    Attributes:
        times: How often.
        ms: How long each time, in milliseconds.
        kind: ``sound``, ``light`` or ``sound and light``.
    """

    times: int
    ms: int
    kind: str


_CLASS_IDENTITY: Mapping[int, bytes] = MappingProxyType(
    {
        1: b"\x20",
        2: b"\x03",
        3: b"\x01",
        65: b"_virtual 1\0",
        66: b"_ocom809\0",
        67: b"_OCPP-809 (virtual)\0",
        68: b"_VIRTUAL\0",
        69: b"_\0",
    }
)
_NO_PAGES: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Personality:
    """How a unit behaves where units differ.

    Attributes:
        name: What it is called in URIs and options.
        about: What it is, in a few words.
        source: Where its traits come from.
        width_dots: Printable dots across, 8 to 1024.
        head_to_knife_dots: Paper between head and knife, 0 to 400.
        print_speed_mm_s: Paper moved in a second, 1 to 1000 mm. It tells how far a cut that does not wait comes too
            early; whether printing takes time at all is for the printer's ``speed_mm_s`` to say.
        receive_buffer_bytes: Bytes that it takes while it cannot print, 16 to 16 MiB.
        raster_limit_bytes: Most picture data of one GS v 0, 1 to 16 MiB; what is beyond comes out as characters.
            ``None`` for no limit.
        overtaken_rows: Rows, at most, that are not out yet when a cut is made that was sent right behind them, 0 to
            4000; 0 where cuts wait their turn.
        stalled_rows: Rows, at most, that are not out yet when a cut is made right behind dense black, 0 to 4000.
        alarm_on_cut: What sounds or flashes behind every cut of a new unit, until it is set up; ``None`` for nothing.
        answers: Whether anything that it says reaches the host.
        real_time: When it obeys real-time commands.
        automatic_status: Whether it knows GS a.
        answers_gs_r: Whether it answers GS r.
        identity: What it answers to GS I, by number; a number 1 to 3 stands for 49 to 51 too. Numbers that are missing
            meet silence.
        unknown_instructions: Names of instructions that it does not know; their printable bytes come out as text.
        refused_barcodes: Kinds of GS k that print nothing, by the number of the form with a length (65 to 79).
        code_pages: Pages that ESC t selects instead of those that were asked for.
        drawer_pin_high: The level of the drawer pin at rest.
        cuts_fully: Whether a full cut is one; otherwise it is a partial cut.
        interpretation: How its firmware reads what the manual leaves open.
        settings: Which set-up commands it knows, how it takes them, and what it keeps when it is new.
    """

    name: str
    about: str
    source: str
    width_dots: int = 576
    head_to_knife_dots: int = 144
    print_speed_mm_s: int = 300
    receive_buffer_bytes: int = 4096
    raster_limit_bytes: int | None = None
    overtaken_rows: int = 0
    stalled_rows: int = 0
    alarm_on_cut: Alarm | None = None
    answers: bool = True
    real_time: RealTime = RealTime.AT_ONCE
    automatic_status: bool = True
    answers_gs_r: bool = True
    identity: Mapping[int, bytes] = field(default_factory=lambda: _CLASS_IDENTITY)
    unknown_instructions: frozenset[str] = frozenset()
    refused_barcodes: frozenset[int] = frozenset()
    code_pages: Mapping[int, int] = field(default_factory=lambda: _NO_PAGES)
    drawer_pin_high: bool = True
    cuts_fully: bool = True
    interpretation: Interpretation = field(default_factory=Interpretation)
    settings: SettingsTraits = field(default_factory=SettingsTraits)

    def __post_init__(self) -> None:
        for name, (lowest, highest) in _RANGES.items():
            value = getattr(self, name)
            if value is not None and not lowest <= value <= highest:
                raise InputError(f"{name} of a personality must be {lowest} to {highest}, not {value}")

    @property
    def traits(self) -> Mapping[str, object]:
        """Everything but name, words and source, for showing."""
        return {item.name: getattr(self, item.name) for item in fields(self) if item.name not in WORDS}


WORDS: Final = frozenset({"name", "about", "source"})
"""What is said of a personality and is no trait."""

_RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "width_dots": (8, 1024),
    "head_to_knife_dots": (0, 400),
    "print_speed_mm_s": (1, 1000),
    "receive_buffer_bytes": (16, 16 * 1024 * 1024),
    "raster_limit_bytes": (1, 16 * 1024 * 1024),
    "overtaken_rows": (0, 4000),
    "stalled_rows": (0, 4000),
}
