"""Faults as text, and when they are due."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.errors import InputError
from ocom809.virtual.faults import Fault, FaultKind, FaultSchedule, Unit, parse_faults

KINDS = [
    "paper-out", "near-end", "cover-open", "cutter-jam", "offline", "silence", "rubbish", "stall", "disconnect",
    "power-loss",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("when", "amount", "unit"),
    [
        ("", 0, Unit.BYTES),
        ("@100mm", 100, Unit.MILLIMETRES),
        ("@1.5s", 1.5, Unit.SECONDS),
        ("@2048B", 2048, Unit.BYTES),
    ],
)
def test_every_kind_may_happen_at_every_kind_of_moment(kind, when, amount, unit):
    fault = Fault.parse(kind + when)
    assert (fault.kind, fault.amount, fault.unit) == (FaultKind(kind), amount, unit)
    assert Fault.parse(str(fault)) == fault
    assert fault.kind.about


def test_there_are_no_other_kinds():
    assert [kind.value for kind in FaultKind] == KINDS


def test_an_unknown_kind_names_the_place_and_those_that_are_known():
    with pytest.raises(InputError, match="no fault is called 'paper-ot'") as caught:
        parse_faults("silence,paper-ot@100mm")
    assert "(in 'paper-ot@100mm')" in str(caught.value)
    assert all(kind in caught.value.hint for kind in KINDS)


@pytest.mark.parametrize(
    "text", ["stall@", "stall@2048", "stall@mm", "stall@-5mm", "stall@1.5B", "stall@1,5s", "stall@1e3mm", "stall@5m",
             "stall@nans", "stall@٣mm", "stall@12345678901B", "stall@1mm@2mm"]
)  # fmt: skip
def test_a_moment_that_cannot_be_read_is_refused_with_examples(text):
    with pytest.raises(InputError) as caught:
        Fault.parse(text)
    assert "100mm" in caught.value.hint


@pytest.mark.parametrize("text", ["", "  ", ",", "silence,", "Silence", "PAPER_OUT"])
def test_what_is_no_fault_is_refused(text):
    with pytest.raises(InputError, match="no fault is called"):
        parse_faults(text)


def test_several_come_with_commas_or_one_by_one_or_both():
    expected = (Fault(FaultKind.SILENCE), Fault(FaultKind.STALL, 2048), Fault(FaultKind.OFFLINE))
    assert parse_faults("silence, stall@2048B,offline") == expected
    assert parse_faults(["silence", "stall@2048B", "offline"]) == expected
    assert parse_faults(["silence,stall@2048B", "offline"]) == expected


def test_an_endless_list_is_refused():
    with pytest.raises(InputError, match="1000 characters"):
        parse_faults("silence," * 200)


def test_a_fault_without_a_moment_is_due_at_once():
    schedule = FaultSchedule(8)
    schedule.order(Fault(FaultKind.SILENCE), dots=5, received=7, now=None)
    assert schedule.due(dots=5, received=7, now=0) == [Fault(FaultKind.SILENCE)]
    assert schedule.due(dots=5, received=7, now=0) == []


def test_a_fault_counts_from_the_moment_it_was_ordered():
    schedule = FaultSchedule(8)
    for text in ("paper-out@100mm", "stall@2048B", "offline@1.5s"):
        schedule.order(Fault.parse(text), dots=80, received=1000, now=20.0)
    assert schedule.left(Unit.MILLIMETRES, 80) == 800
    assert schedule.left(Unit.BYTES, 1000) == 2048
    assert schedule.left(Unit.SECONDS, 20.0) == 1.5
    assert schedule.due(dots=879, received=3047, now=21.4) == []
    assert schedule.due(dots=880, received=3047, now=21.4) == [Fault.parse("paper-out@100mm")]
    assert schedule.due(dots=880, received=3048, now=21.5) == [Fault.parse("stall@2048B"), Fault.parse("offline@1.5s")]
    assert schedule.left(Unit.BYTES, 3048) is None


def test_seconds_wait_for_the_first_byte():
    schedule = FaultSchedule(8)
    schedule.order(Fault.parse("offline@1.5s"), dots=0, received=0, now=None)
    assert schedule.due(dots=0, received=0, now=99.0) == []
    assert schedule.left(Unit.SECONDS, 99.0) is None
    schedule.start_clock(100.0)
    assert schedule.left(Unit.SECONDS, 100.0) == 1.5


def test_a_cancelled_kind_never_comes():
    schedule = FaultSchedule(8)
    for text in ("stall@10B", "offline@10B"):
        schedule.order(Fault.parse(text), dots=0, received=0, now=0)
    schedule.cancel(FaultKind.STALL)
    assert schedule.due(dots=0, received=10, now=0) == [Fault.parse("offline@10B")]


@given(st.text(max_size=40))
def test_any_text_is_a_fault_or_an_input_error(text):
    try:
        faults = parse_faults(text)
    except InputError:
        return
    assert parse_faults(",".join(map(str, faults))) == faults
