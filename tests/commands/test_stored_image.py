"""Pictures that the printer keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.commands import (
    ClearNVImages,
    DefineDownloadedImage,
    DefineNVImages,
    ImageScale,
    NVImage,
    PrintDownloadedImage,
    PrintNVImage,
)
from ocom809.errors import CommandError
from ocom809.profile import OCPP809
from ocom809.virtual.decode import decode

BLOCK = bytes.fromhex("FF 80 80 80 80 80 80 01")


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (DefineDownloadedImage(8, 8, BLOCK), "1D 2A 01 01 FF 80 80 80 80 80 80 01"),
        (DefineDownloadedImage(16, 24, bytes(48)), "1D 2A 02 03" + " 00" * 48),
        (PrintDownloadedImage(), "1D 2F 00"),
        (PrintDownloadedImage(ImageScale.DOUBLE_WIDTH), "1D 2F 01"),
        (PrintDownloadedImage(ImageScale.DOUBLE_HEIGHT), "1D 2F 02"),
        (PrintDownloadedImage(ImageScale.QUADRUPLE), "1D 2F 03"),
        (DefineNVImages((NVImage(8, 8, BLOCK),)), "1C 71 01 01 00 01 00 FF 80 80 80 80 80 80 01"),
        (
            DefineNVImages((NVImage(8, 16, BLOCK + bytes(8)), NVImage(16, 8, bytes(8) + BLOCK))),
            "1C 71 02"
            " 01 00 02 00 FF 80 80 80 80 80 80 01 00 00 00 00 00 00 00 00"
            " 02 00 01 00 00 00 00 00 00 00 00 00 FF 80 80 80 80 80 80 01",
        ),
        (DefineNVImages((NVImage(8, 2304, bytes(2304)),)), "1C 71 01 01 00 20 01" + " 00" * 2304),
        (ClearNVImages(), "1C 71 01 01 00 01 00 00 00 00 00 00 00 00 00"),
        (PrintNVImage(), "1C 70 01 00"),
        (PrintNVImage(255, ImageScale.QUADRUPLE), "1C 70 FF 03"),
    ],
)
def test_the_bytes_are_those_of_the_manual(command, expected):
    assert command.encode() == bytes.fromhex(expected)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: DefineDownloadedImage(0, 8, b""), "width_dots must be 8 to 2040"),
        (lambda: DefineDownloadedImage(2048, 8, bytes(2048)), "8 to 2040, not 2048"),
        (lambda: DefineDownloadedImage(8, 392, bytes(392)), "height_dots must be 8 to 384, not 392"),
        (lambda: DefineDownloadedImage(12, 8, bytes(12)), "width_dots goes in steps of 8"),
        (lambda: DefineDownloadedImage(8, 12, bytes(12)), "height_dots goes in steps of 8"),
        (lambda: DefineDownloadedImage(160, 368, bytes(7360)), "blocks of 8 × 8 dots must be 1 to 912, not 920"),
        (lambda: DefineDownloadedImage(8, 8, bytes(7)), "8 × 8 dots takes 8 bytes, not 7"),
        (lambda: DefineDownloadedImage(8, 8, [0] * 8), "bytes, not list"),
        (lambda: PrintDownloadedImage(3), "NORMAL, DOUBLE_WIDTH, DOUBLE_HEIGHT, QUADRUPLE"),
        (lambda: NVImage(8192, 8, bytes(8192)), "8 to 8184"),
        (lambda: NVImage(8, 2312, bytes(2312)), "8 to 2304"),
        (lambda: NVImage(8, 8, bytes(9)), "takes 8 bytes, not 9"),
        (lambda: NVImage(8, 8, "12345678"), "bytes, not str"),
        (lambda: DefineNVImages(()), "pictures must be 1 to 255, not 0"),
        (lambda: DefineNVImages((NVImage(8, 8, BLOCK),) * 256), "not 256"),
        (lambda: DefineNVImages([NVImage(8, 8, BLOCK)]), "tuple of NVImage"),
        (lambda: DefineNVImages((BLOCK,)), "tuple of NVImage"),
        (lambda: PrintNVImage(0), "picture number must be 1 to 255"),
        (lambda: PrintNVImage(256), "picture number must be 1 to 255"),
        (lambda: PrintNVImage(1, 0), "must be one of ImageScale"),
    ],
)
def test_an_impossible_picture_cannot_be_made(make, words):
    with pytest.raises(CommandError, match=words):
        make()


def test_a_downloaded_picture_of_exactly_912_blocks_can_be_made():
    assert DefineDownloadedImage(152, 384, bytes(7296)).encode()[:4] == bytes.fromhex("1D 2A 13 30")


def test_pictures_for_flash_memory_fill_64_kb_and_not_a_byte_more():
    half = NVImage(512, 504, bytes(32256))
    assert DefineNVImages((half, half, NVImage(8, 1008, bytes(1008)))).stored_bytes == 65532
    with pytest.raises(CommandError, match="must be 1 to 65536, not 65540"):
        DefineNVImages((half, half, NVImage(8, 1016, bytes(1016))))


def test_a_kept_picture_is_no_wider_than_the_paper():
    DefineDownloadedImage(576, 8, bytes(576)).check(OCPP809)
    with pytest.raises(CommandError, match="584 dots does not fit the 576 dots"):
        DefineDownloadedImage(584, 8, bytes(584)).check(OCPP809)
    DefineNVImages((NVImage(576, 8, bytes(576)),)).check(OCPP809)
    with pytest.raises(CommandError, match="584 dots does not fit"):
        DefineNVImages((NVImage(8, 8, BLOCK), NVImage(584, 8, bytes(584)))).check(OCPP809)


sizes = st.tuples(st.integers(1, 12), st.integers(1, 12))


@given(st.lists(sizes, min_size=1, max_size=9))
def test_the_witness_reads_all_pictures_of_one_write_as_one_instruction(measures):
    images = tuple(NVImage(8 * x, 8 * y, b"\x1d" * 8 * x * y) for x, y in measures)
    data = DefineNVImages(images).encode()
    assert [(one.name, one.data) for one in decode(data + b"\n")] == [("FS q", data), ("LF", b"\n")]


@given(sizes)
def test_the_witness_reads_a_downloaded_picture_as_one_instruction(measure):
    x, y = measure
    data = DefineDownloadedImage(8 * x, 8 * y, b"\x0a" * 8 * x * y).encode()
    assert [(one.name, one.data) for one in decode(data + b"\n")] == [("GS *", data), ("LF", b"\n")]
