"""The facts of a printer: evidence for each, replaceable, and no nonsense taken from a file."""

import codecs
from dataclasses import fields

import pytest

from ocom809.errors import ProfileError
from ocom809.profile import OCPP809, Confidence, Profile, load_profile


def write(tmp_path, text):
    path = tmp_path / "unit.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_fact_of_the_class_has_evidence():
    facts = {item.name for item in fields(Profile)} - {"name", "evidence"}
    assert facts == set(OCPP809.evidence)


def test_nothing_is_called_measured_before_a_unit_was_measured():
    assert all(item.confidence < Confidence.MEASURED for item in OCPP809.evidence.values())
    assert all(page.evidence.confidence < Confidence.MEASURED for page in OCPP809.code_pages)


def test_code_page_numbers_are_unique_bytes_and_their_codecs_exist():
    numbers = [page.number for page in OCPP809.code_pages]
    assert len(set(numbers)) == len(numbers)
    assert all(0 <= number <= 255 for number in numbers)
    for page in OCPP809.code_pages:
        if page.codec:
            codecs.lookup(page.codec)


def test_guessed_pages_are_left_out_until_asked_for():
    numbers = {page.number for page in OCPP809.proven_code_pages}
    assert {0, 2, 16, 17, 18, 19} <= numbers
    assert 8 not in numbers, "Hebrew at 8 is a guess"
    assert 1 not in numbers, "Katakana has no codec"
    bold = OCPP809.with_facts(code_page_confidence=Confidence.GUESS)
    assert 8 in {page.number for page in bold.proven_code_pages}


def test_a_page_is_found_by_its_number():
    assert OCPP809.code_page(19).codec == "cp858"
    assert OCPP809.code_page(200) is None


def test_a_replaced_fact_carries_its_own_evidence():
    unit = OCPP809.with_facts(width_dots=512, source="self-test page")
    assert unit.width_dots == 512
    assert unit.evidence["width_dots"].confidence is Confidence.MEASURED
    assert unit.evidence["width_dots"].source == "self-test page"
    assert unit.evidence["band_rows"] == OCPP809.evidence["band_rows"]
    assert OCPP809.width_dots == 576


def test_another_width_brings_its_columns_along():
    unit = OCPP809.with_facts(width_dots=512, source="self-test page")
    assert (unit.columns_a, unit.columns_b) == (42, 56)
    assert unit.evidence["columns_a"].source == "self-test page"
    assert OCPP809.with_facts(width_dots=512, columns_a=40).columns_a == 40


def test_more_columns_than_dots_are_refused():
    with pytest.raises(ProfileError, match="columns_a must be at most 42 on 512 dots, not 48"):
        OCPP809.with_facts(width_dots=512, columns_a=48)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("width_dots", 0),
        ("width_dots", 576.0),
        ("width_dots", True),
        ("band_rows", 5000),
        ("qr_code", "yes"),
        ("chinese_codec", "no-such-codec"),
        ("chinese_codec", 7),
        ("self_test_command", b""),
        ("name", "evil\x1b[2J"),
        ("cuts_early", "yes"),
        ("stalls_on_black", 1),
        ("unacknowledged_bytes", 63),
        ("unacknowledged_bytes", True),
        ("keeps_after_paper_out", "perhaps"),
        ("keeps_after_paper_out", True),
    ],
)
def test_an_impossible_fact_is_refused_by_name(fact, value):
    with pytest.raises(ProfileError, match=fact):
        OCPP809.with_facts(**{fact: value})


def test_a_fact_that_does_not_exist_is_refused_and_the_known_ones_are_listed():
    with pytest.raises(ProfileError, match=r"no fact named 'widht_dots'.*width_dots"):
        OCPP809.with_facts(widht_dots=512)


def test_a_profile_file_changes_what_it_names(tmp_path):
    path = write(
        tmp_path,
        """
        source = "unit 7, self-test page of 3 May"
        name = "kitchen"
        width_dots = 512
        barcodes = ["CODE39", "CODE128"]
        self_test_command = "12 54"
        code_page_confidence = "certain"

        [[code_page]]
        number = 16
        name = "WPC1250"
        codec = "windows-1250"

        [[code_page]]
        number = 99
        name = "Martian"
        """,
    )
    profile = load_profile(path)
    assert (profile.name, profile.width_dots, profile.self_test_command) == ("kitchen", 512, b"\x12T")
    assert profile.barcodes == {"CODE39", "CODE128"}
    assert profile.code_page(16).codec == "cp1250"
    assert profile.code_page(16).evidence.source == "unit 7, self-test page of 3 May"
    assert profile.code_page(99).codec is None
    assert profile.code_page(18) == OCPP809.code_page(18)


def test_a_profile_file_tells_what_jobs_depend_on(tmp_path):
    path = write(
        tmp_path,
        """
        cuts_early = true
        stalls_on_black = false
        unacknowledged_bytes = 2048
        keeps_after_paper_out = "reprints"
        """,
    )
    profile = load_profile(path)
    facts = profile.cuts_early, profile.stalls_on_black, profile.unacknowledged_bytes, profile.keeps_after_paper_out
    assert facts == (True, False, 2048, "reprints")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("width_dots = ", "no TOML"),
        (b"\xff\xfe", "no TOML"),
        ("widht_dots = 512", "no fact named"),
        ("width_dots = -1", "width_dots must be"),
        ("barcodes = 7", "cannot have"),
        ('self_test_command = "zz"', "cannot have"),
        ('code_page_confidence = "sure"', "cannot have"),
        ("[[code_page]]\nname = 'x'", "cannot have"),
        ("[[code_page]]\nnumber = 1\nname = 'x'\ncodec = 'klingon'", "cannot have"),
        ("name = 'x'" + " " * 300_000, "is refused"),
    ],
)
def test_a_bad_profile_file_is_one_clear_error_naming_the_file(tmp_path, text, complaint):
    path = write(tmp_path, text)
    with pytest.raises(ProfileError, match=complaint) as caught:
        load_profile(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_profile_file_is_said_so(tmp_path):
    with pytest.raises(ProfileError, match=r"none\.toml: No such file"):
        load_profile(tmp_path / "none.toml")


@pytest.mark.parametrize("path", [None, 0, b"unit.toml", "a\0b"])
def test_what_is_no_path_is_refused(path):
    with pytest.raises(ProfileError):
        load_profile(path)


def test_a_profile_file_names_the_fonts_that_draw_what_the_printer_lacks(tmp_path):
    path = tmp_path / "shop.toml"
    path.write_text('fonts = ["a.ttf", "b.otf"]\n', encoding="utf-8")
    assert load_profile(path).fonts == ("a.ttf", "b.otf")
    path.write_text('fonts = "a.ttf"\n', encoding="utf-8")
    with pytest.raises(ProfileError, match="fonts must be paths of font files"):
        load_profile(path)
