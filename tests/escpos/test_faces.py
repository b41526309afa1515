"""The drop-in's classes beside those of python-escpos: names, signatures, profiles, errors, the table."""

from __future__ import annotations

import inspect
import logging

import pytest

from ocom809 import OCPP809 as CLASS_PROFILE
from ocom809 import errors
from ocom809 import escpos as ours
from ocom809.escpos.differences import DIFFERENCES, KEPT
from ocom809.escpos.errors import refused, translated
from ocom809.escpos.original import Escpos, capabilities, exceptions
from tests.escpos.originals import theirs

WIRES = ("Usb", "Serial", "Network", "File", "Dummy")
METHODS = [name for name, _ in inspect.getmembers(Escpos, inspect.isfunction) if not name.startswith("_")]
# What its unreleased successor has besides.
OF_THE_SUCCESSOR = ("software_columns", "set_sleep_in_fragment")


def parameters(function):
    """Names, kinds and defaults; the defaults of a mutable argument are None with us."""
    return [
        (name, each.kind, None if each.default == {} else each.default)
        for name, each in inspect.signature(function).parameters.items()
    ]


# Names and signatures


@pytest.mark.parametrize("name", [*WIRES, "OCPP809"])
def test_each_class_is_a_printer_of_python_escpos(name):
    assert issubclass(getattr(ours, name), Escpos)
    assert getattr(ours, name).is_usable()


@pytest.mark.parametrize("name", WIRES)
def test_constructors_take_what_theirs_take(name):
    wanted, have = (parameters(getattr(module, name).__init__) for module in (theirs, ours))
    if name == "Dummy":
        assert {"profile", "magic_encode_args"} <= {each[0] for each in have}
    else:
        assert have == wanted


@pytest.mark.parametrize("method", METHODS)
def test_methods_take_what_theirs_take(method):
    have, wanted = parameters(getattr(ours.Dummy, method)), parameters(getattr(Escpos, method))
    if method == "open":
        have = have[:1]  # each of their wires adds raise_not_found
    assert have == wanted


@pytest.mark.parametrize("name", WIRES)
def test_their_wires_have_no_public_name_that_ours_lack(name):
    public = {each for each in dir(getattr(theirs, name)) if not each.startswith("_")}
    assert public <= set(dir(getattr(ours, name)))


@pytest.mark.parametrize("name", OF_THE_SUCCESSOR)
def test_what_the_successor_adds_is_there(name):
    assert callable(getattr(ours.Dummy, name))


@pytest.mark.parametrize("name", [*METHODS, *OF_THE_SUCCESSOR])
def test_every_method_says_what_it_does(name):
    assert inspect.getdoc(getattr(ours.Dummy, name))


# Profiles


def test_our_profile_is_known_by_name_to_their_classes_as_well():
    profile = theirs.Dummy(profile="OCPP-809").profile
    assert (profile.get_columns("a"), profile.get_columns("b")) == (48, 64)
    assert profile.media == {"dpi": 203, "width": {"mm": 80, "pixels": 576}}
    assert profile.supports("graphics") is False
    assert profile.supports("paperFullCut")


def test_our_profile_has_the_proven_pages_each_under_one_number():
    pages = capabilities.CAPABILITIES["profiles"]["OCPP-809"]["codePages"]
    proven = {str(page.number) for page in CLASS_PROFILE.proven_code_pages}
    assert set(pages) <= proven
    assert len(set(pages.values())) == len(pages)
    assert pages["0"] == "CP437"
    assert pages["16"] == "CP1252"


def test_no_profile_but_ours_is_added_or_changed():
    import json
    from importlib.resources import files

    shipped = json.loads((files("escpos") / "capabilities.json").read_text(encoding="utf-8"))
    own = capabilities.CAPABILITIES["profiles"].copy()
    assert own.pop("OCPP-809")
    assert own == shipped["profiles"]
    assert capabilities.CAPABILITIES["encodings"] == shipped["encodings"]


def test_the_profile_is_ours_where_none_is_given_and_theirs_with_strict():
    assert ours.Dummy().profile.get_columns("a") == 48
    assert ours.Dummy(strict=True).profile.get_columns("a") == 42


def test_a_profile_that_does_not_exist_is_refused_with_advice():
    with pytest.raises(errors.InputError, match="Close is TM-T88II") as unknown:
        ours.Dummy(profile="TM-T88-II")
    assert isinstance(unknown.value, KeyError)


# Constructors


def test_a_keyword_that_no_wire_knows_is_refused_by_name():
    with pytest.raises(errors.InputError, match="no argument 'tmeout'.*timeout") as unknown:
        ours.Network("printer", tmeout=3)
    assert isinstance(unknown.value, TypeError)


