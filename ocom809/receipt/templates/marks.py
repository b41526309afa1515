r"""Which characters of a rendered template the author wrote, and which are values.

While a template is rendered, each sign of the markup that stands in the template itself is written as a character of
Unicode's last private plane, which nobody uses and which values lose. So what arrives in plain is a value, whatever
way it took: through macros, filters, joins. At the end values are escaped and the author's signs turn back. Line ends
of the template carry its line number along, so that an error in the markup names the template's line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LINE_END: Final = 0x100000
_PLACE: Final = 0x108000
_SIGN: Final = 0x10FF00
MOST_LINES: Final = _PLACE - _LINE_END - 1
_SIGNS: Final = '\\{|};-=_"`^~ \t'

_OURS = re.compile("[\U00100000-\U0010ffff]")
_LINE_ENDS_OF_VALUES = re.compile("\r\n|[\r\n\u2028\u2029]")
_LINE_ENDS = re.compile("([\U00100000-\U00107fff])")
_PLACES = re.compile("[\U00108000-\U0010feff]")

_AS_SIGNS: Final = {ord(sign): chr(_SIGN + ord(sign)) for sign in _SIGNS}
_BACK: Final = {_SIGN + ord(sign): sign for sign in _SIGNS}
_ESCAPES: Final = {ord(sign): f"\\x{ord(sign):02x}" for sign in _SIGNS if sign != "\t"} | {ord("\t"): r"\x20"}
# Two characters that Unicode's normal form turns into signs of the markup, after which it would be too late.
_ESCAPES_OF_DOUBLES: Final = {0x037E: r"\x3b", 0x1FEF: r"\x60"}
# The markup lets controls vanish; their pictures are printed, or reported as lost.
_CONTROLS: Final = {code: chr(0x2400 + code) for code in range(0x20) if code != ord("\t")} | {0x7F: "\u2421"}
_VALUES: Final = _CONTROLS | _ESCAPES | _ESCAPES_OF_DOUBLES | {ord("\n"): r"\n"}


@dataclass(frozen=True, slots=True)
class Markup:
    """Receipt markup, and from which line of the template each of its lines comes.

    Attributes:
        text: The markup.
        lines: For each of its lines the line of the template, from 1.
    """

    text: str
    lines: tuple[int, ...]


def value(text: str) -> str:
    """A text of the data: without the characters that are ours here, and with one kind of line end."""
    return _LINE_ENDS_OF_VALUES.sub("\n", _OURS.sub("\ufffd", text))


def signs(text: str) -> str:
    """What is markup in the result of a filter."""
    return text.translate(_AS_SIGNS)


def written(text: str, line: int) -> str:
    """What stands in the template, from this line on."""
    parts = _OURS.sub("\ufffd", text).translate(_AS_SIGNS).split("\n")
    ends = (chr(_LINE_END + min(number, MOST_LINES)) for number in range(line + 1, line + len(parts)))
    joined = "".join(part + end for part, end in zip(parts, (*ends, ""), strict=True))
    return chr(_PLACE + min(line, MOST_LINES)) + joined


def markup(rendered: str) -> Markup:
    """The markup that a rendered template is."""
    pieces = _LINE_ENDS.split(rendered)
    texts, begins = pieces[::2], [1, *(ord(end) - _LINE_END for end in pieces[1::2])]
    lines = []
    for text, begin in zip(texts, begins, strict=True):
        place = _PLACES.search(text)
        lines.append(ord(place.group()) - _PLACE if place else begin)
    return Markup("\n".join(_plain(text) for text in texts), tuple(lines))


def _plain(text: str) -> str:
    return _PLACES.sub("", text).translate(_VALUES | _BACK)
