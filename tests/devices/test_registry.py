"""Which class carries which scheme."""

from __future__ import annotations

import importlib.util
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from ocom809.devices import Device, DeviceURI, device_for, registry, schemes
from ocom809.devices.memory import MemoryDevice
from ocom809.devices.spy import SpyDevice
from ocom809.errors import MissingPackage, URIError

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


@pytest.fixture
def strangers(monkeypatch, tmp_path):
    """Wires of other packages: real entry points of a package that lies on the path."""

    def install(**places):
        package = tmp_path / "shop-1.0.dist-info"
        package.mkdir(exist_ok=True)
        (package / "METADATA").write_text("Metadata-Version: 2.1\nName: shop\nVersion: 1.0\n")
        lines = [f"{name} = {place}" for name, place in places.items()]
        (package / "entry_points.txt").write_text("[ocom809.devices]\n" + "\n".join(lines) + "\n")
        (tmp_path / "shop_wires.py").write_text(
            "from ocom809.devices.memory import MemoryDevice\nclass Pigeon(MemoryDevice):\n    pass\nnumber = 5\n"
        )
        monkeypatch.syspath_prepend(tmp_path)

    return install


def test_the_schemes_here_and_in_the_project_file_are_the_same():
    declared = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["entry-points"]["ocom809.devices"]
    assert declared == registry.BUILT_IN


def test_every_scheme_of_ours_leads_to_a_module_that_exists():
    for place in registry.BUILT_IN.values():
        module, _, name = place.partition(":")
        assert importlib.util.find_spec(module), place
        assert name.endswith("Device")


def test_a_uri_in_text_or_taken_apart_gives_the_same_wire():
    assert type(device_for("memory:")) is type(device_for(DeviceURI.parse("memory:"))) is MemoryDevice


def test_the_scheme_may_be_written_large():
    assert isinstance(device_for("MEMORY:"), MemoryDevice)


def test_a_prefix_puts_a_spy_around_any_wire():
    device = device_for("spy+memory:")
    assert isinstance(device, SpyDevice)
    assert isinstance(device.inner, MemoryDevice)


def test_an_unknown_scheme_is_refused_and_the_known_ones_are_named():
    with pytest.raises(URIError) as caught:
        device_for("usbb://0416:5011")
    assert "'usbb'" in str(caught.value)
    assert "usb, serial, tcp, file" in caught.value.hint


def test_the_wire_of_a_stranger_comes_through_the_same_door(strangers):
    strangers(pigeon="shop_wires:Pigeon")
    device = device_for("pigeon:")
    assert isinstance(device, Device)
    assert type(device).__name__ == "Pigeon"
    assert "pigeon" in schemes()
    assert schemes()[: len(registry.BUILT_IN)] == tuple(registry.BUILT_IN)


def test_a_stranger_cannot_take_the_place_of_our_own(strangers):
    strangers(memory="shop_wires:Pigeon")
    assert type(device_for("memory:")) is MemoryDevice


@pytest.mark.parametrize(
    ("place", "kind", "clue"),
    [
        ("no_such_module_here:Wire", MissingPackage, "cannot be loaded"),
        ("shop_wires:Missing", URIError, "is not in the package"),
        ("shop_wires:number", URIError, "is no Device"),
    ],
)
def test_a_stranger_that_cannot_be_loaded_is_named(strangers, place, kind, clue):
    strangers(pigeon=place)
    with pytest.raises(kind, match=clue) as caught:
        device_for("pigeon:")
    assert place in str(caught.value)


def test_two_packages_with_one_scheme_are_an_error(monkeypatch):
    points = [EntryPoint("pigeon", f"shop{number}:Pigeon", registry.GROUP) for number in (1, 2)]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: points)
    with pytest.raises(URIError, match=r"several packages offer.*shop1.*shop2"):
        device_for("pigeon:")
