"""Each error of ours ends in the exit code that the reference promises."""

import pytest

from ocom809 import errors
from ocom809.cli import exit_codes


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.URIError("x"), 3),
        (errors.CommandError("x"), 3),
        (errors.DocumentError("x"), 3),
        (errors.ProfileError("x"), 3),
        (errors.NotPrinted("x"), 10),
        (errors.DeviceBusy("x"), 10),
        (errors.Unknown("x"), 11),
        (errors.DeviceTimeout("x"), 11),
        (errors.DeviceGone("x"), 11),
        (errors.ReplyError("x"), 11),
        (errors.DeviceNotFound("x"), 12),
        (errors.DeviceUnreachable("x"), 12),
        (errors.SeveralDevices("x", uris=("usb:",)), 12),
        (errors.PermissionDenied("x"), 13),
        (errors.MissingPackage("x"), 1),
        (caused(errors.NotPrinted("x"), errors.DeviceUnreachable("x")), 12),
        (caused(errors.NotPrinted("x"), errors.PermissionDenied("x")), 13),
        (caused(errors.NotPrinted("x"), errors.DeviceTimeout("x")), 10),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_the_exit_code_tells_the_cases_apart(error, code):
    assert exit_codes.for_error(error) == code


def test_every_code_has_a_meaning():
    codes = {value for name, value in vars(exit_codes).items() if name.isupper() and isinstance(value, int)}
    assert codes == set(exit_codes.MEANINGS)
