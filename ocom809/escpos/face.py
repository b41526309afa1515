"""What all printers of the drop-in share: the methods of python-escpos, right where the original goes wrong.

Where a method differs from the original, a row of ``differences.DIFFERENCES`` says so; with ``strict`` none does.
"""

from __future__ import annotations

import difflib
import inspect
import logging
from typing import TYPE_CHECKING, Any, Final

from ocom809.escpos import profiles
from ocom809.escpos.answering import Answering
from ocom809.escpos.calls import add_inherited, whole
from ocom809.escpos.columns import in_columns
from ocom809.escpos.drawing import Drawing
from ocom809.escpos.encoding import Magic
from ocom809.escpos.errors import refused
from ocom809.escpos.original import Escpos, constants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocom809.receipt.losses import Loss

logger = logging.getLogger(__name__)

profiles.register()
_CUTS: Final = {"FULL": constants.PAPER_FULL_CUT, "PART": constants.PAPER_PART_CUT}
_CUT_FEATURES: Final = {"FULL": "paperFullCut", "PART": "paperPartCut"}
_LINES_TO_THE_KNIFE: Final = 6
_MOST_LINES: Final = 255
_HARDWARE_ACTIONS: Final = ("INIT", "SELECT", "RESET")
_CONTROLS: Final = ("LF", "FF", "CR", "HT", "VT")


