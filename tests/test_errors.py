"""One tree of errors, named by whose fault it is."""

from __future__ import annotations

import inspect
import pickle

import pytest

from ocom809 import errors

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_in_the_tree_and_in_its_drawing(kind):
    assert issubclass(kind, errors.Ocom809Error)
    assert kind.__name__ in errors.__doc__


@pytest.mark.parametrize(
    ("ours", "pythons"),
    [
        (errors.InputError, ValueError),
        (errors.URIError, ValueError),
        (errors.MissingPackage, ImportError),
        (errors.DeviceError, OSError),
        (errors.DeviceTimeout, TimeoutError),
        (errors.DeviceGone, ConnectionError),
    ],
)
def test_who_knows_only_python_catches_ours_too(ours, pythons):
    assert issubclass(ours, pythons)


def test_a_message_ends_with_what_to_do_next():
    error = errors.DeviceNotFound("no printer", hint="Plug it in.")
    assert str(error) == "no printer. Plug it in."
    assert (error.message, error.hint) == ("no printer", "Plug it in.")
    assert str(errors.DeviceNotFound("no printer")) == "no printer"


def test_an_error_of_the_wire_counts_what_went():
    assert errors.DeviceTimeout("silent").written == 0
    assert errors.DeviceGone("gone", written=12).written == 12


def test_several_printers_are_listed():
    error = errors.SeveralDevices("two printers", uris=("usb:?bus=1", "usb:?bus=2"), hint="Choose one.")
    assert error.uris == ("usb:?bus=1", "usb:?bus=2")
    assert error.written == 0


def test_an_interrupted_print_knows_how_far_it_came():
    error = errors.Unknown("interrupted", sent=4096, total=9131, hint="Look at the paper.")
    assert (error.sent, error.total) == (4096, 9131)
    assert not isinstance(error, errors.NotPrinted)


@pytest.mark.parametrize(
    "error",
    [
        errors.CommandError("lines must be 0 to 255, not 300", hint="Feed twice."),
        errors.DeviceTimeout("silent", hint="Look.", written=7),
        errors.SeveralDevices("two", uris=("a", "b")),
        errors.NotPrinted("paper out", sent=0, total=9),
    ],
)
def test_an_error_survives_the_way_between_processes(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)
