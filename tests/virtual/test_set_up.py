"""Set-up that only makes itself known: density, black marks, the Kanji code system."""

import pytest

from tests.virtual.recording import printed


@pytest.mark.parametrize(
    ("stream", "level"),
    [(b"\x1d|\x07", 7), (b"\x1d|\x00", 0), (b"\x1d(K\x02\x001\x03", 3), (b"\x1d(K\x02\x001\xfe", -2)],
)
def test_density_is_told_and_changes_no_dot(stream, level):
    head = printed(stream + b"a\n")
    assert head.named("density") == [{"level": level}]
    assert head.rows == printed(b"a\n").rows


def test_a_level_of_speed_is_told():
    head = printed(b"\x1d(K\x02\x002\x03a\n")
    assert head.named("speed") == [{"level": 3}]
    assert head.rows == printed(b"a\n").rows


@pytest.mark.parametrize(
    "stream",
    [
        b"\x1d|\x09",
        b"\x1d(K\x02\x002\x00",
        b"\x1d(K\x02\x003\x01",
        b"\x1db\x01",
        b"\x1d(K\x01\x001",
        b"\x1d(K\x00\x00",
        b"\x1bc0\x01",
        b"\x1d(F\x01\x00\x01",
        b"\x1cC\x01",
        b"\x1bc3\x0f",
    ],
)
def test_what_is_out_of_range_is_told_and_leaks_nothing(stream):
    head = printed(stream + b"a\n")
    assert len(head.named("ignored")) == 1
    assert head.rows == printed(b"a\n").rows


def test_paper_without_black_marks_feeds_a_line():
    head = printed(b"\x1bc0\x99\x1d(F\x04\x00\x01\x00\x2c\x01a\x1d\x0c\x1bc0\x00")
    assert head.rows == printed(b"a\n").rows
    assert head.events == [
        ("paper type", {"kind": "marked"}),
        ("black mark offset", {"which": 1, "back": 0, "units": 300}),
        ("no black mark found", {}),
        ("paper type", {"kind": "continuous"}),
    ]
