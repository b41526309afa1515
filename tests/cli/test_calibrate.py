"""``calibrate`` on the command line: a person at the keyboard, or a file."""

import io

import pytest

from ocom809.profile import load_profile


@pytest.fixture
def typed(ocom809, monkeypatch, tmp_path):
    """Calibrate with these lines typed in."""

    def run(lines, *words, device="virtual:"):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return ocom809("calibrate", "--device", device, "--save", tmp_path / "unit.toml", *words)

    return run


def test_a_person_answers_and_the_profile_is_written(typed, tmp_path):
    ran = typed(["y", "512", "42"], "--only", "width", device="virtual:?personality=512-dots")
    assert ran.code == 0, ran.err
    assert "rightmost number of dots" in ran.err
    assert "Taken: width." in ran.out
    assert load_profile(tmp_path / "unit.toml").width_dots == 512


def test_what_is_no_answer_is_asked_again(typed, tmp_path):
    ran = typed(["y", "wide", "576", ""], "--only", "width")
    assert "the answer is one of 576, 512, 384" in ran.err
    profile = load_profile(tmp_path / "unit.toml")
    assert profile.evidence["width_dots"].source.startswith("calibrate ")


def test_steps_are_skipped_and_the_rest_is_left_when_they_stop(typed):
    ran = typed(["s", "q"], "--json")
    assert ran.code == 0
    assert ran.facts["taken"] == []
    assert len(ran.facts["left_out"]) == 14


def test_a_calibration_goes_on_where_it_stopped(typed, tmp_path):
    typed(["y", "576", "48", "q"])
    ran = typed(["q"])
    assert "Step 1 of 13, code-pages" in ran.err
    assert "Step 1 of 14, width" in typed(["q"], "--again").err


def test_when_the_person_goes_away_what_was_answered_is_kept(typed, tmp_path):
    ran = typed(["y", "512", "42", "y"])
    assert ran.code == 130
    assert load_profile(tmp_path / "unit.toml").width_dots == 512


def test_code_pages_are_shown_on_the_screen_to_compare(typed, tmp_path):
    ran = typed(["y", "none"], "--only", "code-pages")
    assert " 16 WPC1252" in ran.err
    assert load_profile(tmp_path / "unit.toml").code_page(16).evidence.confidence.name == "MEASURED"


def test_answers_from_a_file_need_no_keyboard(ocom809, tmp_path):
    (tmp_path / "answers.toml").write_text("[cut]\npiece = 'off'\n[sound]\nbeep = false\n")
    ran = ocom809(
        "calibrate", "--device", "virtual:", "--save", tmp_path / "unit.toml", "--answers", tmp_path / "answers.toml"
    )
    assert ran.code == 0
    profile = load_profile(tmp_path / "unit.toml")
    assert (profile.cuts_fully, profile.buzzer, profile.alarm_light) == (True, False, None)


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--only", "tea"], 2), (["--answers", "none.toml"], 3), (["--device", "nonsense:"], 3)],
)
def test_what_cannot_be_is_refused(ocom809, tmp_path, words, code):
    assert ocom809("calibrate", "--device", "virtual:", "--save", tmp_path / "unit.toml", *words).code == code
    assert not (tmp_path / "unit.toml").exists()
