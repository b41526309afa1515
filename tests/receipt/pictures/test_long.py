"""Long photos: their first rows are made before their last ones, and no seam shows between them."""

import pytest
from PIL import Image, ImageChops

from ocom809 import OCPP809, Receipt
from ocom809.commands import Alignment, Raster
from ocom809.errors import DocumentError
from ocom809.job import chunks, prepare
from ocom809.receipt import compose
from ocom809.receipt.pictures import Dither
from ocom809.receipt.pictures.long import LONG_ROWS, SECTION_ROWS, LongPicture
from ocom809.virtual import VirtualPrinter

ROWS = 1200


def photo(width=576, rows=ROWS):
    down = Image.linear_gradient("L").resize((width, rows))
    return ImageChops.blend(down, Image.radial_gradient("L").resize((width, rows)), 0.5)


def paper(stream):
    printer = VirtualPrinter()
    printer.receive(stream)
    return printer.tickets[0].to_image().convert("1")


def printed(picture, **options):
    return paper(b"".join(chunks(Receipt().image(picture, **options).cut(), OCPP809)))


def ink_of(dots):
    ink = ImageChops.invert(dots.convert("L"))
    return ink.crop(ink.getbbox())


def blackness(image, top, rows):
    counts = image.crop((0, top, image.width, top + rows)).convert("L").histogram()
    return counts[0] / sum(counts)


def test_a_long_photo_comes_in_sections():
    made = list(chunks(Receipt().text("Above").image(photo()).text("Below").cut(), OCPP809))

    assert len(made) == -(-ROWS // SECTION_ROWS) + 1
    assert b"Above\n" in made[0]
    assert b"Below\n" in made[-1]


def test_a_job_of_a_printer_holds_all_bytes_before_the_first_of_them_goes():
    job = prepare(Receipt().image(photo()).cut(), OCPP809)

    assert job.boundaries[-1] == len(job.data)
    assert job.paper_mm is not None


def test_a_picture_that_is_short_or_line_art_comes_whole():
    assert len(list(chunks(Receipt().image(photo(rows=LONG_ROWS)), OCPP809))) == 1
    art = Image.new("L", (576, ROWS), 255)
    art.paste(0, (100, 100, 200, 1100))
    assert len(list(chunks(Receipt().image(art), OCPP809))) == 1


def test_bayers_pattern_goes_on_from_section_to_section():
    picture = photo()
    whole = Receipt().image(picture, dither=Dither.BAYER).elements[0].dots(OCPP809)
    dots = printed(picture, dither=Dither.BAYER)

    expected = Image.frombytes("1", (576, whole.ink_height), whole.rows).convert("L")
    assert ink_of(dots).tobytes() == expected.crop(expected.getbbox()).tobytes()


@pytest.mark.parametrize("dither", [Dither.FLOYD_STEINBERG, Dither.ATKINSON])
def test_no_seam_shows_where_sections_meet(dither):
    dots = printed(Image.new("L", (576, ROWS), 150), dither=dither)

    around = [blackness(dots, SECTION_ROWS - 8 + step, 8) for step in (-8, 0, 4, 8, 16)]
    assert max(around) - min(around) < 0.05


@pytest.mark.parametrize("alignment", Alignment)
def test_a_narrow_one_stands_where_it_should(alignment):
    whole = Receipt().image(photo(301, 800), align=alignment).cut()
    long = Receipt().image(photo(301), align=alignment).cut()
    boxes = [ImageChops.invert(paper(b"".join(chunks(each, OCPP809))).convert("L")).getbbox() for each in (whole, long)]

    assert boxes[0][0] == boxes[1][0]
    assert boxes[0][2] == boxes[1][2]


def test_what_is_asked_for_as_commands_gives_the_same_bytes():
    composition = compose(Receipt().image(photo()), in_sections=True)

    assert any(isinstance(command, LongPicture) for command in composition.written)
    assert any(isinstance(command, Raster) for command in composition.commands)
    assert b"".join([command.encode() for command in composition.commands]) == composition.encode()


def test_what_cannot_be_printed_is_refused_before_any_chunk_of_a_picture_above_it():
    receipt = Receipt().image(photo()).row(*["cell"] * 32)

    with pytest.raises(DocumentError, match="element 2"):
        chunks(receipt, OCPP809)
