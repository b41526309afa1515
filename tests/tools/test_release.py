"""What ``tools/check-release`` stands on: it finds Pythons, and sees a wheel that is not whole."""

import sys
import zipfile
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"
OWN_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
MAN_PAGE = "ocom809-0.1.0.data/data/share/man/man1/ocom809.1"


@pytest.fixture
def tools(monkeypatch):
    """The tools' own modules; they are no package."""
    monkeypatch.syspath_prepend(TOOLS)
    import release_pythons
    import release_steps

    return release_pythons, release_steps


@pytest.fixture
def wheel(tools, tmp_path):
    """A wheel as it must be, but for what is left out or put in beside."""

    def made(*, without=(), beside=()):
        package = tools[1].ROOT / "ocom809"
        files = [path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        names = {f"ocom809/{path.relative_to(package).as_posix()}" for path in files} | {MAN_PAGE, *beside}
        with zipfile.ZipFile(tmp_path / "made.whl", "w") as archive:
            for name in names - set(without):
                archive.writestr(name, "")
        return tmp_path / "made.whl"

    return made


def test_a_whole_wheel_is_right(tools, wheel):
    assert tools[1].contents_that_are_wrong(wheel()) == []


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"without": ["ocom809/devices/60-ocom809.rules"]}, "the wheel lacks ocom809/devices/60-ocom809.rules"),
        ({"without": ["ocom809/py.typed"]}, "the wheel lacks ocom809/py.typed"),
        ({"without": [MAN_PAGE]}, "the wheel lacks the man page"),
        ({"beside": ["tests/conftest.py"]}, "the wheel holds tests/conftest.py"),
    ],
)
def test_what_lacks_or_is_too_much_is_named(tools, wheel, how, words):
    assert tools[1].contents_that_are_wrong(wheel(**how)) == [words]


def test_this_very_python_is_found(tools):
    assert tools[0].is_one(tools[0].python(OWN_VERSION), OWN_VERSION)


def test_a_python_that_nobody_has_is_not_found(tools, tmp_path, monkeypatch):
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tools[0].python("3.99") is None


def test_a_python_that_is_missing_fails_the_release_by_name(tools, tmp_path, monkeypatch):
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    wrong = tools[1].tested("3.99", tmp_path / "made.whl", tmp_path / "made.tar.gz", [])
    assert len(wrong) == 1
    assert wrong[0].startswith("Python 3.99 is not on this machine")
