"""Chance data of the whole alphabet through GS k and GS ( k, measured on the paper: bars and modules are zint's."""

from __future__ import annotations

import random
from itertools import groupby

import pytest
import zxingcpp

from ocom809.virtual import VirtualPrinter
from ocom809.virtual.bitmap import Bitmap
from ocom809.virtual.symbols import KINDS
from tests.judges import scanners, zint

PAPER_DOTS = 576
HEAD_TO_KNIFE_DOTS = 144
WIDE_DOTS = {2: 5, 3: 8, 4: 10, 5: 13, 6: 15}
TWO_LEVEL = ("CODE39", "ITF", "CODABAR")
TEXT_ROWS = {0: 24, 1: 17}
DIGITS = "0123456789"
ALPHABETS = {"CODE39": DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%", "ITF": DIGITS, "CODABAR": DIGITS + "-$:/.+"}
RETAIL_DIGITS = {"UPC-A": 11, "UPC-E": 6, "EAN13": 12, "EAN8": 7}
ZINT_NUMBERS = {
    "UPC-A": 34, "UPC-E": 37, "EAN13": 13, "EAN8": 13, "CODE39": 8, "ITF": 3, "CODABAR": 18, "CODE93": 25,
}  # fmt: skip
EACH = pytest.mark.parametrize("kind", KINDS)
EACH_WIDTH = pytest.mark.parametrize("module_dots", [2, 3, 4, 5, 6])


def on_paper(stream):
    """The rows of dots below the blank beginning, as text of 0 and 1."""
    printer = VirtualPrinter()
    assert printer.receive(stream) == len(stream)
    paper = printer.paper
    return [f"{paper.row(y):0{paper.width_dots}b}" for y in range(HEAD_TO_KNIFE_DOTS, paper.height_dots)]


def widths(row):
    """Bars and spaces by turns, in dots."""
    return [len(list(run)) for _, run in groupby(row.strip("0"))]


def chance_data(kind, module_dots, chance):
    """Data for GS k that may fit the paper, and the same for zint."""
    if kind in RETAIL_DIGITS:
        data = "".join(chance.choice(DIGITS) for _ in range(RETAIL_DIGITS[kind]))
        # zint takes no UPC-E that a shorter rule could spell; this end is safe.
        return (data[:4] + "17" if kind == "UPC-E" else data,) * 2
    if kind in ALPHABETS:
        most = PAPER_DOTS // (6 * module_dots + 3 * WIDE_DOTS[module_dots]) - 2
        text = "".join(chance.choice(ALPHABETS[kind]) for _ in range(2 * max(1, chance.randint(1, most) // 2)))
        text = chance.choice("ABCD") + text + chance.choice("ABCD") if kind == "CODABAR" else text
        return text, text
    most = PAPER_DOTS // module_dots // 11 - 4
    return (escaped(bytes(chance.randrange(128) for _ in range(max(1, most // 2)))),) * 2


def escaped(data):
    return "".join(f"\\x{byte:02X}" for byte in data)


def wanted(kind, text, module_dots):
    """What zint says, in dots."""
    modules = zint.bars(ZINT_NUMBERS[kind], text, "--esc")
    if kind in TWO_LEVEL:
        return [module_dots if module == 1 else WIDE_DOTS[module_dots] for module in modules]
    return [module * module_dots for module in modules]


def settings(module_dots, height_dots, text_place=0, font=0):
    return bytes((0x1D, 0x77, module_dots, 0x1D, 0x68, height_dots, 0x1D, 0x48, text_place, 0x1D, 0x66, font))


@EACH_WIDTH
@pytest.mark.parametrize("kind", ZINT_NUMBERS)
def test_the_bars_on_paper_are_zint_s_in_both_forms_of_gs_k(kind, module_dots):
    chance = random.Random(f"{kind} {module_dots}")
    for _ in range(4):
        ours, theirs = chance_data(kind, module_dots, chance)
        data = bytes.fromhex(ours.replace("\\x", "")) if kind == "CODE93" else ours.encode()
        place, bars = KINDS.index(kind), wanted(kind, theirs, module_dots)
        start = settings(module_dots, 60)
        forms = [b"\x1dk" + bytes((65 + place, len(data))) + data]
        forms += [] if kind == "CODE93" else [b"\x1dk" + bytes((place,)) + data + b"\0"]
        for form in forms:
            rows = on_paper(start + form)
            assert len(rows) == 60
            assert [widths(row) for row in rows] == [bars if sum(bars) <= PAPER_DOTS else []] * 60, data


def code_128(chance):
    """The printer's notation with every kind of word in it, and the values that the symbol must have."""
    code_set = chance.choice("ABC")
    notation, values = b"{" + code_set.encode(), [{"A": 103, "B": 104, "C": 105}[code_set]]
    for _ in range(6):
        word = chance.choice(("switch", "shift", "function", "character", "character"))
        if word == "switch":
            called = chance.choice("ABC")
            notation += b"{" + called.encode()
            values += [] if called == code_set else [{"A": 101, "B": 100, "C": 99}[called]]
            code_set = called
        elif word == "function":
            function = chance.choice("1234" if code_set != "C" else "1")
            notation += b"{" + function.encode()
            values.append({"1": 102, "2": 97, "3": 96, "4": 101 if code_set == "A" else 100}[function])
        elif word == "shift" and code_set != "C":
            character = chance.randrange(0x60) if code_set == "B" else chance.randrange(0x20, 0x7B)
            notation, values = notation + b"{S" + bytes((character,)), [*values, 98, (character - 32) % 96]
        elif code_set == "C":
            values.append(chance.randrange(100))
            notation += bytes(values[-1:])
        else:
            character = chance.randrange(0x60) if code_set == "A" else chance.randrange(0x20, 0x80)
            notation += b"{{" if character == ord("{") else bytes((character,))
            values.append((character - 32) % 96)
    return (notation, values) if len(values) > 1 else code_128(chance)


@pytest.fixture(scope="module")
def patterns():
    """The widths of each value of Code 128, out of symbols that zint made."""
    found = {pair: zint.bars(20, f"{pair:02}00")[6:12] for pair in range(100)}
    found[105], found["stop"] = zint.bars(20, "0000")[:6], zint.bars(20, "0000")[-7:]
    found[104], found[103] = zint.bars(60, "ab")[:6], zint.bars(20, "\\x01\\x02", "--esc")[:6]
    found[100], found[101] = zint.bars(20, "0000a")[18:24], zint.bars(20, "0000\\x01", "--esc")[18:24]
    found[102] = zint.bars(16, "[01]12345678901231")[6:12]
    return found


@EACH_WIDTH
def test_code_128_in_all_its_words_has_zint_s_widths(patterns, module_dots):
    chance = random.Random(module_dots)
    for _ in range(30):
        notation, values = code_128(chance)
        check = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
        modules = [width for value in (*values, check, "stop") for width in patterns[value]]
        rows = on_paper(settings(module_dots, 2) + b"\x1dk\x49" + bytes((len(notation),)) + notation)
        bars = [module * module_dots for module in modules]
        assert [widths(row) for row in rows] == [bars if sum(bars) <= PAPER_DOTS else []] * 2, notation


@EACH
@pytest.mark.parametrize("height_dots", [1, 24, 162, 255])
def test_text_above_and_below_leaves_the_bars_alone(kind, height_dots):
    data = {"CODE128": b"{BTea", "CODABAR": b"A12B", "UPC-E": b"123457"}.get(kind, b"1234")
    data = b"123456789012"[: RETAIL_DIGITS[kind]] if kind in ("UPC-A", "EAN13", "EAN8") else data
    form = b"\x1dk" + bytes((65 + KINDS.index(kind), len(data))) + data
    bare = on_paper(settings(2, height_dots) + form)
    assert len(bare) == height_dots
    for place in (1, 2, 3):
        for font, rows in TEXT_ROWS.items():
            found = on_paper(settings(2, height_dots, place, font) + form)
            above, below = rows * (place & 1), rows * (place >> 1)
            assert len(found) == above + height_dots + below
            assert all(widths(row) == widths(bare[0]) for row in found[above : above + height_dots])
            for text in (found[:above], found[above + height_dots :]):
                assert not text or any("1" in row for row in text)


def qr_on_paper(data, level, module_dots):
    stored = (len(data) + 3).to_bytes(2, "little")
    return on_paper(
        b"\x1d(k\x03\x001C" + bytes((module_dots,)) + b"\x1d(k\x03\x001E" + bytes((48 + "LMQH".index(level),))
        + b"\x1d(k" + stored + b"1P0" + data + b"\x1d(k\x03\x001Q0"
    )  # fmt: skip


@pytest.mark.parametrize("version", [1, 2, 6, 7, 10, 14, 21, 27, 34, 40])
@pytest.mark.parametrize("level", ["L", "H"])
def test_a_full_qr_code_of_each_size_has_the_modules_of_zint(version, level, full_bytes):
    data, width = full_bytes(version, level), 17 + 4 * version
    module_dots = min(16, PAPER_DOTS // width)
    rows = qr_on_paper(data, level, module_dots)
    assert len(rows) == width * module_dots
    bitmap = Bitmap(PAPER_DOTS, tuple(int(row, 2) for row in rows))
    [found] = zxingcpp.read_barcodes(scanners.picture(bitmap))
    assert (found.bytes, found.ec_level, found.extra["Version"]) == (data, level, str(version))
    options = (f"--secure={'LMQH'.index(level) + 1}", f"--mask={found.extra['DataMask']}", f"--vers={version}")
    modules = zint.matrix(58, escaped(data), width, "--esc", "--binary", *options)
    assert [int(row[: width * module_dots : module_dots], 2) for row in rows[::module_dots]] == modules


@pytest.fixture(scope="module")
def full_bytes():
    """Chance bytes, as many as a version holds at a level."""
    from qrcode import base

    places = {"L": 1, "H": 2}

    def given(version, level):
        blocks = base.rs_blocks(version, places[level])
        most = sum(block.data_count for block in blocks) - (2 if version < 10 else 3)
        return bytes(0x80 | random.Random(version).randrange(128) for _ in range(most))

    return given
