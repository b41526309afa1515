"""The private environment: what was installed once is not installed again."""

from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """The tools' own module, with an empty folder in place of the environment; it is no package."""
    monkeypatch.syspath_prepend(TOOLS)
    import environment

    monkeypatch.setattr(environment, "FOLDER", tmp_path)
    return environment


def install(environment, *groups, extras="codes"):
    environment._stamp(groups).write_text(environment._fingerprint(groups, extras))


@pytest.mark.parametrize("groups", [(), ("test",), ("lint", "test"), ("test", "lint", "docs")])
def test_groups_that_were_installed_among_others_are_there(environment, groups):
    install(environment, "test", "lint", "docs")
    assert environment._holds(groups, "codes")


def test_what_was_installed_without_a_group_is_there(environment):
    install(environment)
    assert environment._holds((), "codes")
    assert not environment._holds(("test",), "codes")


def test_a_group_or_an_extra_that_is_missing_is_not_there(environment):
    install(environment, "test", "lint")
    assert not environment._holds(("test", "docs"), "codes")
    assert not environment._holds(("test",), "images")


def test_what_was_installed_before_the_project_changed_is_not_there(environment):
    environment._stamp(("test",)).write_text("the fingerprint of another pyproject.toml")
    assert not environment._holds(("test",), "codes")
