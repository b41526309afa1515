"""Patterns, a person who sees them, and the profile that comes of it."""

import pytest
import zxingcpp

from ocom809 import OCPP809, Printer, Receipt
from ocom809.diagnosis.calibration import STEPS, calibrate
from ocom809.diagnosis.calibration.answers import WrittenAnswers
from ocom809.diagnosis.calibration.dialogue import Choice, Number, Numbers, YesOrNo
from ocom809.diagnosis.calibration.page import ladder
from ocom809.diagnosis.calibration.run import with_answers
from ocom809.diagnosis.profile_file import save_profile
from ocom809.errors import InputError, NotPrinted, ProfileError
from ocom809.evidence import Confidence
from ocom809.profile import load_profile
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice


@pytest.fixture
def calibrated(tmp_path):
    """Calibrate a unit by written answers, and give its profile as it comes back from the file."""

    def run(unit, answers, begin=OCPP809):
        (tmp_path / "answers.toml").write_text(answers)
        person = WrittenAnswers(tmp_path / "answers.toml")
        profile = begin
        with Printer(VirtualDevice(unit), profile=begin) as printer:
            for _, profile in calibrate(printer, person, STEPS.values()):
                save_profile(profile, tmp_path / "unit.toml")
        return load_profile(tmp_path / "unit.toml") if profile is not begin else begin

    return run


def printed(receipt, profile, **unit):
    """The receipt on a fresh unit of this kind, printed by what the profile says."""
    fresh = VirtualPrinter(**unit)
    with Printer(VirtualDevice(fresh), profile=profile) as printer:
        printer.print(receipt)
    fresh.tear_off()
    return fresh.tickets[0]


def texts(unit):
    return "\n".join(ticket.text for ticket in unit.tickets)


# Units that are not like the class


def test_a_unit_of_512_dots_prints_right_by_its_profile(calibrated):
    profile = calibrated(VirtualPrinter(personality="512-dots"), "[width]\ndots = 512\ncolumns = 42\n")
    assert (profile.width_dots, profile.columns_a, profile.columns_b) == (512, 42, 56)
    receipt = Receipt().row("Total", "4.20").rule()
    spoilt = printed(receipt, OCPP809, personality="512-dots").text.splitlines()
    right = printed(receipt, profile, personality="512-dots").text.splitlines()
    assert right[0] == f"Total{'4.20':>37}"
    assert len(right) == 2
    assert len(spoilt) > 2, "by the class profile each line breaks in two"


def test_what_a_person_sees_on_512_dots_is_what_the_answers_say(calibrated):
    unit = VirtualPrinter(personality="512-dots")
    calibrated(unit, "[width]\ndots = 512\ncolumns = 42\n")
    lines = texts(unit).splitlines()
    assert any(line.endswith("< 42") and len(line) == 42 for line in lines)
    assert not any(line.endswith("< 48") and len(line) == 48 for line in lines)


def test_the_lines_of_code_pages_are_not_broken_on_narrow_paper(calibrated):
    narrow = OCPP809.with_facts(width_dots=512)
    unit = VirtualPrinter(personality="512-dots")
    calibrated(unit, "[code-pages]\nwrong = []\n", begin=narrow)
    lines = [line for line in texts(unit).splitlines() if "PC437" in line or "WPC125" in line]
    assert len(lines) > 5
    assert all(len(line) <= 42 and line[:3].strip().isdigit() for line in lines)
    assert len(texts(unit).splitlines()) < 60


def test_a_unit_with_a_wrong_page_prints_right_by_its_profile(calibrated):
    profile = calibrated(VirtualPrinter(personality="wrong-page-16"), "[code-pages]\nwrong = [16]\n")
    assert profile.code_page(16).codec is None
    assert profile.code_page(18).evidence.confidence is Confidence.MEASURED
    receipt = Receipt().text("„Tea“ 4 €")
    assert printed(receipt, OCPP809, personality="wrong-page-16").text != "„Tea“ 4 €"
    assert printed(receipt, profile, personality="wrong-page-16").text == "„Tea“ 4 €"


def test_unyka_prints_right_by_its_profile(calibrated):
    answers = """
        [barcodes]
        missing = [3, 6]
        [feed]
        lines = 4
        [codes]
        qr = true
        pdf417 = true
    """
    unit = VirtualPrinter(personality="unyka")
    profile = calibrated(unit, answers)
    assert {"EAN13", "ITF"} & profile.barcodes == set()
    assert profile.longest_line_feed == 4
    refused = [event.details.get("kind") for event in unit.events if event.name == "not known"]
    assert sorted(refused) == [67, 70], "those two had no bars for the person to see"
    article = printed(Receipt().barcode("4006381333931"), profile, personality="unyka")
    [found] = zxingcpp.read_barcodes(article.to_image().convert("L"))
    assert found.text == "4006381333931", "it goes as dots"
    assert printed(Receipt().barcode("Ocom809"), profile, personality="unyka").black_dots > 5000


