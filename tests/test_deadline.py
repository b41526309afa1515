"""How long is left, over several steps."""

from __future__ import annotations

import pytest

from ocom809.deadline import Deadline
from ocom809.errors import InputError


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def test_what_is_left_shrinks_and_is_never_negative():
    clock = Clock()
    limit = Deadline(5, clock=clock)
    assert limit.left() == 5
    clock.now += 3
    assert limit.left() == 2
    assert not limit.expired
    clock.now += 2
    assert limit.left() == 0
    assert limit.expired
    clock.now += 99
    assert limit.left() == 0


def test_it_begins_anew_when_something_moved():
    clock = Clock()
    limit = Deadline(5, clock=clock)
    clock.now += 4
    limit.restart()
    assert limit.left() == 5


def test_no_time_at_all_is_over_at_once():
    assert Deadline(0).expired


@pytest.mark.parametrize("seconds", [float("inf"), float("nan")])
def test_a_limit_is_always_finite(seconds):
    with pytest.raises(InputError):
        Deadline(seconds)


def test_the_usual_clock_runs():
    limit = Deadline(60)
    assert 59 < limit.left() <= 60
