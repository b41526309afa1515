"""``print`` and ``preview``, as a technician uses them; bad input is one clear line and nothing sent."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image


@pytest.fixture
def shop(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("receipt.txt").write_text("Corner Shop\nTea 4.20 €\n", encoding="utf-8")
    Image.new("L", (200, 50), 0).save("logo.png")
    Path("job.bin").write_bytes(b"\x1b@Raw job\n\x1dVB\x00")
    return tmp_path


def captured(name="out.bin"):
    return f"file:///{Path(name).absolute().as_posix().lstrip('/')}"


def test_a_text_is_printed_and_cut(ocom809, shop):
    ran = ocom809("print", "receipt.txt", "--device", captured())
    assert ran.code == 0
    assert ran.out.startswith("Sent receipt.txt: ")
    assert "not proven" in ran.out
    job = Path("out.bin").read_bytes()
    assert b"Corner Shop\nTea 4.20 " in job
    assert job.count(b"\x1dVB\x00") == 1


def test_no_cut_leaves_the_paper_uncut(ocom809, shop):
    assert ocom809("print", "receipt.txt", "--no-cut", "--device", captured()).code == 0
    assert b"\x1dV" not in Path("out.bin").read_bytes()


def test_a_picture_is_known_by_its_ending(ocom809, shop):
    assert ocom809("print", "logo.png", "--device", captured()).code == 0
    assert b"\x1dv0\x00" in Path("out.bin").read_bytes()


def test_raw_bytes_go_as_they_are(ocom809, shop):
    assert ocom809("print", "job.bin", "--device", captured()).code == 0
    assert Path("out.bin").read_bytes() == Path("job.bin").read_bytes()


def test_standard_input_is_a_text_unless_told(ocom809, shop, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Grüße\n".encode())))
    assert ocom809("print", "-", "--device", captured()).code == 0
    assert b"Gr\x1bt\x00\x81\xe1e\n" in Path("out.bin").read_bytes()


def test_a_picture_from_standard_input(ocom809, shop, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path("logo.png").read_bytes())))
    assert ocom809("print", "-", "--as", "image", "--device", captured()).code == 0
    assert b"\x1dv0\x00" in Path("out.bin").read_bytes()


def test_copies_are_one_job_each_and_each_is_answered(ocom809, shop):
    ran = ocom809("print", "receipt.txt", "--copies", "3", "--device", captured())
    assert Path("out.bin").read_bytes().count(b"\x1dVB\x00") == 3
    assert "Sent copy 3 of 3" in ran.out


def test_json_is_one_object_a_copy(ocom809, shop):
    ran = ocom809("print", "receipt.txt", "--json", "--device", captured())
    assert ran.facts["outcome"] == "sent"
    assert ran.facts["total"] == Path("out.bin").stat().st_size


def test_lost_characters_are_reported(ocom809, shop):
    Path("receipt.txt").write_text("Tea \ue000", encoding="utf-8")
    ran = ocom809("print", "receipt.txt", "--device", captured())
    assert ran.code == 0
    assert "U+E000" in ran.out


def test_strict_refuses_lost_characters_and_sends_nothing(ocom809, shop):
    Path("receipt.txt").write_text("Tea \ue000", encoding="utf-8")
    ran = ocom809("print", "receipt.txt", "--strict", "--device", captured())
    assert ran.code == 3
    assert not Path("out.bin").exists()


def test_a_printer_without_paper_gets_nothing(ocom809, shop):
    ran = ocom809("print", "receipt.txt", "--device", "virtual:?fault=paper-out")
    assert ran.code == 10
    assert "nothing was sent: the paper is out" in ran.err


def test_a_job_that_breaks_off_is_unknown(ocom809, shop):
    ran = ocom809("print", "receipt.txt", "--device", "virtual:?fault=disconnect@40B")
    assert ran.code == 11
    assert "interrupted after" in ran.err
    assert "look before printing it again" in ran.err


BAD = {
    "missing file": (("nowhere.txt",), "nowhere.txt: No such file"),
    "a folder": ((".",), "Is a directory"),
    "binary fed as text": (("binary.txt",), "no UTF-8 text (byte 3, line 1 is ffh)"),
    "NUL in a text": (("nul.txt",), "no UTF-8 text (byte 1, line 1 is 00h)"),
    "100 MB of text": (("huge.txt",), "over 1024 KiB"),
    "unreadable picture": (("broken.png",), "broken.png"),
    "a picture that is a text": (("receipt.txt", "--as", "image"), "receipt.txt"),
}


@pytest.fixture
def bad_files(shop):
    Path("binary.txt").write_bytes(b"abc\xff\xfe")
    Path("nul.txt").write_bytes(b"a\0b")
    with Path("huge.txt").open("wb") as huge:
        huge.truncate(100_000_000)
    Path("broken.png").write_bytes(Path("logo.png").read_bytes()[:60])


@pytest.mark.parametrize(("words", "complaint"), BAD.values(), ids=BAD)
@pytest.mark.usefixtures("bad_files")
def test_bad_input_is_one_clear_line_and_nothing_is_sent(ocom809, words, complaint):
    ran = ocom809("print", *words, "--device", captured())
    assert ran.code == 3
    assert complaint in ran.err
    assert ran.err.count("\n") == 1
    assert not Path("out.bin").exists()


@pytest.mark.parametrize(
    "uri",
    ["tcp://127.0.0.1:99999", "tcp://127.0.0.1:0", "tcp://", "serial://", "virtual:?fault=flood", "file:", "9100"],
)
def test_a_wrong_uri_is_one_clear_line(ocom809, shop, uri):
    ran = ocom809("print", "receipt.txt", "--device", uri)
    assert ran.code == 3
    assert ran.err.count("\n") == 1


def test_nobody_at_the_address_is_not_found(ocom809, shop):
    assert ocom809("print", "receipt.txt", "--device", "tcp://127.0.0.1:1").code == 12


def test_preview_saves_a_picture(ocom809, shop):
    ran = ocom809("preview", "receipt.txt", "-o", "out.png")
    assert ran.code == 0
    assert ran.out == "Saved out.png\n"
    with Image.open("out.png") as picture:
        assert picture.width >= 576


def test_preview_with_dot_gain_is_three_times_as_large(ocom809, shop):
    ocom809("preview", "receipt.txt", "-o", "plain.png")
    assert ocom809("preview", "receipt.txt", "-o", "gain.png", "--dot-gain").code == 0
    with Image.open("plain.png") as plain, Image.open("gain.png") as gain:
        assert gain.size == (3 * plain.width, 3 * plain.height)


def test_a_text_has_no_dots_to_gain(ocom809, shop):
    ran = ocom809("preview", "receipt.txt", "-o", "out.txt", "--dot-gain")
    assert ran.code == 3
    assert "out.txt is no picture" in ran.err


def test_preview_saves_what_a_reader_would_read(ocom809, shop):
    ocom809("preview", "receipt.txt", "-o", "out.txt")
    lines = [line.rstrip() for line in Path("out.txt").read_text(encoding="utf-8").splitlines() if line.strip()]
    assert lines == ["Corner Shop", "Tea 4.20 €"]


def test_preview_saves_the_very_bytes_that_would_be_sent(ocom809, shop):
    ocom809("preview", "receipt.txt", "-o", "preview.bin")
    ocom809("print", "receipt.txt", "--device", captured())
    assert Path("preview.bin").read_bytes() == Path("out.bin").read_bytes()


def test_preview_saves_a_picture_for_every_piece_of_paper(ocom809, shop):
    Path("two.bin").write_bytes(b"one\n\x1dVB\x00two\n\x1dVB\x00")
    assert ocom809("preview", "two.bin", "-o", "out.png", "--json").facts["saved"] == ["out.png", "out-2.png"]


def test_preview_to_an_unknown_ending_names_the_known_ones(ocom809, shop):
    ran = ocom809("preview", "receipt.txt", "-o", "out.docx")
    assert ran.code == 3
    assert ".png, .svg, .html, .txt, .bin" in ran.err


def test_preview_into_a_missing_folder_is_bad_input(ocom809, shop):
    ran = ocom809("preview", "receipt.txt", "-o", "nowhere/out.bin")
    assert ran.code == 3
    assert "No such file or directory" in ran.err


# How pictures are drawn


def drawn(ocom809, *words: str) -> bytes:
    """The job that a picture becomes; a file takes one job behind the other, so each has its own."""
    name = f"{'-'.join(words)}.bin".replace("/", "")
    assert ocom809("print", *words, "--device", captured(name)).code == 0
    return Path(name).read_bytes()


def test_a_picture_gets_the_width_that_is_asked_for(ocom809, shop):
    for words in (("--width-mm", "20"), ("--width-dots", "160"), ("--share", "0.2778")):
        assert b"\x1dv0\x00\x14\x00\x28\x00" in drawn(ocom809, "logo.png", *words)


def test_each_dither_gives_dots_of_its_own(ocom809, shop):
    Image.effect_noise((256, 200), 60).save("photo.png")
    dithers = ("floyd-steinberg", "atkinson", "bayer", "threshold")
    jobs = {drawn(ocom809, "photo.png", "--dither", dither) for dither in dithers}
    chosen = drawn(ocom809, "photo.png")
    assert chosen == drawn(ocom809, "photo.png", "--dither", "auto")
    assert chosen in jobs
    for words in (("--gamma", "2"), ("--sharpness", "3"), ("--threshold", "90"), ("--align", "right")):
        jobs.add(drawn(ocom809, "photo.png", *words))
    assert len(jobs) == 8


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("logo.png", "--width-mm", "80"), "640 dots are wider than the paper"),
        (("logo.png", "--width-mm", "0"), "width_mm must be over 0"),
        (("logo.png", "--width-mm", "nan"), "width_mm must be over 0"),
        (("logo.png", "--width-mm", "9", "--share", "0.5"), "not twice"),
        (("logo.png", "--gamma", "9"), "gamma must be 0.2 to 5.0"),
        (("logo.png", "--page", "2", "--threshold", "0"), "threshold must be 1 to 255"),
        (("receipt.txt", "--width-mm", "20"), "--width-mm goes with pictures only"),
    ],
)
def test_a_picture_that_cannot_be_drawn_so_is_refused_and_nothing_is_sent(ocom809, shop, words, complaint):
    ran = ocom809("print", *words, "--device", captured())
    assert ran.code == 3
    assert complaint in ran.err
    assert not Path("out.bin").exists()


def test_characters_that_the_printer_lacks_are_drawn_by_the_font_that_is_named(ocom809, shop):
    from ocom809.receipt.scripts.fonts import carried_fonts

    Path("receipt.txt").write_text("sữa\n", encoding="utf-8")
    ran = ocom809("print", "receipt.txt", "--strict", "--font", carried_fonts()[0], "--device", captured())
    assert ran.code == 0
    assert b"\x1b*\x21" in Path("out.bin").read_bytes()


def test_a_font_that_is_none_is_refused_by_name_and_nothing_is_sent(ocom809, shop):
    ran = ocom809("print", "receipt.txt", "--font", "logo.png", "--device", captured())
    assert ran.code == 3
    assert "logo.png: this is no font that can be read" in ran.err
    assert not Path("out.bin").exists()


def test_a_preview_as_text_holds_words_that_are_drawn(ocom809, shop):
    Path("drawn.txt").write_text("☕ Tea 4.20\nשלום 12\n漢字\n", encoding="utf-8")
    assert ocom809("preview", "drawn.txt", "-o", "seen.txt").code == 0
    seen = Path("seen.txt").read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in seen] == ["☕ Tea 4.20", "שלום 12", "漢字"]
