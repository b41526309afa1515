"""Pictures, codes, feeds and cuts of the drop-in, where the original's paper would be wrong."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from ocom809.errors import DocumentError, Ocom809Error
from ocom809.escpos import Dummy, Network
from ocom809.escpos.original import capabilities, exceptions
from ocom809.receipt.harmless import harmless
from ocom809.receipt.pictures import Dither, Shading
from ocom809.testing import BenchPrinter
from ocom809.virtual.decode import decode
from tests.escpos.originals import theirs


def photo(width=576, height=2000):
    return Image.radial_gradient("L").resize((width, height))


def rows_of(stream):
    """All rows of all pictures, joined."""
    return b"".join(instruction.payload for instruction in decode(stream) if instruction.name == "GS v 0")


def printed(*arguments, **named):
    printer = Dummy()
    printer.image(*arguments, **named)
    return printer.output


# Pictures


def test_a_tall_picture_has_no_seam():
    whole = theirs.Dummy(profile="OCPP-809")
    whole.image(photo(), fragment_height=3000)
    assert harmless(rows_of(printed(photo()))) == harmless(rows_of(whole.output))


def test_a_tall_picture_is_centred():
    narrow = photo(width=100)
    centred = rows_of(printed(narrow, center=True))
    left = rows_of(printed(narrow))
    image = Image.frombytes("1", (576, 2000), centred)
    assert image.getbbox()[0] >= 238
    moved = image.crop((238, 0, 338, 2000))
    assert ImageChops.logical_xor(moved, Image.frombytes("1", (100, 2000), left)).histogram()[-1] < 100


def test_slices_have_at_most_64_rows_and_no_more_than_was_asked_for():
    heights = [i.values[3] for i in decode(printed(photo(height=150))) if i.name == "GS v 0"]
    assert heights == [64, 64, 22]
    heights = [i.values[3] for i in decode(printed(photo(height=40), fragment_height=16)) if i.name == "GS v 0"]
    assert heights == [16, 16, 8]


def test_graphics_never_announce_a_wrong_length():
    stream = printed(photo(), impl="graphics")
    assert {instruction.name for instruction in decode(stream)} == {"GS ( L"}
    assert not any(b"0p0" in instruction.payload[20:] for instruction in decode(stream))


def test_dots_are_never_the_bytes_of_a_real_time_command():
    stripes = Image.frombytes("1", (16, 8), b"\xef\xeb" * 8)
    assert rows_of(printed(stripes)) == b"\x30\x14" * 8
    strict = Dummy(strict=True, profile="OCPP-809")
    strict.image(stripes)
    assert rows_of(strict.output) == b"\x10\x14" * 8


def test_a_picture_turned_by_the_camera_is_printed_upright():
    file = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("L", (40, 10)).save(file, "JPEG", exif=exif)
    sizes = [instruction.values[1:4:2] for instruction in decode(printed(file.getvalue()))]
    assert sizes == [(2, 40)]


@pytest.mark.parametrize(
    "source",
    [
        lambda image, path: image,
        lambda image, path: str(path),
        lambda image, path: path,
        lambda image, path: path.read_bytes(),
        lambda image, path: path.open("rb"),
    ],
    ids=["image", "path", "Path", "bytes", "file"],
)
def test_a_picture_comes_in_any_form(source, tmp_path):
    image = photo(32, 16)
    image.save(tmp_path / "logo.png")
    given = source(image, tmp_path / "logo.png")
    assert printed(given) == printed(image)
    getattr(given, "close", lambda: None)()


def test_a_picture_that_is_not_there_is_an_error_of_both_worlds(tmp_path):
    with pytest.raises(DocumentError) as missing:
        Dummy().image(str(tmp_path / "none.png"))
    assert isinstance(missing.value, (exceptions.Error, FileNotFoundError))
    assert isinstance(missing.value, FileNotFoundError)


@pytest.mark.parametrize("profile", ["OCPP-809", "default"])
def test_a_picture_that_is_too_wide_is_refused(profile):
    with pytest.raises(exceptions.ImageWidthError) as refused:
        Dummy(profile=profile).image(photo(3000, 10))
    assert isinstance(refused.value, Ocom809Error)


@pytest.mark.parametrize("wrong", [{"impl": "bitImageRastr"}, {"fragment_height": 0}])
def test_a_slip_prints_no_picture_and_says_so(wrong):
    printer = Dummy()
    with pytest.raises(Ocom809Error):
        printer.image(photo(8, 8), **wrong)
    assert printer.output == b""


def test_a_shading_gives_our_tones():
    printer = Dummy()
    printer.picture_shading = Shading(dither=Dither.THRESHOLD, threshold=128)
    printer.image(photo(64, 64))
    black = Image.frombytes("1", (64, 64), rows_of(printer.output))
    wanted = photo(64, 64).point(lambda grey: 255 if grey < 128 else 0).convert("1")
    assert ImageChops.logical_xor(black, wanted).getbbox() is None


def test_a_rest_after_each_fragment_hands_it_over():
    from ocom809.devices.memory import MemoryDevice
    from ocom809.escpos import OCPP809

    wire = MemoryDevice()
    printer = OCPP809(wire)
    printer.set_sleep_in_fragment(1)
    printer.image(photo(8, 100))
    assert len(rows_of(wire.written)) == 100
    printer.close()
    with pytest.raises(Ocom809Error):
        printer.set_sleep_in_fragment(-1)


# Codes


def test_a_bar_code_that_is_too_wide_is_narrowed_and_scans(caplog):
    with BenchPrinter() as bench:
        printer = Network(bench.host, bench.port)
        printer.barcode("{BTEA-2026-11-26-0042", "CODE128", width=4)
        printer.cut()
        assert [code.text for code in bench.last.codes] == ["TEA-2026-11-26-0042"]
        printer.close()
    assert "is printed at 2, to fit" in caplog.text


def test_a_bar_code_that_fits_at_no_width_is_refused():
    printer = Dummy()
    with pytest.raises(exceptions.BarcodeSizeError, match="at least"):
        printer.barcode("{B" + "x" * 80, "CODE128")
    assert printer.output == b""


def test_a_native_qr_code_that_holds_too_much_is_refused():
    printer = Dummy()
    printer.qr("1" * 7089, native=True)
    with pytest.raises(Ocom809Error, match="more than a QR code"):
        printer.qr("1" * 7090, native=True)
    with pytest.raises(Ocom809Error):
        Dummy().qr("x" * 4000)


def test_the_callers_dictionary_stays_as_it_was():
    arguments = {"impl": "bitImageRaster"}
    Dummy().qr("Tea", image_arguments=arguments)
    assert arguments == {"impl": "bitImageRaster"}


def test_nothing_is_printed_on_standard_output(capsys):
    printer = Dummy(profile="default")
    printer.barcode("4006381333931", "EAN13")
    printer.barcode("1234567", "ean8", force_software=True)
    printer.image(photo(8, 8), center=True)
    assert capsys.readouterr().out == ""


def test_the_database_of_profiles_is_not_written_to():
    before = dict(capabilities.CAPABILITIES["profiles"]["TM-P80"]["media"])
    Dummy(profile="TM-P80").barcode("1234567", "ean8", force_software=True)
    assert capabilities.CAPABILITIES["profiles"]["TM-P80"]["media"] == before


# Refused calls, feeds and cuts


@pytest.mark.parametrize(
    "call",
    [
        lambda printer: printer.barcode("4006381333931", "EAN13", width=9),
        lambda printer: printer.set(bold=True, align="middle"),
        lambda printer: printer.set(custom_size=True, width=9, height=1, flip=True),
        lambda printer: printer.cut("half"),
        lambda printer: printer.cut("half", feed=False),
        lambda printer: printer.cashdraw([27, 112, 300]),
        lambda printer: printer.control("HT", count=99),
        lambda printer: printer.control("XT"),
        lambda printer: printer.hw("EXPLODE"),
        lambda printer: printer.buzzer(99),
        lambda printer: printer.print_and_feed(256),
        lambda printer: printer.set(font="z"),
        lambda printer: printer.linedisplay_select() or printer.ln(-1),
    ],
)
def test_a_call_that_is_refused_sends_nothing(call):
    printer = Dummy()
    with pytest.raises(Ocom809Error) as refused:
        call(printer)
    assert isinstance(refused.value, exceptions.Error)
    assert printer.output in (b"", b"\x1b=\x01")


def test_a_cut_does_not_go_through_the_last_line_of_a_unit_that_feeds_four_lines_at_most():
    with BenchPrinter(personality="unyka") as bench:
        printer = Network(bench.host, bench.port)
        printer.text("Total 4.20\n")
        printer.cut()
        assert bench.last.lines == ["Total 4.20"]
        assert bench.hanging.lines == []
        printer.close()


def test_feeds_go_in_steps_that_come_to_the_same():
    printer = Dummy()
    printer.print_and_feed(10)
    printer.print_and_feed(0)
    assert printer.output == b"\x1bd\x04\x1bd\x04\x1bd\x02" + b"\x1bd\x00"


def test_a_profile_without_features_still_cuts():
    printer = Dummy(profile=capabilities.Profile(columns=48))
    printer.cut("PART")
    assert printer.output.endswith(b"\x1dV\x01")


def test_a_printer_without_a_knife_is_not_told_to_cut_and_that_is_logged(caplog):
    printer = Dummy(profile=capabilities.Profile(features={"barcodeA": True}))
    printer.cut()
    assert b"\x1dV" not in printer.output
    assert "no knife" in caplog.text
