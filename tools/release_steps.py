"""The steps of ``tools/check-release``; each returns what is wrong, in lines for people."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path

import environment
import release_pythons

ROOT = environment.ROOT
WORK = ROOT / "build" / "release"
EXTRAS = "codes,images,templates,web"
SOURCE_ONLY = "--ignore=tests/tools"  # the tools of the source tree, which the wheel does not have
MAN_PAGE = "data/share/man/man1/ocom809.1"


def built(python: Path) -> tuple[Path, Path]:
    """The wheel and the sdist, freshly made in ``dist``; whoever cannot build them cannot go on."""
    dist = WORK / "dist"
    shutil.rmtree(WORK, ignore_errors=True)
    run([python, "-m", "build", "--outdir", dist, ROOT])
    wheel, sdist = next(dist.glob("*.whl")), next(dist.glob("*.tar.gz"))
    (ROOT / "dist").mkdir(exist_ok=True)
    return Path(shutil.copy(wheel, ROOT / "dist")), Path(shutil.copy(sdist, ROOT / "dist"))


def contents_that_are_wrong(wheel: Path) -> list[str]:
    """What the wheel lacks of our package, and what it holds beyond."""
    own = {path.relative_to(ROOT).as_posix() for path in (ROOT / "ocom809").rglob("*") if path.is_file()}
    own = {path for path in own if "__pycache__" not in path}
    names = set(zipfile.ZipFile(wheel).namelist())
    held = {name for name in names if ".dist-info/" not in name and ".data/" not in name}
    wrong = [f"the wheel lacks {name}" for name in sorted(own - held)]
    wrong += [f"the wheel holds {name}" for name in sorted(held - own)]
    return wrong if any(name.endswith(MAN_PAGE) for name in names) else [*wrong, "the wheel lacks the man page"]


def tested(version: str, wheel: Path, sdist: Path, tests: list[str]) -> list[str]:
    """Install the wheel on this Python, and run the tests of the sdist against it."""
    interpreter = release_pythons.python(version)
    if interpreter is None:
        return [f"Python {version} is not on this machine: apt-get install python{version}-venv, or pyenv, or uv"]
    print(f"── Python {version}: {interpreter}", flush=True)
    tree = unpacked(sdist, WORK / f"tree-{version}")
    python = WORK / f"python-{version}" / "bin" / "python"
    run([interpreter, "-m", "venv", python.parent.parent])
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--upgrade", "pip>=25.1"])
    run([*pip, f"{wheel}[{EXTRAS}]", "--group", "test"], cwd=tree)
    where = run([python, "-c", "import ocom809; print(ocom809.__file__)"], cwd=tree).stdout.strip()
    if not Path(where).is_relative_to(WORK / f"python-{version}"):
        return [f"Python {version}: the tests would run against {where}"]
    steps = {
        "pip check": ["pip", "check"],
        "tests": ["pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", SOURCE_ONLY, *tests],
    }
    return [f"Python {version}: {name}" for name, words in steps.items() if fails([python, "-m", *words], cwd=tree)]


def unpacked(sdist: Path, folder: Path) -> Path:
    """The sdist without the code of our package, so that only an installed one can be imported."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    tree = next(folder.iterdir())
    for path in (tree / "ocom809").rglob("*.py"):
        path.unlink()
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    (tree / ".cache").symlink_to(cache)  # the judges, which need not be installed anew
    return tree


def installed_by_pipx(python: Path, wheel: Path) -> list[str]:
    """What does not work for a user with an empty home who runs ``pipx install``."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        places = {"HOME": folder, "PIPX_HOME": f"{folder}/pipx", "PIPX_BIN_DIR": f"{folder}/bin"}
        variables = os.environ | places | {"PIPX_MAN_DIR": f"{folder}/man", "XDG_CACHE_HOME": f"{folder}/cache"}
        run([python, "-m", "pipx", "install", wheel], env=variables)
        program, paper = home / "bin" / "ocom809", home / "paper.png"
        commands = {
            "--version": [program, "--version"],
            "print": [program, "test-page", "--device", f"virtual:?paper={paper}"],
            "udev-rule": [program, "udev-rule"],
            "completion": [program, "completion", "bash"],
        }
        wrong = [f"pipx: ocom809 {name}" for name, words in commands.items() if fails(words, cwd=home, env=variables)]
        results = {"no paper came out": paper, "no man page": home / "man" / "man1" / "ocom809.1"}
        return [*wrong, *(f"pipx: {words}" for words, path in results.items() if not path.exists())]


def run(command: list[object], **how: object) -> subprocess.CompletedProcess[str]:
    """Run what must work for anything else to follow."""
    words = [str(word) for word in command]
    finished: subprocess.CompletedProcess[str] = subprocess.run(words, capture_output=True, text=True, **how)  # type: ignore[call-overload]
    if finished.returncode != 0:
        raise SystemExit(f"This failed: {' '.join(words)}\n{finished.stdout}{finished.stderr}")
    return finished


def fails(command: list[object], **how: object) -> bool:
    """Run a step, and tell whether it failed."""
    return subprocess.run([str(word) for word in command], **how).returncode != 0  # type: ignore[call-overload]
