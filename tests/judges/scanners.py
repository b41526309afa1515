"""Barcode readers that nobody here wrote: zxing-cpp and zbar, looking at pictures as a hand scanner would."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import zxingcpp
from PIL import Image, ImageOps

from tests.judges import needed

if TYPE_CHECKING:
    from pathlib import Path

    from ocom809.virtual.bitmap import Bitmap

MARGIN = 40


def picture(bitmap: Bitmap, margin: int = MARGIN) -> Image.Image:
    """Black dots on white, with a quiet zone around them."""
    spare = -bitmap.width % 8
    row_bytes = (bitmap.width + spare) // 8
    packed = b"".join((row << spare).to_bytes(row_bytes, "big") for row in bitmap.rows)
    dots = Image.frombytes("1", (bitmap.width, bitmap.height), packed)
    return ImageOps.expand(ImageOps.invert(dots.convert("L")), margin, fill=255)


def zxing(image: Image.Image) -> list[tuple[str, bytes]]:
    """Every code that zxing finds: its kind without spaces, and its bytes."""
    return [(str(each.format).replace(" ", ""), each.bytes) for each in zxingcpp.read_barcodes(image)]


def zbar(image: Image.Image, folder: Path, *settings: str) -> list[tuple[str, bytes]]:
    """Every code that zbar finds: its kind and its bytes, which hold no line feed.

    ``settings`` are what ``--set`` takes.
    Left alone, zbar guesses the encoding of a QR code and takes a few words of UTF-8 for Japanese.
    """
    program = needed.tool("zbarimg", install="apt-get install zbar-tools")
    path = folder / "picture.png"
    image.convert("L").save(path)
    options = [word for setting in ("binary=1", *settings) for word in ("--set", setting)]
    done = subprocess.run([program, "--quiet", "--nodbus", *options, path], capture_output=True, check=False)
    if done.returncode == 4:  # nothing found
        return []
    done.check_returncode()
    found = (line.partition(b":") for line in done.stdout.splitlines())
    return [(kind.decode(), data) for kind, _, data in found]
