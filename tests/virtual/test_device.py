"""The virtual printer on a wire inside the process."""

import threading
from contextlib import contextmanager

import pytest
from PIL import Image

from ocom809.devices import device_for
from ocom809.errors import DeviceError, DeviceGone, DeviceNotFound, DeviceTimeout, URIError
from ocom809.testing import DeviceContract, FarEnd
from ocom809.virtual import Ending, Personality, VirtualDevice, VirtualPrinter
from ocom809.virtual.personality import RealTime

CUT = b"\x1dV\x42\x00"


class RecordingPrinter(VirtualPrinter):
    """Remembers what it took."""

    def __init__(self, **settings):
        super().__init__(**settings)
        self.taken = bytearray()

    def receive(self, data, **how):
        count = super().receive(data, **how)
        self.taken += bytes(data[:count])
        return count


class PrinterFarEnd(FarEnd):
    def __init__(self, printer):
        self.printer = printer

    def received(self):
        return bytes(self.printer.taken)

    def answer(self, data):
        # Only GS I is answered with text of one's own, so the unit is asked for what the contract wants to hear.
        self.printer.identity[9] = data
        super(RecordingPrinter, self.printer).receive(b"\x1dI\x09")

    def stall(self):
        self.printer.play("stall")

    def resume(self):
        self.printer.cure("stall")

    def vanish(self):
        self.printer.play("power-loss")


class TestVirtualContract(DeviceContract):
    """The contract sends noise, which is printed as whatever it means; the unit answers nothing by itself."""

    @contextmanager
    def wire(self):
        identity = {}
        unit = Personality(name="test", about="a test", source="this test", real_time=RealTime.NEVER, identity=identity)
        printer = RecordingPrinter(personality=unit)
        printer.identity = identity
        yield VirtualDevice(printer), PrinterFarEnd(printer)


def test_the_scheme_virtual_leads_here():
    device = device_for("virtual:")
    assert isinstance(device, VirtualDevice)
    assert device.printer.personality.name == "ocpp-809"


def test_what_is_written_is_on_the_paper_and_what_it_answers_can_be_read():
    with device_for("virtual:") as device:
        assert device.write(b"Tea\n" + CUT + b"\x10\x04\x01") == 11
        assert device.read() == b"\x16"
        assert [ticket.text for ticket in device.printer.tickets] == ["Tea"]


def test_the_options_say_what_it_is_and_what_goes_wrong():
    device = device_for("virtual:?personality=ocpp-809&fault=paper-out@10mm,silence&buffer=100")
    with device:
        with pytest.raises(DeviceTimeout) as caught:
            device.write(b"\n" * 500, silence=0.05)
        # 80 dots are 2 lines and a part of the third, which are done; 100 bytes wait behind them.
        assert caught.value.written == 103
        assert device.printer.paper.height_dots == 144 + 80
        assert device.read(silence=0.01) == b""


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("virtual:?personality=teapot", "no personality is called 'teapot'"),
        ("virtual:?fault=paper-ot", "no fault is called 'paper-ot'"),
        ("virtual:?fault=", "no fault is called ''"),
        ("virtual:?fault=stall@5", "'5' is no moment for a fault"),
        ("virtual:?buffer=15", "buffer must be a number from 16"),
        ("virtual:?buffer=", "buffer must be a number from 16"),
        ("virtual:?colour=red", "has no option 'colour'"),
        ("virtual:?paper=receipt.jpg", "paper is saved as PNG"),
        ("virtual:?paper=", "paper is saved as PNG"),
        ("virtual:?dot-gain=some", "dot-gain"),
        ("virtual://host", "takes options only"),
        ("virtual:/path", "takes options only"),
    ],
)
def test_a_uri_that_cannot_be_is_one_clear_line_that_quotes_it(uri, words):
    with pytest.raises(URIError) as caught:
        device_for(uri)
    assert words in caught.value.message
    assert uri in caught.value.message
    assert "\n" not in str(caught.value)


def test_a_writer_waits_for_paper_and_goes_on_when_it_is_there():
    device = VirtualDevice(VirtualPrinter(faults=["paper-out@10mm"], receive_buffer_bytes=100))
    change = threading.Timer(0.1, device.printer.load_paper)
    with device:
        change.start()
        assert device.write(b"x\n" * 1000, silence=10) == 2000
    change.join()
    assert sum(piece.height_dots for piece in (*device.printer.tickets, device.printer.paper)) == 2 * 144 + 30_000


