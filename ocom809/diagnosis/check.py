"""One check of a doctor: what was looked at, what was found, and the cure."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocom809.errors import Ocom809Error


class Verdict(enum.Enum):
    """How it is. What could not be looked at is unknown, and never fine."""

    FINE = "fine"
    TROUBLE = "trouble"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at.

    Attributes:
        name: What, in a word or two.
        verdict: How it is.
        words: What was found.
        cure: What to do about it, or how to find out; empty where nothing needs doing.
        error: The error that told it, if one did.
    """

    name: str
    verdict: Verdict
    words: str
    cure: str = ""
    error: Ocom809Error | None = field(default=None, compare=False, repr=False)


def fine(name: str, words: str) -> Check:
    """Nothing needs doing."""
    return Check(name, Verdict.FINE, words)


def trouble(name: str, words: str, cure: str) -> Check:
    """Something is wrong."""
    return Check(name, Verdict.TROUBLE, words, cure)


def unknown(name: str, words: str, cure: str = "") -> Check:
    """It could not be seen from here."""
    return Check(name, Verdict.UNKNOWN, words, cure)


def failed(name: str, error: Ocom809Error) -> Check:
    """An error of ours told what is wrong, and its hint the cure."""
    return Check(name, Verdict.TROUBLE, error.message, error.hint, error)