def test_a_unit_that_cuts_early_is_known_by_its_arrow(calibrated):
    unit = VirtualPrinter(personality="ocpp-80h")
    profile = calibrated(unit, "[early-cut]\narrow = false\n")
    assert (profile.cuts_early, profile.stalls_on_black) == (True, None)
    whole = VirtualPrinter()
    calibrated(whole, "[early-cut]\narrow = true\n")
    assert unit.tickets[0].height_dots < whole.tickets[0].height_dots, "the arrow is cut through, as the person saw"


def test_a_unit_that_cuts_early_behind_black_only_is_known_by_its_bar(calibrated):
    unit, whole = VirtualPrinter(personality="xp-80t"), VirtualPrinter()
    profile = calibrated(unit, "[early-cut]\narrow = true\nbar = false\n")
    assert (profile.cuts_early, profile.stalls_on_black) == (False, True)
    calibrated(whole, "[early-cut]\narrow = true\nbar = true\n")
    heights = [[ticket.height_dots for ticket in one.tickets] for one in (unit, whole)]
    assert heights[0][0] == heights[1][0]
    assert heights[0][1] < heights[1][1]


def test_what_is_known_of_early_cuts_does_not_hide_them_from_the_person(calibrated):
    unit, again = VirtualPrinter(personality="ocpp-80h"), VirtualPrinter(personality="ocpp-80h")
    known = OCPP809.with_facts(cuts_early=True, answers_real_time=True, answers_in_turn=True)
    calibrated(unit, "[early-cut]\narrow = false\n")
    calibrated(again, "[early-cut]\narrow = false\n", begin=known)
    assert again.tickets[0].height_dots == unit.tickets[0].height_dots


def test_a_small_buffer_shows_in_the_ladders(calibrated):
    unit = VirtualPrinter(personality="small-buffer")
    profile = calibrated(unit, "[bands]\nrows-24 = true\nrows-48 = true\nrows-64 = false\nrows-113 = true\n")
    assert profile.band_rows == 48
    assert len(unit.tickets) == 3, "behind the first that is spoilt no further paper is spent"
    assert "U" * 10 not in unit.tickets[1].text
    assert "U" * 10 in unit.tickets[2].text, "what the person sees of the spoilt one"


def test_the_knife_cuts_the_scale_at_the_number_that_is_asked_for(calibrated):
    unit = VirtualPrinter()
    profile = calibrated(unit, "[knife]\ndots = 136\n")
    assert profile.head_to_knife_dots == 136
    scale = unit.tickets[0]
    assert scale.height_dots > 320 - unit.personality.head_to_knife_dots
    below = unit.tickets[1].height_dots
    assert below >= 144, "the rest of the scale is on the next piece"


def test_a_unit_that_cuts_early_has_its_knife_measured_right(calibrated):
    early, plain = VirtualPrinter(personality="ocpp-80h"), VirtualPrinter()
    for unit in (early, plain):
        calibrated(unit, "[knife]\ndots = 144\n")
    assert early.tickets[0].height_dots == plain.tickets[0].height_dots


@pytest.mark.parametrize(("personality", "expected"), [("ocpp-809", True), ("unyka", False)])
def test_who_answers_first_is_measured_while_it_prints(calibrated, personality, expected):
    unit = VirtualPrinter(personality=personality, speed_mm_s=300)
    assert calibrated(unit, "[order]\n").real_time_overtakes is expected


def test_a_printer_that_is_not_seen_at_work_shows_no_order(calibrated):
    assert calibrated(VirtualPrinter(), "[order]\n").real_time_overtakes is None


def test_a_wire_without_answers_measures_nothing(tmp_path):
    (tmp_path / "answers.toml").write_text("[order]\n")
    with Printer(f"file:///{(tmp_path / 'out.bin').as_posix().lstrip('/')}") as printer:
        ((_, profile),) = calibrate(printer, WrittenAnswers(tmp_path / "answers.toml"), STEPS.values())
    assert profile == OCPP809


def test_the_drawers_sensor_is_read_shut_and_open(tmp_path):
    unit = VirtualPrinter(personality="drawer-pin-low")

    class Cashier:
        def wants(self, step):
            return step.name == "drawer"

        def answer(self, step, ask):
            if ask.key == "pin-5":
                unit.set_drawer_pin(high=True)
            return ask.key != "pin-2"

    with Printer(VirtualDevice(unit)) as printer:
        ((_, profile),) = calibrate(printer, Cashier(), STEPS.values())
    assert (profile.drawer_pin, profile.drawer_open_is_high) == (5, True)
    assert [event.details["pin"] for event in unit.events if event.name == "drawer"] == [2, 5]


# What nobody answered


