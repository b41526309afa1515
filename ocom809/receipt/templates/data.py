"""The data of a template: plain values, as JSON holds them."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from ocom809.errors import DocumentError
from ocom809.receipt.templates.marks import value

MOST_VALUES: Final = 100_000
MOST_CHARACTERS: Final = 8_000_000
DEEPEST: Final = 50
_PLAIN = (bool, int, float, Decimal, datetime.date, datetime.time, type(None))
_LARGEST_BITS: Final = 256
_MOST_DIGITS: Final = 64
"""Before the point or behind it."""
_SHOWN_KEYS: Final = 12


def from_json(text: str) -> dict[str, Any]:
    """The data that a JSON text holds; amounts keep all their digits.

    Raises:
        DocumentError: It is no JSON, by line and column, or no object.
    """
    try:
        data = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise DocumentError(f"{place}: this is no JSON: {error.msg}", hint="Nothing was sent.") from error
    except (ValueError, RecursionError) as error:
        raise DocumentError("this JSON nests too deeply, or holds an endless number") from error
    return checked(data)


def checked(data: object) -> dict[str, Any]:
    """A copy of the data, in which texts hold nothing that is ours.

    Raises:
        DocumentError: It is no mapping by names, or holds something that is no plain value, or too much.
    """
    if not isinstance(data, Mapping):
        raise DocumentError(
            f"the data of a template is an object with names, not {_named(data)}", hint='Such as {"items": […]}.'
        )
    copied: dict[str, Any] = _Copy().of(data, "", 0)
    return copied


class _Copy:
    """Copies plain values, and counts."""

    def __init__(self) -> None:
        self._values = 0
        self._characters = 0

    def of(self, thing: object, place: str, depth: int) -> Any:
        self._values += 1
        if depth > DEEPEST or self._values > MOST_VALUES or self._characters > MOST_CHARACTERS:
            raise DocumentError("the data of the template is more than any receipt needs, or nests without end")
        if isinstance(thing, str):
            self._characters += len(thing)
            return value(str(thing))
        if isinstance(thing, Mapping):
            return {self._name(key, place): self.of(item, f"{place}.{key}", depth + 1) for key, item in thing.items()}
        if isinstance(thing, (list, tuple)):
            return [self.of(item, f"{place}[{number}]", depth + 1) for number, item in enumerate(thing)]
        if not isinstance(thing, _PLAIN) or is_endless(thing):
            raise DocumentError(
                f"the data holds {_named(thing)} at {place.lstrip('.')}",
                hint="Templates take what JSON holds, and Decimal, date, time and datetime.",
            )
        return thing

    @staticmethod
    def _name(key: object, place: str) -> str:
        if not isinstance(key, str):
            raise DocumentError(f"the data names something by {key!r}, not by a text, at {place.lstrip('.') or 'top'}")
        return value(key)


def is_endless(thing: object) -> bool:
    """Whether it is no number that anybody writes down: infinite, none at all, or of very many digits."""
    if isinstance(thing, int):
        return thing.bit_length() > _LARGEST_BITS
    if isinstance(thing, (float, Decimal)):
        return not math.isfinite(thing) or (isinstance(thing, Decimal) and abs(thing.adjusted()) > _MOST_DIGITS)
    return False


def names(data: dict[str, Any]) -> str:
    """What the data holds, for whoever asked for something else."""
    shown = list(data)[:_SHOWN_KEYS]
    return ", ".join(shown) + (" …" if len(data) > len(shown) else "") if data else "nothing"


def _named(thing: object) -> str:
    """A kind of value in the words of whoever writes JSON."""
    words: dict[type, str] = {list: "a list", tuple: "a list", str: "a text", type(None): "null", bool: "true or false"}
    if isinstance(thing, int) and not isinstance(thing, bool):
        return "an endless number" if is_endless(thing) else "a number"
    if isinstance(thing, (float, Decimal)) and is_endless(thing):
        return f"the number {thing!s:.20}"
    return words.get(type(thing), f"something of type {type(thing).__name__}")
