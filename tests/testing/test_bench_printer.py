"""The printer that others test against: what it saw, and what it says where that was not it."""

import socket
import subprocess
import sys
import threading
import time

import pytest

from ocom809 import Receipt, errors
from ocom809.testing import BenchPrinter

EAN = "4006381333931"


def sent(bench, data):
    """As any program in any language prints: connect, send, close."""
    with socket.create_connection((bench.host, bench.port)) as connection:
        connection.sendall(data)


def test_a_look_sees_all_that_was_sent_before_it(virtual_printer):
    for number in range(1, 30):
        sent(virtual_printer, b"Tea %d\n" % number * 40 + b"\x1dVB\0")
        assert len(virtual_printer.receipts) == number
        assert f"Tea {number}" in virtual_printer.last


def test_a_look_sees_what_a_connection_that_stays_open_sent(virtual_printer):
    with socket.create_connection((virtual_printer.host, virtual_printer.port)) as connection:
        for number in range(1, 30):
            connection.sendall(b"Tea\n" * 500 + b"\x1dVB\0")
            assert len(virtual_printer.receipts) == number


@pytest.mark.virtual_printer(speed_mm_s=1000)
def test_a_look_waits_for_paper_that_moves(virtual_printer):
    sent(virtual_printer, b"Tea\n" * 40 + b"\x1dVB\0")
    assert virtual_printer.last.lines == ["Tea"] * 40


def test_a_look_at_a_printer_that_takes_nothing_does_not_wait_for_it(virtual_printer):
    virtual_printer.play("stall")
    sent(virtual_printer, b"Tea\n\x1dVB\0")
    begin = time.monotonic()
    assert virtual_printer.receipts == ()
    assert time.monotonic() - begin < 9
    virtual_printer.cure("stall")
    assert virtual_printer.last.text == "Tea"


def test_text_codes_and_all_that_happened_can_be_asserted_on(virtual_printer):
    with virtual_printer.printer() as printer:
        printer.print(Receipt().text("Tea").row("Total", "4.20").barcode(EAN).qr("Grüße").drawer().alarm(2).cut())
    receipt = virtual_printer.last
    assert receipt.lines[0] == "Tea"
    assert receipt.lines[1].split() == ["Total", "4.20"]
    assert [(code.kind, code.text) for code in receipt.codes] == [("EAN13", EAN), ("QRCode", "Grüße")]
    assert [kick.details["pin"] for kick in receipt.drawer_kicks] == [2]
    assert [alarm.details["times"] for alarm in receipt.alarms] == [2]
    assert len(receipt.cuts) == 1
    assert len(virtual_printer.cuts) == len(virtual_printer.drawer_kicks) == len(virtual_printer.alarms) == 1
    assert receipt.millimetres > 30


def test_faults_are_played_and_cured(virtual_printer):
    virtual_printer.play("paper-out")
    with virtual_printer.printer() as printer:
        with pytest.raises(errors.NotPrinted):
            printer.print("Tea\n")
        virtual_printer.cure("paper-out")
        printer.print("Tea\n")
    assert virtual_printer.hanging.text == "Tea"
    assert virtual_printer.text == "Tea"


def test_no_receipt_is_told_with_what_there_was_instead(virtual_printer):
    with pytest.raises(AssertionError, match="no receipt came off; nothing was printed$"):
        virtual_printer.last  # noqa: B018 - it is the looking that fails
    sent(virtual_printer, b"Tea\nCake\n\x1bp\0\x19\x19")
    with pytest.raises(AssertionError, match="2 lines hang out that were not cut off, the first of them 'Tea'.*drawer"):
        virtual_printer.last  # noqa: B018


def test_it_waits_for_what_prints_in_its_own_time(virtual_printer):
    later = threading.Timer(0.2, sent, (virtual_printer, b"Tea\n\x1dVB\0"))
    later.start()
    assert virtual_printer.wait_for_receipts(1)[0].text == "Tea"
    later.join()
    with pytest.raises(AssertionError, match=r"1 of 2 receipts came off within 0\.05 s"):
        virtual_printer.wait_for_receipts(2, seconds=0.05)


class TestPictures:
    @staticmethod
    def printed(bench, text):
        with bench.printer() as printer:
            printer.print(Receipt().text(text).cut())
        return bench.last

    def test_paper_that_looks_as_it_did_passes(self, tmp_path):
        with BenchPrinter(tmp_path, renews=True) as bench:
            self.printed(bench, "Tea").must_look_like(tmp_path / "kept" / "tea.png")
        with BenchPrinter(tmp_path) as bench:
            self.printed(bench, "Tea").must_look_like(tmp_path / "kept" / "tea.png")

    def test_a_difference_is_told_and_shown(self, tmp_path):
        with BenchPrinter(tmp_path, renews=True) as bench:
            self.printed(bench, "Tea").must_look_like(tmp_path / "tea.png")
            bench.unit.play("silence")
        with BenchPrinter(tmp_path) as bench, pytest.raises(AssertionError) as caught:
            self.printed(bench, "Tee").must_look_like(tmp_path / "tea.png")
        assert "dots differ, in columns 2" in str(caught.value)
        assert str(tmp_path / "tea-seen.png") in str(caught.value)
        assert colours(tmp_path / "tea-differences.png") == {"grey", "red", "blue", "white"}

    def test_another_length_is_told(self, tmp_path):
        with BenchPrinter(tmp_path, renews=True) as bench:
            self.printed(bench, "Tea").must_look_like(tmp_path / "tea.png")
        with BenchPrinter(tmp_path) as bench, pytest.raises(AssertionError, match=r"576 x \d+ dots where 576 x \d+"):
            self.printed(bench, "Tea\nTea").must_look_like(tmp_path / "tea.png")

    def test_a_picture_that_is_not_there_yet_is_told(self, tmp_path):
        with (
            BenchPrinter(tmp_path) as bench,
            pytest.raises(AssertionError, match="there is no picture .* --renew-receipts"),
        ):
            self.printed(bench, "Tea").must_look_like(tmp_path / "kept" / "tea.png")
        assert (tmp_path / "tea-seen.png").exists()

    def test_a_file_that_is_no_picture_is_told(self, tmp_path):
        (tmp_path / "tea.png").write_text("Tea")
        with BenchPrinter(tmp_path) as bench, pytest.raises(errors.DocumentError, match="no picture that can be read"):
            self.printed(bench, "Tea").must_look_like(tmp_path / "tea.png")


def colours(path):
    from PIL import Image

    names = {(255, 255, 255): "white", (255, 0, 0): "red", (0, 90, 255): "blue", (200, 200, 200): "grey"}
    with Image.open(path) as picture:
        return {names[colour] for _, colour in picture.getcolors()}


def test_without_a_reader_of_codes_the_error_says_which_package_is_missing(tmp_path):
    (tmp_path / "zxingcpp.py").write_text("raise ImportError('not here')")
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
from ocom809 import errors
from ocom809.testing import BenchPrinter
with BenchPrinter() as bench:
    try:
        bench.hanging.codes
    except errors.MissingPackage as error:
        print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip().endswith("pip install zxing-cpp."), done.stderr


def test_an_impossible_printer_is_refused():
    with pytest.raises(errors.InputError):
        BenchPrinter(personality="no-such-unit")
