"""What can be read back of a printer's settings, kept in a file, and compared. What cannot be read stays unknown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ocom809.errors import InputError
from ocom809.parameters.catalogue import CATALOGUE, parameter
from ocom809.parameters.toml_file import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ocom809.devices.base import Device
    from ocom809.parameters.target import Target

SZJBZF_QUESTION = b"\x1f\x1b\x1fSZJBZF\x12\x01\x01"
"""What the SZJBZF utility asks a board for its settings. A unit of another family may print some of it."""
_RAW_LIMIT_BYTES, _RAW_SILENCE_SECONDS = 4096, 1.0

_BY_UDP = "its announcement by UDP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The settings of a unit, as far as they can be read.

    No unit of the class tells its settings of printing; the self-test page shows them to a person.

    Attributes:
        of: Whose they are, in words.
        values: What is known, each checked.
        sources: How it is known, by the same names.
    """

    of: str
    values: Mapping[str, object]
    sources: Mapping[str, str]

    @property
    def unknown(self) -> tuple[str, ...]:
        """What cannot be read."""
        return tuple(name for name in CATALOGUE if name not in self.values)

    def facts(self) -> dict[str, Any]:
        """For programs; what is not known is ``null``."""
        shown = {name: self.shown(name) for name in CATALOGUE}
        return {"of": self.of, "settings": shown, "sources": dict(self.sources)}

    def shown(self, name: str) -> str | None:
        """A value as text, or ``None`` where it is unknown."""
        return parameter(name).show(self.values[name]) if name in self.values else None

    def toml(self) -> str:
        """As a file, which ``read_snapshot`` reads again."""
        # A JSON string is a TOML string too, but for DEL and halves of surrogate pairs, which no value holds.
        lines = ["# A snapshot of a printer's settings, as far as they can be read.", f"of = {_quoted(self.of)}", ""]
        lines += ["[known]"]
        lines += [f"{name} = {_quoted(str(self.shown(name)))}  # {self.sources[name]}" for name in self.values]
        lines += ["", "[unknown]", "names = ["]
        return "\n".join([*lines, *(f'  "{name}",' for name in self.unknown), "]", ""])


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting that is not the same: before and after; ``None`` is unknown."""

    name: str
    before: str | None
    after: str | None


def snapshot(target: Target) -> Snapshot:
    """What a survey has told of a unit's settings."""
    said, values, sources = target.announcement, dict[str, object](), dict[str, str]()
    if said is not None:
        values = {"address": said.address, "mask": said.netmask, "gateway": said.gateway, "dhcp": said.dhcp}
        values |= {"name": said.name} if said.family.dialect == "zy-udp" else {}
        values["mac"] = said.mac
        sources = dict.fromkeys(values, _BY_UDP)
    elif target.address is not None and target.was_reached:
        values["address"], sources["address"] = target.address, "a connection to it"
    if target.mac is not None and "mac" not in values:
        values["mac"], sources["mac"] = target.mac, "this computer's ARP table"
    return Snapshot(of=str(target), values=values, sources=sources)


def raw_szjbzf(device: Device) -> bytes:
    """What an SZJBZF board answers when it is asked for its settings, as it came; how it reads is not known.

    Raises:
        DeviceError: The wire failed.
    """
    answer = b""
    with device:
        device.write(SZJBZF_QUESTION)
        while len(answer) < _RAW_LIMIT_BYTES and (more := device.read(silence=_RAW_SILENCE_SECONDS)):
            answer += more
    return answer[:_RAW_LIMIT_BYTES]


def read_snapshot(path: str | Path) -> Snapshot:
    """Read a file that ``Snapshot.toml`` made.

    Raises:
        ParameterError: It names the file, the line and the reason.
    """
    source = read_toml(path)
    known = source.table.get("known", {})
    if not isinstance(known, dict) or "known" not in source.table:
        raise source.refuse("a snapshot has a table [known]", key="known")
    values: dict[str, object] = {}
    for name, value in known.items():
        try:
            values[name] = parameter(name).parse(value)
        except InputError as error:
            raise source.refuse(error, key=name, table="known") from error
    return Snapshot(of=str(source.table.get("of", path)), values=values, sources=dict.fromkeys(values, str(path)))


def compare(before: Snapshot, after: Snapshot) -> tuple[Difference, ...]:
    """What differs; a setting that one of the two does not know is a difference of unknown, never of nothing."""
    names = [name for name in CATALOGUE if name in before.values or name in after.values]
    both = (Difference(name, before.shown(name), after.shown(name)) for name in names)
    return tuple(one for one in both if one.before != one.after)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
