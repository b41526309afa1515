"""A document as plain text, from its layout: what is drawn reads like what the printer's own fonts print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.profile import OCPP809
from ocom809.receipt.canvas import Canvas
from ocom809.receipt.cells import width
from ocom809.receipt.compose import laid_out
from ocom809.receipt.pieces import BAND_ROWS, Area, Dots, Foreign, Line, Part, Skip, Span, before
from ocom809.receipt.scripts.bidi import is_right_to_left, levels, mirrored, visual_order
from ocom809.receipt.scripts.clusters import clusters, is_shaped
from ocom809.receipt.styles import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.profile import Profile
    from ocom809.receipt.receipt import Receipt


def as_text(receipt: Receipt, profile: Profile = OCPP809) -> str | None:
    """The lines of a receipt, each where it stands on paper in columns of font A, and in the order of reading.

    Of pictures, codes and cuts nothing is seen. A character of twice the width has a blank behind it.

    Returns:
        The text, or ``None`` where the receipt holds commands of the caller's own, which only a printer can read.

    Raises:
        DocumentError: It does not fit this printer.
    """
    canvas, area, lines = Canvas(profile), Area(), []
    for number, element in enumerate(receipt.elements, start=1):
        for piece in laid_out(element, f"element {number}, {element.name}", canvas):
            if isinstance(piece, Foreign):
                return None
            if isinstance(piece, Area):
                area = piece
            elif isinstance(piece, Line) and not _is_picture(piece):
                lines.append(_read(piece, area, profile.width_dots))
    return "".join(line + "\n" for line in lines)


def _is_picture(line: Line) -> bool:
    """Whether nothing but strips of a picture stands in it."""
    inked = [part for part in line.spans if not isinstance(part, Skip)]
    return bool(inked) and all(isinstance(part, Dots) and not part.text for part in inked)


def _read(line: Line, area: Area, paper_dots: int) -> str:
    line = line.trimmed()
    room = area.width_dots or paper_dots
    text, end = "", 0
    for left, words, right in _cells(line):
        x = area.left_dots + before(line.alignment, max(room - line.width_dots, 0)) + left
        blanks = max(round(x / PLAIN.cell_dots) - width(text), int(x > end and bool(text)), 0)
        text += " " * blanks + _in_reading_order(words)
        end = x + right - left
    return text.rstrip()


def _cells(line: Line) -> Iterator[tuple[int, str, int]]:
    """Words that white of more than a blank parts from others: where they begin, how they stand there, their end."""
    blank = max(map(_blank_dots, line.spans), default=PLAIN.cell_dots)
    begin = end = x = 0
    words = ""
    for part in line.spans:
        if not isinstance(part, Skip):
            if words and x - end > blank:
                yield begin, words, end
                words = ""
            if not words:
                begin = x
            elif x - end >= blank // 2:
                words += " "
            words += _shown(part)
            end = x + part.width_dots
        x += part.width_dots
    yield begin, words, end


def _blank_dots(part: Part) -> int:
    if isinstance(part, Span):
        return part.style.cell_dots
    return PLAIN.cell_dots * (len(part.rows) // BAND_ROWS) if isinstance(part, Dots) else 0


def _shown(part: Part) -> str:
    """The text of a part from left to right."""
    if isinstance(part, Span):
        between = " " * (part.style.width - 1)
        return "".join([character + between for character in part.text]) if between else part.text
    text = part.text if isinstance(part, Dots) else ""
    is_read_leftwards = text[:1] != "" and is_shaped(text[0]) and is_right_to_left(text)
    return "".join(reversed(list(clusters(text)))) if is_read_leftwards else text


def _in_reading_order(words: str) -> str:
    """Words as they stand on paper, put as whoever shows this text will put them on a screen."""
    if not is_right_to_left(words):
        return words
    found = list(clusters(words))
    own = levels("".join([cluster[0] for cluster in found]))
    return "".join([mirrored(found[place]) if own[place] % 2 else found[place] for place in visual_order(own)])
