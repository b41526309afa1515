"""``lint``: findings of texts, pictures and streams, with exit codes for scripts."""

from pathlib import Path

import pytest
from PIL import Image


@pytest.fixture
def shop(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("receipt.txt").write_text("Corner Shop\nTea 4.20 €\n", encoding="utf-8")
    Path("long.txt").write_text("Corner Shop\n" + "x" * 60 + "\n", encoding="utf-8")
    Path("lost.txt").write_text("Corner Shop\n\ue000\n", encoding="utf-8")
    Image.new("L", (700, 200), 0).save("black.png")
    return tmp_path


def test_a_clean_text_ends_with_0_and_its_measures(ocom809, shop):
    ran = ocom809("lint", "receipt.txt")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "receipt.txt: clean."
    assert "25.5 mm of paper, " in ran.out
    assert "s at 9600" in ran.out


def test_warnings_end_with_0_and_errors_with_3(ocom809, shop):
    ran = ocom809("lint", "long.txt")
    assert ran.code == 0
    assert "long.txt: warning: element 1, line 2: 60 columns are wrapped" in ran.out
    ran = ocom809("lint", "lost.txt")
    assert ran.code == 3
    assert "lost.txt: error: element 1, line 2: U+E000 " in ran.out


def test_a_picture_is_looked_at(ocom809, shop):
    ran = ocom809("lint", "black.png", "--json")
    assert ran.code == 0
    assert [each["kind"] for each in ran.facts["findings"]] == ["picture", "black"]


STREAMS = {
    "cut": (b"Total\n\x1dV\x01", "cut 1 goes through print"),
    "drawer": (b"\x1bp\x00\x19\xfaTotal\n", "drawer opens before"),
    "small QR": (b"\x1d(k\x03\x001C\x02\x1d(k\x04\x001P0A\x1d(k\x03\x001Q0", "modules of 02h dots will not scan"),
    "wide barcode": (b"\x1dw\x06\x1dkI\x20{B" + b"x" * 30, "wider than the area"),
    "bad barcode": (b"\x1dk\x02123\x00", "symbol refused"),
    "no character": (b"\x1c.\x1bt\x10\x81\n", "undefined character"),
    "black": (b"\x1dv0\x00H\x00P\x00" + b"\xff" * 72 * 80, "10 mm on end are over half black"),
    "unknown": (b"\x1b\x99Tea\n", "unknown"),
    "no line feed": (b"Tea\nTotal", "left in the printer at the end: what stands in the last line"),
    "half a command": (
        b"Tea\n\x1dv0\x00\x48\x00",
        "left in the printer at the end: the stream ends 6 bytes into GS v 0",
    ),
}


@pytest.mark.parametrize("name", STREAMS)
def test_what_is_wrong_with_a_stream_is_told(name, ocom809, shop):
    data, words = STREAMS[name]
    Path("job.bin").write_bytes(b"\x1b@" + data)
    ran = ocom809("lint", "job.bin")
    assert words in ran.out, ran.out


def test_a_clean_stream_is_clean(ocom809, shop):
    Path("job.bin").write_bytes(b"\x1b@Tea\n\x1dVB\x00\x1bp\x00\x19\xfa")
    ran = ocom809("lint", "job.bin")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "job.bin: clean.")
    assert "21.8 mm of paper, 15 bytes" in ran.out


def test_a_document_that_cannot_be_read_is_bad_input(ocom809, shop):
    ran = ocom809("lint", "missing.txt")
    assert ran.code == 3
    assert "missing.txt" in ran.err


def test_the_profile_decides(ocom809, shop):
    Path("narrow.toml").write_text("width_dots = 384\n", encoding="utf-8")
    Path("forty.txt").write_text("x" * 40, encoding="utf-8")
    assert "warning" not in ocom809("lint", "forty.txt").out
    assert "wrapped to 2 lines of 32" in ocom809("lint", "forty.txt", "--profile", "narrow.toml").out


def test_strict_ends_with_3_for_warnings_and_with_0_for_notes(ocom809, shop):
    assert ocom809("lint", "long.txt", "--strict").code == 3
    Path("note.receipt").write_text("{code:x;option:qrcode,5,m}\n", encoding="utf-8")
    assert ocom809("lint", "note.receipt", "--strict").code == 0
    assert "long.txt: 0 errors, 1 warning or note." in ocom809("lint", "long.txt").out


def test_a_template_is_checked_with_its_data(ocom809, shop):
    Path("shop.receipt.j2").write_text("{{ name }}\n", encoding="utf-8")
    Path("sale.json").write_text('{"name": "\\ue000"}', encoding="utf-8")
    ran = ocom809("lint", "shop.receipt.j2", "--data", "sale.json")
    assert ran.code == 3
    assert "does not reach the paper" in ran.out


def test_a_picture_and_a_logo_are_checked_as_they_would_be_printed(ocom809, shop):
    assert "black" in ocom809("lint", "black.png", "--dither", "threshold").out
    assert "black" not in ocom809("lint", "black.png", "--max-height-mm", "5").out.replace("black.png", "")
    assert "scaled down" in ocom809("lint", "receipt.txt", "--logo", "shop=black.png").out


def test_a_place_in_markup_is_said_once(ocom809, shop):
    Path("wide.receipt").write_text("{code:%s;option:code128,4,60}\n" % ("9a" * 40), encoding="utf-8")
    assert "element 1, line 1: column 2: this CODE128" in ocom809("lint", "wide.receipt").out
