"""Collecting elements, which is all that the methods of a receipt do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from ocom809.errors import DocumentError
from ocom809.receipt.elements import Element

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_ELEMENTS = 100_000


class Builder:
    """Elements in the order in which they were added."""

    __slots__ = ("_elements",)

    def __init__(self, elements: Iterable[Element] = ()) -> None:
        self._elements: list[Element] = []
        for element in elements:
            self._append(element)

    @classmethod
    def of(cls, other: Builder) -> Self:
        """The elements that another one holds by now, which were checked when they were added to it."""
        made = cls()
        made._elements = other._elements.copy()
        return made

    @property
    def elements(self) -> tuple[Element, ...]:
        """What the receipt is made of so far."""
        return tuple(self._elements)

    def __repr__(self) -> str:
        return f"<Receipt of {len(self._elements)} elements>"

    def _append(self, element: Element) -> Self:
        if not _is_of_elements(type(element)):
            raise DocumentError(f"a receipt is made of elements, not {type(element).__name__}")
        elements = self._elements
        if len(elements) >= MOST_ELEMENTS:
            raise DocumentError(f"a receipt of over {MOST_ELEMENTS} elements is refused")
        elements.append(element)
        return self


@lru_cache(maxsize=256)
def _is_of_elements(kind: type) -> bool:
    """To ask each element anew takes longer than to add it."""
    return issubclass(kind, Element)


def several(
    name: str, values: Iterable[Any] | None, most: int, change: Callable[[Any], Any] | None = None
) -> tuple[Any, ...] | None:
    """One value for each of several things, or none at all; no more than ``most``."""
    if values is None or (type(values) is tuple and change is None and len(values) <= most):
        return values
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise DocumentError(f"{name} are given one for each, not as {values!r:.60}")
    result: list[Any] = []
    for value in values:  # one by one, so that an endless iterable meets the limit
        if len(result) >= most:
            raise DocumentError(f"more than {most} {name} are refused")
        result.append(change(value) if change else value)
    return tuple(result)
