"""All checks of a receipt, each element by itself, so that one fault does not hide the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ocom809.commands import encode
from ocom809.errors import DocumentError
from ocom809.receipt.canvas import Canvas
from ocom809.receipt.compose import laid_out
from ocom809.receipt.elements import Code, Image, MatrixCode, Sideways, SwissCode
from ocom809.receipt.lint.ahead import findings_ahead
from ocom809.receipt.lint.along import findings_along, measured
from ocom809.receipt.lint.findings import Finding, Findings, Kind, Measures, Place, Severity
from ocom809.receipt.losses import Loss, Losses, Substitution
from ocom809.receipt.repertoire import repertoire_of
from ocom809.receipt.writer import written_by_piece

if TYPE_CHECKING:
    from ocom809.profile import Profile
    from ocom809.receipt.elements import Element
    from ocom809.receipt.pieces import Piece
    from ocom809.receipt.receipt import Receipt

_KINDS: dict[type[Element], Kind] = {
    Code: Kind.CODE,
    MatrixCode: Kind.CODE,
    SwissCode: Kind.CODE,
    Image: Kind.PICTURE,
}


@dataclass(slots=True)
class _LaidOut:
    """A receipt's elements as pieces, each with the number of its element, and what was found on the way."""

    pieces: list[Piece] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    refused: int = 0


def check(receipt: Receipt, profile: Profile) -> Findings:
    """What would go wrong with a receipt on a printer with these facts; nothing is printed.

    Looked for: lines that wrap, codes that do not fit or do not scan at the printer's resolution, pictures wider than
    the paper, characters that are lost, cuts through print, a drawer that opens before the receipt is out, and dense
    black. Elements that are refused are left out of the other checks, and then nothing is measured.
    """
    laid, canvas = _LaidOut(), Canvas(profile)
    for number, element in enumerate(receipt.elements, start=1):
        _lay_out(laid, element, number, canvas)
    steps = list(written_by_piece(laid.pieces, repertoire_of(profile), profile))
    numbers = [None, *laid.numbers, None]
    found = laid.found + findings_along(laid.pieces, laid.numbers, list(zip(numbers, steps, strict=True)), profile)
    found.sort(key=lambda finding: (finding.place.element or 0, finding.place.line or 0))
    if laid.refused:
        return Findings(tuple(found), Measures(None, None, None, (f"{laid.refused} elements that are refused",)))
    commands = [command for step in steps for command in step]
    return Findings(tuple(found), measured(commands, encode(commands, profile=profile), profile))


def _lay_out(laid: _LaidOut, element: Element, number: int, canvas: Canvas) -> None:
    """One element more; what the canvas notes meanwhile belongs to it."""
    canvas.losses, canvas.substitutions = Losses(), []
    place = f"element {number}, {element.name}"
    try:
        pieces = laid_out(element, place, canvas)
    except DocumentError as error:
        words = error.message.removeprefix(f"{place}: ")
        kind = _KINDS.get(type(element), Kind.REFUSED)
        line = getattr(error.__cause__, "line", None)
        words = words.removeprefix(f"line {line}, ")  # the finding says it already
        laid.found.append(Finding(kind, Severity.ERROR, Place(number, line), words, error.hint))
        laid.refused += 1
        return
    laid.pieces += pieces
    laid.numbers += [number] * len(pieces)
    laid.found += [_lost(loss, number, canvas.profile) for loss in canvas.losses.all()]
    laid.found += [_substituted(each, element, number) for each in canvas.substitutions]
    laid.found += findings_ahead(element, Place(number), canvas)


def _substituted(each: Substitution, element: Element, number: int) -> Finding:
    if each.is_left_out:
        return Finding(Kind.UNKNOWN, Severity.WARNING, Place(number), each.words, "Nothing of it is on the paper.")
    kind = Kind.PICTURE if isinstance(element, Sideways) else Kind.CODE
    return Finding(kind, Severity.NOTE, Place(number), each.words, "It takes more bytes, and prints as well.")


def _lost(loss: Loss, number: int, profile: Profile) -> Finding:
    line = loss.place.rpartition("line ")[2]
    times = f", {loss.count} times" if loss.count > 1 else ""
    return Finding(
        Kind.LOST,
        Severity.ERROR,
        Place(number, int(line) if line.isdigit() else None),
        f"{loss.full_name} does not reach the paper of {profile.name}{times}",
        "Leave it out, or write it in other characters.",
    )
