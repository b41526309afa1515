"""GS k in both forms, its alphabets, its widths and its advice."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import Barcode, BarcodeForm, Font, Symbology, TextPosition
from ocom809.commands.barcode_data import symbol_data
from ocom809.errors import CommandError
from ocom809.profile import OCPP809

GOOD = {
    Symbology.UPC_A: "03600029145",
    Symbology.UPC_E: "425261",
    Symbology.EAN13: "400638133393",
    Symbology.EAN8: "7351353",
    Symbology.CODE39: "TEA-42",
    Symbology.ITF: "123456",
    Symbology.CODABAR: "A40156B",
    Symbology.CODE93: "TEA 42",
    Symbology.CODE128: "No. 123456",
}


def test_settings_go_before_the_symbol():
    code = Barcode(
        Symbology.EAN13,
        "4006381333931",
        height_dots=80,
        module_dots=2,
        text=TextPosition.BOTH,
        font=Font.B,
    )
    assert code.encode() == bytes.fromhex("1D 48 03 1D 66 01 1D 68 50 1D 77 02 1D 6B 43 0D") + b"4006381333931"


def test_the_defaults_are_the_manuals():
    start = bytes.fromhex("1D 48 02 1D 66 00 1D 68 A2 1D 77 03")
    assert Barcode(Symbology.CODE39, "TEA").encode() == start + bytes.fromhex("1D 6B 45 03 54 45 41")


@pytest.mark.parametrize(
    ("symbology", "number", "payload"),
    [
        (Symbology.UPC_A, 0, b"036000291452"),
        (Symbology.UPC_E, 1, b"042100005264"),
        (Symbology.EAN13, 2, b"4006381333931"),
        (Symbology.EAN8, 3, b"73513537"),
        (Symbology.CODE39, 4, b"TEA-42"),
        (Symbology.ITF, 5, b"123456"),
        (Symbology.CODABAR, 6, b"A40156B"),
    ],
)
def test_both_forms_carry_the_same_data(symbology, number, payload):
    form_a = Barcode(symbology, GOOD[symbology], form=BarcodeForm.A).encode()
    form_b = Barcode(symbology, GOOD[symbology], form=BarcodeForm.B).encode()
    assert form_a[12:] == b"\x1dk" + bytes([number]) + payload + b"\x00"
    assert form_b[12:] == b"\x1dk" + bytes([number + 65, len(payload)]) + payload


def test_code93_and_code128_are_counted():
    assert Barcode(Symbology.CODE93, "A\x01").encode()[12:] == b"\x1dkH\x02A\x01"
    assert Barcode(Symbology.CODE128, "12AB").encode()[12:] == b"\x1dkI\x06{B12AB"


@pytest.mark.parametrize("symbology", [Symbology.CODE93, Symbology.CODE128])
def test_code93_and_code128_have_no_form_a(symbology):
    with pytest.raises(CommandError, match="has no form A"):
        Barcode(symbology, "TEA", form=BarcodeForm.A)


REFUSED = [
    (Symbology.UPC_A, "12", "UPC-A takes 11 digits, or 12 with the check digit, not 2"),
    (Symbology.UPC_A, "036000291453", "check digit would be 2"),
    (Symbology.EAN13, "4006381333932", "check digit would be 1, not 2"),
    (Symbology.EAN13, "hello", "digits only"),
    (Symbology.EAN8, "73513538", "check digit would be 7"),
    (Symbology.CODE39, "tea", "not 't'"),
    (Symbology.CODE39, "*TEA*", "the printer adds the asterisks"),
    (Symbology.CODE39, "", "1 to 255 characters"),
    (Symbology.CODE39, "A" * 256, "1 to 255 characters, not 256"),
    (Symbology.ITF, "123", "even count of digits"),
    (Symbology.ITF, "12A4", "not 'A'"),
    (Symbology.ITF, "", "2 to 255"),
    (Symbology.CODABAR, "40156", "starts and ends with A, B, C or D"),
    (Symbology.CODABAR, "A4B1C", "not 'B'"),
    (Symbology.CODABAR, "AB", "3 to 255"),
    (Symbology.CODE93, "é", "ASCII"),
    (Symbology.CODE93, "", "1 to 255"),
    (Symbology.CODE93, "\x10\x14\x01\x00\x01", "obey that as a command"),
    (Symbology.CODE93, "\x04\x01" + "A" * 14, "obey that as a command"),
    (Symbology.CODE128, "é", "CODE128 has no 'é'"),
]


@pytest.mark.parametrize(("symbology", "data", "words"), REFUSED)
def test_data_that_a_symbology_cannot_hold_is_refused(symbology, data, words):
    with pytest.raises(CommandError, match=words):
        Barcode(symbology, data)


def test_an_odd_itf_is_told_its_even_form():
    with pytest.raises(CommandError) as caught:
        Barcode(Symbology.ITF, "123")
    assert caught.value.hint == "Put a zero in front: 0123."
    with pytest.raises(CommandError) as caught:
        Barcode(Symbology.ITF, "1" * 255)
    assert caught.value.hint == ""


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"height_dots": 0}, "height_dots must be 1 to 255"),
        ({"module_dots": 1}, "module_dots must be 2 to 6"),
        ({"module_dots": 7}, "module_dots must be 2 to 6"),
        ({"text": 2}, "TextPosition"),
        ({"font": "A"}, "Font"),
        ({"form": "A"}, "BarcodeForm"),
    ],
)
def test_an_impossible_setting_is_refused(setting, words):
    with pytest.raises(CommandError, match=words):
        Barcode(Symbology.CODE39, "TEA", **setting)


def test_words_and_bytes_are_no_symbology_and_no_data():
    with pytest.raises(CommandError, match="Symbology"):
        Barcode("EAN13", "4006381333931")
    with pytest.raises(CommandError, match="str, not bytes"):
        Barcode(Symbology.CODE39, b"TEA")


WIDTHS = [
    # Multi-level: modules times dots.
    (Symbology.EAN13, "400638133393", 3, 285),
    (Symbology.UPC_A, "03600029145", 2, 190),
    (Symbology.EAN8, "7351353", 6, 402),
    (Symbology.UPC_E, "425261", 4, 204),
    (Symbology.CODE93, "TEA", 2, (9 * 7 + 1) * 2),
    (Symbology.CODE93, "tea", 2, (9 * 10 + 1) * 2),
    (Symbology.CODE128, "AB", 3, 57 * 3),
    # Two-level, by hand: CODE39 "A" is three characters (* A *), 18 + 2 thin and 9 thick.
    (Symbology.CODE39, "A", 2, 20 * 2 + 9 * 5),
    (Symbology.CODE39, "A", 3, 20 * 3 + 9 * 8),
    (Symbology.CODE39, "A", 4, 20 * 4 + 9 * 10),
    (Symbology.CODE39, "A", 5, 20 * 5 + 9 * 13),
    (Symbology.CODE39, "A", 6, 20 * 6 + 9 * 15),
    # ITF "12": four thin, one pair of six thin and four thick, a thick and two thin.
    (Symbology.ITF, "12", 2, 12 * 2 + 5 * 5),
    # CODABAR A1A: two of four thin and three thick, one of five thin and two thick, two gaps.
    (Symbology.CODABAR, "A1A", 2, 15 * 2 + 8 * 5),
    (Symbology.CODABAR, "A+A", 2, 14 * 2 + 9 * 5),
]


@pytest.mark.parametrize(("symbology", "data", "module_dots", "expected"), WIDTHS)
def test_the_width_is_reckoned_to_the_dot(symbology, data, module_dots, expected):
    assert Barcode(symbology, data, module_dots=module_dots).width_dots == expected


ZINT_NAMES = {
    Symbology.UPC_A: "UPCA",
    Symbology.UPC_E: "UPCE",
    Symbology.EAN13: "EANX",
    Symbology.EAN8: "EANX",
    Symbology.CODE39: "CODE39",
    Symbology.ITF: "C25INTER",
    Symbology.CODABAR: "CODABAR",
    Symbology.CODE93: "CODE93",
}


@pytest.mark.skipif(shutil.which("zint") is None, reason="needs the zint command: apt-get install zint")
@pytest.mark.parametrize(
    ("symbology", "data"),
    [
        *((symbology, GOOD[symbology]) for symbology in ZINT_NAMES),
        (Symbology.CODABAR, "B1-$:/.+2C"),
        (Symbology.CODE93, "tea %\t"),
        (Symbology.CODE39, "A $%+-./9"),
    ],
)
def test_zint_draws_the_same_elements(symbology, data):
    command = ["zint", "-b", ZINT_NAMES[symbology], "--dump", f"--data={data}"]
    dump = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100).stdout
    row = dump.splitlines()[0].replace(" ", "")
    bits = "".join(f"{int(digit, 16):04b}" for digit in row).rstrip("0")
    symbol = symbol_data(symbology, data)
    if symbol.thick:
        runs = [len(match[0]) for match in re.finditer("0+|1+", bits)]
        assert (runs.count(1), len(runs) - runs.count(1)) == (symbol.thin, symbol.thick)
    else:
        assert len(bits) == symbol.thin


@pytest.mark.parametrize("symbology", list(Symbology))
def test_every_symbology_of_the_class_passes_the_class_profile(symbology):
    Barcode(symbology, GOOD[symbology], module_dots=2).check(OCPP809)


def test_a_symbology_that_the_profile_does_not_list_is_refused_with_those_that_it_does():
    unit = OCPP809.with_facts(barcodes=frozenset({"CODE39", "CODE128"}))
    with pytest.raises(CommandError, match="does not draw EAN13 itself") as caught:
        Barcode(Symbology.EAN13, "400638133393").check(unit)
    assert caught.value.hint == "It draws CODE128, CODE39."
    with pytest.raises(CommandError) as caught:
        Barcode(Symbology.EAN13, "400638133393").check(OCPP809.with_facts(barcodes=frozenset()))
    assert caught.value.hint == ""


def test_a_code_wider_than_the_paper_is_refused_with_the_module_that_fits():
    code = Barcode(Symbology.CODE39, "ABCDEFGHIJKLM", module_dots=6)
    with pytest.raises(CommandError, match=r"is 1299 dots wide and OCOM OCPP-809 has 576") as caught:
        code.check(OCPP809)
    assert caught.value.hint == "It fits with module_dots=2."
    Barcode(Symbology.CODE39, "ABCDEFGHIJKLM", module_dots=2).check(OCPP809)


def test_a_code_that_fits_at_no_module_says_so():
    with pytest.raises(CommandError) as caught:
        Barcode(Symbology.CODE39, "A" * 60).check(OCPP809)
    assert "fits at no module width" in caught.value.hint


@given(st.sampled_from(list(Symbology)), st.text(max_size=30))
def test_any_text_is_a_barcode_or_a_command_error_and_its_data_is_counted(symbology, text):
    try:
        data = Barcode(symbology, text).encode()
    except CommandError:
        return
    assert data[12:14] == b"\x1dk"
    assert len(data) == 16 + data[15]
