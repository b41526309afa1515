"""A kilobyte for the shop's own notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import AskUserMemory, WriteUserMemory
from ocom809.errors import CommandError
from ocom809.virtual.decode import decode


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (WriteUserMemory(0, b"Tea"), "1C 67 31 00 00 00 00 00 03 00 54 65 61"),
        (WriteUserMemory(1022, b"\xff"), "1C 67 31 00 FE 03 00 00 01 00 FF"),
        (WriteUserMemory(0, b" " * 1023), "1C 67 31 00 00 00 00 00 FF 03" + " 20" * 1023),
        (AskUserMemory(0, 80), "1C 67 32 00 00 00 00 00 50 00"),
        (AskUserMemory(300, 1), "1C 67 32 00 2C 01 00 00 01 00"),
        (AskUserMemory(1022, 1), "1C 67 32 00 FE 03 00 00 01 00"),
    ],
)
def test_the_bytes_are_those_of_the_manual(command, expected):
    assert command.encode() == bytes.fromhex(expected)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: WriteUserMemory(-1, b"a"), "address must be 0 to 1022"),
        (lambda: WriteUserMemory(1023, b"a"), "address must be 0 to 1022"),
        (lambda: WriteUserMemory(0, b""), "bytes of user memory must be 1 to 1023, not 0"),
        (lambda: WriteUserMemory(0, b"a" * 1024), "1 to 1023, not 1024"),
        (lambda: WriteUserMemory(1, b"a" * 1023), "last address must be 1 to 1022, not 1023"),
        (lambda: WriteUserMemory(0, b"a\x1b@"), "cannot hold 1Bh"),
        (lambda: WriteUserMemory(0, b"\x00"), "cannot hold 00h"),
        (lambda: WriteUserMemory(0, "a"), "bytes, not str"),
        (lambda: AskUserMemory(1023, 1), "address must be 0 to 1022"),
        (lambda: AskUserMemory(0, 0), "bytes of user memory must be 1 to 80"),
        (lambda: AskUserMemory(0, 81), "1 to 80, not 81"),
        (lambda: AskUserMemory(1000, 24), "last address must be 1000 to 1022, not 1023"),
    ],
)
def test_an_impossible_value_cannot_be_made(make, words):
    with pytest.raises(CommandError, match=words):
        make()


@given(st.integers(0, 1022), st.binary(min_size=1, max_size=1023))
def test_whatever_can_be_written_is_read_as_one_instruction(address, data):
    printable = bytes(byte | 0x20 for byte in data)[: 1023 - address]
    command = WriteUserMemory(address, printable).encode()
    assert [(one.name, one.data) for one in decode(command + b"\n")] == [("FS g", command), ("LF", b"\n")]
    assert all(byte >= 0x20 for byte in command[10:])
