r"""Backslashes: what they keep from being a sign of the language.

The language has two sets of special characters: those of a line (``\``, ``{``, ``|``, ``}``) and, within a text or a
value, some more. An escaped special character is first written as ``\xNN``, which no later step takes for a sign, and
turns into the character at the very end.
"""

from __future__ import annotations

import re

_LINE_SIGNS = re.compile(r"\\([\\{|}])")
_PIECE = re.compile(r"\\[\\{|};]|[|;]|[^\\|;]+|\\")
_TEXT_SIGNS = re.compile(r"""\\([-=_"`^~])""")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]|\\x(?:[01][0-9A-Fa-f]|7[Ff])")
_HEXADECIMAL = re.compile(r"\\x([0-9A-Fa-f]{2})")
# An x without its two digits takes along what stands in their place.
_BROKEN = re.compile(r"\\(?:\Z|x(?![0-9A-Fa-f]{2}).{0,2})", re.DOTALL)
_MEANINGLESS = re.compile(r"\\[^x]")


def parted(text: str, sign: str) -> list[str]:
    """The text split at a sign, where no backslash stands before it."""
    if "\\" not in text:
        return text.split(sign)
    parts = [""]
    for piece in _PIECE.findall(text):
        if piece == sign:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _in_hexadecimal(match: re.Match[str]) -> str:
    return f"\\x{ord(match[1]):02x}"


def without_line_signs(text: str) -> str:
    """The text with the escaped signs of a line in hexadecimal, so that those left are signs indeed."""
    return _LINE_SIGNS.sub(_in_hexadecimal, text)


def without_text_signs(text: str) -> str:
    """The same for the signs within a text; controls vanish, and what stays of ``~`` is a blank."""
    text = _TEXT_SIGNS.sub(_in_hexadecimal, _CONTROLS.sub("", text))
    return text.replace(r"\n", "\n").replace("~", " ")


def unescaped(text: str) -> str:
    """The characters that are meant in the end; a backslash before anything else vanishes together with it."""
    if "\\" not in text:
        return text
    text = _MEANINGLESS.sub("", _BROKEN.sub("", text))
    return _HEXADECIMAL.sub(lambda match: chr(int(match[1], 16)), text)
