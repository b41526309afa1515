"""Errors that both worlds know: each is one of ours, and the one of python-escpos that old ``except`` clauses name.

The classes are made as they are needed, one for each pair, under the name that ours has: ``DeviceNotFound`` is caught
by ``except ocom809.errors.DeviceNotFound`` and by ``except escpos.exceptions.DeviceNotFoundError``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ocom809 import errors
from ocom809.escpos.original import exceptions


def translated(error: errors.Ocom809Error, *further: type[BaseException], opening: bool = False) -> errors.Ocom809Error:
    """The same error as both worlds know it.

    Args:
        error: What happened.
        further: Classes that the original let through from its libraries.
        opening: Whether it happened while the wire was opened, where all errors of the original are one.
    """
    theirs: type[BaseException] = exceptions.Error
    if opening or isinstance(error, errors.DeviceNotFound) or getattr(error, "while_opening", False):
        theirs = exceptions.DeviceNotFoundError
    if isinstance(error, theirs):
        return error
    ours: Any = type(error)
    twin = _twin(ours, (theirs, *_let_through(error), *further))
    return _made(twin, error, theirs)


def refused(message: str, *theirs: type[BaseException], hint: str = "") -> errors.Ocom809Error:
    """What was asked for cannot be, and nothing of it was sent: an ``InputError``, and what the original raised."""
    error = errors.InputError(message, hint=hint)
    known = next((own for own in theirs if issubclass(own, exceptions.Error)), exceptions.Error)
    return _made(_twin(errors.InputError, (known, *theirs)), error, known)


def as_ours(error: Exception, call: str) -> errors.Ocom809Error:
    """An error that the original's code, or a library of its, raised during ``call``, before anything was sent."""
    words = str(error) or type(error).__name__
    if isinstance(error, KeyError):
        words = f"{call}() does not know {error.args[0]!r}"
    return refused(words, type(error))


def _let_through(error: errors.Ocom809Error) -> tuple[type[BaseException], ...]:
    """What the original raised when the connection was gone; a time-out is a ``TimeoutError`` in both."""
    return (BrokenPipeError,) if isinstance(error, errors.DeviceGone) else ()


def _made(
    twin: type[errors.Ocom809Error], error: errors.Ocom809Error, theirs: type[BaseException]
) -> errors.Ocom809Error:
    # Made without their constructors, which want other arguments each; OSError alone has a layout of its own.
    base: Any = OSError if issubclass(twin, OSError) else Exception
    made: errors.Ocom809Error = base.__new__(twin, error.message)
    made.args = (error.message,)
    vars(made).update(vars(error))
    made.msg = str(error)  # type: ignore[attr-defined]  # what theirs carry
    made.resultcode = _result_code(theirs)  # type: ignore[attr-defined]
    return made


def _result_code(theirs: type[BaseException]) -> int:
    try:
        return int(theirs().resultcode)  # type: ignore[attr-defined]
    except TypeError:  # the root wants a message
        return 1


@lru_cache(maxsize=128)
def _twin(ours: Any, others: tuple[type[BaseException], ...]) -> type[errors.Ocom809Error]:
    bases = (ours, *_without_doubles(ours, others))
    about = f"{ours.__doc__}\n\nAlso {', '.join(base.__name__ for base in bases[1:])}, as the original raised it."
    return type(ours.__name__, bases, {"__doc__": about, "__module__": __name__})


def _without_doubles(ours: type[BaseException], others: tuple[type[BaseException], ...]) -> list[type[BaseException]]:
    """The others that no other base is already; a class cannot be given twice."""
    kept: list[type[BaseException]] = []
    for other in others:
        if not issubclass(ours, other) and not any(issubclass(own, other) for own in kept):
            kept = [own for own in kept if not issubclass(other, own)] + [other]
    return kept
