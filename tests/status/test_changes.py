"""What changed between two looks at a printer."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from ocom809.status import Answer, Status
from ocom809.status.changes import Change, changes, remembered

STATUSES = st.builds(Status, **{item.name: st.sampled_from(Answer) for item in fields(Status)})


def test_what_is_known_and_different_is_a_change():
    before = Status(online=Answer.YES, paper=Answer.YES)
    after = Status(online=Answer.NO, paper=Answer.NO)
    assert changes(before, after) == (
        Change(fact="online", before=Answer.YES, after=Answer.NO),
        Change(fact="paper", before=Answer.YES, after=Answer.NO),
    )
    assert [str(change) for change in changes(before, after)] == ["it is offline", "the paper is out"]


def test_what_has_become_unknown_is_none():
    assert changes(Status(paper=Answer.YES), Status.unknown()) == ()


def test_the_first_look_tells_all_that_is_known():
    found = changes(Status.unknown(), Status(cover_open=Answer.NO))
    assert [str(change) for change in found] == ["the cover was closed"]
    assert found[0].before is Answer.UNKNOWN


@given(STATUSES)
def test_every_change_has_words_and_none_is_a_bare_name(status):
    assert all(str(change) and ":" not in str(change) for change in changes(Status.unknown(), status))


@given(STATUSES, STATUSES)
def test_what_is_remembered_holds_all_that_is_known_last(before, after):
    kept = remembered(before, after)
    assert changes(kept, after) == ()
    assert remembered(kept, Status.unknown()) == kept
