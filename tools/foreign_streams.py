"""The streams of python-escpos, and the picture that all peers print: ``foreign_streams.py FOLDER PEERS_FOLDER``."""

from __future__ import annotations

import contextlib
import io
import itertools
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from escpos.printer import Dummy
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Callable

# Its code pages are numbered as those that the class manual has; the default profile puts the euro on page 15.
PROFILE = "TM-T88IV"
PICTURE_SIZE = (200, 72)
# A picture may hold any bytes: these would initialise, ask for status, cut and open the drawer.
TROUBLE = b"\x1b@\x10\x04\x01\x1dV\x00\x1bp\x00\x19\xfa\n\x0c\x1b=\x00\x10\x05\x01\x1c&\x1b"


def main() -> None:
    """Write the picture and every stream."""
    folder = Path(sys.argv[1])
    picture().save(folder / "picture.png")
    for name, write in CASES.items():
        printer = Dummy(profile=PROFILE)
        # python-escpos prints a word about its choice of barcode renderer to standard output.
        with contextlib.redirect_stdout(io.StringIO()):
            write(printer, folder)
        (folder / f"python-escpos-{name}.bin").write_bytes(printer.output)
    printer = Dummy(profile=PROFILE)
    pictures(printer, folder)
    (Path(sys.argv[2]) / "python-escpos-pictures.bin").write_bytes(printer.output)


def picture() -> Image.Image:
    """Black and white only, without any symmetry, with bytes that look like commands and with noise."""
    width, height = PICTURE_SIZE
    image = Image.new("1", PICTURE_SIZE, 1)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width - 1, height - 1), outline=0)
    draw.line((3, height - 4, 80, 6), fill=0, width=3)
    draw.ellipse((90, 10, 130, 50), outline=0, width=2)
    draw.polygon(((150, 60), (190, 60), (150, 20)), fill=0)
    dots = random.Random(809)  # noqa: S311 - a fixed pattern, no secret
    noise = Image.frombytes("1", (64, 16), dots.randbytes(128))
    image.paste(noise, (16, 52))
    image.paste(Image.frombytes("1", (len(TROUBLE) * 8, 1), bytes(255 - byte for byte in TROUBLE)), (0, 2))
    return image


def styles(printer: Dummy, _: Path) -> None:
    """Every text style."""
    printer.textln("Plain")
    for style in ({"bold": True}, {"underline": 1}, {"underline": 2}, {"invert": True}, {"font": "b"}):
        printer.set_with_default(**style)
        [word] = style
        printer.textln(f"{word} text")
    printer.set_with_default(double_height=True, double_width=True)
    printer.textln("Double")
    printer.set_with_default(custom_size=True, width=3, height=2)
    printer.textln("Three by two")
    printer.set_with_default(align="center")
    printer.textln("Centre")
    printer.set_with_default(align="right")
    printer.textln("Right")
    printer.set_with_default()
    printer.textln("Plain again")
    printer.cut()


def accents(printer: Dummy, _: Path) -> None:
    """Letters of several code pages, and the euro."""
    printer.textln("Crème brûlée 4,20 €")
    printer.textln("Größe, Ñandú, Åse, naïve")
    printer.textln("Łódź, kůň, žluť")
    printer.cut()


def table(printer: Dummy, _: Path) -> None:
    """Rows of two columns."""
    for name, price in (("Tea", "2.10"), ("Apple pie", "3.90"), ("Total", "6.00")):
        printer.textln(f"{name:<36}{price:>12}")
    printer.cut()


def codes(printer: Dummy, _: Path) -> None:
    """Barcodes in both forms of GS k, and a QR code drawn by the printer."""
    printer.barcode("4006381333931", "EAN13", function_type="B")
    printer.barcode("{BNo. {{12345", "CODE128", function_type="B")
    printer.barcode("ABC-123", "CODE39", function_type="A", pos="ABOVE", font="B", width=2)
    printer.qr("https://example.com/r/4711?ü=€", native=True, size=5)
    printer.textln("After the codes")
    printer.cut()


def raster(printer: Dummy, folder: Path) -> None:
    """The picture by GS v 0."""
    printer.textln("Before")
    printer.image(str(folder / "picture.png"))
    printer.textln("After")
    printer.cut()


def columns(printer: Dummy, folder: Path) -> None:
    """The picture by ESC *."""
    printer.textln("Before")
    printer.image(str(folder / "picture.png"), impl="bitImageColumn")
    printer.textln("After")
    printer.cut()


def pictures(printer: Dummy, folder: Path) -> None:
    """The picture by every command and in every density."""
    for command in ("bitImageRaster", "bitImageColumn", "graphics"):
        for down, across in itertools.product((True, False), repeat=2):
            printer.image(
                str(folder / "picture.png"), impl=command, high_density_vertical=down, high_density_horizontal=across
            )
            printer.textln(f"{command} {'high' if across else 'low'} {'high' if down else 'low'}")
    printer.cut()


def finish(printer: Dummy, _: Path) -> None:
    """Both drawers, a partial cut and a full one."""
    printer.cashdraw(2)
    printer.textln("First")
    printer.cut(mode="PART")
    printer.cashdraw(5)
    printer.textln("Second")
    printer.cut()


CASES: dict[str, Callable[[Dummy, Path], None]] = {
    case.__name__: case for case in (styles, accents, table, codes, raster, columns, finish)
}

if __name__ == "__main__":
    main()
