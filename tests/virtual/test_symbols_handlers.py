"""Barcodes and codes: what a foreign reader reads off the paper, and when nothing is printed."""

import sys
import time

import pytest

from ocom809.virtual.glyphs import cells, glyph
from ocom809.virtual.interpretation import Interpretation
from tests.virtual.recording import interpreted, printed


def read(head):
    """What zxing-cpp reads off the rows, with a white edge around them."""
    from PIL import Image

    zxingcpp = pytest.importorskip("zxingcpp")
    rows = [0] * 40 + head.rows + [0] * 40
    white = (1 << 656) - 1
    dots = b"".join(((row << 40) ^ white).to_bytes(82, "big") for row in rows)
    found = zxingcpp.read_barcodes(Image.frombytes("1", (656, len(rows)), dots).convert("L"))
    return [result.text for result in found]


@pytest.mark.parametrize(
    ("stream", "text"),
    [
        (b"\x1dk\x00" + b"03600029145\x00", "036000291452"),
        (b"\x1dk\x43\x0c" + b"400638133393", "4006381333931"),
        (b"\x1dk\x02" + b"400638133393\x00", "4006381333931"),
        (b"\x1dk\x03" + b"5512345\x00", "55123457"),
        (b"\x1dk\x04" + b"TEA-1\x00", "TEA-1"),
        (b"\x1dk\x05" + b"123456\x00", "123456"),
        (b"\x1dk\x48\x05" + b"TEA-1", "TEA-1"),
        (b"\x1dk\x49\x07" + b"{BTea-1", "Tea-1"),
    ],
)
def test_a_reader_reads_the_barcode(stream, text):
    assert text in [result.lstrip("0") if text[0] != "0" else result[-12:] for result in read(printed(stream))]


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_gs_h_places_the_text(n):
    head = printed(b"\x1dH" + bytes([n]) + b"\x1dh\x50\x1dk\x02400638133393\x00")
    lines_of_text = {0: 0, 1: 1, 2: 1, 3: 2}[n]
    assert len(head.rows) == 80 + 24 * lines_of_text
    assert head.texts == (["4006381333931"] if n else [])


def test_gs_f_chooses_the_small_font_and_gs_w_and_gs_h_the_size():
    head = printed(b"\x1df\x01\x1dH\x02\x1dh\x28\x1dw\x02\x1dk\x02400638133393\x00")
    assert len(head.rows) == 40 + 17
    first, last = head.columns()
    assert last - first + 1 == 95 * 2


def test_a_barcode_follows_the_alignment():
    first, last = printed(b"\x1ba\x01\x1dk\x02400638133393\x00").columns()
    assert first == (576 - 95 * 3) // 2
    assert last == first + 95 * 3 - 1


def test_a_barcode_wider_than_the_area_only_feeds_the_paper():
    head = printed(b"\x1dw\x06\x1dh\x50\x1dk\x04" + b"A" * 30 + b"\x00")
    assert head.feeds == [80]
    assert head.columns() is None
    assert head.named("wider than the area")[0]["symbol"] == "CODE39"


def test_a_barcode_in_mid_line_with_wrong_data_or_of_an_unknown_kind_prints_nothing():
    assert printed(b"a\x1dk\x02400638133393\x00").named("ignored")[0]["instruction"] == "GS k"
    assert printed(b"\x1dk\x02notdigits\x00").named("symbol refused")[0]["symbol"] == "EAN13"
    assert printed(b"\x1dk\x4b\x02AB").named("ignored")[0]["instruction"] == "GS k"
    assert printed(b"\x1dk\x20").named("ignored")[0]["instruction"] == "GS k"


def test_barcode_settings_out_of_range_change_nothing():
    interpreter, head = interpreted(b"\x1dH\x09\x1df\x09\x1dh\x00\x1dw\x09\x1dw\x01")
    settings = interpreter.state.barcode
    assert (settings.text_place, settings.text_font, settings.height_dots, settings.module_dots) == (0, 0, 162, 3)
    assert len(head.named("ignored")) == 5