def test_questions_without_an_answer_change_nothing(calibrated):
    answers = "".join(f"[{name}]\n" for name in STEPS if name != "order")
    profile = calibrated(VirtualPrinter(), answers)
    assert profile == OCPP809
    assert all(evidence.confidence < Confidence.MEASURED for evidence in profile.evidence.values())


def test_steps_that_are_not_wanted_print_nothing(calibrated):
    unit = VirtualPrinter()
    assert calibrated(unit, "") is OCPP809
    assert unit.advanced_mm == 0


def test_a_printer_without_paper_refuses_and_what_was_answered_is_kept(tmp_path):
    unit = VirtualPrinter()
    (tmp_path / "answers.toml").write_text("[width]\ndots = 512\n[feed]\nlines = 8\n")
    taken = []

    def run():
        with Printer(VirtualDevice(unit)) as printer:
            for step, profile in calibrate(printer, WrittenAnswers(tmp_path / "answers.toml"), STEPS.values()):
                taken.append((step.name, profile.width_dots))
                unit.play("paper-out")

    with pytest.raises(NotPrinted, match="paper is out"):
        run()
    assert taken == [("width", 512)]


def test_a_step_is_done_when_a_calibration_answered_all_of_it():
    step = STEPS["width"]
    assert not step.is_done(OCPP809)
    assert not step.is_done(OCPP809.with_facts(width_dots=512, source="ruler"))
    assert step.is_done(with_answers(OCPP809, {"width_dots": 512, "columns_a": 42, "columns_b": 56}, "2026-11-25"))


def test_answers_that_contradict_each_other_are_refused():
    with pytest.raises(ProfileError, match="columns_a must be at most 42"):
        with_answers(OCPP809, {"width_dots": 512, "columns_a": 48, "columns_b": 64}, "2026-11-25")


# Answers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[tea]\n", "no step 'tea'"),
        ("width = 3\n", "width is a table"),
        ("[width]\ndot = 512\n", "asks no 'dot'"),
        ("[width\n", "no TOML"),
        (f"# {'x' * 70_000}\n", "refused"),
    ],
)
def test_a_file_with_a_slip_is_refused_before_anything_is_printed(tmp_path, text, words):
    (tmp_path / "answers.toml").write_text(text)
    with pytest.raises(InputError, match=words):
        WrittenAnswers(tmp_path / "answers.toml")


def test_an_answer_that_cannot_be_names_its_place(calibrated):
    with pytest.raises(InputError, match=r"answers\.toml: width\.dots: the answer is one of 576, 512, 384"):
        calibrated(VirtualPrinter(), "[width]\ndots = 600\n")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (YesOrNo(), "Yes", True),
        (YesOrNo(), " n ", False),
        (Number(0, 400), "144", 144),
        (Choice(("off", "hangs")), "OFF", "off"),
        (Numbers((1, 2, 16)), "16, 2", (2, 16)),
        (Numbers((1, 2, 16)), "none", ()),
    ],
)
def test_answers_are_read_as_people_type_them(kind, text, value):
    assert kind.read(text) == value
    assert kind.form


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (YesOrNo(), "perhaps"),
        (Number(0, 400), "401"),
        (Number(0, 400), "-1"),
        (Number(0, 400), "²"),
        (Number(0, 400), "9" * 10_000),
        (Choice(("off",)), "on"),
        (Numbers((1,)), "3"),
        (Numbers((1,)), ""),
        (Numbers((1,)), "1-2"),
    ],
)
def test_what_is_no_answer_is_refused(kind, text):
    with pytest.raises(InputError, match="the answer is"):
        kind.read(text)


def test_a_ladder_that_is_taken_for_text_holds_nothing_but_blanks_and_letters():
    data = ladder(72, 512)
    assert len(data) == 72 * 512
    assert set(data) == {0, ord("I"), ord("U")}
    assert sum(byte != 0 for byte in data) < 2000


# Greys


def test_the_patch_that_vanishes_in_its_frame_gives_the_gamma_of_pictures(calibrated):
    assert calibrated(VirtualPrinter(), "[tone]\npatch = 6\n").picture_gamma == 2.5


def test_patches_get_lighter_from_the_first_to_the_last():
    talk = STEPS["tone"].talk(OCPP809)
    ticket = printed(next(talk).document, OCPP809)
    assert [name for name in "12345678" if name in ticket.text] == list("12345678")
    rows = [f"{ticket.row(number):0576b}" for number in range(ticket.height_dots)]
    # The patches stand in rows where the frames' blocks do too: two stretches of 64 rows.
    middles = [
        place
        for place in range(30, len(rows) - 30)
        if all(row.count("1") > 150 for row in rows[place - 30 : place + 30])
    ]
    blacks = [
        sum(row[left + 40 : left + 104].count("1") for row in rows[middle - 10 : middle + 10])
        for middle in (middles[0] + 10, middles[-1] - 10)
        for left in range(0, 576, 144)
    ]
    assert blacks == sorted(blacks, reverse=True)
