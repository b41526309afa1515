"""Snapshots: what is known, what is not, and what has changed."""

from ipaddress import IPv4Address

import pytest

from ocom809.devices.memory import MemoryDevice
from ocom809.errors import ParameterError
from ocom809.parameters import Target
from ocom809.parameters.snapshots import Difference, compare, raw_szjbzf, read_snapshot, snapshot
from tests.parameters.test_plan import announced


def test_an_announcement_tells_the_network_and_the_rest_is_unknown():
    taken = snapshot(announced())
    assert taken.shown("address") == "192.168.123.100"
    assert taken.shown("dhcp") == "off"
    assert taken.shown("mac") == "00:61:20:12:34:56"
    assert {"density", "cutter", "name", "port"} <= set(taken.unknown)
    assert taken.facts()["settings"]["density"] is None


def test_a_unit_that_tells_nothing_has_only_unknowns():
    taken = snapshot(Target(uri="usb:"))
    assert not taken.values
    reached = snapshot(Target(uri="tcp://192.0.2.7", address=IPv4Address("192.0.2.7"), was_reached=True))
    assert reached.shown("address") == "192.0.2.7"
    assert "mask" in reached.unknown


def test_a_file_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "unit.toml"
    taken = snapshot(announced())
    path.write_text(taken.toml(), encoding="utf-8")
    assert read_snapshot(path).values == taken.values
    assert compare(read_snapshot(path), taken) == ()


def test_a_change_is_told_before_and_after():
    before, after = snapshot(announced()), snapshot(announced(address=IPv4Address("192.168.123.7"), dhcp=True))
    assert compare(before, after) == (
        Difference("address", "192.168.123.100", "192.168.123.7"),
        Difference("dhcp", "off", "on"),
    )
    assert Difference("mask", "255.255.255.0", None) in compare(before, snapshot(Target(uri="usb:")))


def test_a_file_that_is_no_snapshot_is_refused_with_its_line(tmp_path):
    path = tmp_path / "unit.toml"
    path.write_text('of = "x"\n[known]\naddress = "nowhere"\n')
    with pytest.raises(ParameterError, match=r"unit.toml, line 3: address must be"):
        read_snapshot(path)
    path.write_text("known = 5")
    with pytest.raises(ParameterError, match=r"a snapshot has a table \[known\]"):
        read_snapshot(path)


def test_an_szjbzf_board_is_asked_and_its_answer_is_kept_as_it_came():
    question = bytes.fromhex("1F 1B 1F 53 5A 4A 42 5A 46 12 01 01")
    board = MemoryDevice(answers={question: b"\x30\x10\xc0\xa8\x01\x32"})
    assert raw_szjbzf(board) == b"\x30\x10\xc0\xa8\x01\x32"
    assert board.written == question
