"""Who is behind which address, as systems write it down."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.discovery import arp_table
from ocom809.discovery.arp_table import parse_command, parse_proc

LINUX = """\
IP address       HW type     Flags       HW address            Mask     Device
192.168.1.87     0x1         0x2         00:61:20:12:34:56     *        eth0
192.168.1.88     0x1         0x0         00:00:00:00:00:00     *        eth0
192.168.1.89     0x1         0x0         00:61:20:12:34:57     *        eth0
192.168.1.90     0x1         0x6         00:61:20:12:34:58     *        eth0
"""

WINDOWS = """\

Interface: 192.168.1.5 --- 0x4
  Internet Address      Physical Address      Type
  192.168.1.87          00-61-20-12-34-56     dynamic
  192.168.1.255         ff-ff-ff-ff-ff-ff     static
  224.0.0.22            01-00-5e-00-00-16     static
"""

MACOS = """\
? (192.168.1.87) at 0:61:20:12:34:56 on en0 ifscope [ethernet]
? (192.168.1.88) at (incomplete) on en0 ifscope [ethernet]
printer.local (192.168.1.90) at 0:61:20:12:34:58 on en0 ifscope permanent [ethernet]
"""


def shown(entries):
    return [(str(address), str(mac)) for address, mac in entries]


def test_linux_tells_who_answered_and_who_has_not_yet():
    assert shown(parse_proc(LINUX)) == [
        ("192.168.1.87", "00:61:20:12:34:56"),
        ("192.168.1.90", "00:61:20:12:34:58"),
    ]


def test_windows_writes_hyphens_and_lists_groups_which_are_nobody():
    assert shown(parse_command(WINDOWS)) == [("192.168.1.87", "00:61:20:12:34:56")]


def test_macos_leaves_out_leading_zeros():
    assert shown(parse_command(MACOS)) == [
        ("192.168.1.87", "00:61:20:12:34:56"),
        ("192.168.1.90", "00:61:20:12:34:58"),
    ]


@pytest.fixture
def no_proc(monkeypatch, tmp_path):
    """As on macOS and Windows; the place is all that is changed. The folder is the only one that has programs."""
    monkeypatch.setattr(arp_table, "_PROC", Path("/nonexistent"))
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder, text):
    (folder / "arp").write_text(f"#!/bin/sh\n{text}\n")
    (folder / "arp").chmod(0o755)


def test_where_there_is_no_proc_the_systems_program_is_asked(no_proc):
    program(no_proc, '[ "$1" = -a ] && echo "? (192.168.1.87) at 0:61:20:12:34:56 on en0"')
    assert shown(arp_table.read()) == [("192.168.1.87", "00:61:20:12:34:56")]


@pytest.mark.parametrize("text", ["exit 1", "printf '\\377\\376 192.168.1.87'"])
def test_a_program_that_tells_nothing_of_use_leaves_the_table_empty(no_proc, text):
    program(no_proc, text)
    assert arp_table.read() == ()


def test_a_program_that_cannot_be_started_leaves_the_table_empty(no_proc):
    (no_proc / "arp").write_text("no program")
    (no_proc / "arp").chmod(0o755)
    assert arp_table.read() == ()


def test_without_such_a_program_the_table_is_empty(no_proc):
    assert arp_table.read() == ()


@given(st.text(max_size=400))
def test_whatever_a_system_writes_is_read_or_left_out(text):
    parse_proc("header\n" + text)
    parse_command(text)


@given(st.lists(st.sampled_from(["192.168.1.87", "999.1.1.1", "0x2", "0xzz", "00:61:20:12:34:56", "at", "\n"])))
def test_lines_of_the_right_words_in_the_wrong_order_do_no_harm(words):
    parse_proc("header\n" + " ".join(words))
    parse_command(" ".join(words))
