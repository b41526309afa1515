"""Units that differ in how they take their settings, alone and together with others."""

import pytest

from ocom809.errors import InputError
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.personality import personality_named
from ocom809.virtual.settings.families import Family
from ocom809.virtual.settings.traits import SettingsTraits


def test_a_unit_that_differs_elsewhere_adds_no_family():
    assert personality_named("rongta+small-buffer").settings.obeys == {Family.RONGTA}
    assert personality_named("unyka+zywell-lan").settings == personality_named("zywell-lan").settings


def test_two_dialects_go_together():
    assert personality_named("rongta+szjbzf").settings.obeys == {Family.RONGTA, Family.SZJBZF}


def test_a_dialect_goes_with_a_trial():
    joined = personality_named("zywell-lan+deaf-to-settings").settings
    assert joined.deaf
    assert Family.ZY_UDP in joined.obeys
    assert joined.factory.name == "Printer-80"


def test_a_unit_of_munbyn_has_the_address_of_its_tool():
    settings = VirtualPrinter(personality="munbyn").settings.kept
    assert (str(settings.interface), str(settings.gateway)) == ("192.168.1.87/24", "192.168.1.1")


@pytest.mark.parametrize(
    "wrong", [{"restart_seconds": 121}, {"address_shift": 101}, {"after_power_cycle": frozenset({"colour"})}]
)
def test_an_impossible_trait_cannot_be_made(wrong):
    with pytest.raises(InputError):
        SettingsTraits(**wrong)


def test_settings_are_stored_as_if_they_had_been_set_before_even_in_a_deaf_unit():
    printer = VirtualPrinter(personality="deaf-to-settings")
    printer.settings.store(density=8, code_page=19)
    printer.receive(b"\x1b@\xd5\n")
    assert printer.paper.text == "€"
    printer.power_cycle()
    assert printer.settings.in_effect.density == 8
    with pytest.raises(InputError, match="density"):
        printer.settings.store(density=9)