def test_text_wider_than_the_bars_keeps_both_in_the_middle():
    head = printed(b"\x1dH\x02\x1dw\x02\x1dh\x10\x1dk\x45\x01A")
    assert head.texts
    assert len(head.rows) == 16 + 24


QR = (
    b"\x1d(k\x04\x00\x31\x41\x32\x00"
    b"\x1d(k\x03\x00\x31\x43\x06"
    b"\x1d(k\x03\x00\x31\x45\x31"
    b"\x1d(k\x0b\x00\x31\x50\x30https://"
    b"\x1d(k\x03\x00\x31\x51\x30"
)


def test_a_reader_reads_the_qr_code():
    head = printed(QR)
    assert read(head) == ["https://"]
    first, last = head.columns()
    assert last - first + 1 == 21 * 6


def test_the_legacy_dialect_prints_the_same_qr_code():
    legacy = b"\x1d(k\x30\x67\x06\x1d(k\x30\x69\x31\x1d(k\x30\x80\x08\x00https://\x1d(k\x30\x81"
    assert printed(legacy).rows == printed(QR).rows


PDF417 = (
    b"\x1d(k\x03\x00\x30\x41\x03"
    b"\x1d(k\x03\x00\x30\x42\x00"
    b"\x1d(k\x03\x00\x30\x43\x03"
    b"\x1d(k\x03\x00\x30\x44\x03"
    b"\x1d(k\x04\x00\x30\x45\x30\x32"
    b"\x1d(k\x03\x00\x30\x46\x00"
    b"\x1d(k\x06\x00\x30\x50\x30Tea"
    b"\x1d(k\x03\x00\x30\x51\x30"
)


def test_a_reader_reads_the_pdf417():
    assert read(printed(PDF417)) == ["Tea"]


def test_a_pdf417_whose_modules_are_too_wide_for_the_paper_only_feeds_it():
    head = printed(PDF417.replace(b"\x30\x43\x03", b"\x30\x43\x08").replace(b"\x30\x41\x03", b"\x30\x41\x00"))
    assert head.named("wider than the area")[0]["dots"] > 576
    assert head.columns() is None
    assert sum(head.feeds) == len(head.rows) > 0


def test_pdf417_settings_are_kept_in_range():
    settings = interpreted(PDF417)[0].state.pdf417
    assert (settings.columns, settings.level, settings.truncated) == (3, 2, False)
    settings = interpreted(b"\x1d(k\x04\x00\x30\x45\x31\x05")[0].state.pdf417
    assert (settings.level, settings.ratio) == (None, 5)
    for wrong in (b"\x1d(k\x03\x00\x30\x42\x02", b"\x1d(k\x04\x00\x30\x45\x30\x20", b"\x1d(k\x03\x00\x30\x45\x30"):
        assert printed(wrong).named("ignored")


@pytest.mark.parametrize(
    "stream",
    [
        b"\x1d(k\x00\x00",
        b"\x1d(k\x01\x00\x31",
        b"\x1d(k\x02\x00\x31\x43",
        b"\x1d(k\x03\x00\x32\x51\x30",
        b"\x1d(k\x03\x00\x31\x43\x00",
        b"\x1d(k\x03\x00\x31\x63\x00",
        b"\x1d(k\x03\x00\x31\x52\x30",
    ],
)
def test_functions_that_mean_nothing_here_are_told(stream):
    head = printed(stream)
    assert head.named("ignored")[0]["instruction"] == "GS ( k"
    assert head.replies == []


def test_printing_nothing_stored_or_in_mid_line_or_unknown_to_the_unit_prints_nothing():
    assert printed(b"\x1d(k\x03\x00\x31\x51\x30").named("symbol refused")[0]["symbol"] == "QR"
    assert printed(b"a" + QR).named("ignored")
    neither = Interpretation(draws_qr=False, draws_pdf417=False)
    assert len(printed(QR + PDF417, interpretation=neither).named("symbol refused")) == 2


