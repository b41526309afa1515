"""Personalities by name, with their sources."""

import dataclasses

import pytest

from ocom809.errors import InputError
from ocom809.virtual import PERSONALITIES
from ocom809.virtual.personality import personality_named


def test_the_plain_printer_of_the_class():
    plain = personality_named("ocpp-809")
    assert (plain.width_dots, plain.head_to_knife_dots, plain.receive_buffer_bytes) == (576, 144, 4096)


def test_an_unknown_name_lists_those_that_are_known():
    with pytest.raises(InputError, match="'ocpp-999'") as caught:
        personality_named("ocpp-999")
    assert "ocpp-809" in caught.value.hint


@pytest.mark.parametrize("personality", PERSONALITIES.values(), ids=str)
def test_each_says_where_its_traits_come_from_and_is_called_by_its_name(personality):
    assert PERSONALITIES[personality.name] is personality
    assert len(personality.source) > 20
    assert personality.about
    assert "width_dots" in personality.traits
    assert "source" not in personality.traits


@pytest.mark.parametrize(
    ("trait", "value"),
    [("width_dots", 7), ("width_dots", 1025), ("head_to_knife_dots", -1), ("receive_buffer_bytes", 15)],
)
def test_an_impossible_trait_cannot_be_built(trait, value):
    with pytest.raises(InputError, match=trait):
        dataclasses.replace(personality_named("ocpp-809"), **{trait: value})
