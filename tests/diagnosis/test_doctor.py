"""What is wrong from the outside, and the cure; nothing is printed unless asked."""

import socket
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from ocom809 import OCPP809
from ocom809.devices.memory import MemoryDevice
from ocom809.devices.spy import SpyDevice
from ocom809.diagnosis import doctor
from ocom809.diagnosis.check import Verdict
from ocom809.diagnosis.doctor import examine
from ocom809.diagnosis.printer_checks import waiting_job
from ocom809.errors import URIError
from ocom809.status import Answer, Status
from ocom809.virtual import PERSONALITIES, PtyServer, TcpServer, VirtualPrinter
from ocom809.virtual.device import VirtualDevice
from tests.beds.namespaces import run_bed
from tests.beds.privileges import file_permissions_count
from tests.diagnosis.wire import ONLY_REAL_TIME, untouched

FINE, TROUBLE, UNKNOWN = Verdict.FINE, Verdict.TROUBLE, Verdict.UNKNOWN


def named(checks):
    return {check.name: check for check in checks}


def verdicts(checks):
    return {check.name: check.verdict for check in checks}


def looked_at(device, **options):
    """What the doctor says of a device that was made by hand."""
    return list(doctor.opened_checks(device, options.pop("profile", OCPP809), print_test=False, **options))


@pytest.mark.parametrize("name", PERSONALITIES)
def test_nothing_but_real_time_questions_goes_out_and_nothing_is_printed(name):
    unit = VirtualPrinter(personality=name)
    spy = SpyDevice(VirtualDevice(unit))
    looked_at(spy)
    assert ONLY_REAL_TIME.fullmatch(spy.sent())
    assert spy.sent()
    assert untouched(unit)


def test_a_healthy_printer_is_fine_in_all_that_it_tells():
    said = verdicts(examine("virtual:"))
    assert [name for name, verdict in said.items() if verdict is not FINE] == [
        "half a job",
        "Chinese mode",
        "code pages",
        "width",
    ]


@pytest.mark.parametrize(
    ("fault", "name", "cure"),
    [
        ("paper-out", "paper", "Put in a roll"),
        ("near-end", "near end", "new roll ready"),
        ("cover-open", "cover", "Close it"),
    ],
)
def test_what_the_printer_says_is_wrong_comes_with_its_cure(fault, name, cure):
    check = named(examine(f"virtual:?fault={fault}"))[name]
    assert check.verdict is TROUBLE
    assert cure in check.cure


def test_a_stuck_cutter_is_told():
    unit = VirtualPrinter(faults="cutter-jam")
    unit.receive(b"Tea\n\x1dVB\x00")
    check = named(looked_at(VirtualDevice(unit)))["cutter"]
    assert (check.verdict, check.words) == (TROUBLE, "the cutter is stuck")


def test_a_silent_unit_is_unknown_and_not_wrong():
    said = verdicts(examine("virtual:?personality=no-replies"))
    assert said["answer"] is UNKNOWN
    assert said["state"] is UNKNOWN
    assert TROUBLE not in said.values()


def test_a_printer_that_is_off_is_not_found():
    unit = VirtualPrinter(faults="power-loss")
    check = looked_at(VirtualDevice(unit))[0]
    assert (check.name, check.verdict) == ("connection", TROUBLE)
    assert "no power" in check.words


def test_settings_that_were_measured_are_fine():
    profile = OCPP809.with_facts(width_dots=512)
    assert verdicts(examine("virtual:", profile=profile))["width"] is FINE


@pytest.mark.parametrize(
    ("facts", "status", "verdict"),
    [
        ({"real_time_overtakes": False}, "answered", FINE),
        ({"real_time_overtakes": True}, "answered", UNKNOWN),
        ({"answers_real_time": True}, "silent", TROUBLE),
        ({}, "silent", UNKNOWN),
    ],
)
def test_half_a_job_is_judged_by_what_was_measured_only(facts, status, verdict):
    told = Status(online=Answer.YES) if status == "answered" else Status.unknown()
    assert waiting_job(told, OCPP809.with_facts(**facts)).verdict is verdict


def test_the_page_is_printed_when_asked_for_and_shows_chinese_mode():
    unit = VirtualPrinter(personality="chinese-rom")
    checks = list(doctor.opened_checks(VirtualDevice(unit), OCPP809, print_test=True))
    assert len(unit.tickets) == 1
    lines = unit.tickets[0].text.splitlines()
    assert "café über 4 ½" in lines
    assert sum(line.startswith("caf") for line in lines) == 2, "the line before is spoilt by Chinese mode"
    assert named(checks)["test page"].verdict is UNKNOWN, "sent is not printed"


def test_the_page_is_refused_where_the_printer_cannot_print():
    checks = named(examine("virtual:?fault=paper-out", print_test=True))
    assert checks["test page"].verdict is TROUBLE


# Serial


def test_rubbish_from_a_serial_line_speaks_of_the_baud_rate():
    class Garbled(MemoryDevice):
        rubbish_hint = "The printer may be set to 9600."

    check = named(looked_at(Garbled(answers=lambda piece: b"\xfe\x80\xfe")))["answer"]
    assert check.verdict is TROUBLE
    assert check.words == "it answered fe 80 fe, which is no status"
    assert "9600" in check.cure


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_a_printer_on_a_serial_port_is_looked_at():
    with PtyServer(VirtualPrinter(faults="near-end")) as server:
        said = verdicts(examine(f"serial://{server.path}?baudrate=115200"))
    assert (said["connection"], said["answer"], said["near end"]) == (FINE, FINE, TROUBLE)


