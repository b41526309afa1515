"""A unit's profile on disk: read back as it was, each fact with its evidence."""

import tomllib
from dataclasses import replace

import pytest

from ocom809.code_pages import CodePage
from ocom809.diagnosis.profile_file import begun_profile, known_facts, profile_text, save_profile
from ocom809.errors import ProfileError
from ocom809.evidence import Confidence, Evidence
from ocom809.profile import OCPP809, load_profile

MEASURED = Evidence(Confidence.MEASURED, "calibrate 2026-11-25")


def test_what_was_saved_is_read_back_with_its_evidence(tmp_path):
    probed = OCPP809.with_facts(source="probe 2026-11-24", answers_in_turn=True, self_test_command=b"\x12T")
    saved = probed.with_facts(source="calibrate 2026-11-25", width_dots=512, barcodes=frozenset({"CODE128"}))
    save_profile(saved, tmp_path / "unit.toml")
    assert [path.name for path in tmp_path.iterdir()] == ["unit.toml"], "nothing else is left there"
    read = load_profile(tmp_path / "unit.toml")
    assert read == saved
    assert read.evidence == saved.evidence
    assert read.evidence["answers_in_turn"].source == "probe 2026-11-24"
    assert read.evidence["width_dots"] == MEASURED


def test_a_code_page_without_a_codec_stays_without(tmp_path):
    pages = tuple(CodePage(16, 'a "wrong" one', None, MEASURED) if p.number == 16 else p for p in OCPP809.code_pages)
    saved = replace(OCPP809, code_pages=pages)
    save_profile(saved, tmp_path / "unit.toml")
    read = load_profile(tmp_path / "unit.toml")
    assert read.code_page(16) == CodePage(16, 'a "wrong" one', None, MEASURED)
    assert 16 not in {page.number for page in read.proven_code_pages}
    assert read.code_pages == saved.code_pages


def test_the_class_profile_says_nothing_of_a_unit():
    assert known_facts(OCPP809) == ()
    assert tomllib.loads(profile_text(OCPP809)) == {}


def test_unknown_is_not_written_down():
    assert known_facts(OCPP809.with_facts(buzzer=None)) == ()


def test_a_profile_that_is_not_there_begins_as_the_class(tmp_path):
    assert begun_profile(tmp_path / "new.toml") is OCPP809
    assert begun_profile(None) is OCPP809


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ProfileError, match="cannot be written"):
        save_profile(OCPP809, tmp_path / "none" / "unit.toml")


def test_a_name_full_of_quotes_and_signs_survives(tmp_path):
    saved = replace(OCPP809, name='till "2" \\ Łódź €')
    save_profile(saved, tmp_path / "unit.toml")
    assert load_profile(tmp_path / "unit.toml").name == saved.name


@pytest.mark.parametrize(
    "text",
    [
        "buzzer = true\n[evidence.paper]\nsource = 'x'\n",
        "buzzer = true\n[evidence.buzzer]\nconfidence = 'sure'\n",
        "buzzer = true\nevidence = 7\n",
        "buzzer = true\n[evidence]\nbuzzer = 7\n",
        "drawer_pin = 3\n",
    ],
)
def test_evidence_that_makes_no_sense_is_refused(tmp_path, text):
    (tmp_path / "unit.toml").write_text(text)
    with pytest.raises(ProfileError, match=r"unit\.toml"):
        load_profile(tmp_path / "unit.toml")