def test_a_reader_wakes_for_a_status_that_is_pushed():
    with VirtualDevice() as device:
        device.write(b"\x1da\x0f")
        assert device.read() == b"\x14\x00\x00\x00"
        threading.Timer(0.05, device.printer.open_cover).start()
        assert device.read(silence=10) == b"\x3c\x00\x00\x00"


def test_a_reader_wakes_for_a_timed_fault():
    with device_for("virtual:?fault=disconnect@0.05s") as device:
        device.write(b"\n")
        with pytest.raises(DeviceGone):
            device.read(silence=10)


def test_a_broken_wire_tells_exactly_how_many_bytes_went_and_works_when_opened_again():
    device = device_for("virtual:?fault=disconnect@4097B")
    device.open()
    with pytest.raises(DeviceGone) as caught:
        device.write(b"\n" * 10_000)
    assert caught.value.written == 4097
    device.close()
    with device:
        assert device.write(b"\n") == 1


def test_without_power_nobody_is_there_until_it_is_back():
    device = device_for("virtual:?fault=power-loss@2B")
    with device, pytest.raises(DeviceGone) as caught:
        device.write(b"\n" * 5)
    assert caught.value.written == 2
    with pytest.raises(DeviceNotFound, match="no power"):
        device.open()
    device.printer.power_cycle()
    with device:
        assert device.write(b"\n") == 1


def test_a_wire_ends_where_the_power_was_off_for_a_moment_as_a_usb_socket_does():
    with device_for("virtual:") as device:
        device.write(b"Tea")
        device.printer.power_cycle()
        with pytest.raises(DeviceGone):
            device.write(b"\n")
    with device:
        assert device.write(b"\n") == 1


def test_a_read_of_a_wire_that_is_gone_says_so_even_without_patience():
    with device_for("virtual:?fault=disconnect") as device, pytest.raises(DeviceGone):
        device.read(silence=0)


# Paper


def test_the_paper_is_saved_on_closing_with_what_hangs_out_torn_off(tmp_path):
    uri = f"virtual:?paper={tmp_path / 'receipt.png'}"
    with device_for(uri) as device:
        device.write(b"Tea\n" + CUT + b"Milk\n" + CUT + b"Sugar\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["receipt-2.png", "receipt-3.png", "receipt.png"]
    assert [ticket.ended for ticket in device.printer.tickets][-1] is Ending.TORN_OFF
    with Image.open(tmp_path / "receipt-3.png") as image:
        assert image.size[1] == device.printer.tickets[2].height_dots + 48


def test_a_second_opening_goes_on_counting_and_saves_nothing_twice(tmp_path):
    device = VirtualDevice(paper=tmp_path / "receipt.png")
    with device:
        device.write(b"Tea\n" + CUT)
    (tmp_path / "receipt.png").unlink()
    with device:
        device.write(b"Milk\n" + CUT)
    assert [path.name for path in tmp_path.iterdir()] == ["receipt-2.png"]


@pytest.mark.parametrize("folder", ["new/", "."])
def test_the_paper_may_go_into_a_folder(tmp_path, monkeypatch, folder):
    monkeypatch.chdir(tmp_path)
    with device_for(f"virtual:?paper={folder}") as device:
        device.write(b"Tea\n" + CUT)
    assert [path.name for path in (tmp_path / folder).iterdir()] == ["receipt-0001.png"]


def test_with_dot_gain_the_pictures_are_three_times_as_large(tmp_path):
    with device_for(f"virtual:?dot-gain=yes&paper={tmp_path / 'receipt.png'}") as device:
        device.write(b"Tea\n" + CUT)
    with Image.open(tmp_path / "receipt.png") as image:
        assert image.size[1] == 3 * (device.printer.tickets[0].height_dots + 48)


def test_without_a_place_for_it_the_paper_stays_in_the_printer():
    device = VirtualDevice()
    with device:
        device.write(b"Tea\n")
    assert device.printer.tickets == ()
    assert device.printer.paper.text == "Tea"


def test_a_place_that_is_not_there_is_found_out_before_anything_is_printed(tmp_path):
    (tmp_path / "file").write_text("")
    for place in ("missing/receipt.png", "file/folder/"):
        device = VirtualDevice(paper=f"{tmp_path}/{place}")
        with pytest.raises(DeviceError, match="file|missing"):
            device.open()


def test_paper_that_cannot_be_saved_is_an_error_of_our_tree(tmp_path):
    (tmp_path / "receipt.png").mkdir()
    device = VirtualDevice(paper=tmp_path / "receipt.png" / "x.png")
    device.open()
    device.write(b"Tea\n")
    (tmp_path / "receipt.png").rmdir()
    with pytest.raises(DeviceError, match="x.png"):
        device.close()
    assert not device.is_open
