"""How wide a picture gets: dots, millimetres, or a share of the paper; and how high it may become by that."""

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
        max_height_dots: The most rows; a picture that would be higher gets narrower, so that it fits into both.
        max_height_mm: The same in millimetres; one of the two.
    """

    dots: int | None = None
    mm: float | None = None
    share: float | None = None
    max_height_dots: int | None = None
    max_height_mm: float | None = None

    def __post_init__(self) -> None:
        for name, dots in (("width_dots", self.dots), ("max_height_dots", self.max_height_dots)):
            if dots is not None and (type(dots) is not int or not 1 <= dots <= _MOST_DOTS):
                raise DocumentError(f"{name} must be 1 to {_MOST_DOTS}, not {dots!r}")
        lengths = (("width_mm", self.mm, _MOST_MM), ("share", self.share, 1))
        for name, value, most in (*lengths, ("max_height_mm", self.max_height_mm, _MOST_MM)):
            if value is not None and not _is_within(value, most):
                raise DocumentError(f"{name} must be over 0 and at most {most}, not {value!r}")
        if self.max_height_dots is not None and self.max_height_mm is not None:
            raise DocumentError("the height of a picture is bounded in dots or in millimetres, not twice")
        if sum(value is not None for value in (self.dots, self.mm, self.share)) > 1:
            raise DocumentError("a picture's width is given in dots, in millimetres or as a share, not twice")

    def dots_on(self, profile: Profile, natural_dots: int, rows_per_dot: float = 0) -> int:
        """Dots across on this paper.

        Args:
            profile: The printer.
            natural_dots: How many the picture has of its own.
            rows_per_dot: How much higher than wide it is.

        Raises:
            DocumentError: Wider than the paper, or so slender that nothing of it is left within the height.
        """
        width, most = self._across(profile, natural_dots), self._most_rows(profile)
        if most is None or width * rows_per_dot <= most:
            return width
        if most < rows_per_dot:
            raise DocumentError(
                f"a picture {rows_per_dot:g} times as high as wide does not fit into {most} rows of dots"
            )
        return int(most / rows_per_dot)

    def _most_rows(self, profile: Profile) -> int | None:
        if self.max_height_mm is not None:
            return max(1, round(self.max_height_mm * profile.dots_per_mm))
        return self.max_height_dots

    def _across(self, profile: Profile, natural_dots: int) -> int:
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