def test_a_node_that_is_not_there_is_told():
    check = named(examine("file:///dev/usb/lp63"))["connection"]
    assert check.verdict is TROUBLE


def test_a_serial_port_that_is_not_there_is_told():
    check = named(examine("serial:///dev/ttyNONE9?baudrate=9600"))["connection"]
    assert check.verdict is TROUBLE
    assert "lists the ports" in check.cure


# LAN


@contextmanager
def web_server():
    """Answers as web servers answer what is no request."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            with listener.accept()[0] as client:
                client.recv(64)
                client.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")

        threading.Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def test_a_printer_on_the_lan_is_reached_by_its_address_alone():
    with TcpServer(VirtualPrinter()) as server:
        said = verdicts(examine(f"127.0.0.1:{server.port}"))
    assert (said["network"], said["connection"], said["answer"]) == (FINE, FINE, FINE)


def test_a_web_server_is_no_printer():
    with web_server() as target:
        check = named(examine(target))["answer"]
    assert (check.verdict, check.words) == (TROUBLE, "a web server answers here, no printer")


def test_a_second_client_connects_and_is_not_heard():
    with (
        TcpServer(VirtualPrinter(), status_port=0) as server,
        socket.create_connection(("127.0.0.1", server.port)) as till,
    ):
        till.sendall(b"Tea")
        alone = named(examine(f"127.0.0.1:{server.port}", board_port=1))["answer"]
        with_board = named(examine(f"127.0.0.1:{server.port}", board_port=server.status_port))["answer"]
    assert alone.verdict is TROUBLE
    assert "Another program may hold the printer" in alone.cure
    assert "another client holds the printer" in with_board.words


def test_a_port_that_nobody_listens_on_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    check = named(examine(f"127.0.0.1:{port}"))["connection"]
    assert check.verdict is TROUBLE
    assert "refused" in check.words


def test_a_target_that_means_nothing_is_refused():
    with pytest.raises(URIError):
        list(examine("carrier-pigeon:grey"))


@pytest.fixture(scope="module")
def cases():
    """What the doctor said in a network of its own."""
    return {case["case"]: case for case in run_bed(Path(__file__).with_name("lan_bed.py"), seconds=60)}


def test_an_address_of_a_foreign_subnet_comes_with_the_line_to_type(cases):
    verdict, words, cure = cases["foreign subnet"]["checks"]["subnet"]
    assert verdict == "trouble"
    assert "192.0.2.1/24 (lan)" in words
    assert "sudo ip addr add 198.51.100.254/24 dev lan" in cure


def test_where_nobody_answers_the_cable_is_looked_at(cases):
    assert cases["nobody there"]["checks"]["subnet"][0] == "fine"
    assert cases["nobody there"]["checks"]["cable"][0] == "fine"
    assert cases["nobody there"]["checks"]["connection"][0] == "trouble"
    verdict, words, _ = cases["no cable"]["checks"]["cable"]
    assert (verdict, words) == ("trouble", "lan has no link")


def test_a_lan_module_is_probed_on_all_its_ports_and_prints_only_when_told_to(cases):
    module = cases["LAN module"]
    assert module["checks"]["board_status"][0] == "yes"
    assert module["checks"]["announces_itself"] == ["yes", "it answers XP0001FIND, ZY0001FIND by UDP"]
    assert (module["moved"], module["pages"]) == (0, 1)


def test_a_computer_without_any_network_is_told_so(cases):
    assert cases["no network"]["checks"]["network"][:2] == ["trouble", "this computer stands in no network"]


# USB


@pytest.mark.usb_bed
def test_a_printer_on_usb_is_looked_at_from_the_bus_to_the_paper(usb_bed):
    said = verdicts(examine("usb:"))
    assert (said["libusb"], said["USB printer"], said["connection"], said["answer"]) == (FINE, FINE, FINE, FINE)
    assert ONLY_REAL_TIME.fullmatch(usb_bed.printer.received)


@pytest.mark.usb_bed
def test_without_a_name_the_only_usb_printer_is_taken(usb_bed):
    assert verdicts(examine())["answer"] is FINE


@pytest.mark.usb_bed
def test_no_permission_comes_with_the_udev_rule(usb_bed):
    usb_bed.printer.may_not_be_opened()
    with file_permissions_count():
        checks = [check for check in examine("usb:") if check.verdict is TROUBLE]
    assert len(checks) == 1
    assert "udev" in checks[0].cure


@pytest.mark.usb_bed
def test_a_usb_printer_that_another_program_holds_is_told(usb_bed):
    usb_bed.printer.held_by_another_program()
    check = named(examine("usb:"))["connection"]
    assert (check.verdict, type(check.error).__name__) == (TROUBLE, "DeviceBusy")


@pytest.mark.usb_bed
def test_an_empty_bus_is_told_and_the_other_wires_named(usb_bed):
    usb_bed.printer.unplug()
    checks = named(examine())
    assert checks["USB printer"].verdict is TROUBLE
    assert "doctor 192.168.1.87" in checks["LAN"].cure


@pytest.mark.usb_bed
def test_two_printers_on_usb_want_to_be_told_apart(usb_bed):
    usb_bed.plug("second", port="2.3", serial="SN0002")
    check = named(examine("usb:"))["connection"]
    assert type(check.error).__name__ == "SeveralDevices"
