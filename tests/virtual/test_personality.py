"""Personalities by name, with their sources."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.devices import device_for
from ocom809.errors import InputError, URIError
from ocom809.virtual import PERSONALITIES, VirtualPrinter
from ocom809.virtual.personality import EVERY_PERSONALITY, personality_named
from tests.virtual.clock import Clock

CUT = b"\x1dV\x42\x00"
FULL_ROW = (1 << 576) - 1


FRAGMENTS = [
    b"\x1dk\x02",
    b"\x1dk\x43\x0c",
    b"\x1cp\x01\x00",
    b"\x1bt\x10",
    CUT,
    b"\x1dv0\x00\x48\x00\x50\x00",
    b"\xff" * 3000,
]


def unit(name, clock=None):
    return VirtualPrinter(personality=name, clock=clock or Clock())


def raster(data, row_bytes=72):
    return b"\x1dv0\x00" + row_bytes.to_bytes(2, "little") + (len(data) // row_bytes).to_bytes(2, "little") + data


def events(printer, *names):
    return [event for event in printer.events if event.name in names]


def test_the_plain_printer_of_the_class():
    plain = personality_named("ocpp-809")
    assert (plain.width_dots, plain.head_to_knife_dots, plain.receive_buffer_bytes) == (576, 144, 4096)


def test_no_two_personalities_have_one_name():
    assert len({one.name for one in EVERY_PERSONALITY}) == len(EVERY_PERSONALITY) == len(PERSONALITIES)


def test_an_unknown_name_lists_those_that_are_known():
    with pytest.raises(InputError, match="'ocpp-999'") as caught:
        personality_named("ocpp-999")
    assert "ocpp-809" in caught.value.hint


@pytest.mark.parametrize("personality", PERSONALITIES.values(), ids=PERSONALITIES)
def test_each_says_where_its_traits_come_from_and_is_called_by_its_name(personality):
    assert PERSONALITIES[personality.name] is personality
    assert len(personality.source) > 20
    assert personality.about
    assert "width_dots" in personality.traits
    assert "source" not in personality.traits


@pytest.mark.parametrize(
    ("trait", "value"),
    [
        ("width_dots", 7),
        ("width_dots", 1025),
        ("head_to_knife_dots", -1),
        ("receive_buffer_bytes", 15),
        ("print_speed_mm_s", 0),
        ("raster_limit_bytes", 0),
        ("overtaken_rows", -1),
        ("stalled_rows", 4001),
    ],
)
def test_an_impossible_trait_cannot_be_built(trait, value):
    with pytest.raises(InputError, match=trait):
        dataclasses.replace(personality_named("ocpp-809"), **{trait: value})


# ocpp-80h


def test_an_ocpp_80h_cuts_56_rows_too_early_and_these_are_on_the_next_ticket():
    printer = unit("ocpp-80h")
    printer.receive(raster(b"\xff" * 72 * 200) + CUT)
    (ticket,) = printer.tickets
    assert ticket.bitmap().rows == (0,) * 144 + (FULL_ROW,) * (200 - 56)
    assert printer.paper.black_dots == 56 * 576


def test_its_cut_overtakes_no_more_than_there_is():
    printer = unit("ocpp-80h")
    printer.receive(b"\x1bJ\x0a" + CUT)
    assert [ticket.height_dots for ticket in printer.tickets] == [144]


@pytest.mark.parametrize(("seconds", "left"), [(0.02, 56), (0.5, 0)])
def test_whoever_waits_before_the_cut_loses_nothing_on_it(seconds, left):
    clock = Clock()
    printer = unit("ocpp-80h", clock)
    printer.receive(raster(b"\xff" * 72 * 200))
    clock.go(seconds)
    printer.receive(CUT)
    assert printer.paper.black_dots == left * 576


def test_neither_does_whoever_feeds_four_lines_first():
    printer = unit("ocpp-80h")
    printer.receive(raster(b"\xff" * 72 * 200) + b"\x1bd\x04" + CUT)
    assert printer.tickets[0].black_dots == 200 * 576
    assert printer.paper.black_dots == 0


# xp-80t


def test_an_xp_80t_sounds_an_alarm_at_every_cut():
    printer = unit("xp-80t")
    printer.receive((b"Tea\n" + CUT) * 2)
    assert [dict(event.details) for event in events(printer, "alarm")] == [
        {"times": 3, "ms": 100, "kind": "sound and light"}
    ] * 2
    assert [event.name for event in printer.tickets[0].events] == ["cut", "alarm"]


@pytest.mark.parametrize(
    ("picture", "padding", "seconds", "lost"),
    [
        (b"\xff" * 72 * 40, b"", 0.0, 24),
        (b"\xff" * 72 * 40, b"\x1bJ\x0a", 0.0, 14),
        (b"\xff" * 72 * 40, b"\x1bJ\x18", 0.0, 0),
        (b"\xff" * 72 * 40, b"", 0.5, 0),
        (b"\xff" * 72 * 23, b"", 0.0, 0),
        ((b"\xff" * 35 + bytes(37)) * 40, b"", 0.0, 0),
    ],
    ids=["at once", "10 white rows", "24 white rows", "half a second", "not tall enough", "not black enough"],
)
def test_right_behind_dense_black_its_cut_lands_in_the_picture(picture, padding, seconds, lost):
    clock = Clock()
    printer = unit("xp-80t", clock)
    printer.receive(raster(picture) + padding)
    clock.go(seconds)
    printer.receive(CUT)
    assert printer.paper.black_dots == lost * 576


# unyka


def test_a_unyka_answers_dle_eot_when_nothing_waits_before_it():
    printer = unit("unyka")
    printer.open_cover()
    printer.receive(b"\x10\x04\x02")
    assert printer.replies() == b"\x16"
    printer.receive(b"Tea\n\x10\x04\x02")
    assert printer.replies() == b""
    printer.close_cover()
    assert printer.replies() == b"\x12"


def test_a_unyka_answers_gs_i_49_and_50_only_and_pushes_nothing():
    printer = unit("unyka")
    printer.receive(b"\x1dI\x01\x1dI\x02\x1dI\x03\x1dI\x43\x1da\x0f")
    assert printer.replies() == b""
    printer.receive(b"\x1dI\x31\x1dI\x32\x1dI\x33")
    assert printer.replies() == b"\x20\x03"


def test_a_unyka_feeds_four_lines_at_most():
    printer = unit("unyka")
    printer.receive(b"\x1bd\x0a")
    assert printer.paper.height_dots == 144 + 4 * 30


@pytest.mark.parametrize(
    "barcode",
    [b"\x1dk\x02400638133393\x00", b"\x1dk\x43\x0c400638133393", b"\x1dk\x05123456\x00", b"\x1dk\x46\x06123456"],
)
def test_a_unyka_prints_neither_ean13_nor_itf(barcode):
    printer = unit("unyka")
    printer.receive(barcode)
    assert printer.paper.black_dots == 0
    assert [str(event).split(" at ")[0] for event in events(printer, "not known")] == [
        f"not known instruction=GS k offset=0 kind={barcode[2]}"
    ]
    plain = unit("ocpp-809")
    plain.receive(barcode)
    assert plain.paper.black_dots > 0


def test_a_unyka_prints_other_barcodes():
    printer = unit("unyka")
    printer.receive(b"\x1dk\x04ABC\x00")
    assert printer.paper.black_dots > 0


def test_a_unyka_prints_the_letters_of_fs_p():
    printer = unit("unyka")
    printer.receive(b"\x1cq\x01\x01\x00\x01\x00" + b"\xff" * 8 + b"\x1cp\x01\x00\n")
    assert printer.paper.text == "p"


# The others


def test_on_a_chinese_rom_bytes_from_81h_on_are_chinese_again_after_esc_at():
    printer = unit("chinese-rom")
    printer.receive(b"\xb2\xe8\n\x1c.\xb2\xe8\n\x1b@\xb2\xe8\n")
    assert printer.paper.text == "茶\n▓Φ\n茶"


def test_a_small_buffer_prints_the_rows_that_fit_and_the_rest_as_characters():
    printer = unit("small-buffer")
    printer.receive(raster(b"ABCDEFGH" * 9 * 60) + b"\nTea\n")
    assert [str(event).split(" at ")[0] for event in events(printer, "garbled")] == [
        "garbled instruction=GS v 0 offset=0 rows=56"
    ]
    assert printer.paper.bitmap().rows[144 + 55] == int.from_bytes(b"ABCDEFGH" * 9)
    lines = printer.paper.text.split("\n")
    assert lines[0] == "ABCDEFGH" * 6
    assert "".join(lines[:-1]) == "ABCDEFGH" * 9 * 4
    assert lines[-1] == "Tea"


def test_a_small_buffer_that_holds_not_even_a_row_prints_characters_only():
    printer = VirtualPrinter(personality=dataclasses.replace(personality_named("small-buffer"), raster_limit_bytes=70))
    printer.receive(raster(b"A" * 72) + b"\n")
    assert printer.paper.text == "A" * 48 + "\n" + "A" * 24


def test_a_small_buffer_prints_a_picture_that_fits_as_it_is():
    printer, plain = unit("small-buffer"), unit("ocpp-809")
    for one in (printer, plain):
        one.receive(raster(b"\x5a" * 72 * 56))
    assert printer.paper.dots == plain.paper.dots


def test_no_replies_prints_and_answers_nothing_not_even_on_the_status_port():
    printer = unit("no-replies")
    printer.receive(b"Tea\n\x10\x04\x01\x1dI\x01\x1dr\x01\x1da\x0f")
    printer.open_cover()
    assert (printer.replies(), printer.status_port_reply(b"\x1bv")) == (b"", b"")
    assert printer.paper.text == "Tea"


def test_512_dots_are_42_characters_across():
    printer = unit("512-dots")
    printer.receive(b"x" * 43 + b"\n")
    assert printer.paper.text == "x" * 42 + "\nx"
    assert printer.paper.width_dots == 512


def test_wrong_page_16_prints_page_0():
    printer = unit("wrong-page-16")
    printer.receive(b"\x1bt\x10\x80\x1bt\x13\xd5\n")
    assert printer.paper.text == "Ç€"


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(PERSONALITIES)), st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=40), max_size=20)
)
def test_no_stream_makes_any_of_them_raise_and_each_takes_every_byte(name, fragments):
    printer, data = unit(name), b"".join(fragments)
    assert printer.receive(data) == len(data)
    printer.wire_closed()
    printer.tear_off()


def test_an_nt_5890k_swallows_the_line_feed_behind_a_raster_and_does_not_stretch_columns():
    printer = unit("nt-5890k")
    printer.receive(raster(b"\xff" * 72 * 2) + b"\n")
    assert printer.paper.height_dots == 144 + 2
    printer.receive(b"\x1b3\x00\x1b*\x00\x01\x00\xff\n")
    assert printer.paper.height_dots == 144 + 2 + 8


def test_code128_pairs_draws_a_code_where_others_read_values():
    digits = b"\x1dk\x49\x06{C1234"
    pairs, values = unit("code128-pairs"), unit("ocpp-809")
    pairs.receive(digits)
    values.receive(b"\x1dk\x49\x04{C\x0c\x22")
    assert pairs.paper.black_dots > 0
    assert pairs.paper.dots == values.paper.dots


def test_line_spacing_24_feeds_24_dots_again_after_esc_at():
    printer = unit("line-spacing-24")
    printer.receive(b"\n\x1b3\x50\x1b@\n")
    assert printer.paper.height_dots == 144 + 48


def test_drawer_pin_low_answers_12h_at_rest():
    printer = unit("drawer-pin-low")
    printer.receive(b"\x10\x04\x01")
    assert printer.replies() == b"\x12"


# Together


def test_names_joined_by_a_plus_have_the_traits_of_both():
    both = personality_named("unyka+small-buffer+512-dots+chinese-rom")
    assert both.name == "unyka+small-buffer+512-dots+chinese-rom"
    assert (both.width_dots, both.raster_limit_bytes, both.refused_barcodes) == (512, 4096, {67, 70})
    assert (both.interpretation.longest_line_feed, both.interpretation.chinese_at_power_on) == (4, True)
    assert "Unyka" in both.source
    assert "RPT-008" in both.source


@pytest.mark.parametrize("name", PERSONALITIES)
def test_each_goes_with_itself_and_with_the_plain_one_unchanged(name):
    alone = personality_named(name)
    for joined in (f"{name}+{name}", f"ocpp-809+{name}", f"{name}+ocpp-809"):
        assert personality_named(joined).traits == alone.traits


@pytest.mark.parametrize("first", PERSONALITIES)
@pytest.mark.parametrize("second", PERSONALITIES)
def test_all_that_we_ship_go_together_in_either_order(first, second):
    assert personality_named(f"{first}+{second}").traits == personality_named(f"{second}+{first}").traits


def test_what_differs_in_one_trait_is_refused_by_name(monkeypatch):
    plain = personality_named("ocpp-809")
    others = {name: dataclasses.replace(plain, name=name, width_dots=width) for name, width in (("a", 512), ("b", 384))}
    monkeypatch.setattr("ocom809.virtual.personality.PERSONALITIES", others)
    with pytest.raises(InputError, match="a and b differ in width_dots"):
        personality_named("a+b")


@pytest.mark.parametrize("name", ["", "+", "unyka+", "unyka+teapot", "+".join(["unyka"] * 2000)])
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(InputError, match="no personality"):
        personality_named(name)


def test_a_uri_takes_them_too():
    with device_for("virtual:?personality=unyka+small-buffer") as device:
        assert device.printer.personality.name == "unyka+small-buffer"
    with pytest.raises(URIError, match="'teapot'"):
        device_for("virtual:?personality=unyka+teapot")
