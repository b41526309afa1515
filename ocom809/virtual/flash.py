"""What a printer keeps without power."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ocom809.virtual.bitmap import Bitmap
    from ocom809.virtual.settings.values import Settings

PICTURES_BYTES: Final = 65536
"""Room for the pictures of FS q with their sizes, by the manual of the class."""
GRAPHICS_BYTES: Final = 262144
"""Room for the pictures of GS ( L, by the HPRT TP809 manual."""
USER_BYTES: Final = 1024


def _erased() -> bytearray:
    return bytearray(b"\xff" * USER_BYTES)


@dataclass(slots=True)
class Flash:
    """The memory that neither ESC @ nor a power cycle clears: hand the same one to the next interpreter.

    Attributes:
        pictures: What FS q stored; FS p counts them from 1.
        graphics: What GS ( L stored, by its two key bytes.
        user: The 1024 bytes of FS g. What a new unit holds is nowhere told; here it is FFh, as in an erased chip.
        settings: What set-up commands changed; ``None`` in a new unit, which is as its personality says.
    """

    pictures: tuple[Bitmap, ...] = ()
    graphics: dict[bytes, Bitmap] = field(default_factory=dict)
    user: bytearray = field(default_factory=_erased)
    settings: Settings | None = None
