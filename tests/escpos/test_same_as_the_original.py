"""Whatever is called, in whatever order: ``strict`` gives the bytes of the original, and without it the same paper."""

from __future__ import annotations

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from ocom809 import escpos as ours
from ocom809.errors import Ocom809Error
from ocom809.escpos.original import EscposImage, exceptions
from tests.escpos.calls import CALLS, Call
from tests.escpos.meaning import meaning, of_pictures
from tests.escpos.originals import theirs

PROFILES = ("default", "OCPP-809", "TM-T88II", "POS-5890", "NT-80-V-UL")
LONG = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@LONG
@given(calls=st.lists(CALLS, max_size=12), profile=st.sampled_from(PROFILES))
def test_strict_gives_the_bytes_and_errors_of_the_original(calls, profile):
    original, strict = theirs.Dummy(profile=profile), ours.Dummy(profile=profile, strict=True)
    for call in calls:
        note(call)
        raised, wanted = call.on(strict), call.on(original)
        assert type(wanted) in type(raised).__mro__, (raised, wanted)
        assert strict.output == original.output


@LONG
@given(calls=st.lists(CALLS.filter(lambda call: not (is_seamed(call) or is_too_wide(call))), max_size=12))
def test_without_strict_the_paper_is_the_same(calls):
    original, normal = theirs.Dummy(profile="OCPP-809"), ours.Dummy()
    wanted = b""
    for call in calls:
        note(call)
        before, error, raised = original.output, call.on(original), call.on(normal)
        if is_refused_by_ours_alone(call):
            assert isinstance(raised, Ocom809Error)
            continue
        assert type(error) in type(raised).__mro__, (raised, error)
        assert raised is None or isinstance(raised, Ocom809Error)
        assert raised is None or isinstance(raised, exceptions.Error)
        # Of a call that is refused the original has sent a part, which is one of the differences.
        wanted += b"" if error else original.output.removeprefix(before)
    as_it_was_meant = meaning(wanted, "OCPP-809", forgets=False)
    printed = meaning(normal.output, "OCPP-809", forgets=True)
    assert of_pictures(printed) == of_pictures(as_it_was_meant)


def is_refused_by_ours_alone(call: Call) -> bool:
    """A mode that does not exist, which the original does not look at where the paper is not fed."""
    no_mode = call.named.get("mode", "FULL").upper() not in ("FULL", "PART")
    return call.name == "cut" and no_mode and not call.named.get("feed", True)


def is_too_wide(call: Call) -> bool:
    """Whether it is a bar code that does not fit, of which the original's paper shows nothing."""
    return call.name == "barcode" and call.arguments[1].startswith("COD") and call.named.get("width") == 6


def is_seamed(call: Call) -> bool:
    """Whether the original dithers the picture anew in the middle."""
    return call.name == "image" and EscposImage(call.arguments[0]).height > call.named.get("fragment_height", 960)
