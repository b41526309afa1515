"""Knife, drawer, buzzer and light as the manual's commands ask for them."""

import pytest

from ocom809.virtual.interpretation import Interpretation
from tests.virtual.recording import printed


@pytest.mark.parametrize(
    ("data", "cuts"),
    [
        (b"\x1dV\x00", ["full"]), (b"\x1dV\x30", ["full"]), (b"\x1dV\x01", ["partial"]), (b"\x1dV\x31", ["partial"]),
        (b"\x1dV\x41\x00", ["feed", "full"]), (b"\x1dV\x42\x00", ["feed", "partial"]),
        (b"\x1bi", ["full"]), (b"\x1bm", ["partial"]),
    ],
)  # fmt: skip
def test_every_form_of_cut(data, cuts):
    assert printed(data).cuts == cuts


def test_gs_v_66_feeds_n_more_after_the_way_to_the_knife():
    head = printed(b"\x1dV\x42\x28")
    assert head.cuts == ["feed", "partial"]
    assert sum(head.feeds) == 40


@pytest.mark.parametrize("data", [b"\x1dV\x02", b"\x1dV\x67\x05", b"\x1dV\xff"])
def test_a_cut_that_the_class_does_not_know_is_ignored_and_said_so(data):
    head = printed(data)
    assert head.cuts == []
    assert head.named("ignored")[0]["instruction"] == "GS V"


@pytest.mark.parametrize("cut", [b"\x1dV\x01", b"\x1bi", b"\x1bm"])
def test_a_line_that_waits_is_printed_before_the_cut(cut):
    head = printed(b"Tea" + cut)
    assert head.texts == ["Tea"]
    assert len(head.rows) == 30
    assert len(head.cuts) == 1


@pytest.mark.parametrize(
    ("data", "details"),
    [
        (b"\x1bp\x00\x19\xfa", {"pin": 2, "on_ms": 50, "off_ms": 500}),
        (b"\x1bp\x30\x1e\xff", {"pin": 2, "on_ms": 60, "off_ms": 510}),
        (b"\x1bp\x01\x64\x0a", {"pin": 5, "on_ms": 200, "off_ms": 200}),
        (b"\x1bp\x31\x01\x02", {"pin": 5, "on_ms": 2, "off_ms": 4}),
    ],
)
def test_esc_p_kicks_the_drawer(data, details):
    assert printed(data).named("drawer") == [details]


def test_esc_b_beeps():
    assert printed(b"\x1bB\x02\x03").named("beep") == [{"times": 2, "ms": 150}]


@pytest.mark.parametrize(("number", "kind"), [(0, "nothing"), (1, "sound"), (2, "light"), (3, "sound and light")])
def test_esc_c_sounds_and_flashes(number, kind):
    assert printed(bytes([0x1B, 0x43, 20, 2, number])).named("alarm") == [{"times": 20, "ms": 100, "kind": kind}]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1bp\x02\x01\x01", b"\x1bB\x00\x01", b"\x1bB\x0a\x01", b"\x1bB\x01\x00", b"\x1bB\x01\x0a",
        b"\x1bC\x00\x01\x01", b"\x1bC\x15\x01\x01", b"\x1bC\x01\x00\x01", b"\x1bC\x01\x15\x01", b"\x1bC\x01\x01\x04",
    ],
)  # fmt: skip
def test_values_out_of_range_do_nothing_and_are_said_so(data):
    head = printed(data)
    assert [name for name, _ in head.events] == ["ignored"]


@pytest.mark.parametrize(
    "data", [b"\x10\x04\x01", b"\x10\x05\x01", b"\x10\x14\x01\x00\x01", b"\x1dr\x01", b"\x1da\x0f", b"\x1dI\x01",
             b"\x1bv", b"\x1d(A\x02\x00\x00\x02", b"\x1f\x1b\x1fg\x00"]
)  # fmt: skip
def test_a_head_without_a_printer_around_it_answers_no_question(data):
    head = printed(data)
    assert (head.replies, head.events, head.rows) == ([], [], [])


# Star has commands that begin with ESC RS, so what stands behind it tells whether it is one of those.
@pytest.mark.parametrize(("stream", "name"), [(b"\x07", "BEL"), (b"\x1b\x1e\n", "ESC RS")])
def test_a_control_beeps_only_where_the_unit_is_known_to(stream, name):
    assert printed(stream).named("ignored")[0]["reason"] == "beeps on a few clones only"
    beeping = Interpretation(beeps=frozenset({name}))
    assert printed(stream, interpretation=beeping).named("beep") == [{"times": 1, "instruction": name}]
