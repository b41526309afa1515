"""Every snippet of the documentation runs, against the virtual printer.

``python`` blocks of one page are run in order and share their names; ``console`` blocks hold commands behind ``$`` and
what they print (``...`` stands for anything, also for several lines); ``toml`` blocks must parse; ``sh`` blocks hold
what only an administrator can do, so only their syntax is checked. Real printers' URIs are replaced by ``virtual:``
before a snippet runs, so that no test reaches for an address.
"""

import contextlib
import io
import os
import re
import shlex
import subprocess
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from ocom809.cli.main import run

ROOT = Path(__file__).resolve().parent.parent
MOST_COLUMNS = 130
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REAL_PRINTER = re.compile(
    r"(?:tcp|usb|bluetooth|serial)://(?!127\.0\.0\.1)[\w./:?=&\[\]%-]+|\busb:(?![\w/])|\bmac:[\w:.?=&/-]+"
)


def snippets(page):
    text = page.read_text(encoding="utf-8")
    return [(match[1], match[2], text.count("\n", 0, match.start()) + 1) for match in FENCE.finditer(text)]


def pages_with(*languages):
    return [page for page in PAGES if any(language in languages for language, _, _ in snippets(page))]


def named(page):
    return str(page.relative_to(ROOT))


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """An empty folder with what the pages take for granted: a text, a picture, a captured job."""
    from PIL import Image

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OCOM809_DEVICE", "virtual:")
    Path("receipt.txt").write_text("Corner Shop\nTea   4.20 €\n", encoding="utf-8")
    Image.radial_gradient("L").save("logo.png")
    Path("job.bin").write_bytes(b"\x1b@\x1ba\x01Corner Shop\n\x1dVB\x00")
    return tmp_path


def at_no_real_printer(snippet):
    return REAL_PRINTER.sub("virtual:", snippet)


@pytest.mark.parametrize("page", pages_with("python", "console", "toml", "sh"), ids=named)
def test_every_snippet_of_the_page_runs(page, workshop):
    names = {"__name__": "snippet"}
    for language, code, line in snippets(page):
        place = f"{named(page)}:{line}"
        match language:
            case "python":
                exec(compile(at_no_real_printer(code), place, "exec"), names)
            case "console":
                check_console(at_no_real_printer(code), place)
            case "toml":
                tomllib.loads(code)
            case "sh":
                assert subprocess.run(["bash", "-n", "-c", code]).returncode == 0, place


def check_console(block, place):
    commands = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    assert commands, f"{place}: a console block shows commands behind a $"
    for text in commands:
        command, _, expected = text.partition("\n")
        while command.endswith("\\"):
            more, _, expected = expected.partition("\n")
            command = command[:-1] + more.lstrip("> ")
        printed = output_of(command)
        if expected.strip():
            assert matches(expected, printed), f"{place}: $ {command}\nexpected:\n{expected}\nprinted:\n{printed}"


def output_of(command):
    """What one line prints: ``ocom809 …`` in this process, a pipe and the rest by the shell."""
    words = shlex.split(command)
    if words[0] != "ocom809" or "|" in words or ">" in words:
        finished = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=os.environ, timeout=60)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), pytest.raises(SystemExit) as leaving:
        run(words[1:])
    assert leaving.value.code == 0, f"{command}\n{out.getvalue()}"
    return out.getvalue()


def matches(expected, printed):
    pattern = re.escape(expected.strip()).replace(r"\.\.\.", ".*")
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_between_pages_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{named(page)} points to {target}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_to_a_heading_finds_it(page):
    for target, anchor in re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", page.read_text(encoding="utf-8")):
        assert anchor in anchors(page.parent / target if target else page), f"{named(page)} points to {target}#{anchor}"


def test_no_line_of_the_changelog_is_too_long_for_a_terminal():
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > MOST_COLUMNS] == []


def anchors(page):
    """The names of a page's headings, as those who show Markdown make them."""
    without_code = FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", without_code, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_the_udev_rule_that_the_page_shows_is_the_one_that_is_installed():
    rules = files("ocom809.devices").joinpath("60-ocom809.rules").read_text(encoding="utf-8").splitlines()
    page = (ROOT / "docs" / "how-to" / "connect-usb.md").read_text(encoding="utf-8")
    assert all(line in page for line in rules if line and not line.startswith("#"))
