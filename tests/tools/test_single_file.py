"""The technician's single file: the same each time, small, and at work where nothing is installed."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ocom809.virtual import TcpServer, VirtualPrinter
from tests.judges import needed

ROOT = Path(__file__).parents[2]
BUILD = [sys.executable, ROOT / "tools" / "build-parameters-tool", "-o"]
INSTALL = "sudo apt-get install util-linux (and a kernel that lets this user make network namespaces)"
MOST_BYTES = 2_000_000


@pytest.fixture(scope="module")
def tool(tmp_path_factory):
    """The file, built from the packages of this Python."""
    path = tmp_path_factory.mktemp("tool") / "ocom809-parameters.pyz"
    built = subprocess.run([*BUILD, path], capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return path


@pytest.fixture
def bare(tool, tmp_path):
    """Run it by a Python without any packages, with an empty home, somewhere else."""
    home = tmp_path / "home"
    home.mkdir()

    def command(*words, within=()):
        return [*within, sys.executable, "-I", "-S", str(tool), *map(str, words)]

    def ran(*words, typed="", within=()):
        return subprocess.run(
            command(*words, within=within),
            input=typed,
            capture_output=True,
            text=True,
            cwd=home,
            env=environment(home),
            timeout=90,
        )

    ran.command, ran.home = command, home
    return ran


def environment(home):
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LOCALAPPDATA": str(home)}


@pytest.fixture
def nowhere():
    """A network that leads nowhere, so that nobody real is searched for."""
    unshare = [needed.tool("unshare", install=INSTALL), "-n" if os.geteuid() == 0 else "-Urn"]
    if subprocess.run([*unshare, "true"], capture_output=True).returncode:
        needed.unavailable("no network namespaces here", install=INSTALL)
    return unshare


@pytest.fixture
def unit():
    return VirtualPrinter()


@pytest.fixture
def device(unit):
    with TcpServer(unit) as server:
        yield f"tcp://127.0.0.1:{server.port}"


def test_the_same_packages_make_the_same_bytes(tool, tmp_path):
    again = tmp_path / "again.pyz"
    assert subprocess.run([*BUILD, again], capture_output=True).returncode == 0
    assert again.read_bytes() == tool.read_bytes()


def test_it_is_small_pure_and_brings_every_licence(tool):
    assert tool.stat().st_size < MOST_BYTES
    with zipfile.ZipFile(tool) as archive:
        names = archive.namelist()
        licence = archive.read(next(name for name in names if re.match(r"pyserial.*LICENSE", name))).decode()
    assert not [name for name in names if Path(name).suffix in {".so", ".pyd", ".dll", ".pyc"}]
    assert not [name for name in names if name.startswith(("PIL/", "tests/", "selenium/")) or ".." in name]
    carried = {name.partition("-")[0] for name in names if name.partition("/")[0].endswith(".dist-info")}
    licensed = {
        name.partition("-")[0]
        for name in names
        if ".dist-info/" in name and name.rpartition("/")[2].lower().startswith(("licen", "copying"))
    }
    assert carried == licensed
    assert {"click", "pyserial", "pyusb", "starlette", "uvicorn", "h11", "colorama"} <= carried
    assert "LICENSE" in names
    assert "Redistributions in binary form" in licence


def test_no_path_of_the_machine_that_built_it_is_in_it(tool):
    with zipfile.ZipFile(tool) as archive:
        assert not [name for name in archive.namelist() if str(ROOT).encode() in archive.read(name)]


def test_its_help_names_what_it_can(bare):
    ran = bare("--help")
    assert (ran.returncode, ran.stderr) == (0, "")
    for command in ("devices", "self-test", "parameters", "doctor", "probe"):
        assert f"  {command} " in ran.stdout
    assert "calibrate" not in ran.stdout.partition("Commands")[2].partition("Where")[0]
    assert bare("--version").stdout.startswith("ocom809-parameters ")


def test_an_older_python_is_told_so(tool, tmp_path):
    with zipfile.ZipFile(tool) as archive:
        code = archive.read("__main__.py").decode()
    told = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.version_info = (3, 9); exec({code!r})"], capture_output=True, text=True
    )
    assert told.returncode == 1
    assert "needs Python 3.11 or newer" in told.stderr


def test_devices_are_looked_for(bare, nowhere):
    ran = bare("devices", "--seconds", "0.2", "--no-usb", "--no-serial", "--json", within=nowhere)
    assert ran.returncode == 12, ran.stderr
    assert json.loads(ran.stdout)["printers"] == []


def test_usb_and_serial_ports_are_looked_at_by_the_packages_it_carries(bare):
    ran = bare("devices", "--no-lan", "--json")
    assert ran.returncode in (0, 12), ran.stderr
    assert not [one for one in json.loads(ran.stdout)["troubles"] if "pyusb" in one or "pyserial" in one]


def test_set_ip_is_planned(bare, device):
    ran = bare("parameters", "set-ip", "192.168.1.50/24", "--gateway", "192.168.1.1", "--dry-run", "--device", device)
    assert ran.returncode == 0, ran.stderr
    assert "91 00 49 fa 00 5a c0 a8 01 32" in ran.stdout


def test_a_setting_is_set(bare, device, unit):
    ran = bare("parameters", "set", "density=6", "--device", device)
    assert ran.returncode == 20, ran.stderr
    assert unit.settings.kept.density == 6


@pytest.mark.parametrize("words", [("doctor",), ("probe",)])
def test_doctor_and_probe_ask_and_print_nothing(bare, device, unit, words):
    ran = bare(*words, "--device", device)
    assert ran.returncode == 0, ran.stderr
    assert unit.paper.black_dots == 0


def test_the_self_test_page_is_printed(bare, device, unit):
    assert bare("self-test", "--device", device).returncode == 0
    assert "SELF-TEST" in unit.tickets[0].text


def test_without_a_command_it_asks_its_way_through(bare, device, unit):
    ran = bare("--device", device, typed="3\n5\n1\n6\nno\nyes\n8\n")
    assert ran.returncode == 20, ran.stderr
    assert "sent, unverified: density was sent" in ran.stdout
    assert unit.settings.kept.density == 6


def test_without_anything_it_begins_with_the_search(bare, nowhere):
    ran = bare(typed="192.0.2.5\n8\n", within=nowhere)
    assert ran.returncode == 0, ran.stderr
    assert "Looking for printers" in ran.stdout
    assert "What do you want of tcp://192.0.2.5?" in ran.stdout


def test_what_needs_pillow_says_so(bare):
    ran = bare("self-test", "--device", "virtual:")
    assert ran.returncode == 1
    assert "pip install pillow" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_it_serves_its_page_with_all_that_belongs_to_it(bare, nowhere):
    # Without a way out even to itself: so the page is asked for from within.
    code = "\n".join((
        "import json, subprocess, sys, urllib.request",
        "subprocess.run(['ip', 'link', 'set', 'lo', 'up'], check=True)",
        "served = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True)",
        "place = json.loads(served.stdout.readline())['page']",
        "for name in ('', 'parameters.js', 'parameters.css', 'icon.svg', 'forms'):",
        "    print(name, len(urllib.request.urlopen(place + name, timeout=30).read()))",
        "served.terminate()",
        "print(served.wait(30))",
    ))  # fmt: skip
    needed.tool("ip", install=INSTALL)
    command = [*nowhere, sys.executable, "-c", code, *bare.command("parameters", "page", "--no-browser", "--json")]
    ran = subprocess.run(
        command, capture_output=True, text=True, env=environment(bare.home) | {"PATH": os.environ["PATH"]}, timeout=90
    )
    *sizes, code = ran.stdout.split("\n")[:-1]
    assert code == "0", ran.stderr
    assert [int(line.split()[-1]) > 200 for line in sizes] == [True] * 5, ran.stdout


def test_a_virtual_environment_without_anything_runs_it(tool, tmp_path):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ran = subprocess.run([python, tool, "parameters", "list"], capture_output=True, text=True, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "density" in ran.stdout
