"""Where the interpreter's work goes: the seam between what was asked for and what the mechanism does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocom809.virtual.paper import TextLine


class PrintHead(Protocol):
    """The interpreter composes lines of dots and hands them here; it never touches paper itself.

    Whatever cannot be done now (no paper, cover open) is kept by the head and done later, in order. While ``busy``,
    the printer gives the interpreter no further instruction.
    """

    @property
    def busy(self) -> bool:
        """Whether work is left over that cannot be done now."""

    def print_rows(self, rows: Sequence[int], *, text: str = "", lines: Sequence[TextLine] = ()) -> None:
        """Print rows of dots and advance the paper by one dot for each.

        Args:
            rows: One integer a row as in ``Bitmap``, as wide as the paper's printable area.
            text: What a reader would read there, for the text view.
            lines: The same where it is more than one line, from top to bottom; counted from the first of the rows.
        """

    def feed(self, dots: int) -> None:
        """Advance the paper without printing."""

    def feed_to_knife(self) -> None:
        """Advance the paper until what stands under the head now lies under the knife."""

    def cut(self, *, partial: bool) -> None:
        """Cut where the knife is, which is not where the head is."""

    def event(self, name: str, **details: int | str) -> None:
        """Note what happened beside the paper: a drawer kick, an alarm, a character that could not be drawn."""

    def reply(self, data: bytes) -> None:
        """Send bytes back to the host."""
