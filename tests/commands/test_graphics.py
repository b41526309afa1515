"""Graphics of GS ( L and GS 8 L, which most of the class does not know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import (
    DefineNVGraphics,
    DeleteAllNVGraphics,
    DeleteNVGraphics,
    PrintGraphics,
    PrintNVGraphics,
    StoreGraphics,
    encode,
)
from ocom809.errors import CommandError, ProfileError
from ocom809.profile import OCPP809
from ocom809.virtual.decode import decode

KNOWING = OCPP809.with_facts(graphics=True, source="tried on paper")


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (StoreGraphics(8, b"\xaa"), "1D 28 4C 0B 00 30 70 30 01 01 31 08 00 01 00 AA"),
        (
            StoreGraphics(9, b"\xff\x80\x00\x80", double_width=True),
            "1D 28 4C 0E 00 30 70 30 02 01 31 09 00 02 00 FF 80 00 80",
        ),
        (StoreGraphics(1, b"\x80", double_height=True), "1D 28 4C 0B 00 30 70 30 01 02 31 01 00 01 00 80"),
        (PrintGraphics(), "1D 28 4C 02 00 30 32"),
        (DefineNVGraphics("G1", 9, b"\xff\x80"), "1D 28 4C 0D 00 30 43 30 47 31 01 09 00 01 00 31 FF 80"),
        (PrintNVGraphics("G1"), "1D 28 4C 06 00 30 45 47 31 01 01"),
        (PrintNVGraphics(" ~", double_width=True), "1D 28 4C 06 00 30 45 20 7E 02 01"),
        (PrintNVGraphics(" ~", double_height=True), "1D 28 4C 06 00 30 45 20 7E 01 02"),
        (DeleteNVGraphics("G1"), "1D 28 4C 04 00 30 42 47 31"),
        (DeleteAllNVGraphics(), "1D 28 4C 05 00 30 41 43 4C 52"),
    ],
)
def test_the_bytes_are_those_of_the_manual(command, expected):
    assert command.encode() == bytes.fromhex(expected)
    assert encode([command], profile=KNOWING) == bytes.fromhex(expected)
    with pytest.raises(CommandError, match="not known to understand GS"):
        encode([command])


def test_a_picture_too_long_for_gs_l_goes_as_gs_8_l():
    # 255 bytes a row and 10 bytes before them: 256 rows make 65290 bytes, 257 rows make 65545.
    assert StoreGraphics(2040, bytes(255 * 256)).encode()[:7] == bytes.fromhex("1D 28 4C 0A FF 30 70")
    assert StoreGraphics(2040, bytes(255 * 257)).encode()[:9] == bytes.fromhex("1D 38 4C 09 00 01 00 30 70")


def test_a_picture_for_flash_memory_that_is_too_long_goes_as_gs_8_l_too():
    # 256 bytes a row and 11 bytes before them: 255 rows make 65291 bytes, 256 rows make 65547.
    assert DefineNVGraphics("G1", 2048, bytes(256 * 255)).encode()[:7] == bytes.fromhex("1D 28 4C 0B FF 30 43")
    assert DefineNVGraphics("G1", 2048, bytes(256 * 256)).encode()[:9] == bytes.fromhex("1D 38 4C 0B 00 01 00 30 43")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: StoreGraphics(0, b""), "width_dots must be 1 to 2047"),
        (lambda: StoreGraphics(2048, bytes(256)), "width_dots must be 1 to 2047"),
        (lambda: StoreGraphics(9, bytes(3)), "3 bytes are no whole number of rows of 9 dots"),
        (lambda: StoreGraphics(8, b""), "rows must be 1 to 1662, not 0"),
        (lambda: StoreGraphics(8, bytes(1663)), "rows must be 1 to 1662"),
        (lambda: StoreGraphics(8, bytes(832), double_height=True), "rows must be 1 to 831, not 832"),
        (lambda: StoreGraphics(8, "x"), "bytes, not str"),
        (lambda: StoreGraphics(8, b"x", double_width=1), "double_width"),
        (lambda: StoreGraphics(8, b"x", double_height=1), "double_height"),
        (lambda: DefineNVGraphics("G", 8, b"x"), "two ASCII characters"),
        (lambda: DefineNVGraphics("G\x1b", 8, b"x"), "two ASCII characters"),
        (lambda: DefineNVGraphics("Gé", 8, b"x"), "two ASCII characters"),
        (lambda: DefineNVGraphics(b"G1", 8, b"x"), "two ASCII characters"),
        (lambda: DefineNVGraphics("G1", 8193, bytes(1025)), "width_dots must be 1 to 8192"),
        (lambda: DefineNVGraphics("G1", 8, bytes(2305)), "rows must be 1 to 2304"),
        (lambda: DefineNVGraphics("G1", 8192, bytes(1024 * 257)), "must be 1 to 262144, not 263168"),
        (lambda: PrintNVGraphics("G11"), "two ASCII characters"),
        (lambda: PrintNVGraphics("G1", double_width=2), "double_width"),
        (lambda: PrintNVGraphics("G1", double_height=2), "double_height"),
        (lambda: DeleteNVGraphics(""), "two ASCII characters"),
        (lambda: DeleteNVGraphics(None), "two ASCII characters"),
    ],
)
def test_an_impossible_value_cannot_be_made(make, words):
    with pytest.raises(CommandError, match=words):
        make()


def test_graphics_are_no_wider_than_the_paper():
    encode([StoreGraphics(576, bytes(72)), DefineNVGraphics("G1", 576, bytes(72))], profile=KNOWING)
    for wide in (
        StoreGraphics(577, bytes(73)),
        StoreGraphics(289, bytes(37), double_width=True),
        DefineNVGraphics("G1", 577, bytes(73)),
    ):
        with pytest.raises(CommandError, match="does not fit the 576 dots"):
            encode([wide], profile=KNOWING)


def test_whether_a_unit_knows_graphics_is_a_fact_of_its_profile():
    assert OCPP809.graphics is False
    assert KNOWING.evidence["graphics"].source == "tried on paper"
    with pytest.raises(ProfileError, match="graphics must be true or false"):
        OCPP809.with_facts(graphics="yes")


@given(st.integers(1, 2047), st.sampled_from([1, 2, 300, 831]), st.booleans(), st.booleans())
def test_the_witness_reads_a_picture_of_any_size_as_one_instruction(width, rows, wide, high):
    data = StoreGraphics(width, b"\n" * ((width + 7) // 8 * rows), double_width=wide, double_height=high).encode()
    name = "GS ( L" if len(data) <= 5 + 65535 else "GS 8 L"
    read, end = decode(data + b"\n", payload_limit=1 << 20)
    assert (read.name, read.data, end.data) == (name, data, b"\n")
