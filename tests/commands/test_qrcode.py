"""QR codes: functions, capacities, widths."""

import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.util import BIT_LIMIT_TABLE, MODE_8BIT_BYTE, MODE_ALPHA_NUM, MODE_NUMBER, QRData, length_in_bits

from ocom809.commands import ErrorLevel, QRCode
from ocom809.commands.qr_capacity import smallest_version
from ocom809.errors import CommandError
from ocom809.profile import OCPP809

# Characters of version 40 by ISO/IEC 18004: digits, capitals, bytes.
CAPACITY = {
    ErrorLevel.L: (7089, 4296, 2953),
    ErrorLevel.M: (5596, 3391, 2331),
    ErrorLevel.Q: (3993, 2420, 1663),
    ErrorLevel.H: (3057, 1852, 1273),
}
FOREIGN_LEVELS = {
    ErrorLevel.L: qrcode.ERROR_CORRECT_L,
    ErrorLevel.M: qrcode.ERROR_CORRECT_M,
    ErrorLevel.Q: qrcode.ERROR_CORRECT_Q,
    ErrorLevel.H: qrcode.ERROR_CORRECT_H,
}


def test_the_five_functions_go_in_their_order():
    code = QRCode("https://example.com", module_dots=4, level=ErrorLevel.H, model=1)
    assert code.encode() == (
        bytes.fromhex("1D 28 6B 04 00 31 41 31 00")
        + bytes.fromhex("1D 28 6B 03 00 31 43 04")
        + bytes.fromhex("1D 28 6B 03 00 31 45 33")
        + bytes.fromhex("1D 28 6B 16 00 31 50 30")
        + b"https://example.com"
        + bytes.fromhex("1D 28 6B 03 00 31 51 30")
    )


def test_the_defaults_are_model_2_level_m_and_six_dots():
    assert (
        QRCode("x")
        .encode()
        .startswith(bytes.fromhex("1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 45 31"))
    )


def test_text_goes_as_utf_8_and_bytes_as_they_are():
    assert QRCode("Käse €").payload == b"K\xc3\xa4se \xe2\x82\xac"
    assert QRCode(b"\x10\x04\x01\xff").payload == b"\x10\x04\x01\xff"


def test_long_data_is_counted_low_byte_first():
    assert b"\x1d(k\x2f\x01\x31\x50\x30" in QRCode("x" * 300).encode()


@pytest.mark.parametrize("level", list(ErrorLevel))
@pytest.mark.parametrize(("place", "character"), [(0, "7"), (1, "Z"), (2, "z")])
def test_the_largest_code_holds_what_the_standard_says_and_no_more(level, place, character):
    most = CAPACITY[level][place]
    assert QRCode(character * most, level=level).version == 40
    with pytest.raises(CommandError, match=f"of model 2 at level {level.name}|must be 1 to 7089"):
        QRCode(character * (most + 1), level=level)


@pytest.mark.parametrize(
    ("text", "version"), [("1" * 34, 1), ("1" * 35, 2), ("A" * 20, 1), ("a" * 14, 1), ("a" * 15, 2)]
)
def test_small_codes_are_version_1(text, version):
    assert QRCode(text).version == version


@given(
    st.one_of(
        st.binary(min_size=1, max_size=700), st.from_regex(rb"\A[0-9]{1,900}\Z"), st.from_regex(rb"\A[A-Z ]{1,700}\Z")
    ),
    st.sampled_from(list(ErrorLevel)),
)
@settings(max_examples=60, deadline=None)
def test_a_foreign_encoder_chooses_the_same_version(data, level):
    modes = ((MODE_NUMBER, b"0123456789"), (MODE_ALPHA_NUM, b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"))
    mode = next((mode for mode, alphabet in modes if set(data) <= set(alphabet)), MODE_8BIT_BYTE)
    foreign = qrcode.QRCode(error_correction=FOREIGN_LEVELS[level])
    foreign.add_data(QRData(data, mode=mode))
    assert smallest_version(data, level) == foreign.best_fit(start=1)


def test_the_width_counts_modules_of_the_version():
    assert QRCode("a" * 14, module_dots=6).width_dots == 21 * 6
    assert QRCode("a" * 15, module_dots=5).width_dots == 25 * 5


def test_a_code_wider_than_the_paper_is_refused_with_the_module_that_fits():
    with pytest.raises(CommandError, match="708 dots wide and OCOM OCPP-809 has 576") as caught:
        QRCode("a" * 2331, module_dots=4).check(OCPP809)
    assert caught.value.hint == "It fits with module_dots=3."
    QRCode("a" * 2331, module_dots=3).check(OCPP809)
    with pytest.raises(CommandError) as caught:
        QRCode("a" * 2331, module_dots=4).check(OCPP809.with_facts(width_dots=96))
    assert caught.value.hint == "Shorten the data."


def test_model_1_ends_at_version_14():
    assert QRCode("a" * 360, model=1).version == 14
    with pytest.raises(CommandError, match="model 1 at level M") as caught:
        QRCode("a" * 400, model=1)
    assert "lower level" in caught.value.hint
    with pytest.raises(CommandError) as caught:
        QRCode("a" * 3000, level=ErrorLevel.L)
    assert caught.value.hint == "Shorten the data."


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: QRCode(""), "1 to 7089, not 0"),
        (lambda: QRCode(b""), "1 to 7089, not 0"),
        (lambda: QRCode("x", module_dots=0), "module_dots"),
        (lambda: QRCode("x", module_dots=17), "module_dots"),
        (lambda: QRCode("x", level="M"), "ErrorLevel"),
        (lambda: QRCode("x", model=3), "QR model cannot be 3"),
        (lambda: QRCode(42), "bytes, not int"),
        (lambda: QRCode("\ud800"), "half a character at 1"),
        (lambda: QRCode("x\x10\x14\x01"), "obey that as a command"),
    ],
)
def test_an_impossible_qr_code_cannot_be_made(make, words):
    with pytest.raises(CommandError, match=words):
        make()


def characters_that_fit(mode, bits):
    if mode == MODE_NUMBER:
        return 3 * (bits // 10) + (2 if bits % 10 >= 7 else 1 if bits % 10 >= 4 else 0)
    if mode == MODE_ALPHA_NUM:
        return 2 * (bits // 11) + (1 if bits % 11 >= 6 else 0)
    return bits // 8


@pytest.mark.parametrize("level", list(ErrorLevel))
@pytest.mark.parametrize(("mode", "character"), [(MODE_NUMBER, b"7"), (MODE_ALPHA_NUM, b"Z"), (MODE_8BIT_BYTE, b"z")])
def test_each_version_ends_where_the_standard_ends_it(level, mode, character):
    for version in range(1, 41):
        bits = BIT_LIMIT_TABLE[FOREIGN_LEVELS[level]][version] - 4 - length_in_bits(mode, version)
        most = characters_that_fit(mode, bits)
        assert smallest_version(character * most, level) == version
        assert smallest_version(character * (most + 1), level) == (version + 1 if version < 40 else None)
