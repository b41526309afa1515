"""``probe`` on the command line."""

import pytest

from ocom809.diagnosis.recording import load_recording
from ocom809.profile import load_profile

SOON = ("--timeout", "0.05")


def test_a_probe_tells_each_fact_with_its_bytes(ocom809):
    ran = ocom809("probe", "--device", "virtual:")
    assert ran.code == 0
    assert "answers in turn      yes" in ran.out
    assert "GS r 1: 00 in" in ran.out


def test_a_probe_for_programs(ocom809):
    facts = ocom809("probe", "--device", "virtual:?personality=unyka", "--json", *SOON).facts
    found = {finding["name"]: finding for finding in facts["findings"]}
    assert found["automatic_status"]["answer"] == "no"
    assert found["answers_in_turn"]["replies"][0] | {"milliseconds": 0} == {
        "question": "GS r 1",
        "sent": "1d7201",
        "reply": "00",
        "milliseconds": 0,
    }


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_silent_printer_is_said_to_be_silent(ocom809, more, tmp_path):
    device = "virtual:?personality=no-replies"
    ran = ocom809("probe", "--device", device, "--save", tmp_path / "unit.toml", *more, *SOON)
    assert ran.code == 11
    assert "silent" in ran.out
    assert load_profile(tmp_path / "unit.toml").answers_real_time is None


def test_a_capture_cannot_be_asked(ocom809, tmp_path):
    ran = ocom809("probe", "--device", f"file:///{(tmp_path / 'out.bin').as_posix().lstrip('/')}")
    assert ran.code == 11
    assert "Nothing comes back on this wire" in ran.out


def test_a_probe_adds_to_the_profile_that_is_there(ocom809, tmp_path):
    unit = tmp_path / "unit.toml"
    unit.write_text('source = "ruler"\nhead_to_knife_dots = 120\n')
    assert ocom809("probe", "--device", "virtual:", "--save", unit).code == 0
    profile = load_profile(unit)
    assert (profile.head_to_knife_dots, profile.answers_in_turn) == (120, True)
    assert profile.evidence["head_to_knife_dots"].source == "ruler"
    assert ocom809("print", "-", "--device", "virtual:", "--profile", tmp_path / "none.toml").code == 3


def test_a_profile_that_cannot_be_read_is_refused_before_anything_is_asked(ocom809, tmp_path):
    (tmp_path / "unit.toml").write_text("width_dots = 'wide'")
    assert ocom809("probe", "--device", "memory:", "--save", tmp_path / "unit.toml").code == 3


def test_a_probe_is_recorded(ocom809, tmp_path):
    assert ocom809("probe", "--device", "virtual:", "--record", tmp_path / "unit.json").code == 0
    recording = load_recording(tmp_path / "unit.json")
    assert recording.report.identity["GS I 66"] == "ocom809"
    assert recording.report.identity["GS I 68"] == "0000000"
