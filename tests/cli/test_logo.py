"""``logo``: stored, looked at, listed and cleared from the command line."""

from __future__ import annotations

import io

import pytest
from PIL import Image


@pytest.fixture
def logo(ocom809, monkeypatch, tmp_path):
    """Run ``ocom809 logo`` with these lines typed in, on a fresh printer with a lasting record."""
    monkeypatch.setattr("ocom809.logo_keeping.FLASH_SECONDS", 0.0)
    monkeypatch.chdir(tmp_path)
    Image.new("1", (80, 24), 0).save("bar.png")

    def run(*words, typed=(), device="virtual:?paper=out.png"):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        return ocom809("logo", *words, "--device", device, "--record", "unit.json")

    return run


def test_a_logo_is_stored_when_the_person_agrees_and_used_when_they_saw_it(logo, tmp_path):
    ran = logo("store", "bar", "bar.png", typed=["y", "y"])
    assert ran.code == 0
    assert "All pictures in the printer's flash memory are erased" in ran.err
    facts = logo("list", "--json").facts
    assert facts["logos"] == [{"number": 1, "key": "bar", "width_dots": 80, "height_dots": 24}]
    assert facts["used"] is True


def test_who_does_not_agree_stores_nothing(logo, tmp_path):
    assert logo("store", "bar", "bar.png", typed=["n"]).code == 130
    assert not (tmp_path / "unit.json").exists()
    assert "No logo is recorded" in logo("list").out


def test_a_logo_that_nobody_saw_is_not_used(logo):
    ran = logo("store", "bar", "bar.png", "--width-mm", "20", "--yes")
    assert ran.code == 0
    assert "until somebody has looked" in ran.err
    assert "Nobody has seen them on paper" in logo("list").out


def test_a_logo_that_is_not_on_the_paper_is_not_used(logo):
    assert logo("store", "bar", "bar.png", "--yes", "--seen", "no").code == 0
    assert "They were not on the paper" in logo("list").out


def test_logos_are_looked_at_and_cleared(logo):
    logo("store", "bar", "bar.png", "--yes", "--seen", "no")
    assert logo("check", "--seen", "yes").code == 0
    assert logo("list", "--json").facts["used"] is True
    assert logo("clear", "--yes").code == 0
    assert logo("list", "--json").facts["logos"] == []


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("store", "bar", "nowhere.png", "--yes"), "nowhere.png: cannot be read"),
        (("store", "x" * 40, "bar.png", "--yes"), "a logo's key"),
        (("store", "bar", "bar.png", "--width-mm", "80", "--yes"), "640 dots are wider"),
        (("check",), "no logo is recorded"),
    ],
)
def test_what_cannot_be_stored_is_one_clear_line(logo, words, complaint):
    ran = logo(*words)
    assert ran.code == 3
    assert complaint in ran.err
