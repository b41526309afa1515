"""Paper beside the picture that was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

_ALIKE, _MISSING, _EXTRA = (200, 200, 200), (0, 90, 255), (255, 0, 0)
_RENEW: Final = "If it is right, keep it by running pytest with --renew-receipts."


def must_be_same(seen: Image, path: Path, folder: Path) -> None:
    """Compare the dots of the paper with those of a picture file.

    Raises:
        AssertionError: They differ, or the file is not there; what was seen lies in ``folder`` then.
        DocumentError: The file holds no picture.
    """
    saved = folder / f"{path.stem}-seen.png"
    if not path.exists():
        seen.save(saved)
        raise AssertionError(f"there is no picture {path} yet; the paper was saved as {saved}. {_RENEW}")
    expected = _opened(path)
    if expected.size == seen.size and expected.tobytes() == seen.tobytes():
        return
    seen.save(saved)
    marked = folder / f"{path.stem}-differences.png"
    differences = _differences(seen, expected)
    differences.save(marked)
    raise AssertionError(
        f"the paper does not look like {path}: {_told(seen, expected)}; the paper was saved as {saved}, the "
        f"differences (red: too much, blue: missing) as {marked}. {_RENEW}"
    )


def _opened(path: Path) -> Image:
    from PIL import Image

    try:
        with Image.open(path) as picture:
            return picture.convert("1", dither=Image.Dither.NONE)
    except OSError as error:
        raise DocumentError(f"{path}: no picture that can be read") from error


def _told(seen: Image, expected: Image) -> str:
    from PIL import ImageChops

    if seen.size != expected.size:
        return f"{seen.width} x {seen.height} dots where {expected.width} x {expected.height} were expected"
    other = ImageChops.logical_xor(seen, expected)
    left, top, right, bottom = other.getbbox() or (0, 0, 0, 0)
    return f"{other.histogram()[255]} dots differ, in columns {left} to {right - 1} and rows {top} to {bottom - 1}"


def _differences(seen: Image, expected: Image) -> Image:
    """Grey where both are black, red where only the paper is, blue where only the expected picture is."""
    from PIL import Image, ImageChops

    size = max(seen.width, expected.width), max(seen.height, expected.height)
    paper, kept = (_black(picture, size) for picture in (seen, expected))
    picture = Image.new("RGB", size, "white")
    picture.paste(_ALIKE, mask=ImageChops.logical_and(paper, kept))
    picture.paste(_EXTRA, mask=ImageChops.logical_and(paper, ImageChops.invert(kept)))
    picture.paste(_MISSING, mask=ImageChops.logical_and(kept, ImageChops.invert(paper)))
    return picture


def _black(picture: Image, size: tuple[int, int]) -> Image:
    """What is black, as a mask of that size."""
    from PIL import Image, ImageChops

    mask = Image.new("1", size)
    mask.paste(ImageChops.invert(picture))
    return mask
