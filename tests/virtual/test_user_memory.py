"""FS g: what a host keeps in the printer, and how the printer answers."""

import pytest

from ocom809.virtual.flash import Flash
from tests.virtual.recording import printed

HELLO_AT_256 = b"\x1cg1\x00\x00\x01\x00\x00\x05\x00HELLO"
READ_5_AT_256 = b"\x1cg2\x00\x00\x01\x00\x00\x05\x00"


def test_what_was_written_is_read_back_between_5f_and_nul():
    head = printed(HELLO_AT_256 + READ_5_AT_256)
    assert head.replies == [b"\x5fHELLO\x00"]
    assert head.rows == []
    assert head.named("user memory written") == [{"address": 256, "bytes": 5}]


def test_it_survives_esc_at_fs_q_and_the_end_of_the_interpreter():
    flash = Flash()
    printed(HELLO_AT_256 + b"\x1b@\x1cq\x01\x01\x00\x01\x00" + bytes(8), flash=flash)
    assert printed(READ_5_AT_256, flash=flash).replies == [b"_HELLO\x00"]


def test_a_new_memory_reads_as_an_erased_chip():
    assert printed(b"\x1cg2\x00\x00\x00\x00\x00\x02\x00").replies == [b"_\xff\xff\x00"]


def test_the_first_byte_that_is_no_character_ends_the_writing():
    head = printed(b"\x1cg1\x00\x00\x00\x00\x00\x04\x00AB\x1fD\x1cg2\x00\x00\x00\x00\x00\x04\x00")
    assert head.replies == [b"_AB\xff\xff\x00"]


def test_the_last_byte_is_the_1024th():
    head = printed(b"\x1cg\x01\x00\xff\x03\x00\x00\x01\x00Z\x1cg\x02\x00\xff\x03\x00\x00\x01\x00")
    assert head.replies == [b"_Z\x00"]


@pytest.mark.parametrize(
    "stream",
    [
        b"\x1cg1\x00\xff\x03\x00\x00\x02\x00AB",  # beyond the end
        b"\x1cg1\x00\x00\x00\x00\x01\x01\x00A",  # far beyond the end
        b"\x1cg1\x01\x00\x00\x00\x00\x01\x00A",  # m is not 0
        b"\x1cg1\x00\x00\x00\x00\x00\x00\x00",  # nothing to write
        b"\x1cg2\x00\x00\x00\x00\x00\x51\x00",  # more than 80 bytes
        b"\x1cg3\x00\x00\x00\x00\x00\x01\x00",  # no such function
        b"\x1cg0\x00\x00\x00\x00\x00\x01\x00",
    ],
)
def test_what_is_out_of_range_is_ignored_and_leaks_nothing(stream):
    flash = Flash()
    head = printed(stream + b"a\n", flash=flash)
    assert head.rows == printed(b"a\n").rows
    assert head.replies == []
    assert flash.user == b"\xff" * 1024
    assert head.named("ignored")[0]["instruction"] == "FS g"


def test_in_mid_line_it_is_ignored():
    head = printed(b"a" + READ_5_AT_256 + b"\n")
    assert head.replies == []
    assert head.named("ignored")[0]["reason"] == "not at the start of a line"
