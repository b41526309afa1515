"""Arabic letters in their forms, where Pillow has no Raqm."""

from __future__ import annotations

import pytest

from ocom809.receipt.scripts.joining import joined_forms


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("بيت", "\ufe91\ufef4\ufe96"),
        ("دار", "\ufea9\ufe8d\ufead"),
        ("لا", "\ufefb"),
        ("سلام", "\ufeb3\ufefc\ufee1"),
        ("شكرًا", "\ufeb7\ufedc\ufeae\u064b\ufe8d"),
        ("گپ", "\ufb94\ufb57"),
        ("ه\u200d", "\ufeeb"),
        ("abc", "abc"),
        ("", ""),
    ],
)
def test_each_letter_takes_the_form_that_its_neighbours_ask_for(word, forms):
    assert joined_forms(word) == forms


def test_a_mark_between_two_letters_does_not_part_them():
    assert joined_forms("ب\u064eي") == "\ufe91\u064e\ufef2"
