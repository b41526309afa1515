"""What each instruction does to state and line, and the lines of dots that come of it.

The interpreter composes; ``PrintHead`` prints, feeds, cuts and answers. How it decides what the manual leaves open is
written in ``interpretation``; each family of instructions has its functions in ``handlers``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.flash import Flash
from ocom809.virtual.glyphs import FONT_A, Style, cells
from ocom809.virtual.handlers import HANDLERS
from ocom809.virtual.handlers._common import ignored
from ocom809.virtual.instructions import entry_of
from ocom809.virtual.interpretation import Interpretation
from ocom809.virtual.line import Line, placed, upside_down
from ocom809.virtual.macro import Macro
from ocom809.virtual.state import State

if TYPE_CHECKING:
    from ocom809.virtual.bitmap import Bitmap
    from ocom809.virtual.head import PrintHead
    from ocom809.virtual.instruction import Instruction

PAPER_DOTS: Final = 576
_LEFT, _CENTRE = 0, 1
# Padding and carriage return do nothing on this class; "skipped" is the data of an instruction already named.
_SILENT: Final = frozenset({"NUL", "CR", "skipped"})
_STANDARD_MODE_ONLY: Final = frozenset({"FS p", "FS q", "FS g", "GS v 0", "GS ( A"})
_MACRO_COMMANDS: Final = frozenset({"GS :", "GS ^"})
_END_A_MACRO: Final = frozenset({"FS q", "FS g", "GS v 0", "GS ( A"})
_HEEDED_WHEN_OFF: Final = frozenset({"ESC =", "DLE EOT", "DLE ENQ", "DLE DC4"})
_EVENT_HEX_BYTES: Final = 16
_MOST_NOTES: Final = 1000


class Interpreter:
    """Carries out instructions one by one; nothing in a stream makes it raise.

    Args:
        head: Where lines of dots and everything else go.
        width_dots: Printable dots in a row.
        interpretation: The decisions that the manual leaves open.
        flash: What was stored before; a new one where None.
        printable_dots: How many of those dots the modes begin with, where the unit is set to fewer.

    Attributes:
        flash: What neither ESC @ nor a power cycle clears.
        macro: What GS : recorded.
        state: The modes; handlers change it.
        line: What has not been printed yet.
    """

    def __init__(
        self,
        head: PrintHead,
        *,
        width_dots: int = PAPER_DOTS,
        interpretation: Interpretation | None = None,
        flash: Flash | None = None,
        printable_dots: int | None = None,
    ) -> None:
        self.head = head
        self.width_dots = width_dots
        self.interpretation = interpretation or Interpretation()
        self.flash = flash or Flash()
        self.printable_dots = width_dots if printable_dots is None else printable_dots
        self.restart()

    def run(self, instruction: Instruction) -> None:
        """Carry out one instruction, after what a macro has left over."""
        if self.macro.is_active:
            self._tend_macro(instruction)
        self._carry_out(instruction)

    @property
    def is_waiting(self) -> bool:
        """Whether something of a macro has not been carried out yet."""
        return bool(self.macro.waiting)

    def go_on(self) -> None:
        """Carry on with a macro, as far as the head can; for whoever gave instructions while it was busy."""
        while self.macro.waiting and not self.head.busy:
            self._carry_out(self.macro.waiting.popleft())

    def _tend_macro(self, instruction: Instruction) -> None:
        while self.macro.waiting:
            self._carry_out(self.macro.waiting.popleft())
        heeded = self.state.selected or instruction.name in _HEEDED_WHEN_OFF
        if not self.macro.recording or not heeded or instruction.name in _MACRO_COMMANDS:
            return
        if instruction.name in _END_A_MACRO:
            self.macro.clear()
        else:
            self.macro.record(instruction)

    def _carry_out(self, instruction: Instruction) -> None:
        name = instruction.name
        if not self.state.selected and name not in _HEEDED_WHEN_OFF:
            return
        if self.state.lead and name != "text":
            self.drop_half_character()
        handler = HANDLERS.get(name)
        if self.state.in_page_mode and name in _STANDARD_MODE_ONLY:
            ignored(self, instruction, "not in page mode")
        elif handler is not None:
            handler(self, instruction)
        elif name not in _SILENT:
            self._not_interpreted(instruction)
        self.after_raster = name == "GS v 0"

    def restart(self) -> None:
        """A power cycle, and the restart that some commands end with: RAM is lost, the flash memory stays."""
        self.macro = Macro()
        self.reset()

    def reset(self) -> None:
        """ESC @: the manual's defaults and an empty line."""
        self.state = State.fresh(self.printable_dots, self.interpretation)
        self.line = Line()
        self.after_raster = False
        self._noted: set[tuple[str, int | str]] = set()

    def clear_print_buffer(self) -> None:
        """Forget what was received and not printed: line, page, and what a macro has left over. Modes stay."""
        self.line = Line()
        self.macro.waiting.clear()
        self.state.lead = b""
        self.state.page.clear()
        self.state.graphics = None

    @property
    def at_line_start(self) -> bool:
        """Whether the line buffer is empty, which some commands need; in page mode they do not."""
        return self.state.in_page_mode or self.line.empty

    @property
    def is_ready_for_rows(self) -> bool:
        """Whether the rows of a picture would be printed as they come: it is heeded, and nothing stands before it."""
        return self.state.selected and not self.state.in_page_mode and self.line.empty and not self.macro.is_active

    def print_line(self, advance: int | None = None) -> None:
        """Print what stands in the line and advance the paper.

        Args:
            advance: Dots to advance in all, the line spacing where None. A line that is taller advances by its height,
                but in page mode, where it is only written to the page, it overlaps.
        """
        if self.state.in_page_mode:
            self.lay_line()
            self.line = Line()
            self.state.page.move(self.state.line_spacing if advance is None else advance)
            return
        line, self.line = self.line, Line()
        height = self._print_composed(line, self.state) if line.printable else 0
        wanted = self.state.line_spacing if advance is None else advance
        if wanted > height:
            self.head.feed(wanted - height)

    def print_page(self) -> None:
        """Print what page mode has written, and keep it."""
        self.lay_line()
        rows, lines = self.state.page.printed()
        self.head.print_rows(rows, lines=lines)
        self.head.feed(self.state.page.height - len(rows))

    def lay_line(self) -> None:
        """Write what stands in the line to the page, and go on behind it."""
        if self.line.printable:
            self.state.page.lay(self.line)
        x, self.line = self.line.x, Line()
        self.line.x = x

    def print_block(self, bitmap: Bitmap, text: str = "", *, below: int = 0) -> None:
        """Print dots that take lines of their own, such as a picture or a barcode, where ESC a puts them.

        In page mode they stand in the line, with their lower edge on that of Font A.

        Args:
            bitmap: The dots.
            text: How they read.
            below: Rows at their lower edge that hang below it in page mode.
        """
        if self.state.in_page_mode:
            self.line.add_bitmap(bitmap, bitmap.height - below - (FONT_A.height - FONT_A.baseline), text)
            return
        x = self.state.margin + self._indent(bitmap.width, self.state)
        self.head.print_rows(placed(bitmap, x, self.width_dots), text=text)

    def print_text_line(self, text: str, *, width: int = 1, height: int = 1, bold: bool = False) -> None:
        """Print a line of Font A as the printer's own pages do; state and line buffer stay as they are."""
        line = Line()
        drawn = cells(Style(FONT_A, width=width, height=height, bold=bold))
        fitting = text[: self.width_dots // (FONT_A.width * width)]
        for start in range(0, len(fitting), drawn.longest_run):
            run = fitting[start : start + drawn.longest_run]
            line.add_run(drawn.run(run), run)
        plain = State.fresh(self.width_dots, self.interpretation)
        tall = self._print_composed(line, plain) if line.printable else 0
        self.head.feed(max(0, plain.line_spacing - tall))

    def note_once(self, name: str, key: int | str, **details: int | str) -> None:
        """Tell the head of something once until the next ESC @, however often the stream brings it up; bounded."""
        if (name, key) not in self._noted and len(self._noted) < _MOST_NOTES:
            self._noted.add((name, key))
            self.head.event(name, **details)

    def drop_half_character(self) -> None:
        """Forget the first half of a two-byte character that something else than text followed."""
        self.head.event("half a character", hex=self.state.lead.hex(" "))
        self.state.lead = b""

    def _print_composed(self, line: Line, state: State) -> int:
        area = state.area
        indent = self._indent(min(line.end, area), state)
        bitmap = line.composed(area - indent)
        if state.upside_down:
            bitmap = upside_down(type(bitmap)(area, bitmap.rows))
            indent = 0
        rows = placed(bitmap, state.margin + indent, self.width_dots)
        self.head.print_rows(rows, text=line.reads(state.margin + indent))
        return len(rows)

    def _indent(self, width: int, state: State) -> int:
        """Dots between the start of the area and something of this width, by ESC a."""
        room = max(0, state.area - width)
        if state.alignment == _LEFT:
            return 0
        return room // 2 if state.alignment == _CENTRE else room

    def _not_interpreted(self, instruction: Instruction) -> None:
        name = instruction.name
        if name == "unknown":
            self.head.event("unknown", hex=instruction.data[:_EVENT_HEX_BYTES].hex(" "), offset=instruction.offset)
        elif name == "oversized":
            entry = entry_of(instruction.data)
            self.head.event("oversized", instruction=entry.name if entry else name, offset=instruction.offset)
        else:
            self.head.event("not interpreted", instruction=name, offset=instruction.offset)
