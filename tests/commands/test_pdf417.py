"""PDF417: functions, capacities, widths."""

import shutil
import subprocess

import pytest

from ocom809.commands import PDF417
from ocom809.errors import CommandError
from ocom809.profile import OCPP809


def test_the_eight_functions_go_in_their_order():
    code = PDF417("hello", columns=4, rows=10, module_dots=2, row_height=4, level=2, truncated=True)
    assert code.encode() == (
        bytes.fromhex("1D 28 6B 03 00 30 41 04")
        + bytes.fromhex("1D 28 6B 03 00 30 42 0A")
        + bytes.fromhex("1D 28 6B 03 00 30 43 02")
        + bytes.fromhex("1D 28 6B 03 00 30 44 04")
        + bytes.fromhex("1D 28 6B 04 00 30 45 30 32")
        + bytes.fromhex("1D 28 6B 03 00 30 46 01")
        + bytes.fromhex("1D 28 6B 08 00 30 50 30 68 65 6C 6C 6F")
        + bytes.fromhex("1D 28 6B 03 00 30 51 30")
    )


def test_without_a_level_the_correction_is_a_ratio():
    assert bytes.fromhex("1D 28 6B 04 00 30 45 31 01") in PDF417("hello").encode()
    assert bytes.fromhex("1D 28 6B 04 00 30 45 31 28") in PDF417("hello", ratio=40).encode()


@pytest.mark.parametrize("level", range(9))
def test_levels_are_sent_as_digits(level):
    assert bytes([0x1D, 0x28, 0x6B, 4, 0, 0x30, 0x45, 0x30, 0x30 + level]) in PDF417("hello", level=level).encode()


@pytest.mark.parametrize(("data", "most"), [("7", 2710), ("a", 1850), (b"\xff", 1109)])
def test_the_largest_symbol_holds_what_the_standard_says(data, most):
    # 1108 bytes by the standard; the reckoning is a lower bound and lets one more through to the printer.
    PDF417(data * most, level=0)
    with pytest.raises(CommandError, match=r"this PDF417 holds 928|must be 1 to 2710"):
        PDF417(data * (most + 2), level=0)


def test_few_columns_and_rows_hold_little():
    PDF417("a" * 10, columns=2, rows=5, level=0)
    with pytest.raises(CommandError, match="need at least 13 codewords and this PDF417 holds 10") as caught:
        PDF417("a" * 20, columns=2, rows=5, level=0)
    assert "More columns" in caught.value.hint


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"columns": 31}, "columns must be 0 to 30"),
        ({"rows": 2}, "rows must be 3 to 90"),
        ({"rows": 91}, "rows must be 3 to 90"),
        ({"module_dots": 1}, "module_dots must be 2 to 8"),
        ({"row_height": 9}, "row_height must be 2 to 8"),
        ({"level": 9}, "level must be 0 to 8"),
        ({"ratio": 41}, "ratio must be 1 to 40"),
        ({"truncated": 1}, "truncated"),
        ({"data": ""}, "1 to 2710, not 0"),
        ({"data": None}, "bytes, not NoneType"),
        ({"data": "\x10\x05\x02"}, "obey that as a command"),
    ],
)
def test_an_impossible_pdf417_cannot_be_made(setting, words):
    with pytest.raises(CommandError, match=words):
        PDF417(**{"data": "hello", **setting})


def test_the_width_is_known_where_the_columns_are():
    assert PDF417("hello").width_dots is None
    assert PDF417("hello", columns=3, module_dots=2).width_dots == (17 * 3 + 69) * 2
    assert PDF417("hello", columns=3, module_dots=2, truncated=True).width_dots == (17 * 3 + 35) * 2


@pytest.mark.skipif(shutil.which("zint") is None, reason="needs the zint command: apt-get install zint")
@pytest.mark.parametrize(("name", "truncated"), [("PDF417", False), ("PDF417TRUNC", True)])
def test_zint_draws_the_same_width(name, truncated):
    command = ["zint", "-b", name, "--cols=3", "--dump", "--data=hello world"]
    dump = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout
    row = dump.splitlines()[0].replace(" ", "")
    bits = "".join(f"{int(digit, 16):04b}" for digit in row).rstrip("0")
    code = PDF417("hello world", columns=3, module_dots=2, truncated=truncated)
    assert code.width_dots == 2 * len(bits)


def test_a_code_wider_than_the_paper_is_refused_with_advice():
    with pytest.raises(CommandError, match="717 dots wide or more") as caught:
        PDF417("hello", columns=10, module_dots=3).check(OCPP809)
    assert caught.value.hint == "It fits with module_dots=2."
    PDF417("hello", columns=10, module_dots=2).check(OCPP809)
    with pytest.raises(CommandError) as caught:
        PDF417("hello", columns=20).check(OCPP809)
    assert caught.value.hint == "Fewer columns would fit."


def test_a_printer_that_draws_none_says_so():
    with pytest.raises(CommandError, match="does not draw PDF417"):
        PDF417("hello").check(OCPP809.with_facts(pdf417=False))
