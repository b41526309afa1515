"""What printers that share a document have in common: their names, and the document as a job for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from ocom809.errors import InputError
from ocom809.job import Job

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ocom809.printer_base import PrinterBase

_MOST_PRINTERS: Final = 64
_Kind = TypeVar("_Kind", bound="PrinterBase")


def checked(printers: Iterable[_Kind]) -> dict[str, _Kind]:
    """The printers by their URIs; virtual ones, which share one, are numbered."""
    named: dict[str, _Kind] = {}
    for printer in printers:
        uri = printer.device.uri
        named[uri if uri not in named else f"{uri} ({len(named) + 1})"] = printer
    if not 1 <= len(named) <= _MOST_PRINTERS:
        raise InputError(f"several printers are 1 to {_MOST_PRINTERS}, not {len(named)}")
    return named


def prepared(printers: Mapping[str, PrinterBase], document: object, options: dict[str, Any]) -> dict[str, Job]:
    """The document for each printer, all of them before any byte leaves."""
    strict = options.pop("strict", False)
    if isinstance(document, Job):
        return dict.fromkeys(printers, document)
    return {uri: printer.prepare(document, strict=strict) for uri, printer in printers.items()}
