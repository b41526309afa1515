"""What the printer prints of its own accord: the self-test page, the rolling pattern, a hex dump of what it gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.glyphs import FONT_A
from ocom809.virtual.own_pages import dump_line, hex_dump, rolling_pattern, self_test_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.virtual.instruction import Instruction
    from ocom809.virtual.interpreter import Interpreter
    from ocom809.virtual.mechanism import Mechanism
    from ocom809.virtual.personality import Personality
    from ocom809.virtual.settings.keeper import Keeper

_DIGIT_ZERO: Final = 0x30


class OwnPrints:
    """Prints whole pages and keeps the bytes of a dump that do not fill a line yet.

    Args:
        personality: What the pages tell of.
        mechanism: What prints them.
        keeper: What the settings are, which the pages tell of and are printed by.
    """

    def __init__(self, personality: Personality, mechanism: Mechanism, keeper: Keeper) -> None:
        self._personality = personality
        self._mechanism = mechanism
        self._keeper = keeper
        self._rest: bytes | None = None

    @property
    def is_dumping(self) -> bool:
        """Whether all that arrives is dumped."""
        return self._rest is not None

    @property
    def _page(self) -> Interpreter:
        """What composes a page: as it is when the unit is switched on."""
        return self._keeper.fresh_interpreter()

    def test_print(self, instruction: Instruction, restart: Callable[[], None]) -> None:
        """GS ( A: the status page, a pattern, or a hex dump of all that follows until FEED is pressed.

        The printer restarts, as a fuller manual of the lineage says: all that is set up is as at power-on.
        """
        kind = instruction.payload[1] % _DIGIT_ZERO if len(instruction.payload) > 1 else 0
        if kind not in _TEST_PRINTS:
            self._mechanism.note("ignored", {"instruction": instruction.name, "reason": "no such test print"})
            return
        restart()
        _TEST_PRINTS[kind](self)

    def print_self_test(self) -> None:
        """Print the self-test page and cut it off."""
        page = self._page
        for line in self_test_page(self._personality, self._keeper.set_up.network):
            page.print_text_line(line.text, width=line.size, height=line.size, bold=line.bold)
        self._mechanism.feed_to_knife()
        self._mechanism.cut(partial=True)

    def print_rolling_pattern(self) -> None:
        """Print all characters in lines that begin one character later each."""
        page = self._page
        for line in rolling_pattern(self._personality.width_dots // FONT_A.width):
            page.print_text_line(line)

    def begin_dump(self) -> None:
        """Print the title; from now on it dumps."""
        self._page.print_text_line("Hexadecimal dump", bold=True)
        self._rest = b""

    def dump(self, data: bytes) -> None:
        """Print the lines that ``data`` fills."""
        page = self._page
        lines, self._rest = hex_dump((self._rest or b"") + data)
        for line in lines:
            page.print_text_line(line)

    def end_dump(self) -> None:
        """Print the line that is not full; from now on it does not dump."""
        self._page.print_text_line(dump_line(self._rest or b""))
        self._rest = None

    def forget_dump(self) -> None:
        """The power has gone."""
        self._rest = None


_TEST_PRINTS: Final[dict[int, Callable[[OwnPrints], None]]] = {
    1: OwnPrints.begin_dump,
    2: OwnPrints.print_self_test,
    3: OwnPrints.print_rolling_pattern,
}
