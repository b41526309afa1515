"""``preview`` as a page and while one edits, and logos above documents."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ocom809 import OCPP809, Printer
from ocom809.job import prepare
from ocom809.logo_record import LogoRecord
from ocom809.receipt import Receipt
from ocom809.receipt.drawings import tea_cup
from ocom809.virtual import VirtualPrinter

SECONDS = 60


@pytest.fixture
def shop(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("receipt.txt").write_text("Corner Shop\nTea < 4.20\n", encoding="utf-8")
    tea_cup().save("logo.png")
    return tmp_path


# The page


def test_a_page_holds_the_paper_dot_for_dot_and_its_length(ocom809, shop):
    assert ocom809("preview", "receipt.txt", "-o", "out.html").code == 0
    assert ocom809("preview", "receipt.txt", "-o", "out.bin").code == 0
    unit = VirtualPrinter()
    unit.receive(Path("out.bin").read_bytes())
    (ticket,) = unit.tickets
    page = Path("out.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    with Image.open(BytesIO(b64decode(data))) as inside:
        assert inside.convert("1").tobytes() == ticket.to_image().tobytes()
    assert f"Piece 1, {ticket.millimetres:.0f} mm" in page
    assert "Tea &lt; 4.20" in page
    assert "cut kind=partial" in page
    assert "http-equiv" not in page
    assert not re.search(r'(src|href)="(?!data:)', page)


def test_a_page_shows_every_piece_and_what_is_missing(ocom809, shop):
    Path("two.bin").write_bytes(b"One\n\x1dVB\x00\x1dk\x43\x0d4006381333932Two\n\x1dVB\x00")
    ran = ocom809("preview", "two.bin", "-o", "out.html", "--json")
    page = Path("out.html").read_text(encoding="utf-8")
    assert ran.facts["saved"] == ["out.html"]
    assert page.count("<figure>") == 2
    assert "Not on the paper: symbol refused" in page


# While one edits


@pytest.fixture
def watching(shop):
    """A preview that watches, in a process of its own."""
    started = []

    def start(*words):
        command = [sys.executable, "-m", "ocom809", "preview", *words, "--watch"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
        paths = os.pathsep.join(path for path in sys.path if path)
        process = subprocess.Popen(command, **pipes, env=os.environ | {"PYTHONPATH": paths, "PYTHONUNBUFFERED": "1"})
        started.append((process, timer := threading.Timer(SECONDS, process.kill)))
        timer.start()
        return process

    yield start
    for process, timer in started:
        timer.cancel()
        process.kill()
        process.wait()
        process.stdout.close()


def line_with(process, words):
    """The next line that holds these words; the process is stopped, which ends its lines, if it takes for ever."""
    for line in process.stdout:
        if words in line:
            return line
    raise AssertionError(f"it ended and never said {words!r}")


def saved_with(process, words, path="out.html"):
    """Wait until a page with these words was saved: a file that is being written may be seen half, and again."""
    while words not in Path(path).read_text(encoding="utf-8"):
        line_with(process, f"Saved {path}")


def test_a_change_saves_the_page_again_and_a_mistake_is_said_and_ends_nothing(watching):
    source = Path("shop.receipt")
    source.write_text("Tea\n", encoding="utf-8")
    process = watching("shop.receipt", "-o", "out.html")
    line_with(process, "Saved out.html")
    assert 'http-equiv="refresh"' in Path("out.html").read_text(encoding="utf-8")
    source.write_text("Tea and a biscuit\n", encoding="utf-8")
    saved_with(process, "Tea and a biscuit")
    source.write_text("Tea {nothing\n", encoding="utf-8")
    assert "shop.receipt: line 1" in line_with(process, "ocom809: ")
    source.with_suffix(".new").write_text("Coffee\n", encoding="utf-8")
    source.with_suffix(".new").replace(source)
    saved_with(process, "Coffee")
    process.send_signal(signal.SIGTERM)
    assert process.wait(SECONDS) == 0


def test_a_document_that_is_not_there_yet_is_said_and_waited_for(watching):
    process = watching("later.txt", "-o", "out.txt")
    line_with(process, "ocom809: later.txt: No such file")
    Path("later.txt").write_text("Tea\n", encoding="utf-8")
    line_with(process, "Saved out.txt")
    saved_with(process, "Tea", "out.txt")


def test_standard_input_cannot_be_watched(ocom809, shop):
    ran = ocom809("preview", "-", "-o", "out.png", "--watch")
    assert ran.code == 3
    assert "standard input cannot be watched" in ran.err


# Logos


def known_to_keep(uri, key, picture, **options):
    """Have the record of this printer say that it keeps the picture, seen on paper."""
    with Printer(uri, logos=Path("logos.json")) as printer:
        printer.logos.flash_seconds = 0
        printer.store_logo(key, picture, **options)
        printer.logos.note(seen=True)
    return LogoRecord("logos.json")


def test_a_logo_stands_above_a_text(ocom809, shop):
    assert ocom809("preview", "receipt.txt", "--logo", "tea=logo.png", "--share", "0.5", "-o", "out.bin").code == 0
    expected = Receipt().logo("tea", "logo.png", share=0.5)
    job = prepare(
        Receipt([*expected.elements, *Receipt.from_text("Corner Shop\nTea < 4.20\n").cut().elements]), OCPP809
    )
    assert Path("out.bin").read_bytes() == job.data


def test_a_picture_itself_may_be_the_logo(ocom809, shop):
    assert ocom809("preview", "logo.png", "--logo", "tea", "-o", "logo.bin").code == 0
    assert ocom809("preview", "logo.png", "-o", "plain.bin").code == 0
    assert Path("logo.bin").read_bytes() == Path("plain.bin").read_bytes()


def test_a_printer_that_keeps_it_gets_its_number(ocom809, shop):
    uri = f"file:///{Path('out.bin').absolute().as_posix().lstrip('/')}"
    known_to_keep(uri, "tea", "logo.png", width_mm=20)
    words = ("--logo", "tea=logo.png", "--width-mm", "20", "--device", uri, "--record", "logos.json")
    Path("out.bin").unlink()
    assert ocom809("print", "receipt.txt", *words).code == 0
    job = Path("out.bin").read_bytes()
    assert b"\x1cp\x01\x00" in job
    assert b"\x1dv0" not in job


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("receipt.txt", "--logo", "tea"), "the logo 'tea' has no picture. Name its file: --logo tea=FILE."),
        (("logo.png", "--logo", "tea=logo.png"), "a picture takes no second one above it"),
        (("job.bin", "--logo", "tea=logo.png"), "raw bytes take no logo"),
        (("receipt.txt", "--logo", "=logo.png"), "a logo's key is 1 to 32 characters"),
        (("receipt.txt", "--logo", "tea=nowhere.png"), "nowhere.png: cannot be read"),
    ],
)
def test_a_logo_that_does_not_go_with_the_document_is_one_clear_line(ocom809, shop, words, message):
    Path("job.bin").write_bytes(b"x\n")
    ran = ocom809("preview", *words, "-o", "out.png")
    assert ran.code == 3
    assert message in ran.err
    assert not Path("out.png").exists()