def test_strict_swallows_keywords_as_the_original_does():
    assert ours.Network("printer", tmeout=3, strict=True).timeout == 60


def test_the_mode_can_be_set_on_a_class():
    class Old(ours.Dummy):
        strict = True

    printer = Old()
    printer.text("\x1b@")
    assert printer.output == b"\x1bt\x00\x1b@"


def test_a_program_that_derives_from_a_printer_sees_every_byte():
    class Listening(ours.Dummy):
        def _raw(self, msg):
            seen.append(msg)
            super()._raw(msg)

    seen = []
    printer = Listening()
    printer.set(bold=True)
    printer.text("Tea €")
    printer.cut()
    assert b"".join(seen) == printer.output


def test_raw_takes_bytes_only():
    with pytest.raises(TypeError, match="takes bytes, not str"):
        ours.Dummy()._raw("Tea")


# Errors


@pytest.mark.parametrize("kind", [value for value in vars(errors).values() if inspect.isclass(value)])
def test_each_of_our_errors_has_one_of_both_worlds(kind):
    error = kind("gone", line=1, column=1) if kind is errors.MarkupError else kind("gone", hint="Look at its power.")
    both = translated(error)
    assert isinstance(both, kind)
    assert isinstance(both, exceptions.Error)
    assert str(both) == str(error)
    assert "gone" in both.msg
    assert translated(both) is both


@pytest.mark.parametrize("kind", [errors.DeviceBusy, errors.PermissionDenied, errors.DeviceTimeout, errors.DeviceGone])
def test_what_goes_wrong_while_opening_is_a_device_not_found_as_in_the_original(kind):
    assert isinstance(translated(kind("no"), opening=True), exceptions.DeviceNotFoundError)
    assert not isinstance(translated(kind("no")), exceptions.DeviceNotFoundError)


def test_an_error_keeps_what_it_tells():
    error = errors.DeviceGone("gone")
    error.written, error.in_doubt = 7, 3
    both = translated(error)
    assert (both.written, both.in_doubt, both.args) == (7, 3, ("gone",))


@pytest.mark.parametrize(
    "kind", [value for value in vars(exceptions).values() if inspect.isclass(value) and issubclass(value, Exception)]
)
def test_each_of_their_errors_can_be_one_of_both_worlds(kind):
    both = refused("no", kind)
    assert isinstance(both, (kind, errors.InputError))
    assert both.resultcode == (1 if kind is exceptions.Error else kind().resultcode)


def test_a_slip_of_ours_is_not_taken_for_a_refusal():
    class Broken(ours.Dummy):
        def _notice(self, msg):
            raise KeyError("slip")

    with pytest.raises(KeyError) as slip:
        Broken().text("Tea")
    assert type(slip.value) is KeyError


# The table


def test_every_row_of_the_table_says_both_sides():
    for row in DIFFERENCES:
        assert row.about
        assert row.original
        assert row.ours
    assert len({row.about for row in DIFFERENCES}) == len(DIFFERENCES)
    assert all(len(row) == 2 for row in KEPT)


# Oddities that are kept


def test_sizes_without_custom_size_are_ignored_and_that_is_logged_once(caplog):
    printer = ours.Dummy()
    with caplog.at_level(logging.WARNING):
        printer.set(width=2, height=2)
        printer.set(width=2, height=2)
    assert printer.output == b""
    assert caplog.text.count("custom_size") == 1


# Columns


def columns(*arguments):
    printer = ours.Dummy()
    printer.software_columns(*arguments)
    return printer.output.removeprefix(b"\x1bt\x00").decode("ascii").splitlines()


def test_columns_stand_side_by_side():
    assert columns(["Tea", "4.20"], [10, 8], ["left", "right"]) == ["Tea           4.20"]


def test_a_total_width_is_shared_and_the_last_width_and_alignment_serve_all_that_follow():
    assert columns(["a", "b", "c"], 9, "center") == [" a  b  c "]
    assert columns(["a", "b", "c"], [2, 3], ["left", "right"]) == ["a   b  c"]


def test_columns_wrap_and_a_word_that_is_too_long_ends_in_a_full_stop():
    assert columns(["green tea", "unbelievable"], [5, 6], "left") == ["greenunbel.", "tea        "]


@pytest.mark.parametrize(
    "wrong", [([], 10, "left"), (["a"], [], "left"), (["a"], [0], "left"), (["a"], [5], "middle"), (["a"], 5, [])]
)
def test_impossible_columns_are_refused(wrong):
    with pytest.raises(errors.InputError):
        columns(*wrong)
