"""Letting go of a wire: at once where nothing is owed, else when the printer has been heard out."""

import pytest

from ocom809 import errors
from ocom809.exchanges import let_go
from ocom809.exchanges.verbs import OWED_SECONDS
from tests.exchanges.scripted import Stage


def owing(stage, *, unanswered=0, late=False):
    stage.session.has_answered = True
    stage.session.unanswered, stage.session.expects_late = unanswered, late
    return stage


def test_a_wire_on_which_nothing_is_owed_is_let_go_of_at_once():
    stage = owing(Stage())
    stage.walk(let_go(stage.session))
    assert stage.kinds == ["LetGo"]


@pytest.mark.parametrize(("unanswered", "late"), [(2, False), (0, True), (1, True)])
def test_a_late_answer_is_heard_before_the_wire_is_let_go_of(unanswered, late):
    stage = owing(Stage(), unanswered=unanswered, late=late)
    for number in range(unanswered + late):
        stage.say(b"\x00", at=1.0 + number)
    stage.walk(let_go(stage.session))
    assert stage.now == unanswered + late
    assert stage.kinds[-1] == "LetGo"
    assert stage.coming == []


def test_an_answer_that_never_comes_is_waited_for_only_so_long():
    stage = owing(Stage(), unanswered=2)
    stage.walk(let_go(stage.session))
    assert stage.now == OWED_SECONDS
    assert stage.kinds[-1] == "LetGo"


def test_a_printer_that_never_answered_is_not_waited_for():
    stage = owing(Stage(), late=True)
    stage.session.has_answered = False
    stage.walk(let_go(stage.session))
    assert stage.kinds == ["LetGo"]


def test_a_wire_that_is_let_go_of_already_is_not_read():
    stage = owing(Stage(), late=True)
    stage.session.is_dropped = True
    stage.walk(let_go(stage.session))
    assert stage.kinds == ["LetGo"]


@pytest.mark.parametrize("failure", [errors.DeviceGone("gone"), KeyboardInterrupt()])
def test_whatever_ends_the_hearing_the_wire_is_let_go_of(failure):
    stage = owing(Stage(), late=True)
    stage.throw[1] = failure
    if isinstance(failure, KeyboardInterrupt):
        with pytest.raises(KeyboardInterrupt):
            stage.walk(let_go(stage.session))
    else:
        stage.walk(let_go(stage.session))
    assert stage.kinds == ["Receive", "LetGo"]


@pytest.mark.parametrize(("comes", "is_freed"), [(True, False), (False, True)])
def test_behind_an_answer_that_never_came_a_job_that_nothing_proved_may_be_lost_in_part(comes, is_freed):
    stage = owing(Stage(), late=True)
    stage.session.handed_over(b"\x1b@Tea\n", is_proven=False)
    if comes:
        stage.say(b"\x00", at=1.0)
    stage.walk(let_go(stage.session))
    broken = stage.session.broken
    assert (broken is not None) is is_freed
    if broken is not None:
        assert (broken.data, broken.lowest, broken.highest) == (b"\x1b@Tea\n", 0, 6)
