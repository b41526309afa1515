"""What a template may calculate and put together, each with its limit."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.filters import do_int

from ocom809.errors import DocumentError
from ocom809.receipt.templates.data import is_endless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_CHARACTERS: Final = 1_000_000
MOST_ELEMENTS: Final = 200_000
"""Of lists in lists; the data holds no more than half of that."""
MOST_MADE: Final = 16_000_000
"""Characters in all texts of a list, and in all that filters make in one rendering; the data holds half of that."""
_LARGEST_BITS: Final = 4096
_LARGEST_POWER: Final = 64
_Collection = TypeVar("_Collection")


def joined(parts: Iterable[str]) -> str:
    """Texts as one, as long as they are no longer than any receipt."""
    collected, size = [], 0
    for part in parts:
        size += len(part)
        must_fit(size)
        collected.append(part)
    return "".join(collected)


def must_fit(size: int) -> None:
    """Refuse more than any receipt holds."""
    if size > MOST_CHARACTERS:
        raise DocumentError(f"the template makes over {MOST_CHARACTERS} characters, more than any receipt needs")


def printed(thing: object) -> object:
    """How a value stands on paper; what has no sensible way is refused."""
    if isinstance(thing, str):
        return thing
    if thing is None:
        return ""
    if isinstance(thing, bool):
        return "true" if thing else "false"
    if isinstance(thing, (datetime.date, datetime.time)):
        return thing.isoformat()
    if isinstance(thing, (int, float, Decimal)):
        return str(thing)
    if isinstance(thing, StrictUndefined):
        return thing  # says itself what there is not, with the line
    raise DocumentError("a list or an object stands where a text or a number goes", hint="Loop over it with for.")


def joined_all(parts: Iterable[object]) -> str:
    """The same of any values."""
    return joined(str(printed(part)) for part in parts)


def join(parts: Iterable[object], between: str = "", attribute: str | None = None) -> str:
    """The parts, or what each of them has by a name, with a text between them."""
    texts = [str(printed(part[attribute] if attribute and isinstance(part, dict) else part)) for part in parts]
    must_fit(sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)


def replace(text: object, old: str, new: str, count: int = -1) -> str:
    """The text with another text in place of one."""
    source = str(printed(text))
    must_fit(len(source) + (source.count(old) + 1) * len(new))
    return source.replace(old, new, count)


def whole(thing: object, default: int = 0, base: int = 10) -> int:
    """The number without what stands behind its point; what is no number is the default."""
    if isinstance(thing, Decimal) and is_endless(thing):
        raise DocumentError("the template calculates an endless number")
    return do_int(thing, default, base)


def total(numbers: Iterable[Any], attribute: str | None = None, start: Any = 0) -> Any:
    """The sum of numbers, or of what each of them has by a name."""
    for number in numbers:
        start = sum_of(start, number[attribute] if attribute else number)
    return start


def collected(thing: _Collection) -> _Collection:
    """A list, a tuple or a dictionary that was just put together: not of others without end.

    Lists can hold the same list many times over, and take next to no memory; but to compare them, or to write them
    down, takes for ever.
    """
    characters = 0
    for count, value in enumerate(_elements(thing)):
        characters += len(value) if isinstance(value, str) else 0
        if count > MOST_ELEMENTS or characters > MOST_MADE:
            raise DocumentError("the template makes a list of more than any receipt needs")
    return thing


def dictionary(*pairs: Any, **named: Any) -> dict[Any, Any]:
    """``dict``, with its limit."""
    return collected(dict(*pairs, **named))


def _elements(thing: object) -> Iterator[object]:
    """All that stands in it, and in what stands in it."""
    waiting = [thing]
    while waiting:
        own = waiting.pop()
        values = own.values() if isinstance(own, dict) else own
        for value in values if isinstance(values, (list, tuple, type({}.values()))) else ():
            yield value
            if isinstance(value, (list, tuple, dict)):
                waiting.append(value)


def sum_of(left: Any, right: Any) -> Any:
    """Both, added or put together."""
    if hasattr(left, "__len__") and hasattr(right, "__len__"):
        must_fit(len(left) + len(right))
    return left + right


def product(left: Any, right: Any) -> Any:
    """Their product, or one of them so many times."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, (str, list, tuple)) and isinstance(other, int):
            must_fit(len(one) * max(other, 0))
            return collected(left * right)
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > _LARGEST_BITS:
        raise DocumentError("the template calculates an endless number")
    return left * right


def power(left: Any, right: Any) -> Any:
    """A power that can be written down."""
    bits = left.bit_length() if isinstance(left, int) else 1
    if abs(right) > _LARGEST_POWER or bits * abs(right) > _LARGEST_BITS:
        raise DocumentError("the template calculates an endless number")
    return left**right


def remainder(left: Any, right: Any) -> Any:
    """The remainder of a division; texts have none."""
    if isinstance(left, str):
        raise SecurityError("texts have no % here; use ~ and the filters number, money and pad")
    return left % right
