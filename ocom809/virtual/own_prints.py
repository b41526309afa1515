"""What the printer prints of its own accord: the self-test page, the rolling pattern, a hex dump of what it gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.virtual.glyphs import FONT_A
from ocom809.virtual.interpreter import Interpreter
from ocom809.virtual.own_pages import dump_line, hex_dump, rolling_pattern, self_test_page

if TYPE_CHECKING:
    from ocom809.virtual.mechanism import Mechanism
    from ocom809.virtual.personality import Personality


class OwnPrints:
    """Prints whole pages and keeps the bytes of a dump that do not fill a line yet.

    Args:
        personality: What the pages tell of.
        mechanism: What prints them.
    """

    def __init__(self, personality: Personality, mechanism: Mechanism) -> None:
        self._personality = personality
        self._mechanism = mechanism
        self._page = Interpreter(
            mechanism, width_dots=personality.width_dots, interpretation=personality.interpretation
        )
        self._rest: bytes | None = None

    @property
    def is_dumping(self) -> bool:
        """Whether all that arrives is dumped."""
        return self._rest is not None

    def print_self_test(self) -> None:
        """Print the self-test page and cut it off."""
        for line in self_test_page(self._personality):
            self._page.print_text_line(line.text, width=line.size, height=line.size, bold=line.bold)
        self._mechanism.feed_to_knife()
        self._mechanism.cut(partial=True)

    def print_rolling_pattern(self) -> None:
        """Print all characters in lines that begin one character later each."""
        for line in rolling_pattern(self._personality.width_dots // FONT_A.width):
            self._page.print_text_line(line)

    def begin_dump(self) -> None:
        """Print the title; from now on it dumps."""
        self._page.print_text_line("Hexadecimal dump", bold=True)
        self._rest = b""

    def dump(self, data: bytes) -> None:
        """Print the lines that ``data`` fills."""
        lines, self._rest = hex_dump((self._rest or b"") + data)
        for line in lines:
            self._page.print_text_line(line)

    def end_dump(self) -> None:
        """Print the line that is not full; from now on it does not dump."""
        self._page.print_text_line(dump_line(self._rest or b""))
        self._rest = None

    def forget_dump(self) -> None:
        """The power has gone."""
        self._rest = None
