"""White that a code needs towards what stands above or below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.commands import Barcode, Cut, TextPosition
from ocom809.receipt.codes.choosing import kind_of, size_of
from ocom809.receipt.elements import Act, Code, Drawer, Image, Logo, MatrixCode, Spacing, SwissCode

if TYPE_CHECKING:
    from ocom809.profile import Profile
    from ocom809.receipt.elements import Element

_INK = (Code, MatrixCode, SwissCode, Image, Logo)
"""What puts ink up to its very edge. Text does not: most of a character's cell is white."""
_TEXT_ABOVE = (TextPosition.ABOVE, TextPosition.BOTH)
_TEXT_BELOW = (TextPosition.BELOW, TextPosition.BOTH)


def leaves_paper(element: Element) -> bool:
    """Whether it moves the paper, so that what stands above it is no neighbour of what comes below."""
    if isinstance(element, Act):
        return isinstance(element.command, Cut)
    return not isinstance(element, (Drawer, Spacing))


def white_between(above: Element | None, below: Element, profile: Profile) -> int:
    """Dots of white between two elements that touch, of which one is a code of two dimensions; mostly none.

    Without them such a code is not found by readers that want its quiet zone: zxing-cpp misses a QR code that stands
    right above a barcode. Behind a cut is whatever the receipt lies on.
    """
    if isinstance(below, Act) and isinstance(below.command, Cut) and not _has_text(above, _TEXT_BELOW):
        return white_before_cut(above, profile)
    if not isinstance(above, _INK) or not isinstance(below, _INK) or _has_text(above, _TEXT_BELOW):
        return 0
    if _has_text(below, _TEXT_ABOVE):
        return 0
    return max(_quiet_dots(above, profile), _quiet_dots(below, profile))


def white_before_cut(above: Element | None, profile: Profile) -> int:
    """Dots of white between a code of two dimensions and the knife."""
    return _quiet_dots(above, profile) if isinstance(above, Code) else 0


def _has_text(element: Element | None, positions: tuple[TextPosition, ...]) -> bool:
    """Whether readable text of a code stands on that side."""
    if not isinstance(element, Code):
        return False
    if element.caption and positions is _TEXT_BELOW:
        return True
    return isinstance(element.command, Barcode) and element.command.text in positions


def _quiet_dots(element: Element, profile: Profile) -> int:
    """Its quiet zone, where that is neither a part of it nor only beside it, as with linear codes."""
    if not isinstance(element, Code) or element.quiet_zone or isinstance(element.command, Barcode):
        return 0
    command = element.sized(profile)
    return size_of(kind_of(command)).quiet_modules * command.module_dots
