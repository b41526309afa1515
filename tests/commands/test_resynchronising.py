"""A printer that stopped anywhere in a job prints the next one as if it had just been switched on."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from ocom809 import commands as c
from ocom809.commands.framing import rest_after, spans
from ocom809.commands.resynchronising import (
    BLIND_BYTES,
    BLIND_ENDING,
    LONGEST_PROLOGUE,
    Resynchronisation,
    blind_prologue,
    prologue,
    resynchronisation,
)
from ocom809.commands.side_effects import SideEffect
from ocom809.errors import CommandError
from ocom809.virtual import VirtualPrinter
from tools.command_samples import SAMPLES
from tools.sweep_checks import Break, check, printed_next
from tools.sweep_jobs import JOBS, LONG_JOBS, SETTING_JOBS, SETTING_UNITS, UNITS

WIPE = "1B 40"
SEED = 20261126
SHORT_SAMPLES = [one for one in SAMPLES if len(one.encode()) < 400 and not isinstance(one, c.HexDump)]


def freed(broken: str) -> tuple[str, list[str]]:
    """The prologue behind these bytes of a job that goes on, and what it promises."""
    head = bytes.fromhex(broken)
    found = resynchronisation(head, len(head), len(head))
    return found.data.hex(" ").upper(), [effect.name for effect in found.side_effects]


# Breaks with nothing to pay: what stands behind the bytes that were read.
HARMLESS = [
    ("54 6F 74 61 6C", WIPE),
    ("1B", "00 " + WIPE),
    ("1B 45", "00 " + WIPE),
    # Half a two-byte character, perhaps.
    ("B2", "00 " + WIPE),
    # The rest of a picture, white; of a header, no picture.
    ("1D 76 30 00 02 00 02 00 FF", "00 00 00 " + WIPE),
    ("1D 76 30 00", "00 00 00 00 " + WIPE),
    ("1B 2A 21 01 00 FF", "00 00 " + WIPE),
    # A cut, a kick and a stored picture whose choice has not come get one that there is not.
    ("1D 56", "18 " + WIPE),
    ("1B 70", "18 00 00 " + WIPE),
    ("10 14 01 00", "00 " + WIPE),
    ("1C 70 01", "18 " + WIPE),
    ("1D 2F", "18 " + WIPE),
    # Sounds of no length.
    ("1B 42 03", "00 " + WIPE),
    ("1B 43 03 02", "00 " + WIPE),
    # Barcodes get a byte that is in none: with NULs alone this would be a right CODE128.
    ("1D 6B 49 05 7B 43 01", "80 00 " + WIPE),
    ("1D 6B 49 04 7B 43 01", "80 " + WIPE),
    ("1D 6B 48 03 41", "80 00 " + WIPE),
    # One that ends with NUL would be printed as far as it has come.
    ("1D 6B 04 41 42", "80 00 " + WIPE),
    # Digits alone are spoilt by NUL.
    ("1D 6B 43 0C 34 30 30 36 33 38 31 33 33 33 39", "00 " + WIPE),
    # A macro's definition ends, a printer that was switched off by ESC = is selected again.
    ("1D 3A 61", "1D 5E 00 00 00 " + WIPE),
    ("1B 3D 00", "1B 3D 01 " + WIPE),
    ("1B 3D", "00 1B 3D 01 " + WIPE),
    # Settings are spoilt.
    ("1F 1B 1F 11", "00 00 " + WIPE),
    ("1F 1B 1F 11 11", "18 " + WIPE),
    ("1F 1B 1F 13 14", "00 00 00 " + WIPE),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "expected"), HARMLESS)
def test_a_break_that_costs_nothing_has_the_shortest_prologue(broken, expected):
    assert freed(broken) == (expected, [])


# Exactly what no prologue avoids: docs/explanation/after-a-broken-job.md lists the same.
UNAVOIDABLE = [
    ("1D 56 42", ["CUT"]),
    ("1D 56 41", ["CUT"]),
    ("1B 70 00", ["DRAWER"]),
    ("1B 70 31 19", ["DRAWER"]),
    ("1B 64", ["LINE"]),
    ("1B 4A", ["LINE"]),
    ("1D 5E 02", ["MACRO"]),
    ("1D 5E 02 00", ["MACRO"]),
    ("1D 28 6B 03 00 31 51", ["CODE"]),
    ("1F 1B 1F 67", ["PAGE"]),
    ("1C 71 01 01 00 01 00", ["STORED"]),
    ("1C 71 01 01 00 01 00 FF FF", ["STORED"]),
    ("1C 67 31 00 00 00 00 00 02 00 41", ["STORED"]),
    ("1D 28 4C 0C 00 30 43 30 41 42 01 08 00 01 00 31", ["STORED"]),
    ("1D 28 46 04 00 02 01", ["SETTING"]),
    ("1F 1B 1F 22 C0 A8", ["SETTING"]),
]


@pytest.mark.parametrize(("broken", "effects"), UNAVOIDABLE)
def test_what_cannot_be_avoided_is_told(broken, effects):
    assert freed(broken)[1] == effects


@pytest.mark.parametrize(("broken", "effects"), UNAVOIDABLE)
def test_the_virtual_printer_does_no_more_than_what_is_told(broken, effects):
    data = bytes.fromhex("61 0A") + bytes.fromhex(broken)
    unit = "graphics" if broken.startswith("1D 28 4C") else "ocpp-809"
    assert check(Break(data, len(data), len(data), len(data), unit)).problems == ()


def test_nothing_else_is_ever_promised_where_the_place_is_known():
    told = {SideEffect[name] for _, names in UNAVOIDABLE for name in names}
    for name, data in JOBS.items():
        for offset in range(0, len(data) + 1, 3):
            effects = set(resynchronisation(data, offset, offset).side_effects)
            assert effects <= told | {SideEffect.SETTING_AS_ASKED, SideEffect.SOUND, SideEffect.ANSWER}, (name, offset)
            if SideEffect.SOUND in effects or SideEffect.ANSWER in effects:
                assert name in {"drawer and sounds", "memory"}


def test_the_page_tells_of_every_side_effect():
    page = " ".join((Path(__file__).parents[2] / "docs/explanation/after-a-broken-job.md").read_text("utf-8").split())
    assert not [effect for effect in SideEffect if effect.value not in page]


def test_a_drawer_pulse_that_is_half_sent_lasts_no_time_where_that_can_still_be_chosen():
    printer = VirtualPrinter()
    printer.receive(b"\x1bp\0" + prologue(b"\x1bp\0\x19\xfa", 3, 3))
    assert [event.details["on_ms"] for event in printer.events if event.name == "drawer"] == [0]


def test_a_setting_that_is_half_sent_becomes_what_the_job_asked_for_where_it_cannot_be_refused():
    address = bytes.fromhex("1F 1B 1F 91 00 49 50 C0 A8 01 57")
    found = resynchronisation(address, 8, 8)
    assert found.data == bytes.fromhex("A8 01 57 1B 40")
    assert found.side_effects == (SideEffect.SETTING_AS_ASKED,)


def test_a_hex_dump_that_the_job_began_goes_on():
    printer = VirtualPrinter()
    job = b"\x1d(A\x02\0\0\x01"
    printer.receive(job + prologue(job, len(job), len(job)) + b"Total" * 20)
    assert "54 6F 74 61 6C" in printer.paper.text.upper()


def test_a_printer_that_read_nothing_needs_nothing():
    assert prologue(b"\x1b@Total", 0, 0) == b""


def test_within_a_range_the_prologue_is_right_for_every_place():
    picture = c.Raster(2, b"\xff" * 8).encode()
    assert prologue(picture, 0, len(picture)) == bytes(9) + b"\x1b@"


def test_within_a_range_a_few_dots_are_the_lesser_evil_beside_a_wrong_barcode():
    job = c.Raster(2, b"\xff" * 8).encode() + b"\x1dkI\x05{C\x01\x02\x03"
    found = resynchronisation(job, 9, len(job))
    assert found.data[0] == 0x80
    assert SideEffect.CODE not in found.side_effects
    assert SideEffect.DOTS in found.side_effects


def test_a_prologue_is_never_much_longer_than_what_the_job_would_have_gone_on_with():
    for name, data in {**JOBS, **LONG_JOBS}.items():
        longest = max(span.end - span.start for span in spans(data))
        assert len(prologue(data, 0, len(data))) <= max(longest, 288) + 16, name


def test_a_picture_that_wants_more_than_there_is_time_for_is_not_filled():
    endless = b"\x1dv0\0\xff\xff\xff\xff"
    with pytest.raises(CommandError, match=r"wait for 4294836225 more bytes\. Switch it off and on"):
        prologue(endless, len(endless), len(endless))
    large = b"\x1dv0\0\x00\x10\x00\x10"
    assert len(prologue(large, len(large), len(large))) == LONGEST_PROLOGUE + 2


@pytest.mark.parametrize(("lowest", "highest"), [(-1, 1), (2, 1), (0, 9)])
def test_places_outside_the_job_are_refused(lowest, highest):
    with pytest.raises(CommandError):
        prologue(b"Total", lowest, highest)


@pytest.mark.parametrize(
    ("broken", "filler", "problem"),
    [
        ("1D 76 30 00 02 00 02 00 FF", "", "another paper"),
        ("1D 76 30 00 02 00 02 00 FF", "FF FF FF", "dots"),
        ("1D 56", "00", "not promised: cut"),
        ("1B 70 00 19", "FA", "not promised: drawer"),
        ("1B 42 03", "03", "not promised: beep"),
        ("1D 6B 49 05 7B 43 01", "00 00", "not promised: symbol"),
        ("1C 71 01 01 00 01 00", "00 00 00 00 00 00 00 00", "not promised: pictures stored"),
        ("1F 1B 1F 13 14", "05", "another setting"),
        ("1F 1B 1F 11 11", "", "another paper"),
        ("1D 72", "01", "an answer"),
        ("1B 4C 61", "0C", "mm of paper"),
    ],
)
def test_other_fillers_are_found_out(broken, filler, problem):
    head = bytes.fromhex(broken)
    freeing = Resynchronisation(bytes.fromhex(filler + WIPE), ())
    problems = check(Break(head, len(head), len(head), len(head), "ocpp-809"), freeing).problems
    assert any(problem in one for one in problems)


def drawn_breaks(name: str) -> list[Break]:
    """A few breaks of a job on a unit in turn; the whole of them is for tools/sweep."""
    rng = random.Random(f"{SEED} {name}")
    data = {**JOBS, **LONG_JOBS}[name]
    units = SETTING_UNITS if name in SETTING_JOBS else UNITS
    places = sorted(rng.sample(range(len(data) + 1), 6))
    known = [Break(data, place, place, place, units[number % len(units)]) for number, place in enumerate(places)]
    place = rng.choice(places)
    around = max(0, place - rng.randint(0, 12)), min(len(data), place + rng.randint(0, 12))
    return [*known, Break(data, place, *around, rng.choice(units)), Break(data, place, 0, len(data), rng.choice(units))]


@pytest.mark.parametrize("name", [*JOBS, *LONG_JOBS])
def test_the_next_job_is_right_behind_a_break(name):
    for one in drawn_breaks(name):
        assert check(one).problems == (), one


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SHORT_SAMPLES), min_size=1, max_size=8), st.sampled_from(UNITS), st.data())
def test_the_next_job_is_right_behind_a_break_of_any_job(commands, unit, draw):
    data = b"".join(command.encode() for command in commands)
    lowest, offset, highest = sorted(draw.draw(st.lists(st.integers(0, len(data)), min_size=3, max_size=3)))
    assert check(Break(data, offset, lowest, highest, unit)).problems == ()
    assert check(Break(data, offset, offset, offset, unit)).problems == ()


# A picture of megabytes, read anew for every place, takes long and shows no more.
LONGEST_READ_AGAIN = 20_000
LEADS = st.sampled_from([b"\x1b", b"\x1d", b"\x1c", b"\x1f\x1b\x1f", b"\x10", b"\x1dk", b"\x1d(", b"\x1dV", b"\x1bp"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LEADS | st.binary(max_size=6), max_size=8), st.data())
def test_behind_the_prologue_nothing_is_half_wherever_any_stream_broke(parts, draw):
    data = b"".join(parts)
    lowest, highest = sorted((draw.draw(st.integers(0, len(data))), draw.draw(st.integers(0, len(data)))))
    try:
        freeing = prologue(data, lowest, highest)
    except CommandError:  # an instruction that wants more than 16 MiB
        reject()
    assume(len(freeing) < LONGEST_READ_AGAIN)
    for place in range(max(1, lowest), highest + 1):
        whole = data[:place] + freeing
        assert rest_after(whole, len(whole)) is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([name for name in JOBS if name not in SETTING_JOBS]), st.data())
def test_a_prologue_that_broke_off_itself_may_be_sent_again(name, draw):
    job = JOBS[name]
    place = draw.draw(st.integers(1, len(job)))
    freeing = prologue(job, place, place)
    part = freeing[: draw.draw(st.integers(0, len(freeing)))]
    printer, alone = VirtualPrinter(), VirtualPrinter()
    printer.receive(job[:place] + part)
    printer.wire_closed()
    printer.receive(freeing)
    assert printed_next(printer) == printed_next(alone)


def test_a_printer_of_whose_job_nothing_is_known_is_fed_until_it_answers():
    printer = VirtualPrinter(personality="unyka")
    printer.receive(c.Raster(72, bytes(range(1, 73)) * 40).encode()[:700])
    fed = 0
    for step in blind_prologue():
        printer.receive(b"\x1dr\x01")
        if printer.replies():
            break
        printer.receive(step)
        fed += len(step)
    assert 2000 < fed < BLIND_BYTES
    printer.receive(BLIND_ENDING)
    assert printed_next(printer) == printed_next(VirtualPrinter(personality="unyka"))


@pytest.mark.parametrize("half", ["1D 6B 48 20 41 42", "1D 6B 49 20 7B 43 01", "1D 28 6B 40 00 31 50 30 41"])
def test_blind_steps_print_no_code(half):
    printer = VirtualPrinter()
    printer.receive(bytes.fromhex(half) + b"\x1dr\x01" + next(blind_prologue()) + BLIND_ENDING + b"\n")
    assert printer.paper.black_dots == 0
    assert not [event for event in printer.events if event.name == "symbol"]


def test_blind_steps_end():
    assert sum(map(len, blind_prologue())) == BLIND_BYTES
    assert sum(map(len, blind_prologue(1000))) == 1000
    with pytest.raises(CommandError):
        blind_prologue(0)
