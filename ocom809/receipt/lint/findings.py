"""Findings as values: what, how bad, where, in words, and what to do."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WIRES: Mapping[str, int] = MappingProxyType({"9600": 960, "115200": 11520, "LAN": 1_000_000})
"""Bytes a second: serial lines send ten bits for a byte; what the LAN boards of the class take is a guess."""


class Severity(enum.Enum):
    """How bad it is."""

    NOTE = "note"
    """Good to know."""
    WARNING = "warning"
    """Prints, and maybe not as meant."""
    ERROR = "error"
    """Does not print as asked."""


class Kind(enum.Enum):
    """What was found."""

    WRAP = "wrap"
    CODE = "code"
    PICTURE = "picture"
    LOST = "lost"
    CUT = "cut"
    DRAWER = "drawer"
    BLACK = "black"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is; what is not known is ``None``.

    Attributes:
        element: The element of the receipt, counted from 1.
        line: The line within its text; of a receipt made from a text file that is the line of the file.
        offset: The byte of a stream.
    """

    element: int | None = None
    line: int | None = None
    offset: int | None = None

    def __str__(self) -> str:
        parts = (("element", self.element), ("line", self.line), ("byte", self.offset))
        return ", ".join(f"{name} {value}" for name, value in parts if value is not None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    Attributes:
        kind: What.
        severity: How bad.
        place: Where.
        words: What happens, in one line.
        advice: What to do about it; may be empty.
    """

    kind: Kind
    severity: Severity
    place: Place
    words: str
    advice: str = ""

    def __str__(self) -> str:
        place = str(self.place)
        text = f"{self.severity.value}: {f'{place}: ' if place else ''}{self.words}"
        return f"{text}. {self.advice}" if self.advice else text

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        place = {name: getattr(self.place, name) for name in ("element", "line", "offset")}
        return {
            "kind": self.kind.value,
            "severity": self.severity.value,
            **{name: value for name, value in place.items() if value is not None},
            "words": self.words,
            "advice": self.advice,
        }


@dataclass(frozen=True, slots=True)
class Measures:
    """How much paper, how many bytes, how long.

    Attributes:
        length_mm: Paper that the job moves, the way to the knife included where it cuts; ``None`` where that is not
            known, and then ``unmeasured`` says why.
        total_bytes: Bytes of the job; ``None`` where the document cannot be printed as it is.
        print_seconds: What the mechanism takes at its best speed.
        unmeasured: What of the document has a length that only the printer knows, such as raw bytes.
    """

    length_mm: float | None
    total_bytes: int | None
    print_seconds: float | None
    unmeasured: tuple[str, ...] = ()

    def seconds(self, wire: str) -> float | None:
        """From the first byte to the last dot over one of ``WIRES``: the wire or the mechanism, whichever is slower."""
        if self.total_bytes is None:
            return None
        return max(self.total_bytes / WIRES[wire], self.print_seconds or 0.0)

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        seconds = {wire: self.seconds(wire) for wire in WIRES}
        return {
            "length_mm": self.length_mm,
            "bytes": self.total_bytes,
            "seconds": {wire: None if value is None else round(value, 2) for wire, value in seconds.items()},
            "unmeasured": list(self.unmeasured),
        }


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found, in the order of the document, and its measures; true where there is anything.

    Attributes:
        found: The findings.
        measures: Length, bytes, seconds.
    """

    found: tuple[Finding, ...]
    measures: Measures = field(default_factory=lambda: Measures(None, None, None))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Those that keep the document from being printed as asked."""
        return tuple(finding for finding in self.found if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Those that print, and most likely not as meant."""
        return tuple(finding for finding in self.found if finding.severity is Severity.WARNING)

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """Those of one kind."""
        return tuple(finding for finding in self.found if finding.kind is kind)

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"findings": [finding.to_dict() for finding in self.found], **self.measures.to_dict()}
