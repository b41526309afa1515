"""Pictures and codes of the drop-in: what the original draws, checked before any of it is gathered."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any, Final

from ocom809.escpos.calls import whole
from ocom809.escpos.errors import refused
from ocom809.escpos.gathering import Gathering
from ocom809.escpos.original import Escpos, constants
from ocom809.receipt.harmless import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from ocom809.receipt.pictures import Shading

logger = logging.getLogger(__name__)

_DEFAULT_DPI: Final = 180
_MARGINS_MM: Final = 10
_LEVELS: Final = "LMQH"
"""Levels of error correction, in the order of the original's numbers."""


class Drawing(Gathering):
    """A gathering printer that draws.

    Attributes:
        picture_shading: How greys of pictures become dots (``ocom809.receipt.pictures.Shading``); as in the original
            where it is ``None``.
    """

    picture_shading: Shading | None = None
    _sleep_in_fragment_ms = 0

    @whole
    def image(
        self,
        img_source: Any,
        high_density_vertical: bool = True,
        high_density_horizontal: bool = True,
        impl: str = "bitImageRaster",
        fragment_height: int = 960,
        center: bool = False,
    ) -> None:
        """Print a picture: a Pillow image, a path, bytes of a file or an open one.

        Args:
            img_source: The picture, no wider than the profile's paper.
            high_density_vertical: Dots as high as they are; twice as high if not.
            high_density_horizontal: Dots as wide as they are; twice as wide if not.
            impl: ``bitImageRaster`` (``GS v 0``), ``graphics`` (``GS ( L``) or ``bitImageColumn`` (``ESC *``).
            fragment_height: The most rows of one command; fewer are sent where that is safer.
            center: In the middle of the paper, where the profile knows its width.

        Raises:
            ImageWidthError: It is too wide.
            DocumentError: It cannot be read.
        """
        from ocom809.escpos import pictures

        if impl not in pictures.COMMANDS:
            if self.strict:
                return
            raise refused(f"impl is one of {', '.join(pictures.COMMANDS)}, not {impl!r}")
        if fragment_height < 1:
            raise refused(f"fragment_height is at least 1 row, not {fragment_height}")
        density = {"fine_down": high_density_vertical, "fine_across": high_density_horizontal}
        clean = bytes if self.strict else harmless
        for part in self._parts_of(img_source, impl, fragment_height, center=center):
            self._raw(pictures.COMMANDS[impl](part, clean, **density))
            self._rest_after_fragment()

    def _parts_of(self, source: Any, impl: str, rows: int, *, center: bool) -> Sequence[Image]:
        from ocom809.escpos import pictures

        paper_dots = self._paper_dots()
        if self.strict:
            return list(pictures.original_fragments(source, rows, paper_dots, center=center))
        dots = pictures.dots_of(source, self.picture_shading)
        pictures.refuse_if_wider(dots.width, paper_dots)
        if center and paper_dots:
            dots = pictures.centred(dots, paper_dots)
        elif center:
            logger.warning("a picture is not centred: the profile does not know how wide the paper is")
        return list(pictures.slices(dots, pictures.most_rows(impl, dots, rows)))

    def _paper_dots(self) -> int:
        """Dots across the paper; 0 where the profile does not know."""
        try:
            return int(self.profile.profile_data["media"]["width"]["pixels"])
        except (KeyError, TypeError, ValueError):
            return 0

    def _rest_after_fragment(self) -> None:
        if self._sleep_in_fragment_ms:
            self.flush()
            threading.Event().wait(self._sleep_in_fragment_ms / 1000)

    def set_sleep_in_fragment(self, sleep_time_ms: int) -> None:
        """Hand over each fragment of a picture by itself and rest after it, for units that lose what comes fast.

        Args:
            sleep_time_ms: How long, in milliseconds; 0 not at all.
        """
        if sleep_time_ms < 0:
            raise refused(f"a rest is 0 ms or longer, not {sleep_time_ms}")
        self._sleep_in_fragment_ms = sleep_time_ms

    @whole
    def qr(
        self,
        content: Any,
        ec: int = constants.QR_ECLEVEL_L,
        size: int = 3,
        model: int = constants.QR_MODEL_2,
        native: bool = False,
        center: bool = False,
        impl: str | None = None,
        image_arguments: dict[str, Any] | None = None,
    ) -> None:
        """Print a QR code, as a picture or, with ``native``, by the printer; all as in the original."""
        if native and not self.strict:
            _refuse_unless_it_holds(str(content), ec)
        # The original writes into the caller's dictionary.
        own = dict(image_arguments) if image_arguments else image_arguments
        Escpos.qr(self, content, ec, size, model, native, center, impl, own)

    @whole
    def barcode(
        self,
        code: str,
        bc: str,
        height: int = 64,
        width: int = 3,
        pos: str = "BELOW",
        font: str = "A",
        align_ct: bool = True,
        function_type: str | None = None,
        check: bool = True,
        force_software: bool | str = False,
    ) -> None:
        """Print a bar code, by the printer where its profile says that it can, else as a picture.

        Args:
            code: What it holds.
            bc: Its kind, such as ``EAN13``; case, blanks and signs do not matter.
            height: 1 to 255 dots.
            width: Dots of the thinnest bar, 2 to 6. Fewer are taken, and logged, where the code would not fit.
            pos: Where the readable text stands: ``ABOVE``, ``BELOW``, ``BOTH`` or ``OFF``.
            font: Its font, ``A`` or ``B``.
            align_ct: Centre it; the alignment stays so.
            function_type: ``A`` or ``B``, the form of ``GS k``.
            check: Whether the code is looked at before.
            force_software: Draw it as a picture; a name of ``image()``'s ``impl`` says how.

        Raises:
            BarcodeTypeError: Neither the printer nor the library of the original draws this kind.
            BarcodeCodeError: The code is none of this kind.
            BarcodeSizeError: It has an impossible size, or fits the paper at no width.
        """
        from ocom809.escpos import barcodes

        way = barcodes.way_for(self.profile, bc, force_software)
        if way.impl:
            millimetres = 25.4 / self._dpi()
            self._sw_barcode(
                way.name,
                code,
                impl=way.impl,
                module_height=height * millimetres,
                module_width=width * millimetres,
                text_distance=barcodes.TEXT_DISTANCE_MM,
                font_size=barcodes.FONT_SIZE,
                center=align_ct,
            )
            return
        if not self.strict:
            width = barcodes.fitting_width(way.name, code, width, self._paper_dots())
        self._hw_barcode(code, way.name, height, width, pos, font, align_ct, function_type, check)

    def _dpi(self) -> int:
        """Dots per inch by the profile, or by what it says of the paper; the original's guess if it says nothing."""
        media = self.profile.profile_data.get("media", {})
        try:
            return int(media["dpi"])
        except (KeyError, TypeError, ValueError):
            pass
        try:
            return int(media["width"]["pixels"] / ((media["width"]["mm"] - _MARGINS_MM) / 25.4))
        except (KeyError, TypeError, ZeroDivisionError):
            return _DEFAULT_DPI


def _refuse_unless_it_holds(content: str, level: int) -> None:
    """The printer prints nothing where a code would be too large."""
    from ocom809.commands.qr_capacity import ErrorLevel, smallest_version

    if level in range(len(_LEVELS)) and smallest_version(content.encode(), ErrorLevel[_LEVELS[level]]) is None:
        raise refused(
            f"{len(content)} characters are more than a QR code of this level holds",
            hint="Shorten the content, or take a lower level.",
        )
