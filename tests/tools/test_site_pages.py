"""The order of the documentation's pages: none is left out, and the site's own checks are switched on."""

import importlib.util
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FOLDERS_WITHOUT_PAGES = {"pictures"}


@pytest.fixture(scope="module")
def site():
    """The tool's own module; tools are no package."""
    spec = importlib.util.spec_from_file_location("site_pages", ROOT / "tools" / "site_pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_folder_of_pages_is_a_section(site):
    folders = {path.name for path in DOCS.iterdir() if path.is_dir()}
    assert folders - FOLDERS_WITHOUT_PAGES == set(site.SECTIONS)


def test_every_page_stands_in_the_navigation_once(site):
    sections = site.on_config({})["nav"]
    listed = [path for section in sections[1:] for pages in section.values() for one in pages for path in one.values()]
    everything = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    assert sorted(["README.md", *listed]) == sorted(everything)


def test_no_two_pages_of_a_section_have_the_same_title(site):
    for folder in site.SECTIONS:
        titles = [site.title(page) for page in site.pages(folder)]
        assert len(set(titles)) == len(titles)


def test_every_warning_about_links_is_switched_on():
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!!python/name:", "")
    checks = yaml.safe_load(text)["validation"]
    assert checks == dict.fromkeys(["omitted_files", "absolute_links", "unrecognized_links", "anchors"], "warn")
