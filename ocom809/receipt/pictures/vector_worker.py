"""Draws one SVG or one page of a PDF file, in a process of its own; ``vector.py`` starts it and reads what it says.

It is run by its path and knows nothing of the rest of the package. The file comes by standard input; by standard output
goes a line with the pixels across and down and the natural width in dots, and then the greys. Exit code 2 and a line by
standard error: the file is to blame.

    python vector_worker.py KIND PAGE WIDTH MOST_PIXELS MOST_BYTES
"""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

DOTS_PER_INCH = 203.2
_POINTS_PER_INCH = 72
_SVG_PIXELS_PER_INCH = 96
_ENTITIES = re.compile(r"<!(ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
# Whatever is not within the drawing itself; resvg would read pictures of this computer, and asks no network.
_OTHER_FILES = re.compile(r"""href\s*=\s*["']\s*(?!\#|data:|https?:|mailto:)""", re.IGNORECASE)


class Unusable(Exception):
    """The file cannot be drawn."""


def draw_svg(data: bytes, page: int, width: int, most_pixels: int) -> tuple[PillowImage, float]:
    """The drawing and its natural width in dots."""
    import resvg_py
    from PIL import Image

    if page != 1:
        raise Unusable("an SVG drawing has one page")
    text = data.decode("utf-8-sig")
    if _ENTITIES.search(text):
        raise Unusable("it defines entities, which are refused")
    if _OTHER_FILES.search(text):
        raise Unusable("it names another file, which is refused")

    def drawn(across: int | None = None) -> PillowImage:
        # Without a resolution, resvg refuses sizes in millimetres, which is how drawing programs save them.
        data = resvg_py.svg_to_bytes(svg_string=text, width=across, dpi=_SVG_PIXELS_PER_INCH)
        return Image.open(io.BytesIO(data))

    natural = drawn().size
    must_be_bounded(width, width * natural[1] / natural[0], most_pixels)
    drawing = drawn(width).convert("RGBA")
    paper = Image.new("L", drawing.size, 255)
    paper.paste(drawing.convert("L"), mask=drawing.getchannel("A"))
    return paper, natural[0] / _SVG_PIXELS_PER_INCH * DOTS_PER_INCH


def draw_pdf(data: bytes, page: int, width: int, most_pixels: int) -> tuple[PillowImage, float]:
    """One page and its natural width in dots."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if not 1 <= page <= len(document):
        raise Unusable(f"it has {len(document)} pages, and no page {page}")
    leaf = document[page - 1]
    points, height = leaf.get_size()
    must_be_bounded(width, width * height / points, most_pixels)
    return leaf.render(scale=width / points, grayscale=True).to_pil().convert("L"), (
        points / _POINTS_PER_INCH * DOTS_PER_INCH
    )


def must_be_bounded(width: float, height: float, most_pixels: int) -> None:
    """Refuse a drawing that would be longer than any receipt."""
    if width * height > most_pixels:
        raise Unusable(f"it is {height / width:.0f} times as long as wide")


def hold_within(most_bytes: int) -> None:
    """Let the operating system bound the memory, where it can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


def main() -> None:
    """Draw what the arguments say."""
    kind, *numbers = sys.argv[1:]
    page, width, most_pixels, most_bytes = map(int, numbers)
    data = sys.stdin.buffer.read()
    hold_within(most_bytes)
    try:
        image, natural = {"svg": draw_svg, "pdf": draw_pdf}[kind](data, page, width, most_pixels)
    except Exception as error:  # noqa: BLE001 - the libraries raise whatever they stumble over in a broken file
        sys.stderr.write(f"{error}".splitlines()[0] if f"{error}" else type(error).__name__)
        sys.exit(2)
    sys.stdout.buffer.write(f"{image.width} {image.height} {max(1, round(natural))}\n".encode() + image.tobytes())


if __name__ == "__main__":
    main()