def test_esc_at_forgets_what_was_stored():
    store = b"\x1d(k\x06\x00\x31\x50\x30Tea"
    assert interpreted(store)[0].state.qr.data == b"Tea"
    assert interpreted(store + b"\x1b@")[0].state.qr.data == b""


def test_without_the_package_that_draws_it_nothing_is_printed_and_that_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "pdf417gen", None)
    head = printed(PDF417.replace(b"Tea", b"Pot"))
    assert head.rows == []
    assert head.named("cannot be drawn here")[0]["symbol"] == "PDF417"


def test_a_qr_code_holds_what_the_manual_stores_at_most_and_keeps_it_when_more_comes():
    most = b"\x1d(k" + (7092).to_bytes(2, "little") + b"\x31\x50\x30" + b"1" * 7089
    more = b"\x1d(k" + (7093).to_bytes(2, "little") + b"\x31\x50\x30" + b"2" * 7090
    none = b"\x1d(k\x03\x00\x31\x50\x30"
    interpreter, head = interpreted(most + more + none)
    assert interpreter.state.qr.data == b"1" * 7089
    assert [details["reason"] for details in head.named("ignored")] == ["value out of range"] * 2


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(b"\x1d(k\xff\xff1P0" + b"a" * 65532, id="more than a QR code's memory"),
        pytest.param(b"\x1d(k\xb4\x1b1P0" + b"a" * 7089, id="more than a QR code holds"),
        pytest.param(b"\x1d(k\x88\x0b1P0" + b"a" * 2949, id="the largest QR code"),
        pytest.param(b"\x1d(k\x03\x001C\x10\x1d(k\x88\x0b1P0" + b"a" * 2949, id="wider than the paper"),
        pytest.param(b"\x1d(k\xff\xff0P0" + b"a" * 65532, id="more than a PDF417 holds"),
        pytest.param(b"\x1d(k\xe8\x030P0" + b"a" * 997, id="a large PDF417"),
    ],
)
def test_printing_the_same_symbol_200_times_takes_less_than_a_second(stored):
    code = b"1" if b"1P0" in stored else b"0"
    started = time.process_time()
    head = printed(stored + (b"\x1d(k\x03\x00" + code + b"Q0") * 200)
    assert time.process_time() - started < 10
    done = [name for name, _ in head.events if name != "ignored"]
    assert len(done) == 200
    assert len(set(done)) == 1


def test_the_same_data_in_16_sizes_by_turns_is_encoded_once():
    stored = b"\x1d(k\x88\x0b1P0" + b"a" * 2949
    by_turns = b"".join(b"\x1d(k\x03\x001C" + bytes([1 + place % 16]) + b"\x1d(k\x03\x001Q0" for place in range(100))
    started = time.process_time()
    head = printed(stored + by_turns)
    assert time.process_time() - started < 10
    assert len(head.named("symbol")) + len(head.named("wider than the area")) == 100


def test_a_barcode_too_wide_for_the_area_feeds_its_height_with_text_and_no_letter_is_drawn():
    cells.cache_clear()
    glyph.cache_clear()
    head = printed(b"\x1dH\x03\x1dw\x06\x1dh\xff\x1dk\x45\xff" + b"A" * 255)
    assert head.feeds == [255 + 2 * 24]
    assert glyph.cache_info().misses == 0


def test_what_is_printed_follows_data_and_settings():
    def stored(text):
        return b"\x1d(k" + bytes([len(text) + 3, 0]) + b"1P0" + text

    show = b"\x1d(k\x03\x001Q0"
    small, large = b"\x1d(k\x03\x001C\x04", b"\x1d(k\x03\x001C\x06"
    head = printed(stored(b"Tea") + small + show + large + show + stored(b"Pot") + show)
    assert [details["dots"] for details in head.named("symbol")] == [84, 126, 126]
    assert head.rows[84 : 84 + 126] != head.rows[84 + 126 :]
