"""How wide a picture gets: dots, millimetres, or a share of the paper."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Final

from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from ocom809.profile import Profile

_MOST_DOTS: Final = 65535
_MOST_MM: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Width:
    """At most one of the three is given; without any, the picture's own pixels are its dots, at most the whole paper.

    Attributes:
        dots: So many dots.
        mm: So many millimetres.
        share: A part of the paper, over 0 and up to 1.
    """

    dots: int | None = None
    mm: float | None = None
    share: float | None = None

    def __post_init__(self) -> None:
        if self.dots is not None and (type(self.dots) is not int or not 1 <= self.dots <= _MOST_DOTS):
            raise DocumentError(f"width_dots must be 1 to {_MOST_DOTS}, not {self.dots!r}")
        for name, value, most in (("width_mm", self.mm, _MOST_MM), ("share", self.share, 1)):
            if value is not None and not _is_within(value, most):
                raise DocumentError(f"{name} must be over 0 and at most {most}, not {value!r}")
        if sum(value is not None for value in (self.dots, self.mm, self.share)) > 1:
            raise DocumentError("a picture's width is given in dots, in millimetres or as a share, not twice")

    def dots_on(self, profile: Profile, natural_dots: int) -> int:
        """Dots across on this paper, of a picture with so many of its own.

        Raises:
            DocumentError: Wider than the paper.
        """
        paper = profile.width_dots
        if self.share is not None:
            return max(1, round(self.share * paper))
        wanted = round(self.mm * profile.dots_per_mm) if self.mm is not None else self.dots
        if wanted is not None and wanted > paper:
            raise DocumentError(
                f"{wanted} dots are wider than the paper, which has {paper}",
                hint=f"That is {paper / profile.dots_per_mm:g} mm.",
            )
        return min(natural_dots, paper) if wanted is None else max(1, wanted)


NATURAL: Final = Width()


def _is_within(value: object, most: float) -> bool:
    return type(value) in (int, float) and isfinite(float(str(value))) and 0 < float(str(value)) <= most
