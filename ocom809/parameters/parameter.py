"""A parameter that describes itself: help, checks and the reference page are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.errors import ParameterError

if TYPE_CHECKING:
    from ocom809.evidence import Evidence
    from ocom809.parameters.kinds import Kind

HIDDEN = "(not shown)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One thing of a printer that can be set, or shown.

    Attributes:
        name: How it is written: ``density``.
        title: What it is, in a few words.
        group: Under which heading it is listed.
        kind: What values it can have.
        evidence: How sure it is that printers of the class have it, and where that was read.
        unit: What a number counts; may be empty.
        default: What a unit most likely leaves the factory with; ``None`` where that is not known.
        restart: Whether it takes effect only after a power cycle; ``None`` where that is not known.
        danger: Why it is asked about before it is sent; empty where it is harmless.
        secret: Its value is kept out of records and lists.
    """

    name: str
    title: str
    group: str
    kind: Kind
    evidence: Evidence
    unit: str = ""
    default: object = None
    restart: bool | None = None
    danger: str = ""
    secret: bool = False

    def __post_init__(self) -> None:
        if self.default is not None:
            self.parse(self.default)

    @property
    def range(self) -> str:
        """What it may be, with the unit."""
        return f"{self.kind.words} {self.unit}".rstrip()

    def parse(self, value: object) -> object:
        """The checked value.

        Raises:
            ParameterError: It names the parameter and says what would be right.
        """
        try:
            return self.kind.parse(value)
        except ParameterError as error:
            shown = f"{self.name} must be {self.kind.words}" if self.secret else f"{self.name} {error.message}"
            raise ParameterError(shown) from None

    def show(self, value: object, *, openly: bool = False) -> str:
        """The value as a person would type it, or a stand-in where it is secret and not shown ``openly``."""
        return HIDDEN if self.secret and not openly else self.kind.show(value)
