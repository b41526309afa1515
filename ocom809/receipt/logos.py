"""Logos that a printer keeps: what is stored where, and the form in which a picture is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ocom809.commands import DefineDownloadedImage, NVImage
from ocom809.commands.stored_image import MOST_DOWNLOADED_BLOCKS
from ocom809.errors import DocumentError
from ocom809.receipt.harmless import harmless
from ocom809.receipt.pictures.bands import feeds, placed, shifted
from ocom809.receipt.pictures.packing import packed

if TYPE_CHECKING:
    from ocom809.commands import Alignment, Feed
    from ocom809.profile import Profile
    from ocom809.receipt.pictures.picture import Bitmap

_BLOCK_DOTS: Final = 8
_MOST_BLOCKS_DOWN: Final = 288
_MOST_DOWNLOADED_DOWN: Final = 48
_MOST_KEY_CHARACTERS: Final = 32


@dataclass(frozen=True, slots=True)
class StorableLogo:
    """A picture as a printer can keep it, and what goes around it on the paper.

    Attributes:
        image: Its ink, in whole blocks of 8 × 8 dots.
        alignment: Where that stands.
        above: White rows above it.
        below: White rows below it.
    """

    image: NVImage
    alignment: Alignment
    above: tuple[Feed, ...]
    below: tuple[Feed, ...]

    @property
    def downloadable(self) -> DefineDownloadedImage | None:
        """What keeps it in working memory; ``None`` where it is too large for that."""
        across, down = self.image.width_dots // _BLOCK_DOTS, self.image.height_dots // _BLOCK_DOTS
        if across * down > MOST_DOWNLOADED_BLOCKS or down > _MOST_DOWNLOADED_DOWN:
            return None
        return DefineDownloadedImage(self.image.width_dots, self.image.height_dots, self.image.data)


def storable(bitmap: Bitmap, alignment: Alignment, profile: Profile) -> StorableLogo | None:
    """A picture as it can be kept; ``None`` where it has no ink, or is too long or wider than whole blocks allow."""
    if not bitmap.rows:
        return None
    place = placed(bitmap, alignment, profile.width_dots)
    blocks = -(-bitmap.ink_height // _BLOCK_DOTS)
    width = place.row_bytes * _BLOCK_DOTS
    if blocks > _MOST_BLOCKS_DOWN or width > profile.width_dots:
        return None
    below = bitmap.height - bitmap.top - bitmap.ink_height
    # What fills the last block is white of the picture's own as far as it has any, below first.
    filled_up = blocks * _BLOCK_DOTS - bitmap.ink_height
    filled_above = min(bitmap.top, max(0, filled_up - below))
    columns = _columns(shifted(bitmap, place), width, filled_above, blocks)
    image = NVImage(width, blocks * _BLOCK_DOTS, columns)
    left_below = below - (filled_up - filled_above)
    return StorableLogo(image, place.alignment, tuple(feeds(bitmap.top - filled_above)), tuple(feeds(left_below)))


def _columns(rows: bytes, width: int, above: int, blocks: int) -> bytes:
    """Rows of dots as columns, white above and below up to whole blocks, and free of real-time commands."""
    from PIL import Image

    whole = Image.new("1", (width, blocks * _BLOCK_DOTS), 0)
    whole.paste(Image.frombytes("1", (width, len(rows) * _BLOCK_DOTS // width), rows), (0, above))
    return harmless(packed(whole.transpose(Image.Transpose.TRANSPOSE)))


@dataclass(frozen=True, slots=True)
class StoredLogo:
    """A logo in a printer's flash memory.

    Attributes:
        key: What receipts call it.
        image: Its very dots.
    """

    key: str
    image: NVImage

    def __post_init__(self) -> None:
        must_be_key(self.key)


@dataclass(frozen=True, slots=True)
class StoredLogos:
    """What one printer keeps, in the order in which ``FS p`` counts."""

    logos: tuple[StoredLogo, ...] = ()

    def number_of(self, key: str, image: NVImage) -> int | None:
        """The number by which ``FS p`` prints exactly these dots; ``None`` where they are not what is stored."""
        for number, logo in enumerate(self.logos, start=1):
            if logo.key == key:
                return number if logo.image == image else None
        return None

    def including(self, logo: StoredLogo) -> StoredLogos:
        """The same with one more, or with another of that key in its place."""
        kept = [logo if old.key == logo.key else old for old in self.logos]
        return StoredLogos(tuple(kept if logo in kept else [*kept, logo]))

    @property
    def stored_bytes(self) -> int:
        """What they take in flash memory."""
        return sum(len(logo.image.stored) for logo in self.logos)


NOTHING_STORED: Final = StoredLogos()


def must_be_key(key: object) -> None:
    """Refuse what is no key of a logo."""
    if type(key) is not str or not key.isprintable() or not 1 <= len(key.strip()) <= len(key) <= _MOST_KEY_CHARACTERS:
        raise DocumentError(f"a logo's key is 1 to {_MOST_KEY_CHARACTERS} characters that can be seen, not {key!r}")
