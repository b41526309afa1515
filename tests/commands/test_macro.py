"""Macros."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import (
    Bold,
    ClearNVImages,
    ColumnImage,
    DefineMacro,
    DefineNVImages,
    HexDump,
    Initialize,
    LineFeed,
    NVImage,
    Raster,
    Raw,
    RollingPattern,
    RunMacro,
    StatusPage,
    Text,
    WriteUserMemory,
    encode,
)
from ocom809.errors import CommandError


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (DefineMacro((Initialize(), Bold(True), Text("Tea"), LineFeed())), "1D 3A 1B 40 1B 45 01 54 65 61 0A 1D 3A"),
        (DefineMacro(()), "1D 3A 1D 3A"),
        (RunMacro(), "1D 5E 01 00 00"),
        (RunMacro(255, 25500), "1D 5E FF FF 00"),
        (RunMacro(2, 100, on_button=True), "1D 5E 02 01 01"),
    ],
)
def test_the_bytes_are_those_of_the_manual(command, expected):
    assert command.encode() == bytes.fromhex(expected)


@pytest.mark.parametrize(
    "command",
    [
        DefineMacro(()),
        RunMacro(),
        Raster(1, b"\x00"),
        DefineNVImages((NVImage(8, 8, bytes(8)),)),
        ClearNVImages(),
        WriteUserMemory(0, b"a"),
        HexDump(),
        StatusPage(),
        RollingPattern(),
    ],
)
def test_a_command_that_ends_a_definition_cannot_be_in_a_macro(command):
    with pytest.raises(CommandError, match=f"{type(command).__name__} would end the macro"):
        DefineMacro((Text("Tea"), command))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: DefineMacro([LineFeed()]), "tuple of commands"),
        (lambda: DefineMacro((b"\n",)), "tuple of commands"),
        (lambda: DefineMacro((Raw(bytes(2049)),)), "bytes of a macro must be 0 to 2048, not 2049"),
        (lambda: RunMacro(0), "times must be 1 to 255"),
        (lambda: RunMacro(256), "times must be 1 to 255"),
        (lambda: RunMacro(1, 150), "wait_ms goes in steps of 100"),
        (lambda: RunMacro(1, 25600), "0 to 25500"),
        (lambda: RunMacro(on_button=1), "on_button"),
    ],
)
def test_an_impossible_value_cannot_be_made(make, words):
    with pytest.raises(CommandError, match=words):
        make()


def test_what_does_not_fit_the_paper_does_not_get_into_a_macro_either():
    encode([DefineMacro((ColumnImage(576, bytes(1728)),))])
    with pytest.raises(CommandError, match="577 dots does not fit"):
        encode([DefineMacro((ColumnImage(577, bytes(1731)),))])


@given(st.binary(max_size=2048))
def test_a_definition_is_always_ended(data):
    macro = DefineMacro((Raw(data),)).encode()
    assert macro == b"\x1d:" + data + b"\x1d:"
