"""Runs of code pages: valid, and with the fewest switches."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.evidence import Confidence, Evidence
from ocom809.profile import OCPP809, CodePage
from ocom809.receipt.codepages import cut, page_runs
from ocom809.receipt.repertoire import STAND_IN, Repertoire, repertoire_of

CLASS = repertoire_of(OCPP809)
# Few characters that share pages in many ways.
LETTERS = "aé€øżЖΩłńß╔ő"
PAGES = tuple(
    CodePage(number, codec, codec, Evidence(Confidence.CERTAIN, "test"))
    for number, codec in enumerate(("cp437", "cp850", "cp858", "cp852", "cp866", "cp737", "cp1252", "cp1250"))
)
SMALL = Repertoire(PAGES, None)
TEXTS = st.text(LETTERS, max_size=9).filter(
    lambda text: all(character == "a" or SMALL.holders(character) for character in text)
)


def numbers(
    text: str, repertoire: Repertoire = CLASS, selected: CodePage | None = None
) -> list[tuple[str, int | None]]:
    return [(run.text, run.page and run.page.number) for run in page_runs(text, repertoire, selected)]


def test_ascii_needs_no_page():
    assert numbers("Tea") == [("Tea", None)]
    assert numbers("") == []


def test_the_euro_goes_to_page_19_which_is_the_surest_of_those_that_have_it():
    assert numbers("4 €") == [("4 ", None), ("€", 19)]


def test_among_pages_of_the_same_confidence_the_lowest_number_is_taken():
    assert numbers("é") == [("é", 0)]


def test_a_text_stays_on_one_page_where_one_holds_all_of_it():
    assert numbers("é ø") == [("é ø", 2)]


def test_a_switch_comes_in_front_of_the_first_character_that_needs_it():
    assert numbers("é abc Ж", SMALL) == [("é abc ", 0), ("Ж", 4)]


def test_the_page_that_is_selected_is_kept_as_long_as_it_serves():
    page_16 = OCPP809.code_page(16)
    assert numbers("é €", CLASS, page_16) == [("é €", 16)]


def test_a_selected_page_that_the_repertoire_does_not_use_counts_as_unknown():
    assert numbers("é", CLASS, OCPP809.code_page(28)) == [("é", 0)]


def test_stand_ins_and_line_ends_stay_in_the_run_around_them():
    assert numbers(f"é{STAND_IN}\né") == [(f"é{STAND_IN}\né", 0)]


def test_runs_are_cut_into_those_of_each_text():
    page = OCPP809.code_page(2)
    runs = page_runs("é\n\nø abc\n", CLASS)

    assert list(cut(runs, [2, 0, 1, 6])) == [[("é\n", page)], [], [("\n", page)], [("ø abc\n", page)]]
    assert list(cut([], [])) == []
    assert list(cut([], [0])) == [[]]


@given(st.lists(TEXTS))
def test_what_is_cut_holds_the_texts_with_their_pages(texts):
    runs = page_runs("".join(texts), SMALL)
    pieces = list(cut(runs, map(len, texts)))

    assert ["".join(text for text, _ in piece) for piece in pieces] == texts
    assert [(letter, page) for piece in pieces for text, page in piece for letter in text] == [
        (letter, page) for text, page in runs for letter in text
    ]


def fewest_by_brute_force(text: str, selected: int | None) -> int:
    """The fewest ESC t for a text: the best of every page for every character."""
    costs: dict[int | None, int] = {selected: 0}
    for character in text:
        if character == "a":
            continue
        holders = [number for number in range(len(PAGES)) if SMALL.holders(character) >> number & 1]
        costs = {number: min(cost + (page != number) for page, cost in costs.items()) for number in holders}
    return min(costs.values())


@settings(max_examples=500)
@given(TEXTS, st.none() | st.integers(0, len(PAGES) - 1))
def test_no_sequence_of_pages_has_fewer_switches(text, selected):
    page = None if selected is None else SMALL.pages[selected]
    runs = page_runs(text, SMALL, page)
    assert "".join(run.text for run in runs) == text
    switches, current = 0, page
    for run in runs:
        if run.page is None:
            assert run.text.isascii()
            continue
        assert run.text.encode(run.page.codec)
        switches += run.page != current
        current = run.page
    assert switches == fewest_by_brute_force(text, selected)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)), st.sampled_from(SMALL.pages))
def test_ascii_never_switches_away_from_any_page(text, page):
    assert {run.page for run in page_runs(text, SMALL, page)} <= {page}
