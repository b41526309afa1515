"""Calls that do all of what they are asked for, or nothing: of a call that is refused no byte is sent."""

from __future__ import annotations

import functools
import struct
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from ocom809.errors import Ocom809Error
from ocom809.escpos.errors import as_ours
from ocom809.escpos.original import Escpos, capabilities, exceptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.escpos.face import Face

Method = TypeVar("Method", bound="Callable[..., Any]")

INHERITED: Final = (
    "text", "textln", "ln", "block_text", "set_with_default", "line_spacing", "panel_buttons",
    "linedisplay_select", "linedisplay_clear", "linedisplay", "charcode",
    "target", "eject_slip", "print_and_eject_slip", "use_slip_only",
)  # fmt: skip
"""Methods of the original that are right as they are, and only have to be whole."""


def whole(method: Method) -> Method:
    """A method whose bytes are gathered all or not at all, one call of one thread at a time.

    What the original, or a library of its, raises in it is raised as an error of ours that is also the original's.
    """

    @functools.wraps(method)
    def call(self: Face, *arguments: Any, **named: Any) -> Any:
        with self.lock:
            mark = self._begin_call()
            try:
                result = method(self, *arguments, **named)
            except BaseException as error:
                self._take_back(mark)
                foreign = _foreign(error)
                if foreign is None or self.strict:
                    raise
                raise as_ours(foreign, method.__name__) from error
            finally:
                self._end_call()
            self._call_done()
            return result

    return cast("Method", call)


def add_inherited(face: type) -> None:
    """Make the methods of the original whole that are taken over as they are."""
    for name in INHERITED:
        setattr(face, name, whole(getattr(Escpos, name)))


def _foreign(error: BaseException) -> Exception | None:
    """The error itself, if the original or a library of its says by it that something was asked for that cannot be."""
    if not isinstance(error, Exception) or isinstance(error, Ocom809Error):
        return None
    return error if isinstance(error, (*_REFUSALS, *_of_libraries())) and _comes_from(error) in _FOREIGN else None


_FOREIGN: Final = ("escpos", "barcode", "qrcode")
_REFUSALS: Final = (
    exceptions.Error, capabilities.NotSupported, KeyError, ValueError, NotImplementedError, struct.error,
)  # fmt: skip


def _comes_from(error: Exception) -> str:
    """The package whose code raised it: a slip in ours must not be taken for a refusal."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    return str(place.tb_frame.f_globals.get("__name__", "")).partition(".")[0] if place else ""


@functools.cache
def _of_libraries() -> tuple[type[Exception], ...]:
    """What the libraries raise that the original draws codes with."""
    from barcode.errors import BarcodeError
    from qrcode.exceptions import DataOverflowError

    return BarcodeError, DataOverflowError
