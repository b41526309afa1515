"""Who is behind which address, as systems write it down."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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


@given(st.text(max_size=400))
def test_whatever_a_system_writes_is_read_or_left_out(text):
    parse_proc("header\n" + text)
    parse_command(text)


@given(st.lists(st.sampled_from(["192.168.1.87", "999.1.1.1", "0x2", "0xzz", "00:61:20:12:34:56", "at", "\n"])))
def test_lines_of_the_right_words_in_the_wrong_order_do_no_harm(words):
    parse_proc("header\n" + " ".join(words))
    parse_command(" ".join(words))
