"""The picture of a ticket: 80 mm of paper at 203 dpi, dot for dot where it was printed."""

import tracemalloc

import pytest
from PIL import Image, ImageChops

from ocom809.virtual.event import Event
from ocom809.virtual.paper import Ending, TextLine
from ocom809.virtual.picture import COUNTER, COUNTER_DOTS, EDGE, INK, PAPER, picture_size, printable_box, text_view
from ocom809.virtual.sheet import Sheet
from ocom809.virtual.ticket import Ticket


def ticket_of(rows, *, width=576, began=Ending.FULL_CUT, ended=Ending.FULL_CUT):
    sheet = Sheet(width, began=began)
    sheet.print_rows(rows)
    return sheet.take_off(len(rows), ended, number=1)


def opened(ticket, folder):
    ticket.save(folder / "ticket.png")
    with Image.open(folder / "ticket.png") as image:
        image.load()
        return image


def ink_only(image, box):
    return image.crop(box).point(lambda value: 0 if value == INK else 255).convert("1")


def test_it_is_203_dpi_and_80_mm_of_paper_wide(tmp_path):
    image = opened(ticket_of([0] * 80), tmp_path)
    assert image.size == (640 + 2 * COUNTER_DOTS, 80 + 2 * COUNTER_DOTS)
    assert image.info["dpi"] == pytest.approx((203.2, 203.2))


@pytest.mark.parametrize("width", [576, 512, 573, 12, 1024])
def test_the_printable_area_is_exact_to_the_dot_and_centred(tmp_path, width):
    rows = [(0x9E3779B97F4A7C15 * (y + 1) ** 9) & ((1 << width) - 1) for y in range(40)]
    ticket = ticket_of(rows, width=width)
    image = opened(ticket, tmp_path)
    box = printable_box(ticket)
    assert image.size == picture_size(ticket)
    image = Image.frombytes("L", image.size, image.tobytes())
    assert ImageChops.difference(ink_only(image, box), ticket.to_image()).getbbox() is None
    right = image.width - box[2]
    assert 0 <= right - box[0] <= 1
    assert {image.getpixel((x, 30)) for x in range(COUNTER_DOTS, box[0])} == {PAPER}


def column(image, x, rows):
    return [image.getpixel((x, y)) for y in rows]


def test_a_full_cut_is_a_straight_line(tmp_path):
    image = opened(ticket_of([0] * 10), tmp_path)
    edge = COUNTER_DOTS - 1
    assert {image.getpixel((x, edge)) for x in range(COUNTER_DOTS, COUNTER_DOTS + 640)} == {EDGE}
    assert {image.getpixel((x, edge - 1)) for x in range(image.width)} == {COUNTER}
    assert column(image, 0, range(image.height)) == [COUNTER] * image.height


def test_a_partial_cut_shows_the_stub_of_its_bridge_in_the_middle(tmp_path):
    image = opened(ticket_of([0] * 10, ended=Ending.PARTIAL_CUT), tmp_path)
    lower = COUNTER_DOTS + 10
    assert column(image, image.width // 2, range(lower, lower + 7)) == [PAPER] * 5 + [EDGE, COUNTER]
    assert column(image, 100, range(lower, lower + 2)) == [EDGE, COUNTER]
    assert column(image, image.width // 2, [COUNTER_DOTS - 1]) == [EDGE]


def test_a_torn_edge_has_teeth(tmp_path):
    image = opened(ticket_of([0] * 10, ended=Ending.TORN_OFF), tmp_path)
    lower = COUNTER_DOTS + 10
    edges = {column(image, x, range(lower, image.height)).index(EDGE) for x in range(COUNTER_DOTS, COUNTER_DOTS + 640)}
    assert edges == {0, 1, 2, 3, 4, 5, 6}


def test_the_upper_edge_is_what_the_ticket_before_left(tmp_path):
    image = opened(ticket_of([0] * 10, began=Ending.PARTIAL_CUT), tmp_path)
    assert column(image, image.width // 2, range(COUNTER_DOTS - 7, COUNTER_DOTS)) == [COUNTER, EDGE, *[PAPER] * 5]


def test_the_same_ticket_is_the_same_file(tmp_path):
    ticket = ticket_of([5, 6, 7])
    ticket.save(tmp_path / "a.png")
    ticket.save(str(tmp_path / "b.png"))
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_very_long_paper_takes_no_memory_to_save(tmp_path):
    ticket = Ticket(number=1, width_dots=576, dots=bytes(72 * 50_000))
    tracemalloc.start()
    ticket.save(tmp_path / "long.png")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        ticket_of([1]).save(tmp_path / "missing" / "ticket.png")


def test_the_text_view_names_edges_and_events():
    ticket = Ticket(
        number=3,
        width_dots=8,
        dots=bytes(80),
        lines=(TextLine(0, "Tea"), TextLine(30, "Milk")),
        ended=Ending.PARTIAL_CUT,
        events=(Event("drawer", 0.5, 10.0, {"pin": 2}),),
    )
    assert text_view(ticket) == ("--- ticket 3, 10 mm ---\nTea\nMilk\n--- partial cut ---\n[drawer pin=2 at 10.0 mm]")


def test_with_dot_gain_each_dot_is_nine_pixels_with_a_grey_edge_and_no_corners(tmp_path):
    ticket = ticket_of([0, 1 << 575 >> 8, 0, 0b11 << 100, 0], width=576)
    ticket.save(tmp_path / "gain.png", dot_gain=True)
    with Image.open(tmp_path / "gain.png") as image:
        assert image.size == tuple(3 * pixels for pixels in picture_size(ticket))
        assert image.info["dpi"] == pytest.approx((609.6, 609.6))
        left, upper, *_ = (3 * pixels for pixels in printable_box(ticket))
        around = image.crop((left + 22, upper + 1, left + 29, upper + 8))
        pixels = "".join("#.?o"[value] for value in Image.frombytes("L", around.size, around.tobytes()).tobytes())
    assert [pixels[start : start + 7] for start in range(0, 49, 7)] == [
        ".......",
        "..ooo..",
        ".o###o.",
        ".o###o.",
        ".o###o.",
        "..ooo..",
        ".......",
    ]


@pytest.mark.parametrize("width", [576, 573, 12])
def test_dot_gain_moves_no_dot_and_leaves_the_counter_alone(tmp_path, width):
    rows = [(0x9E3779B97F4A7C15 * (y + 1) ** 9) & ((1 << width) - 1) for y in range(40)]
    ticket = ticket_of(rows, width=width, began=Ending.TORN_OFF, ended=Ending.PARTIAL_CUT)
    plain = opened(ticket, tmp_path)
    ticket.save(tmp_path / "gain.png", dot_gain=True)
    with Image.open(tmp_path / "gain.png") as image:
        middles = image.resize(plain.size, Image.Resampling.NEAREST)
    assert middles.tobytes() == plain.tobytes()


def test_a_white_dot_between_black_ones_keeps_its_middle(tmp_path):
    ticket = ticket_of([(1 << 576) - 1] * 2 + [((1 << 576) - 1) ^ (1 << 300)] + [(1 << 576) - 1] * 2)
    ticket.save(tmp_path / "gain.png", dot_gain=True)
    with Image.open(tmp_path / "gain.png") as image:
        left, upper, *_ = (3 * pixels for pixels in printable_box(ticket))
        x, y = left + 3 * 275, upper + 6
        assert [image.getpixel((x + dx, y + dy)) for dy in range(3) for dx in range(3)].count(PAPER) == 1
