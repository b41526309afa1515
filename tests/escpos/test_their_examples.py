"""The programs that python-escpos publishes, with its classes and, by one changed import, with ours: the same paper.

Each is what its example or manual says, but for what it tells the reader to adapt, the printer's address: here a
virtual printer over TCP. ``codepage_tables.py`` is left out, as it ends in a TypeError with 3.1 itself (it gives text
to ``_raw``), and so is the Flask example, of whose printer (CUPS) there is none.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from ocom809.testing import BenchPrinter
from tests.judges import python_escpos

ROOT = Path(__file__).resolve().parents[2]
THEIRS, OURS = "escpos.printer", "ocom809.escpos"
PRINTER = re.compile(r"(?:printer\.)?(?:Usb|Serial|Network)\(([^()]*)\)")
IMPORT = re.compile(r"^from escpos(?:\.printer)? import .*$", re.MULTILINE)

# The weather comes from the network, and the example waits for slow printers.
WEATHER = """
import io, json, time, urllib.request
time.sleep = lambda seconds: None
day = {"icon": "rain", "time": 1700000000, "temperatureMin": 3.5, "temperatureMax": 9, "summary": "Rain \\u2013 dry"}
data = {"currently": {"icon": "cloudy", "temperature": 7.25, "summary": "Clouds"}, "daily": {"data": [day, day]}}
urllib.request.urlopen = lambda url: io.BytesIO(json.dumps(data).encode())
"""

PROGRAMS = {
    "examples/barcodes.py": (),
    "examples/qr_code.py": ("https://example.org/tea",),
    "examples/software_barcode.py": (),
    "examples/weather.py": (),
    "README.rst: TM-T88III": (),
    "README.rst: kitchen": (),
    "README.rst: 9600 Baud": (),
    "doc/user/usage.rst: TM-T88IV": (),
    "doc/user/usage.rst: funny_cat": (),
}

# The one photo: a black dot is added wherever its dots would be the bytes of a real-time command (decision 008).
ADDED_DOTS = {"doc/user/usage.rst: funny_cat": 60}


@pytest.mark.parametrize("program", PROGRAMS)
def test_it_prints_the_same_paper_with_one_changed_import(program, tmp_path):
    source = source_of(program)
    (ours, cuts), (theirs, their_cuts) = (paper_of(source, package, program, tmp_path) for package in (OURS, THEIRS))
    assert cuts == their_cuts
    assert [piece.size for piece in ours] == [piece.size for piece in theirs]
    for our_piece, their_piece in zip(ours, theirs, strict=True):
        added = ImageChops.logical_xor(our_piece, their_piece).histogram()[-1]
        assert added <= ADDED_DOTS.get(program, 0)
        assert ImageChops.logical_and(our_piece, their_piece) == our_piece, "a dot is missing"


def source_of(program):
    """An example as it is, or the block of a manual that holds the words behind the colon."""
    path, _, words = program.partition(": ")
    text = (python_escpos.installed() / path).read_text(encoding="utf-8")
    if not words:
        return text
    blocks = re.findall(r"^(?:::|\.\. code.*)\n\n((?:[ \t]+.*\n|\n)+)", text, re.MULTILINE)
    return next(textwrap.dedent(block) for block in blocks if words in block)


def paper_of(source, package, program, folder):
    """All that comes out when the program has ended: the dots and the cuts."""
    with BenchPrinter(folder) as bench:
        run(adapted(source, package, bench), program, folder)
        paper = [*bench.receipts, bench.hanging]
        assert any(piece.picture.getbbox() for piece in paper), "nothing was printed"
        return [piece.picture for piece in paper], len(bench.cuts)


def adapted(source, package, bench):
    """The program at this address, with the profile that it names, its classes from this package."""
    profile = next(iter(re.findall(r"profile=\S+?(?=[,)])", source)), "")
    made = f'Network("{bench.host}", {bench.port}, {profile})'
    source = IMPORT.sub(f"from {package} import Dummy, Network", PRINTER.sub(made, source, count=1), count=1)
    assert made in source
    assert package in source
    return source


def run(source, program, folder):
    shutil.copytree(python_escpos.installed() / "examples", folder / "examples", dirs_exist_ok=True)
    draw_pictures(folder)
    path = folder / "examples" / "program.py"
    path.write_text(WEATHER + source if "weather" in program else source, encoding="utf-8")
    subprocess.run(
        [sys.executable, str(path), *PROGRAMS[program]],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=100,
    )


def draw_pictures(folder):
    """The pictures that the manuals take for granted: line art, and a photo in greys."""
    logo = Image.new("L", (300, 120), 255)
    ImageDraw.Draw(logo).ellipse((20, 10, 280, 110), outline=0, width=6)
    logo.save(folder / "logo.gif")
    Image.radial_gradient("L").resize((320, 240)).save(folder / "funny_cat.png")
