"""The bars of GS k, judged by zint, zxing and zbar and by the class's rules."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.virtual.symbols import KINDS, SetC, barcode_text, draw_barcode
from tests.judges import scanners, zint

# kind, data of GS k, what a scanner reads, and the name that zxing and zbar give it
READABLE = [
    ("UPC-A", b"03600029145", b"0036000291452", "EAN-13", "EAN-13"),
    ("UPC-E", b"01234500006", b"0012345000065", "UPC-E", "UPC-E"),
    ("EAN13", b"400638133393", b"4006381333931", "EAN-13", "EAN-13"),
    ("EAN8", b"9638507", b"96385074", "EAN-8", "EAN-8"),
    ("CODE39", b"OCPP-809 $/+%.", b"OCPP-809 $/+%.", "Code39", "CODE-39"),
    ("ITF", b"00123456789050", b"00123456789050", "ITF", "I2/5"),
    ("CODABAR", b"A40156-$:/.+B", b"A40156-$:/.+B", "Codabar", "Codabar"),
    ("CODE93", b"Total 4.20", b"Total 4.20", "Code93", "CODE-93"),
    ("CODE128", b"{BNo. {C\x0c\x22\x38", b"No. 123456", "Code128", "CODE-128"),
]
CASES = pytest.mark.parametrize(
    ("kind", "data", "read", "zxing_name", "zbar_name"), READABLE, ids=[row[0] for row in READABLE]
)


def bitmap(kind, data, *, module_dots=2, height_dots=60, **options):
    drawn = draw_barcode(kind, data, module_dots=module_dots, height_dots=height_dots, **options)
    assert drawn is not None, (kind, data)
    return drawn


def bars(kind, data, *, module_dots=2):
    """Widths in dots of bars and spaces by turns."""
    drawn = bitmap(kind, data, module_dots=module_dots)
    return [len(list(run)) for _, run in groupby(f"{drawn.rows[0]:0{drawn.width}b}")]


def read(kind, data, **options):
    """What zxing reads, which has to be one code."""
    [(_, found)] = scanners.zxing(scanners.picture(bitmap(kind, data, **options)))
    return found


@CASES
@pytest.mark.parametrize("module_dots", [2, 3, 4, 5, 6])
def test_zxing_reads_each_kind_at_each_width(kind, data, read, zxing_name, zbar_name, module_dots):
    image = scanners.picture(bitmap(kind, data, module_dots=module_dots))
    assert (zxing_name, read) in [(name.replace("EAN13", "EAN-13"), found) for name, found in scanners.zxing(image)]


@CASES
@pytest.mark.parametrize("module_dots", [2, 6])
def test_zbar_reads_each_kind(kind, data, read, zxing_name, zbar_name, module_dots, tmp_path):
    image = scanners.picture(bitmap(kind, data, module_dots=module_dots))
    enabled = ("upce.enable=1",) if kind == "UPC-E" else ()
    expected = b"01234565" if kind == "UPC-E" else read
    assert (zbar_name, expected) in scanners.zbar(image, tmp_path, *enabled)


def test_a_barcode_is_as_high_as_asked_and_the_same_in_each_row():
    drawn = bitmap("EAN13", b"400638133393", height_dots=162)
    assert drawn.height == 162
    assert len(set(drawn.rows)) == 1


ZINT = (
    [("EAN13", f"{first}12345678901", 13) for first in range(10)]
    + [("EAN8", "1234567", 13), ("EAN8", "8901234", 13)]
    + [("UPC-A", "01234567890", 34), ("UPC-A", "98765432109", 34)]
    + [("UPC-E", f"12345{last}", 37) for last in range(10)]
    + [("UPC-E", f"98765{last}", 37) for last in range(10)]
    + [("CODE128", "{B" + chr(first) + "xY", 60) for first in range(0x20, 0x7B)]
)


@pytest.mark.parametrize(("kind", "data", "symbology"), ZINT, ids=repr)
def test_the_modules_are_those_of_zint(kind, data, symbology):
    widths = zint.bars(symbology, data.removeprefix("{B").replace("\\", "\\\\"), "--esc")
    assert [width // 2 for width in bars(kind, data.encode())] == widths


@pytest.mark.parametrize("start", range(0, 128, 8))
def test_code_93_has_the_modules_of_zint_for_all_of_ascii(start):
    data = bytes(range(start, start + 8))
    escaped = "".join(f"\\x{byte:02X}" for byte in data)
    assert [width // 2 for width in bars("CODE93", data)] == zint.bars(25, escaped, "--esc")


@pytest.mark.parametrize("start", range(0, 100, 10))
def test_code_128_set_c_has_the_modules_of_zint_for_all_pairs(start):
    pairs = bytes(range(start, start + 10))
    widths = zint.bars(20, "".join(f"{pair:02}" for pair in pairs))
    assert [width // 2 for width in bars("CODE128", b"{C" + pairs)] == widths


def test_code_128_set_a_has_the_modules_of_zint_for_control_characters():
    # zint chooses set A for a symbol full of control characters, and stays in it.
    for data in (bytes(range(1, 17)), bytes(range(16, 32))):
        escaped = "".join(f"\\x{byte:02X}" for byte in data)
        assert [width // 2 for width in bars("CODE128", b"{A" + data)] == zint.bars(20, escaped, "--esc")


@pytest.mark.parametrize(
    ("kind", "data", "symbology"),
    [
        ("CODE39", "0123456789ABCDEFGHIJKLM", 8),
        ("CODE39", "NOPQRSTUVWXYZ-. $/+%", 8),
        ("ITF", "0123456789", 3),
        ("ITF", "9876543210", 3),
        ("CODABAR", "A0123456789B", 18),
        ("CODABAR", "C-$:/.+D", 18),
    ],
)
def test_narrow_and_wide_are_those_of_zint(kind, data, symbology):
    wide = [width > 1 for width in zint.bars(symbology, data)]
    assert [width > 2 for width in bars(kind, data.encode())] == wide


# GS w 2 to 6: narrow 0.25 to 0.75 mm, wide 0.625, 1.0, 1.25, 1.625, 1.875 mm, at 8 dots a millimetre
@pytest.mark.parametrize(("narrow", "wide"), [(2, 5), (3, 8), (4, 10), (5, 13), (6, 15)])
@pytest.mark.parametrize(("kind", "data"), [("CODE39", b"AB12"), ("ITF", b"1234"), ("CODABAR", b"A12B")])
def test_wide_bars_have_the_manual_s_widths(kind, data, narrow, wide):
    assert set(bars(kind, data, module_dots=narrow)) == {narrow, wide}


def test_a_narrower_module_than_the_manual_s_is_drawn_too():
    # GS w 1 is out of range in the manual; if a unit takes it, the wide bars stay two and a half times as wide.
    assert set(bars("ITF", b"1234", module_dots=1)) == {1, 3}


REFUSED = [
    ("UPC-A", b"0360002914"), ("UPC-A", b"036000291453"), ("UPC-A", b"0360002914x"), ("UPC-A", b""),
    ("UPC-E", b"12345"), ("UPC-E", b"1123456"), ("UPC-E", b"01234566"), ("UPC-E", b"01234567890"), ("UPC-E", b"12a456"),
    ("UPC-E", b"12345000065"), ("UPC-E", b"012345000066"), ("UPC-E", b"012345678"), ("UPC-E", b""),
    ("EAN13", b"40063813339"), ("EAN13", b"4006381333932"), ("EAN13", b"40063813339311"), ("EAN13", b"4006381 33393"),
    ("EAN8", b"963850"), ("EAN8", b"96385070"), ("EAN8", b"963850745"),
    ("CODE39", b""), ("CODE39", b"**"), ("CODE39", b"*"), ("CODE39", b"A*B"), ("CODE39", b"abc"), ("CODE39", b"\xc4"),
    ("ITF", b""), ("ITF", b"1"), ("ITF", b"12a4"), ("ITF", b"12a"), ("ITF", b"12 "),
    ("CODABAR", b""), ("CODABAR", b"A"), ("CODABAR", b"123"), ("CODABAR", b"A123"), ("CODABAR", b"123B"),
    ("CODABAR", b"A1C2B"), ("CODABAR", b"E123E"), ("CODABAR", b"A\xb2B"),
    ("CODE93", b""), ("CODE93", b"A\x80"),
    ("CODE128", b""), ("CODE128", b"A"), ("CODE128", b"ABC"), ("CODE128", b"{B"), ("CODE128", b"{D12"),
    ("CODE128", b"{1A"), ("CODE128", b"{SA"), ("CODE128", b"{{A"),
    ("CODE128", b"{Aabc"), ("CODE128", b"{B\x01"), ("CODE128", b"{B\x80"), ("CODE128", b"{C\x64"), ("CODE128", b"{C{{"),
    ("CODE128", b"{C{2"), ("CODE128", b"{C{S\x01"), ("CODE128", b"{BA{"), ("CODE128", b"{BA{x"),
    ("CODE128", b"{BA{\xff"),
    ("CODE128", b"{BA{S"), ("CODE128", b"{B{S{S\x01"), ("CODE128", b"{B{S{C\x01"), ("CODE128", b"{B{Sa"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "data"), REFUSED)
def test_data_that_the_printer_refuses_prints_nothing(kind, data):
    assert draw_barcode(kind, data, module_dots=2, height_dots=50) is None
    assert barcode_text(kind, data) == ""


def test_a_kind_that_does_not_exist_is_the_caller_s_error():
    with pytest.raises(KeyError):
        draw_barcode("CODE11", b"1", module_dots=2, height_dots=50)


@pytest.mark.parametrize(
    ("kind", "without", "with_check"),
    [
        ("UPC-A", b"03600029145", b"036000291452"),
        ("EAN13", b"400638133393", b"4006381333931"),
        ("EAN8", b"9638507", b"96385074"),
        ("UPC-E", b"01234500006", b"012345000065"),
    ],
)
def test_a_missing_check_digit_is_added(kind, without, with_check):
    assert bitmap(kind, without) == bitmap(kind, with_check)


@pytest.mark.parametrize("data", [b"123456", b"0123456", b"01234565", b"01234500006", b"012345000065"])
def test_upc_e_is_the_same_from_each_of_its_lengths(data):
    assert bitmap("UPC-E", data) == bitmap("UPC-E", b"123456")
    assert barcode_text("UPC-E", data) == "01234565"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (b"123450", b"01200000345"), (b"123451", b"01210000345"), (b"123452", b"01220000345"),
        (b"123453", b"01230000045"), (b"123454", b"01234000005"), (b"123455", b"01234500005"),
        (b"123459", b"01234500009"),
    ],
)  # fmt: skip
def test_upc_e_shortens_a_upc_a_by_the_four_rules(short, long):
    assert bitmap("UPC-E", short) == bitmap("UPC-E", long)


@pytest.mark.parametrize("data", [b"*A1*", b"*A1", b"A1*"])
def test_code_39_takes_its_asterisks_or_adds_them(data):
    assert bitmap("CODE39", data) == bitmap("CODE39", b"A1")
    assert barcode_text("CODE39", data) == "*A1*"


def test_itf_drops_the_last_digit_of_an_odd_number():
    assert bitmap("ITF", b"12345") == bitmap("ITF", b"1234")
    assert barcode_text("ITF", b"12345") == "1234"


def test_codabar_takes_small_start_and_stop_letters():
    assert bitmap("CODABAR", b"a12d") == bitmap("CODABAR", b"A12D")
    assert barcode_text("CODABAR", b"a12d") == "A12D"


@pytest.mark.parametrize(
    ("kind", "data", "text"),
    [
        ("UPC-A", b"03600029145", "036000291452"),
        ("EAN13", b"400638133393", "4006381333931"),
        ("EAN8", b"9638507", "96385074"),
        ("CODE93", b"a\x01b", "a b"),
        ("CODE128", b"{BNo.{C\x01\x22{1{A\x07{Sx{2{{", ""),
        ("CODE128", b"{BNo.{C\x01\x22{1{A\x07{Sx{2", "No.0134 x"),
        ("CODE128", b"{B{{{3}{4", "{}"),
    ],
)
def test_the_text_beneath_holds_characters_and_no_codes(kind, data, text):
    assert barcode_text(kind, data) == text


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"{B{1A", b"A"),  # a leading FNC 1 marks GS1 and is no character
        (b"{BAB{1C", b"AB\x1dC"),
        (b"{B{3A", b"A"),
        (b"{B{2A", b"A"),
        (b"{AA{Sb\x01", b"Ab\x01"),
        (b"{BA{S\x01b", b"A\x01b"),
        (b"{B{B{BA{A{A\x02", b"A\x02"),
        (b"{C\x0c{BA{C\x22", b"12A34"),
        (b"{B{4\x69", b"\xe9"),  # FNC 4 lifts one character to Latin-1
        (b"{A{4\x21{4\x29", b"\xa1\xa9"),
        (b"{B{S{{A", None),
        (b"{B{{A", b"{A"),
    ],
)
def test_code_128_notation_means_what_the_manual_says(data, found):
    if found is None:
        assert draw_barcode("CODE128", data, module_dots=2, height_dots=50) is None
    else:
        assert read("CODE128", data) == found


def test_code_128_set_c_takes_values_unless_told_otherwise():
    assert read("CODE128", b"{C0123") == b"48495051"
    assert barcode_text("CODE128", b"{C0123") == "48495051"


@pytest.mark.parametrize(("data", "found"), [(b"{C0123", b"0123"), (b"{C012", b"484950"), (b"{C\x0c01", b"124849")])
def test_code_128_set_c_can_take_ascii_digits(data, found):
    assert read("CODE128", data, set_c=SetC.ASCII_DIGITS) == found
    assert barcode_text("CODE128", data, set_c=SetC.ASCII_DIGITS) == found.decode()


DIGITS = "0123456789"
CODE39 = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
few = settings(max_examples=40, deadline=None)


@few
@given(st.text(DIGITS, min_size=12, max_size=12))
def test_any_ean_13_comes_back(digits):
    assert read("EAN13", digits.encode()).decode().startswith(digits)


@few
@given(st.text(DIGITS, min_size=6, max_size=6))
def test_any_upc_e_comes_back(digits):
    assert read("UPC-E", digits.encode(), module_dots=3) == b"0" + upc_a_of(digits.encode())


def upc_a_of(short):
    """The UPC-A of six digits, by the rules of the standard."""
    body = {
        b"0": b"%b00000%b" % (short[:2], short[2:5]),
        b"1": b"%b10000%b" % (short[:2], short[2:5]),
        b"2": b"%b20000%b" % (short[:2], short[2:5]),
        b"3": b"%b00000%b" % (short[:3], short[3:5]),
        b"4": b"%b00000%b" % (short[:4], short[4:5]),
    }.get(short[5:], b"%b0000%b" % (short[:5], short[5:]))
    digits = b"0" + body
    return digits + b"%d" % (-(3 * sum(int(chr(d)) for d in digits[::2]) + sum(int(chr(d)) for d in digits[1::2])) % 10)


# zxing reads $A, /A and their like as the spelling of other characters, which the printer's Code 39 does not know, and
# six characters, or a minus with seven or eight digits, as the numbers of pharmacies.
@few
@given(
    st.text(CODE39.translate(dict.fromkeys(map(ord, "$/+%-"))), min_size=1, max_size=20).filter(
        lambda text: len(text) != 6
    )
)
def test_any_code_39_comes_back(text):
    assert read("CODE39", text.encode()) == text.encode()


@few
@given(st.text(DIGITS, min_size=6, max_size=24).filter(lambda text: len(text) % 2 == 0))
def test_any_itf_comes_back(text):
    assert read("ITF", text.encode()) == text.encode()


@few
@given(st.binary(min_size=1, max_size=20).map(lambda data: bytes(byte & 0x7F for byte in data)))
def test_any_code_93_comes_back(data):
    assert read("CODE93", data) == data


@st.composite
def code_128(draw):
    """Data in the printer's notation, and what it says: pieces in one set each."""
    notation, said = b"", b""
    for code_set in draw(st.lists(st.sampled_from("ABC"), min_size=1, max_size=4)):
        notation += b"{" + code_set.encode()
        characters = {"A": st.integers(0, 0x5F), "B": st.integers(0x20, 0x7F), "C": st.integers(0, 99)}[code_set]
        piece = bytes(draw(st.lists(characters, min_size=1, max_size=6)))
        notation += piece if code_set == "C" else piece.replace(b"{", b"{{")
        said += "".join(f"{pair:02}" for pair in piece).encode() if code_set == "C" else piece
    return notation, said


@few
@given(code_128())
def test_any_code_128_comes_back(case):
    notation, said = case
    assert read("CODE128", notation) == said


@settings(max_examples=300)
@given(st.sampled_from(KINDS), st.binary(max_size=40), st.sampled_from(SetC))
def test_any_bytes_are_drawn_or_refused_and_never_an_error(kind, data, set_c):
    drawn = draw_barcode(kind, data, module_dots=3, height_dots=1, set_c=set_c)
    if drawn is None:
        assert barcode_text(kind, data, set_c=set_c) == ""
    else:
        assert drawn.height == 1
        assert drawn.rows[0].bit_length() == drawn.width  # it starts with a bar
        assert drawn.rows[0] & 1  # and ends with one
