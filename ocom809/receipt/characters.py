"""Text to the commands by which a printer prints it: by a code page, and by its Chinese font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.commands import ChineseMode, ChineseText, Command, InternationalSet, SelectInternationalSet, Text
from ocom809.receipt.repertoire import NO_BREAK_SPACE

if TYPE_CHECKING:
    from ocom809.receipt.repertoire import Repertoire

# ESC @ leaves units with a Chinese font in Chinese mode, and with the Chinese set, where $ prints as ¥.
WESTERN: tuple[Command, ...] = (ChineseMode(False), SelectInternationalSet(InternationalSet.USA))


def characters(text: str, codec: str, repertoire: Repertoire) -> list[Command]:
    """A text of one code page, and of the Chinese font where the printer has one."""
    if text.isascii():  # which is the same on every page
        return [Text(text)]
    if repertoire.chinese_codec is None:
        return [Text(text.replace(NO_BREAK_SPACE, " "), codec)]
    commands: list[Command] = []
    for is_chinese, part in _split(text, repertoire):
        if is_chinese:
            commands += (ChineseMode(True), ChineseText(part, str(repertoire.chinese_codec)), *WESTERN[:1])
        else:
            commands.append(Text(part.replace(NO_BREAK_SPACE, " "), codec))
    return commands


def _split(text: str, repertoire: Repertoire) -> list[tuple[bool, str]]:
    """Neighbouring characters of the Chinese font, and of the code page."""
    parts: list[tuple[bool, str]] = []
    for character in text:
        is_chinese = repertoire.is_chinese(character)
        if parts and parts[-1][0] == is_chinese:
            parts[-1] = (is_chinese, parts[-1][1] + character)
        else:
            parts.append((is_chinese, character))
    return parts
