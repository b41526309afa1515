"""The order in which files are begun."""

from tests.order import FOLDER, LONG


def test_every_file_that_is_begun_first_is_there_and_named_once():
    assert [name for name in LONG if not (FOLDER / name).is_file()] == []
    assert len(set(LONG)) == len(LONG)