class Face(Drawing, Answering):
    """A printer with the methods of python-escpos 3.1, and those of its unreleased successor that do not clash.

    Args:
        profile: The name of a profile, one of python-escpos' profiles, or a ``Profile`` of ours; ``"OCPP-809"`` where
            none is given (``"default"`` with ``strict``).
        magic_encode_args: As in the original: ``encoding``, ``disabled``, ``defaultsymbol``, ``encoder``.
        strict: Whether the bytes are exactly those of python-escpos 3.1, its defects included.
        unknown: Keywords that no wire knows, refused by name (``strict`` swallows them, as the original does).
    """

    def __init__(
        self,
        profile: Any = None,
        magic_encode_args: dict[str, Any] | None = None,
        *,
        strict: bool | None = None,
        **unknown: Any,
    ) -> None:
        self.strict = self.strict if strict is None else strict
        if unknown and not self.strict:
            self._refuse_keyword(next(iter(unknown)))
        super().__init__()
        self._has_warned_of_sizes = False
        options = magic_encode_args or {}
        Escpos.__init__(self, profiles.found(profile, strict=self.strict), options)
        if not self.strict and "encoder" not in options:
            self.magic = Magic(self, **options)

    def _refuse_keyword(self, name: str) -> None:
        known = {*inspect.signature(type(self).__init__).parameters, *inspect.signature(Face.__init__).parameters}
        close = difflib.get_close_matches(name, known - {"self", "args", "kwargs", "unknown"}, 1)
        hint = f"Is {close[0]} meant?" if close else "python-escpos swallows what it does not know; see strict."
        raise refused(f"{type(self).__name__} takes no argument {name!r}", TypeError, hint=hint)

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What text was not printed as written, since the printer was made."""
        magic: Any = self.magic
        return magic.losses.all() if isinstance(magic, Magic) else ()

    def _forget_settings(self, *, job_lost: bool) -> None:
        magic: Any = self.magic
        if isinstance(magic, Magic):
            magic.forget()
        elif job_lost and not magic.disabled:
            magic.encoding = None

    def _notice(self, msg: bytes) -> None:
        if not isinstance(msg, (bytes, bytearray, memoryview)):
            raise refused(f"_raw() takes bytes, not {type(msg).__name__}", TypeError)
        # An old __init__ may send bytes before there is a chooser.
        if isinstance(getattr(self, "magic", None), Magic):
            self.magic.notice(bytes(msg))

    # Text and paper

    @whole
    def set(  # noqa: PLR0917 - the original's
        self,
        align: str | None = None,
        font: str | None = None,
        bold: bool | None = None,
        underline: int | None = None,
        width: int | None = None,
        height: int | None = None,
        density: int | None = None,
        invert: bool | None = None,
        smooth: bool | None = None,
        flip: bool | None = None,
        normal_textsize: bool | None = None,
        double_width: bool | None = None,
        double_height: bool | None = None,
        custom_size: bool | None = None,
    ) -> None:
        """Set how text is printed; all as in the original, but all of it or, where a value cannot be, nothing."""
        if not custom_size and ((width or 1) != 1 or (height or 1) != 1):
            self._warn_of_sizes()
        Escpos.set(
            self, align, font, bold, underline, width, height, density, invert, smooth, flip,
            normal_textsize, double_width, double_height, custom_size,
        )  # fmt: skip

    def _warn_of_sizes(self) -> None:
        if not self._has_warned_of_sizes:
            logger.warning("set(width=, height=) does nothing without custom_size=True, as in python-escpos")
        self._has_warned_of_sizes = True

    @whole
    def software_columns(
        self, text_list: Sequence[str], widths: Sequence[int] | int, align: Sequence[str] | str = "left"
    ) -> None:
        """Print texts side by side; of the successor of python-escpos 3.1.

        Args:
            text_list: One text for each column; it is wrapped, and a word that is too long ends in a full stop.
            widths: Characters of each column, the last for all that follow; or of all together, shared equally.
            align: ``left``, ``center`` or ``right`` of each column, likewise.
        """
        for line in list(in_columns(text_list, widths, align)):
            self.textln(line)

    @whole
    def print_and_feed(self, n: int = 1) -> None:
        """Print what waits in the line, and feed 0 to 255 lines, in steps that all units of the class obey."""
        if self.strict or not 0 <= n <= _MOST_LINES:
            Escpos.print_and_feed(self, n)
            return
        whole_steps, rest = divmod(n, profiles.MOST_LINES_FED)
        for lines in [profiles.MOST_LINES_FED] * whole_steps + [rest] * (rest > 0 or n == 0):
            Escpos.print_and_feed(self, lines)

    @whole
    def cut(self, mode: str = "FULL", feed: bool = True) -> None:
        """Cut the paper, and hand the job over.

        Args:
            mode: ``FULL`` or ``PART``.
            feed: Feed the last line past the knife first. Without, the printer's own feed and partial cut is asked for.
        """
        if self.strict:
            Escpos.cut(self, mode, feed)
        else:
            self._cut(mode.upper(), feed=feed)
        self.flush()

    def _cut(self, mode: str, *, feed: bool) -> None:
        if mode not in _CUTS:
            raise refused(f"a cut is FULL or PART, not {mode!r}")
        if not feed:
            Escpos.cut(self, mode, feed=False)
            return
        self.print_and_feed(_LINES_TO_THE_KNIFE)
        known = [name for name in (mode, *_CUTS) if self.profile.supports(_CUT_FEATURES[name])]
        # A profile made by Profile(columns=48) has lost all its features: that says nothing of the knife.
        if known or not self.profile.features:
            self._raw(_CUTS[known[0] if known else mode])
        else:
            logger.warning("the paper is not cut: the profile says that the printer has no knife")

    @whole
    def hw(self, hw: str) -> None:
        """Start the printer afresh (``INIT``), select it (``SELECT``) or reset it (``RESET``)."""
        if hw.upper() not in _HARDWARE_ACTIONS and not self.strict:
            raise refused(f"hw() is told one of {', '.join(_HARDWARE_ACTIONS)}, not {hw!r}")
        Escpos.hw(self, hw)

    @whole
    def control(self, ctl: str, count: int = 5, tab_size: int = 8) -> None:
        """Send a control character (``LF``, ``FF``, ``CR``, ``VT``), or set tab stops (``HT``)."""
        if ctl.upper() not in _CONTROLS and not self.strict:
            raise refused(f"control() is told one of {', '.join(_CONTROLS)}, not {ctl!r}")
        Escpos.control(self, ctl, count, tab_size)

    # What somebody waits for, so that it leaves at once

    @whole
    def cashdraw(self, pin: Any) -> None:
        """Open the drawer at pin 2 or 5, or by a list of numbers, and hand the job over."""
        Escpos.cashdraw(self, pin)
        self.flush()

    @whole
    def buzzer(self, times: int = 2, duration: int = 4) -> None:
        """Sound the buzzer, and hand the job over."""
        Escpos.buzzer(self, times, duration)
        self.flush()


add_inherited(Face)
