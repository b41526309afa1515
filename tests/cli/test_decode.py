"""``decode --state``: what every instruction changes, for people and for programs."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.virtual.instructions import INSTRUCTIONS
from ocom809.virtual.state_changes import step_lines, step_to_dict, steps


@pytest.fixture
def decoded(ocom809, tmp_path):
    """Run decode on bytes."""

    def run(data, *words):
        path = tmp_path / "job.bin"
        path.write_bytes(data)
        ran = ocom809("decode", path, *words)
        assert ran.code == 0, ran.err
        return ran.out.splitlines()

    return run


def changes(data):
    """What each instruction changes, as ``name: (old, new)``."""
    return [{name: (one.old, one.new) for name, one in step.changes.items()} for step in steps(data)]


def test_the_state_stands_below_the_instruction_that_changed_it(decoded):
    assert decoded(b"\x1b@\x1ba\x01\x1bE\x01\x1bt\x13Tea\n\x1dVB\x00", "--state") == [
        "00000000  1b 40                                  ESC @: initialise",
        "00000002  1b 61 01                               ESC a: centre",
        "          alignment: left → centre",
        "00000005  1b 45 01                               ESC E: bold on",
        "          bold: off → on",
        "00000008  1b 74 13                               ESC t: code page 19, PC858",
        "          code page: 0 PC437 → 19 PC858",
        '0000000b  54 65 61                               text: "Tea"',
        "          position across: 0.0 → 4.5 mm",
        "0000000e  0a                                     LF: print and feed a line",
        "          position across: 4.5 → 0.0 mm",
        "          position down: 0.0 → 3.75 mm",
        "0000000f  1d 56 42 00                            GS V: feed to the knife and 0 units, partial cut",
        "          position down: 3.75 → 21.77 mm",
        "          ! partial cut",
    ]


def test_json_carries_the_changes_as_an_object(decoded):
    (record,) = map(json.loads, decoded(b"\x1d!\x11", "--state", "--json"))
    assert record["name"] == "GS !"
    assert record["events"] == []
    assert record["state"] == {
        "size": {"old": "1 × wide, 1 × high", "new": "2 × wide, 2 × high"},
        "chinese_size": {"old": "1 × wide, 1 × high", "new": "2 × wide, 2 × high"},
    }


def test_without_the_option_there_is_no_state(decoded):
    (record,) = map(json.loads, decoded(b"\x1d!\x11", "--json"))
    assert "state" not in record
    assert len(decoded(b"\x1d!\x11")) == 1


def test_unknown_and_broken_off_instructions_are_named_with_their_offset(decoded):
    lines = decoded(b"Tea\n\x1b\x02\x1dv0\x00", "--state")
    assert any("unknown at byte 4: no table holds 1b" in line for line in lines)
    assert lines[-1].endswith("incomplete at byte 6: the stream ends 4 bytes into GS v 0, raster picture")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("1B 4D 01", {"font": ("A", "B")}),
        ("1B 2D 02", {"underline_dots": (0, 2)}),
        ("1D 42 01", {"white_on_black": (False, True)}),
        ("1B 33 50", {"line_spacing_dots": (30, 80)}),
        ("1D 4C 40 00", {"left_margin_dots": (0, 64), "area_width_dots": (576, 512)}),
        ("1D 57 00 01", {"area_width_dots": (576, 256)}),
        ("1D 50 B4 00", {"motion_unit_across": ("one dot", "1/180 inch")}),
        ("1B 24 CB 00", {"position_across_mm": (0.0, 25.4)}),
        ("1B 44 04 08 00", {"tabs_dots": (list(range(96, 576, 96)), [48, 96])}),
        ("1B 52 02", {"international_set": ("0 USA", "2 Germany")}),
        ("1C 26", {"chinese_mode": (False, True)}),
        ("1D 68 50", {"barcode_height_dots": (162, 80)}),
        ("1D 28 6B 03 00 31 45 33", {"qr_level": ("L", "H")}),
        ("1D 28 6B 05 00 31 50 30 1B 62", {"qr_data": ("nothing", '"\\x1bb"')}),
        ("1D 2A 01 01 FF FF FF FF FF FF FF FF", {"downloaded_picture": ("none", "8 × 8 dots")}),
        ("1D 28 6B 04 00 30 45 30 33", {"pdf417_level": ("by the ratio", "3")}),
        ("1B 57 08 00 10 00 40 00 50 00", {"page_area": ("576 × 936 dots at 0, 0", "64 × 80 dots at 8, 16")}),
        ("1B 3D 00", {"selected": (True, False)}),
        ("1B 4A CB", {"position_down_mm": (0.0, 25.4)}),
        ("1B 64 00", {}),
    ],
)
def test_each_part_of_the_state(data, expected):
    assert changes(bytes.fromhex(data)) == [expected]


def test_the_reset_tells_what_it_put_back():
    *_, reset = changes(b"\x1bE\x01\x1bM\x01\x1b@")
    assert reset == {"bold": (True, False), "font": ("B", "A")}


def test_what_a_macro_does_is_told_where_it_is_run():
    *_, run = steps(b"\x1d:\x1bE\x01\x1d:\x1bE\x00\x1d^\x01\x00\x00")
    assert run.instruction.name == "GS ^"
    assert (run.changes["bold"].old, run.changes["bold"].new) == (False, True)


def test_why_an_instruction_changed_nothing_is_said():
    (ignored,) = steps(b"\x1ba\x09")
    assert ignored.changes == {}
    assert ignored.events[0].startswith("ignored: instruction ESC a")


def test_what_the_printer_would_answer_is_an_event():
    (read,) = steps(bytes.fromhex("1C 67 32 00 00 00 00 00 02 00"))
    assert read.events[-1] == "reply: hex 5f ff ff 00"


def test_events_are_bounded_and_free_of_control_characters():
    (text,) = steps(bytes(range(0x80, 0x100)) * 30)
    assert len(text.events) <= 20
    assert all(line.isprintable() for line in step_lines(text))


def test_an_oversized_instruction_changes_nothing():
    found = list(steps(b"\x1dv0\x00\x48\x00\x20\x00" + b"a" * 72 * 32 + b"\x1bE\x01", payload_limit=1000))
    assert [step.instruction.name for step in found] == ["oversized", "skipped", "ESC E"]
    assert [list(step.changes) for step in found] == [[], [], ["bold"]]


@given(st.lists(st.one_of(st.sampled_from(sorted(INSTRUCTIONS)), st.binary(max_size=12)), max_size=30).map(b"".join))
@settings(deadline=None)
def test_whatever_the_stream_is_its_states_are_told_and_printable(data):
    found = list(steps(data))
    assert b"".join(step.instruction.data for step in found) == data
    for step in found:
        assert all(line.isprintable() for line in step_lines(step))
        json.dumps(step_to_dict(step))
