"""Text is data: whatever it holds, the printer obeys none of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import ChineseText, Text
from ocom809.errors import CommandError

CODECS = ["ascii", "cp437", "cp850", "cp858", "cp852", "cp866", "cp1252", "cp864", "iso8859-1", "cp874", "cp932"]


def test_text_goes_out_as_the_bytes_of_its_code_page():
    assert Text("Käse 4.20 €", "cp858").encode() == b"K\x84se 4.20 \xd5"


def test_empty_text_is_no_byte():
    assert Text("").encode() == b""


@pytest.mark.parametrize("character", ["\x00", "\n", "\r", "\t", "\x10", "\x1b", "\x1d", "\x7f", "\x80", "\x9b"])
def test_a_control_character_is_refused_by_name_and_place(character):
    with pytest.raises(CommandError, match=rf"{ord(character):02X}h \(character 4\)"):
        Text(f"tea{character}", "iso8859-1")


def test_a_character_that_the_page_lacks_is_refused():
    with pytest.raises(CommandError, match=r"cp437 has no '€' \(character 3\)"):
        Text("5 €", "cp437")


@pytest.mark.parametrize("codec", ["no-such-codec", "hex", "rot13", "base64"])
def test_what_is_no_text_codec_is_refused(codec):
    with pytest.raises(CommandError, match="no codec for text"):
        Text("tea", codec)
    with pytest.raises(CommandError, match="no codec for text"):
        ChineseText("茶", codec)


@pytest.mark.parametrize("codec", ["utf-16", "utf-32", "iso2022_jp"])
def test_a_codec_that_makes_control_bytes_out_of_characters_is_refused(codec):
    with pytest.raises(CommandError, match="control bytes"):
        Text("tea 茶", codec)


def test_bytes_are_no_text():
    with pytest.raises(CommandError, match="must be a str, not bytes"):
        Text(b"tea")
    with pytest.raises(CommandError, match="must be a str, not bytes"):
        ChineseText(b"tea")


@given(st.text(max_size=40), st.sampled_from(CODECS))
def test_no_text_ever_holds_a_byte_that_the_printer_obeys(text, codec):
    try:
        data = Text(text, codec).encode()
    except CommandError:
        return
    assert all(byte >= 0x20 and byte != 0x7F for byte in data)
    assert data.decode(codec) == text


def test_chinese_text_is_two_bytes_a_character():
    assert ChineseText("茶水").encode() == bytes.fromhex("B2 E8 CB AE")
    assert ChineseText("茶", "big5").encode() == bytes.fromhex("AF F9")


@pytest.mark.parametrize("text", ["A", "茶A", "\n", "𠀀", "ü茶ॐ"])
def test_a_character_of_one_or_four_bytes_is_no_chinese_text(text):
    with pytest.raises(CommandError, match="no two-byte character of gb18030"):
        ChineseText(text)


def test_a_chinese_codec_that_lacks_the_character_is_named():
    with pytest.raises(CommandError, match="gb2312 has no 'ß'"):
        ChineseText("ß", "gb2312")


@given(st.text(max_size=20), st.sampled_from(["gb18030", "gbk", "big5", "euc_kr", "cp932", "utf-16"]))
def test_chinese_text_never_holds_a_control_byte(text, codec):
    try:
        data = ChineseText(text, codec).encode()
    except CommandError:
        return
    assert all(byte >= 0x20 and byte != 0x7F for byte in data)
